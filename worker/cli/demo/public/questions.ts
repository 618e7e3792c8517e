/** Questions of the fictional city, in every state, about what its water bureau and others do. They name no person. */
import { departmentId } from '../../../domain/kinds/department/ids.ts'
import { dayAfter } from '../../../domain/record/date.ts'
import type { Caller } from '../../../services/roles.ts'
import type { Services } from '../../../services/services.ts'
import { todayOf } from '../../../services/submit/call.ts'
import type { DemoClock } from '../clock.ts'

const water = departmentId('mc-water')
const OFFICE: Caller = { account: 'mc-water-office', role: 'recorder', department: water }
const HEAD = 'mc-water-head'
const DESK: Caller = { account: 'hotline-desk', role: 'registrar', department: null }
const PHONE = '13800138000'

type Asked = { id: string; code: string }

/**
 * Asks, reads and answers.
 *
 * @param reader account of the moderator
 * @returns id of the question that was answered and rated
 */
export async function askQuestions(
  { questions, acts, reading, ledger }: Services,
  reader: string,
): Promise<string> {
  const { receiving, tracking, moderation } = questions
  const moderator: Caller = { account: reader, role: 'moderator', department: null }
  const today = todayOf(ledger.now(), ledger.calendar.days.zone)
  const [milestone] = (
    await reading.records({ kind: 'milestone', department: water, sort: '-due', limit: 1 })
  ).items
  const [decision] = (await reading.records({ kind: 'decision', department: water, limit: 1 })).items
  const housing = departmentId('mc-housing')
  const subject = milestone?.id ?? water

  async function ask(type: string, title: string, text: string, more: object = {}): Promise<Asked> {
    return receiving.receive({ subject, type, title, text, ...more })
  }
  /** By telephone or letter, some days ago. */
  async function taken(days: number, type: string, title: string, text: string): Promise<Asked> {
    const occurred = dayAfter(today, -days)
    const given = { subject: decision?.id ?? water, department: water, type, title, text }
    return receiving.receive(given, { caller: DESK, channel: days % 2 === 0 ? 'letter' : 'phone', occurred })
  }
  const read = ({ id }: Asked) => moderation.publish({ actor: moderator }, id, { of: 2, cuts: [] })
  const act = (event: string, { id }: Asked, body: object, call: object = {}) =>
    acts.act({ actor: OFFICE, ...call }, 'question', event, id, body)

  // Waits to be read.
  await ask('consult', '改造期间怎么供水', '施工那几天住户在哪里取水，有没有时间表？')

  const cutOut = await ask('help', '自来水发黄', `三号楼连续三天水发黄，请回电 ${PHONE}。`, {
    facts: { ongoing: true, affected: 'many', livelihood: true },
  })
  const from = '三号楼连续三天水发黄，请回电 '.length
  const cuts = [{ field: 'text', from, to: from + PHONE.length, ground: 'personal_data' }]
  await moderation.publish({ actor: moderator }, cutOut.id, { of: 2, cuts })
  if (questions.attachments.takes) {
    const bytes = new TextEncoder().encode(
      '日期,时间,颜色\r\n周一,07:10,黄\r\n周二,07:05,黄\r\n周三,07:20,淡黄\r\n',
    )
    const { records } = await tracking.attach(cutOut.code, [{ name: '三天的记录.csv', bytes }])
    const of = records.at(-1)?.seq
    await moderation.publish({ actor: moderator }, cutOut.id, { of, cuts: [] })
  }
  await acts.act({ actor: moderator }, 'question', 'fact_checked', cutOut.id, {
    fact: 'ongoing',
    holds: true,
  })
  await act('accepted', cutOut, { note: '已派人取样。' })

  const rated = await ask('help', '小区水压不足', '五楼以上晚上没有水。', {
    asks: ['说明原因', '给出解决的日期'],
  })
  await read(rated)
  await act('accepted', rated, {})
  await act('answered', rated, {
    answer: 'accept',
    outcome: 'planned',
    text: '加压泵房列入本次改造，完成后即可解决。',
    bases: ['《城市供水条例》'],
    commitments: milestone === undefined ? [] : [milestone.id],
    by: '供水科',
  })
  await tracking.act(rated.code, 'rated', { solved: 'no', reached: true, satisfied: 2 })
  await tracking.act(rated.code, 'added', { text: '改造完成之前怎么办？' })
  await tracking.act(rated.code, 'review_asked', {})

  const extended = await ask('information', '公开管网检测报告', '请公开本次改造前的管网检测报告。')
  await read(extended)
  await act('accepted', extended, {})
  const longer = { by: 10, reason: '报告涉及第三方，须征求意见。', toldOn: today }
  await act('extended', extended, longer, { approver: HEAD })
  await act('paused', extended, { why: 'third_party', from: today })

  const late = await taken(60, 'complaint', '井盖破损', '路口井盖破损一个多月，没有人修。')
  await read(late)
  await act('accepted', late, {})

  const moved = await taken(9, 'complaint', '夜间施工噪声', '工地夜里一点还在施工。')
  await read(moved)
  await act('transferred', moved, { to: housing, reason: '施工噪声由住建部门管理。' })
  const theirs: Caller = { account: 'mc-housing-office', role: 'recorder', department: housing }
  await acts.act({ actor: theirs }, 'question', 'objected', moved.id, {
    reason: '该工地是水务局的改造项目。',
  })

  const missing = await ask('help', '水费多算', '上个月水费多了一倍。')
  await read(missing)
  await act('completion_asked', missing, { what: ['户号', '上两个月的账单'], until: dayAfter(today, 10) })

  const declined = await taken(7, 'complaint', '邻居漏水', '楼上漏水，邻居不肯修。')
  await read(declined)
  await act('declined', declined, {
    declineReason: 'court',
    elsewhere: '可以申请人民调解，或向人民法院起诉。',
  })

  const closed = await taken(21, 'consult', '怎么办理用水过户', '二手房用水过户需要什么材料？')
  await read(closed)
  await act('answered', closed, {
    answer: 'explain',
    outcome: 'explained',
    text: '凭房产证明和身份证件在营业厅或网上办理。',
  })
  await act('closed', closed, { reason: '已当面说明。' })

  const withdrawn = await ask('suggest', '增设直饮水点', '公园里可以设直饮水点。')
  await read(withdrawn)
  await tracking.act(withdrawn.code, 'withdrawn', {})

  const spam = await ask('suggest', '净水器优惠', '净水器打折，欢迎选购。')
  const onGround = { of: 2, onGround: 'spam', explanation: '商业广告。' }
  await acts.act({ actor: moderator }, 'question', 'withheld', spam.id, onGround)

  // Of which nobody knows yet whose it is.
  await receiving.receive({ type: 'consult', title: '这件事归谁管', text: '河边的栏杆坏了，该找哪个部门？' })
  return rated.id
}

/** Days ago at which the question was asked that was not completed, the days left for it, and the pace of its clock. */
const UNCOMPLETED = { asked: 30, left: 7, after: 9 }

/**
 * A question of the last month that its asker was to complete and did not: deemed given up by the clock. The machine must
 * have been opened with this clock, which stays in the past.
 *
 * @param today the day on which the demo is shown, `YYYY-MM-DD`
 */
export async function leaveUncompleted(
  { questions, acts, escalations }: Services,
  clock: DemoClock,
  today: string,
): Promise<void> {
  clock.moveTo(dayAfter(today, -UNCOMPLETED.asked))
  const given = {
    department: water,
    type: 'help',
    title: '退还多收的水费',
    text: '搬家时多交了水费，请退还。',
  }
  const { id } = await questions.receiving.receive({ ...given, subject: water })
  const moderator: Caller = { account: 'mc-reader', role: 'moderator', department: null }
  await questions.moderation.publish({ actor: moderator }, id, { of: 2, cuts: [] })
  const until = dayAfter(clock.today(), UNCOMPLETED.left)
  await acts.act({ actor: OFFICE }, 'question', 'completion_asked', id, { what: ['户号', '缴费凭证'], until })
  clock.moveTo(dayAfter(clock.today(), UNCOMPLETED.after))
  await escalations.settle()
}
