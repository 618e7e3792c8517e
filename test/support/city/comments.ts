/** Many comments on one draft, campaigns and near copies among them, each read by a moderator. */
import { departmentId } from '../../../worker/domain/kinds/department/ids.ts'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import type { Caller } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { todayOf } from '../../../worker/services/submit/call.ts'

const water = departmentId('mc-water')
const OFFICE: Caller = { account: 'mc-water-office', role: 'recorder', department: water }
const DESK: Caller = { account: 'hotline-desk', role: 'registrar', department: null }
const READER: Caller = { account: 'acc-test-moderator', role: 'moderator', department: null }

/** What is asked for, each sent by many; the rest are texts of one. */
export const CAMPAIGNS = [
  '请保留社区里的老水井，作为停水时的备用水源。',
  '施工不要安排在夜里，影响老人休息。',
  '改造费用请分十年摊还。',
]
/** What the texts of one are about. */
export const TOPICS = ['水压不足', '水表更换', '管道噪声', '施工围挡', '停水通知', '水质公示', '阀门位置']

/**
 * A consultation that is over, with comments: half of them in three campaigns, some of those with words added.
 *
 * @returns id of the consultation
 */
export async function commentedOn(
  { acts, consultations, questions, ledger }: Services,
  n: number,
): Promise<string> {
  const today = todayOf(ledger.now(), ledger.calendar.days.zone)
  const fields = {
    title: '二次供水改造方案（草案）',
    openAt: dayAfter(today, -60),
    closeAt: dayAfter(today, -10),
    draft: { title: '草案' },
    explanation: { title: '说明' },
  }
  const { records } = await acts.open({ actor: OFFICE }, 'consultation', water, fields)
  const id = records[0]?.id ?? ''
  const items = Array.from({ length: n }, (_, i) => {
    const campaign = CAMPAIGNS[i % 6]
    const text =
      campaign === undefined
        ? `第 ${i} 户：${TOPICS[i % TOPICS.length]}的问题在 ${1 + (i % 30)} 号楼已有 ${i} 天，请写进方案。`
        : i % 4 === 0
          ? `${campaign}谢谢`
          : campaign
    return { text, submitter: 'citizen' }
  })
  const desk = { caller: DESK, channel: 'letter', occurred: dayAfter(today, -40) } as const
  for (const comment of await consultations.receiveMany(id, items, desk, undefined))
    await questions.moderation.publish({ actor: READER }, comment.id, { of: 2, cuts: [] })
  return id
}
