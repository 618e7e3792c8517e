import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../worker/domain/rules/rule.ts'
import { isRecordRule, ruleOf } from '../../../worker/domain/rules/rules.ts'
import { type Entering, RuleWorld } from '../../support/rules/rule-world.ts'

type Result = Assessment['result'] | null
/** An act on the record: verb, body, and how it comes into the ledger. */
type Act = readonly [verb: string, body: object, entering?: Entering]
type Case = [
  rule: string,
  what: string,
  fields: object,
  acts: readonly Act[],
  result: Result,
  value?: unknown,
  severity?: Assessment['severity'],
]

function ruleFor(id: string) {
  const rule = ruleOf(id)
  if (rule === null || !isRecordRule(rule)) throw new Error(`${id} is no rule about records`)
  return rule
}

function expectCase(
  made: Assessment | null,
  [, , , , result, value, severity]: Case | readonly unknown[],
): void {
  expect(made?.result ?? null).toBe(result)
  if (value !== undefined) expect(made?.value).toBe(value)
  if (severity !== undefined) expect(made?.severity).toBe(severity)
  if (made?.result === 'found') expect(made.inputs.length).toBeGreaterThan(0)
}

const EVIDENCE = [{ title: '验收单', url: 'https://example.org/1' }]
const due = (currentDue: string, more: object = {}): object => ({ title: '管网', currentDue, ...more })
const claim = (metAt: string, more: object = {}): Act => ['claim', { metAt, evidence: EVIDENCE, ...more }]
const move = (to: string, occurred: string, more: object = {}): Act => [
  'reschedule',
  { to, reasonCode: 'upstream', ...more },
  { occurred },
]
const report = (asOf: string | undefined, progress: number, more: object = {}): Act => [
  'report',
  { ...(asOf === undefined ? {} : { asOf }), progress, ...more },
]
const withheld = (act: Act): Act => [act[0], act[1], { ...act[2], sealed: true }]
const verify: Act = ['verify', { outcome: 'met', by: '审计科' }]

/** Assessed for 2026-11-24. */
const milestones: Case[] = [
  ['M01', 'a day late', due('2026-11-23'), [], 'found', 1, 'medium'],
  ['M01', 'thirty days late', due('2026-10-25'), [], 'found', 30, 'medium'],
  ['M01', 'more than thirty days late', due('2026-10-24'), [], 'found', 31, 'high'],
  ['M01', 'due today', due('2026-11-24'), [], 'not_found'],
  ['M01', 'due in this month', due('2026-11'), [], 'not_found'],
  ['M01', 'moved in time', due('2026-10-24'), [move('2026-12-31', '2026-09-01')], 'not_found'],
  ['M01', 'without a date', { title: '管网' }, [], 'not_assessable'],
  [
    'M01',
    'with something withheld',
    due('2026-10-24'),
    [withheld(move('2026-12-31', '2026-09-01'))],
    'not_assessable',
  ],
  ['M01', 'done', due('2026-10-24'), [claim('2026-11-01')], null],
  ['M01', 'cancelled', due('2026-10-24'), [['cancel', { reason: '不再需要' }]], null],

  [
    'M02',
    'moved back twice',
    due('2026-03-31'),
    [move('2026-05-31', '2026-03-01'), move('2026-06-30', '2026-05-01')],
    'found',
    '2',
  ],
  [
    'M02',
    'moved once by a third of its time',
    due('2026-04-11', { baselineStart: '2026-01-01' }),
    [move('2026-05-31', '2026-03-01')],
    'found',
    '1 / 50',
  ],
  [
    'M02',
    'moved once by a tenth of its time',
    due('2026-12-31', { baselineStart: '2026-01-01' }),
    [move('2027-02-04', '2026-03-01')],
    'not_found',
    '1 / 35',
  ],
  [
    'M02',
    'moved once, begun on no known day',
    due('2026-03-31'),
    [move('2026-05-31', '2026-03-01')],
    'not_assessable',
  ],
  [
    'M02',
    'moved to an earlier day twice',
    due('2026-09-30'),
    [move('2026-08-31', '2026-03-01'), move('2026-07-31', '2026-04-01')],
    'not_found',
  ],
  ['M02', 'never moved', due('2026-03-31'), [], 'not_found', '0'],
  ['M02', 'without a date', { title: '管网' }, [], null],

  [
    'M03',
    'moved the day after it was due',
    due('2026-03-31'),
    [move('2026-05-31', '2026-04-01')],
    'found',
    1,
  ],
  ['M03', 'moved two working days before', due('2026-03-31'), [move('2026-05-31', '2026-03-27')], 'found', 1],
  ['M03', 'moved a month before', due('2026-03-31'), [move('2026-05-31', '2026-03-02')], 'not_found', 0],
  [
    'M03',
    'moved on the day by force of nature, which is said',
    due('2026-03-31'),
    [move('2026-05-31', '2026-03-31', { reasonCode: 'force_majeure', reason: '洪水' })],
    'not_found',
  ],
  ['M03', 'moved to an earlier day', due('2026-03-31'), [move('2026-03-15', '2026-03-31')], 'not_found'],
  [
    'M03',
    'moved in the month in which it was due',
    due('2026-03-31'),
    [move('2026-05-31', '2026-03')],
    'not_assessable',
  ],
  [
    'M03',
    'moved beyond the calendar',
    due('1999-03-31'),
    [move('1999-05-31', '1999-03-29')],
    'not_assessable',
  ],
  ['M03', 'never moved', due('2026-03-31'), [], null],

  ['M04', 'done, with a link', due('2026-03-31'), [claim('2026-03-30')], 'not_found', 1],
  [
    'M04',
    'done, with a title alone',
    due('2026-03-31'),
    [claim('2026-03-30', { evidence: [{ title: '验收单' }] })],
    'found',
    0,
    'high',
  ],
  [
    'M04',
    'done, with a number to ask for',
    due('2026-03-31'),
    [claim('2026-03-30', { evidence: [{ title: '验收单', docNumber: '验 1 号' }] })],
    'found',
    0,
    'medium',
  ],
  [
    'M04',
    'done, with something withheld',
    due('2026-03-31'),
    [claim('2026-03-30', { evidence: [{ title: '验收单' }] }), withheld(report('2026-03-29', 100))],
    'not_assessable',
  ],
  ['M04', 'not done', due('2026-03-31'), [], null],

  [
    'M05',
    'verified by the unit that is responsible',
    due('2026-03-31', { responsibleUnit: '审计 科' }),
    [claim('2026-03-30', { by: '施工队' }), verify],
    'found',
    '审计科',
  ],
  [
    'M05',
    'verified by another unit',
    due('2026-03-31', { responsibleUnit: '建设科' }),
    [claim('2026-03-30'), verify],
    'not_found',
    '审计科',
  ],
  ['M05', 'not verified', due('2026-03-31'), [claim('2026-03-30')], null],
  [
    'M05',
    'nobody says whose work it was',
    due('2026-03-31'),
    [claim('2026-03-30'), verify],
    'not_assessable',
  ],
  [
    'M05',
    'the verification is withheld',
    due('2026-03-31', { responsibleUnit: '建设科' }),
    [claim('2026-03-30'), withheld(verify)],
    'not_assessable',
  ],

  [
    'M06',
    'silent for more than two periods',
    due('2027-03-31', { reportEvery: 30 }),
    [report('2026-09-24', 20)],
    'found',
    61,
  ],
  [
    'M06',
    'silent for two periods',
    due('2027-03-31', { reportEvery: 30 }),
    [report('2026-09-25', 20)],
    'not_found',
    60,
  ],
  [
    'M06',
    'the same progress three times',
    due('2027-03-31'),
    [report('2026-09-25', 20), report('2026-10-25', 20), report('2026-11-20', 20)],
    'found',
    '20 %',
  ],
  [
    'M06',
    'progress that moves',
    due('2027-03-31'),
    [report('2026-09-25', 20), report('2026-10-25', 20), report('2026-11-20', 25)],
    'not_found',
  ],
  [
    'M06',
    'started, with no period and no report',
    due('2027-03-31'),
    [['start', { startedAt: '2026-01-05' }]],
    'not_assessable',
  ],
  [
    'M06',
    'a report in a month',
    due('2027-03-31', { reportEvery: 30 }),
    [report('2026-09', 20)],
    'not_assessable',
  ],
  [
    'M06',
    'a report that is withheld',
    due('2027-03-31', { reportEvery: 30 }),
    [report('2026-09-24', 20), withheld(report('2026-11-20', 30))],
    'not_assessable',
  ],
  ['M06', 'not begun', due('2027-03-31'), [], null],

  [
    'M07',
    'progress that fell',
    due('2027-03-31'),
    [report('2026-05-01', 60), report('2026-06-01', 40)],
    'found',
    'fell',
  ],
  [
    'M07',
    'half of it in a week',
    due('2027-03-31'),
    [report('2026-05-01', 10), report('2026-05-08', 60)],
    'found',
    'jumped',
  ],
  [
    'M07',
    'half of it in eight days',
    due('2027-03-31'),
    [report('2026-05-01', 10), report('2026-05-09', 60)],
    'not_found',
  ],
  [
    'M07',
    'six reports ten points apart',
    due('2027-03-31'),
    [10, 20, 30, 40, 50, 60].map((progress, i) => report(`2026-0${i + 1}-15`, progress)),
    'found',
    'linear',
  ],
  [
    'M07',
    'six reports that are not even',
    due('2027-03-31'),
    [10, 20, 30, 40, 50, 61].map((progress, i) => report(`2026-0${i + 1}-15`, progress)),
    'not_found',
  ],
  [
    'M07',
    'a jump within a month',
    due('2027-03-31'),
    [report('2026-05', 10), report('2026-05-30', 70)],
    'not_assessable',
  ],
  [
    'M07',
    'a report without a date',
    due('2027-03-31'),
    [report(undefined, 10), report('2026-05-30', 20)],
    'not_assessable',
  ],
  ['M07', 'one report', due('2027-03-31'), [report('2026-05-01', 60)], null],

  [
    'M08',
    'green five days before it was missed',
    due('2026-06-30'),
    [report('2026-06-25', 90, { declared: '正常推进' })],
    'found',
    5,
  ],
  [
    'M08',
    'a forecast in time that was not kept',
    due('2026-06-30'),
    [report('2026-06-25', 90, { forecast: '2026-06-29' })],
    'found',
    5,
  ],
  [
    'M08',
    'red five days before',
    due('2026-06-30'),
    [report('2026-06-25', 60, { declared: '滞后' })],
    'not_found',
    5,
  ],
  [
    'M08',
    'green a month before',
    due('2026-06-30'),
    [report('2026-05-25', 90, { declared: '正常' })],
    'not_assessable',
  ],
  [
    'M08',
    'kept',
    due('2026-06-30'),
    [report('2026-06-25', 90, { declared: '正常' }), claim('2026-06-30')],
    null,
  ],

  ['M09', 'reopened', due('2026-06-30'), [claim('2026-06-20'), ['reopen', { reason: '渗漏' }]], 'found', 1],
  ['M09', 'done once', due('2026-06-30'), [claim('2026-06-20')], 'not_found', 0],
  ['M09', 'not done', due('2026-06-30'), [], null],
  [
    'M09',
    'done, and what came after is withheld',
    due('2026-06-30'),
    [claim('2026-06-20'), withheld(['reopen', { reason: '渗漏' }])],
    'not_assessable',
  ],

  [
    'M16',
    'done after the day promised first',
    due('2026-06-30'),
    [move('2026-09-30', '2026-05-01'), claim('2026-08-01')],
    'found',
    32,
    'info',
  ],
  ['M16', 'done on the day', due('2026-06-30'), [claim('2026-06-30')], 'not_found', 0],
  [
    'M16',
    'done on no known day',
    due('2026-06-30'),
    [['claim', { undated: true, evidence: EVIDENCE }]],
    'not_assessable',
  ],
  ['M16', 'done in the month', due('2026-06-15'), [claim('2026-06')], 'not_assessable'],
  ['M16', 'promised for no day', { title: '管网' }, [claim('2026-06-30')], 'not_assessable'],
  ['M16', 'not done', due('2026-06-30'), [], null],

  [
    'T07',
    'done before it began',
    due('2026-06-30', { startedAt: '2026-05-01' }),
    [claim('2026-04-01')],
    'found',
  ],
  [
    'T07',
    'begun and done in one month',
    due('2026-06-30', { startedAt: '2026-05-10' }),
    [claim('2026-05')],
    'not_assessable',
  ],
  [
    'T07',
    'begun, then done',
    due('2026-06-30', { startedAt: '2026-05-01' }),
    [claim('2026-06-01')],
    'not_found',
  ],
]

describe('rules of execution, on milestones', () => {
  it.each(milestones)('%s: %s', (...one) => {
    const [rule, , fields, acts] = one
    const world = new RuleWorld()
    const planned = { occurred: '2025-06-01', recorded: '2025-06-01' }
    const id = world.open('milestone', world.department('aa'), fields, planned)
    for (const [verb, body, entering] of acts) world.act(id, verb, body, entering)
    expectCase(world.assess(ruleFor(rule), id), one)
  })

  it('a register says nothing of what came after its last delivery', () => {
    const world = new RuleWorld()
    const source = { mapping: 'works', file: 'works.csv', asOf: '2026-06-30' }
    const id = world.open('milestone', world.department('aa'), due('2026-07-31', { source }))
    expect(world.assess(ruleFor('M01'), id)?.result).toBe('not_found')
  })
})

const BUDGET = [{ kind: 'budget', currency: 'CNY', current: 100 }]
const decide: Act = ['decide', { outcome: 'adopted', decidedAt: '2026-03-05' }]
const indicator = (value: string, date = '2026-04-01'): object => ({
  indicators: [{ id: 'i1', name: '电梯数', baseline: '0', target: '100', measurements: [{ date, value }] }],
})
const contract = (amount: number): object => ({ contracts: [{ id: 'c1', title: '施工', amount }] })
const contracts = (...amounts: number[]): Act[] =>
  amounts.map((amount): Act => ['update', { set: contract(amount) }])

const decisions: Case[] = [
  [
    'M10',
    'a budget that was simply updated',
    { amounts: BUDGET },
    [decide, ['update', { set: { amounts: [{ ...BUDGET[0], current: 130 }] } }]],
    'found',
    'amounts',
  ],
  [
    'M10',
    'an adjustment that nobody approved',
    {},
    [decide, ['adjust', { reason: '汛期' }]],
    'found',
    'adjusted',
  ],
  [
    'M10',
    'an adjustment of the organ',
    {},
    [decide, ['adjust', { reason: '汛期', approver: '市政府常务会议' }]],
    'not_found',
  ],
  ['M10', 'an update of something else', {}, [decide, ['update', { set: { remark: '补充' } }]], 'not_found'],
  [
    'M10',
    'an update that is withheld',
    {},
    [decide, withheld(['update', { set: { remark: '补充' } }])],
    'not_assessable',
  ],
  ['M10', 'nothing after the decision', {}, [decide], null],

  ['M11', 'far from the target for months', indicator('49'), [decide], 'found', 51],
  ['M11', 'a fifth short', indicator('80'), [decide], 'not_found', 20],
  ['M11', 'far from the target since a month', indicator('49', '2026-10-25'), [decide], 'not_found', 51],
  ['M11', 'a figure that is none', indicator('过半'), [decide], 'not_assessable'],
  ['M11', 'a measurement in a month', indicator('49', '2026-05'), [decide], 'not_assessable'],
  ['M11', 'no measurement', {}, [decide], null],

  ['M14', 'three changes', contract(100), contracts(101, 102, 103), 'found', '3 / 3 %'],
  ['M14', 'more than a tenth on top', contract(100), contracts(111), 'found', '1 / 11 %'],
  ['M14', 'a tenth on top', contract(100), contracts(110), 'not_found', '1'],
  ['M14', 'no contract', {}, [decide], null],
  ['M14', 'a change that is withheld', contract(100), contracts(101).map(withheld), 'not_assessable'],

  ['T07', 'decided before it was proposed', { proposedAt: '2026-04-01' }, [decide], 'found'],
  [
    'T07',
    'decided in the future',
    {},
    [['decide', { outcome: 'adopted', decidedAt: '2027-03-05' }]],
    'found',
  ],
  ['T07', 'proposed, then decided', { proposedAt: '2026-01-01' }, [decide], 'not_found'],
]

describe('rules of execution, on decisions', () => {
  it.each(decisions)('%s: %s', (...one) => {
    const [rule, , fields, acts] = one
    const world = new RuleWorld()
    const id = world.decision(world.department('aa'), fields)
    for (const [verb, body, entering] of acts) world.act(id, verb, body, entering)
    expectCase(world.assess(ruleFor(rule), id), one)
  })

  it('M11 is content with an evaluation', () => {
    const world = new RuleWorld()
    const department = world.department('aa')
    const id = world.decision(department, indicator('49'))
    world.act(id, 'decide', { outcome: 'adopted', decidedAt: '2026-03-05' })
    world.open('evaluation', department, { decision: id, title: '评估' })
    expect(world.assess(ruleFor('M11'), id)?.result).toBe('not_found')
  })
})

describe('rules about evaluations', () => {
  function evaluated(fields: object, expert?: object) {
    const world = new RuleWorld()
    const department = world.department('aa')
    const decision = world.decision(department)
    if (expert !== undefined)
      world.step(decision, { type: 'expert_review', concludedAt: '2026-01-05', ...expert })
    const id = world.open('evaluation', department, { decision, title: '评估', ...fields })
    return { world, id, of: (rule: string) => world.assess(ruleFor(rule), id) }
  }

  it('M12 finds an evaluator who did the review before the decision, or says so of itself', () => {
    expect(evaluated({ evaluator: '某 研究院' }, { organ: '某研究院' }).of('M12')).toMatchObject({
      result: 'found',
      value: '某 研究院',
    })
    expect(evaluated({ independent: false }).of('M12')?.result).toBe('found')
    expect(evaluated({ evaluator: '统计学会', independent: true }).of('M12')?.result).toBe('not_found')
    expect(evaluated({ evaluator: '统计学会' }).of('M12')?.result).toBe('not_assessable')
  })

  it('M13 finds a recommendation that was not answered in 90 days', () => {
    const asked = { recommendation: 'adjust', publishedAt: '2026-08-25' }
    expect(evaluated(asked).of('M13')).toMatchObject({ result: 'found', value: 91 })
    expect(evaluated({ ...asked, publishedAt: '2026-08-26' }).of('M13')).toMatchObject({
      result: 'not_found',
      value: 90,
    })
    expect(evaluated({ ...asked, publishedAt: '2026-08' }).of('M13')?.result).toBe('not_assessable')
    expect(evaluated({ ...asked, recommendation: undefined }).of('M13')?.result).toBe('not_assessable')
    expect(evaluated({ ...asked, recommendation: 'continue' }).of('M13')).toBeNull()
    const answered = evaluated(asked)
    answered.world.act(answered.id, 'answer', { response: 'accept', text: '采纳' })
    expect(answered.of('M13')?.result).toBe('not_found')
  })
})
