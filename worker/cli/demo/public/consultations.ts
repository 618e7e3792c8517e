/** Consultations of the fictional city: one open for comment, one answered with its adoption report. They name no person. */
import { departmentId } from '../../../domain/kinds/department/ids.ts'
import { dayAfter } from '../../../domain/record/date.ts'
import { createProving } from '../../../services/consultations/proving.ts'
import type { Caller } from '../../../services/roles.ts'
import type { Services } from '../../../services/services.ts'
import { todayOf } from '../../../services/submit/call.ts'
import { keepPaper, PLAN_DRAFT, PLAN_NOTE, RULES_DRAFT, RULES_NOTE } from './papers.ts'

const water = departmentId('mc-water')
const OFFICE: Caller = { account: 'mc-water-office', role: 'recorder', department: water }
const HEAD = 'mc-water-head'
const DESK: Caller = { account: 'hotline-desk', role: 'registrar', department: null }

/** A domain that nobody can hold (RFC 2606). */
const ORGANISATION = 'neighbours.example.org'

const SAME = '请保留社区里的老水井，作为停水时的备用水源。'

/**
 * Puts two drafts before the public, and answers one.
 *
 * @param reader account of the moderator
 * @returns id of the consultation that was answered
 */
export async function consultPublic(
  { acts, consultations, documents, questions, reading, ledger }: Services,
  reader: string,
): Promise<string> {
  const today = todayOf(ledger.now(), ledger.calendar.days.zone)
  const moderator: Caller = { account: reader, role: 'moderator', department: null }
  const [decision] = (await reading.records({ kind: 'decision', department: water, limit: 1 })).items
  const announce = async (title: string, from: number, to: number, more: object) => {
    const fields = {
      title,
      decision: decision?.id,
      openAt: dayAfter(today, from),
      closeAt: dayAfter(today, to),
      modes: ['open_call'],
      channels: ['政府网站', '公示栏'],
      contact: '供水科',
      ...more,
    }
    const { records } = await acts.open({ actor: OFFICE }, 'consultation', water, fields)
    return records[0]?.id ?? ''
  }
  const paper = (title: string, lines: readonly string[]) => keepPaper({ documents }, OFFICE, title, lines)
  const publish = (id: string, of = 2) =>
    questions.moderation.publish({ actor: moderator }, id, { of, cuts: [] })

  const open = await announce('供水条例实施细则（草案）', -5, 30, {
    summary: '细则规定停水通知、水质公示和水价调整的办法。',
    draft: await paper('供水条例实施细则（草案）', RULES_DRAFT),
    explanation: await paper('起草说明', RULES_NOTE),
    prompts: [
      { id: 'p1', text: '停水应提前多久通知？', anchor: '第六条' },
      { id: 'p2', text: '水质多久公示一次？', anchor: '第九条' },
    ],
  })
  await acts.act({ actor: OFFICE }, 'consultation', 'opened', open, {})
  const early = await consultations.receive(open, { text: '停水至少提前三天通知。', prompt: 'p1' })
  await publish(early.id)
  await consultations.receive(open, { text: '水质应每月公示。', prompt: 'p2', submitter: 'citizen' })
  const signed = await consultations.receive(open, {
    text: '停水期间请在广场设临时取水点，并公布开放时间。',
    prompt: 'p1',
    submitter: 'organisation',
    name: '河边的邻居们',
  })
  await publish(signed.id)
  // No name is looked up: this domain is said to carry the line that the comment asks for.
  const line = (id: string) => `mingzhang-comment=${ledger.notary.origin} ${id}`
  const proving = createProving(ledger, { hook: null, txt: async () => [line(signed.id)] })
  const proven = await proving.prove(signed.code, ORGANISATION)
  await publish(signed.id, proven.records.at(-1)?.seq)

  const answered = await announce('老旧小区供水改造方案（草案）', -60, -25, {
    draft: await paper('老旧小区供水改造方案（草案）', PLAN_DRAFT),
    explanation: await paper('方案说明', PLAN_NOTE),
  })
  const taken = async (text: string, submitter = 'citizen'): Promise<string> => {
    const desk = { caller: DESK, channel: 'letter', occurred: dayAfter(today, -40) } as const
    const { id } = await consultations.receive(answered, { text, submitter }, desk)
    await publish(id)
    return id
  }
  const wells = [await taken(SAME), await taken(SAME), await taken(`${SAME}谢谢`)]
  const nights = [await taken('施工不要安排在夜里。')]
  const pipes = [await taken('建议全部采用不锈钢管。', 'enterprise')]
  await acts.act({ actor: OFFICE }, 'consultation', 'closed', answered, {})
  const report = {
    groups: [
      {
        id: 'g1',
        title: '保留老水井',
        comments: wells,
        outcome: 'adopted_in_part',
        reason: '水质合格的两口井保留，其余因水质不达标封存。',
      },
      {
        id: 'g2',
        title: '限制夜间施工',
        comments: nights,
        outcome: 'adopted',
        change: {
          document: '方案',
          where: '第三章第二节',
          before: '施工时间由施工单位确定。',
          after: '每日二十二时至次日六时不得施工，抢修除外。',
        },
      },
      {
        id: 'g3',
        title: '管材',
        comments: pipes,
        others: 1,
        outcome: 'not_adopted',
        reason: '球墨铸铁管符合国家标准，造价约为不锈钢管的三分之一。',
      },
    ],
    nextStep: '修改后的方案提请市政府常务会议审议。',
  }
  await acts.act({ actor: OFFICE, approver: HEAD }, 'consultation', 'reported', answered, report)
  return answered
}
