import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../../worker/domain/rules/rule.ts'
import { isRecordRule, ruleOf } from '../../../worker/domain/rules/rules.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

type Steps = readonly object[]
type Result = Assessment['result'] | null

/** What is done beside the steps: the ruling by default; null when nothing was decided. */
interface Beside {
  fields?: object
  ruling?: object | null
  /** The last step is withheld. */
  withheld?: boolean
  today?: string
}

/** What a rule makes of a major decision with these steps. */
function assess(
  id: string,
  steps: Steps,
  { fields, ruling, withheld, today }: Beside = {},
): Assessment | null {
  const rule = ruleOf(id)
  if (rule === null || !isRecordRule(rule)) throw new Error(`${id} is no rule about records`)
  const world = new RuleWorld()
  const decision = world.decision(world.department('aa'), fields)
  steps.forEach((step, i) => {
    const entering = { sealed: withheld === true && i === steps.length - 1 }
    if ('concludedAt' in step && step.concludedAt === undefined)
      world.act(decision, 'start-step', { step }, entering)
    else world.step(decision, step, entering)
  })
  if (ruling !== null)
    world.act(decision, 'decide', { outcome: 'adopted', decidedAt: '2026-05-08', ...ruling })
  return world.assess(rule, decision, today === undefined ? {} : { today })
}

const initiation = { type: 'initiation', concludedAt: '2026-01-05' }
const call = { type: 'participation', modes: ['open_call'], openAt: '2026-02-02', closeAt: '2026-03-10' }
const expert = { type: 'expert_review', concludedAt: '2026-03-20' }
const risk = { type: 'risk_assessment', concludedAt: '2026-03-25' }
const review = {
  type: 'legality_review',
  sentAt: '2026-04-01',
  concludedAt: '2026-04-20',
  outcome: 'passed',
}
const meeting = { type: 'deliberation', heldAt: '2026-05-08', meetingType: 'executive' }
const issued = { type: 'promulgation', concludedAt: '2026-05-20', docNumber: '1 号' }
const facts = (applicability: object): Beside => ({ fields: { applicability } })

/** rule, what is there, steps, beside them, what the rule says, and the value that it gives. */
type Case = [rule: string, what: string, steps: Steps, beside: Beside, result: Result, value?: unknown]

const cases: Case[] = [
  ['P01', 'a meeting without a review', [initiation, meeting], { ruling: null }, 'found', null],
  [
    'P01',
    'a review that did not pass',
    [{ ...review, outcome: 'not_passed' }, meeting],
    {},
    'found',
    'not_passed',
  ],
  ['P01', 'a review that passed', [review, meeting], {}, 'not_found', 'passed'],
  ['P01', 'a review without an outcome', [{ ...review, outcome: undefined }, meeting], {}, 'not_assessable'],
  ['P01', 'a step that is withheld', [initiation, meeting], { withheld: true }, 'not_assessable'],
  ['P01', 'a decision of which no step was logged', [], {}, 'not_assessable'],
  ['P01', 'a draft that met nobody yet', [initiation], { ruling: null }, null],
  ['P01', 'an exploratory reform', [meeting], facts({ exploratoryReform: true }), null],
  ['P01', 'an ordinary decision', [meeting], { fields: { class: 'ordinary' } }, null],

  ['P02', 'a review after the meeting', [meeting, { ...review, concludedAt: '2026-05-11' }], {}, 'found', 3],
  ['P02', 'a review on the day', [meeting, { ...review, concludedAt: '2026-05-08' }], {}, 'not_found', 0],
  ['P02', 'a review in the month', [meeting, { ...review, concludedAt: '2026-05' }], {}, 'not_assessable'],
  [
    'P02',
    'a review under way',
    [meeting, { ...review, concludedAt: undefined, outcome: undefined }],
    {},
    'not_assessable',
  ],
  ['P02', 'no meeting', [review], { ruling: null }, null],

  ['P03', 'three working days', [{ ...review, sentAt: '2026-04-15' }, meeting], {}, 'found', 3],
  ['P03', 'seven working days', [{ ...review, sentAt: '2026-04-09' }, meeting], {}, 'not_found', 7],
  ['P03', 'a meeting that cut it short', [review, { ...meeting, heldAt: '2026-04-03' }], {}, 'found', 2],
  ['P03', 'a review without a beginning', [{ ...review, sentAt: undefined }], {}, 'not_assessable'],
  [
    'P03',
    'a review beyond the calendar',
    [{ ...review, sentAt: '1999-04-01', concludedAt: '1999-04-20' }],
    {},
    'not_assessable',
  ],

  ['P04', 'a call of 20 days', [{ ...call, closeAt: '2026-02-22' }], {}, 'found', 20],
  ['P04', 'a call of 30 days', [{ ...call, closeAt: '2026-03-04' }], {}, 'not_found', 30],
  ['P04', 'a call that did not end', [{ ...call, closeAt: undefined }], {}, 'not_assessable'],
  [
    'P04',
    'a call dated by months',
    [{ ...call, openAt: '2026-02', closeAt: '2026-03' }],
    {},
    'not_assessable',
  ],
  ['P04', 'a symposium', [{ ...call, modes: ['symposium'], closeAt: '2026-02-03' }], {}, null],

  ['P05', 'no participation', [review, meeting], {}, 'found'],
  ['P05', 'participation', [{ ...call, concludedAt: '2026-03-12' }, meeting], {}, 'not_found'],
  ['P05', 'a matter that may not be disclosed', [meeting], facts({ nonDisclosable: true }), null],
  ['P05', 'nothing but the ruling', [issued], {}, 'not_assessable'],

  [
    'P06',
    'papers six days before',
    [{ type: 'hearing', heldAt: '2026-03-10', materialsDeliveredAt: '2026-03-04' }],
    {},
    'found',
    6,
  ],
  [
    'P06',
    'papers seven days before',
    [{ type: 'hearing', heldAt: '2026-03-10', materialsDeliveredAt: '2026-03-03' }],
    {},
    'not_found',
    7,
  ],
  ['P06', 'papers of no date', [{ type: 'hearing', heldAt: '2026-03-10' }], {}, 'not_assessable'],
  ['P06', 'no hearing', [meeting], {}, null],

  ['P07', 'opinions and no word of them', [{ ...call, received: 9 }, issued], {}, 'found'],
  [
    'P07',
    'a report on the opinions',
    [{ ...call, received: 9, adoptionReport: '采纳 3 条' }, issued],
    {},
    'not_found',
  ],
  [
    'P07',
    'a promulgation of today',
    [{ ...call, received: 9 }, issued],
    { today: '2026-06-03' },
    'not_found',
    10,
  ],
  [
    'P07',
    'a promulgation dated by its month',
    [
      { ...call, received: 9 },
      { ...issued, concludedAt: '2026-05' },
    ],
    {},
    'not_assessable',
  ],
  ['P07', 'no opinions', [{ ...call, received: 0 }, issued], {}, null],

  ['P08', 'no expert review of a technical matter', [meeting], facts({ technical: true }), 'found'],
  ['P08', 'an expert review', [expert, meeting], facts({ technical: true }), 'not_found'],
  ['P08', 'nothing said of whether it is technical', [meeting], {}, 'not_assessable'],
  ['P08', 'a matter that is not technical', [meeting], facts({ technical: false }), null],

  [
    'P09',
    'opinions that were not signed',
    [{ ...expert, opinionsSigned: false }],
    {},
    'found',
    'opinionsSigned',
  ],
  [
    'P09',
    'signed and independent',
    [{ ...expert, opinionsSigned: true, independenceStated: true }],
    {},
    'not_found',
  ],
  ['P09', 'nothing said of independence', [{ ...expert, opinionsSigned: true }], {}, 'not_assessable'],
  ['P09', 'no expert review', [meeting], {}, null],

  [
    'P10',
    'no assessment of a risk',
    [meeting],
    facts({ stabilityOrSafetyRisk: true, riskAlreadyAssessed: false }),
    'found',
  ],
  ['P10', 'an assessment', [risk, meeting], facts({ stabilityOrSafetyRisk: true }), 'not_found'],
  ['P10', 'nothing said of risk', [meeting], {}, 'not_assessable'],
  ['P10', 'no risk', [meeting], facts({ stabilityOrSafetyRisk: false }), null],

  ['P11', 'a risk that cannot be controlled', [{ ...risk, controllable: false }, meeting], {}, 'found'],
  [
    'P11',
    'a second assessment that it can',
    [{ ...risk, controllable: false }, { ...risk, concludedAt: '2026-04-20', controllable: true }, meeting],
    {},
    'not_found',
  ],
  [
    'P11',
    'a second assessment after the decision',
    [{ ...risk, controllable: false }, { ...risk, concludedAt: '2026-06-20', controllable: true }, meeting],
    {},
    'found',
  ],
  ['P11', 'a risk under control', [{ ...risk, controllable: true }, meeting], {}, 'not_found'],
  ['P11', 'an assessment that does not say', [risk, meeting], {}, 'not_assessable'],
  ['P11', 'no assessment', [meeting], {}, null],

  [
    'P12',
    'promulgated before the meeting',
    [{ ...issued, concludedAt: '2026-05-01' }, meeting],
    {},
    'found',
    'promulgation<deliberation',
  ],
  ['P12', 'the order of the law', [initiation, call, review, meeting, issued], {}, 'not_found'],
  ['P12', 'the same month', [{ ...issued, concludedAt: '2026-05' }, meeting], {}, 'not_assessable'],
  ['P12', 'one step', [meeting], {}, null],

  ['P13', 'circulation', [{ ...meeting, meetingType: 'circulation' }], {}, 'found', 'circulation'],
  ['P13', 'no meeting at all', [review], {}, 'found', null],
  ['P13', 'a meeting', [meeting], {}, 'not_found', 'executive'],
  ['P13', 'a meeting of no kind', [{ ...meeting, meetingType: undefined }], {}, 'not_assessable'],
  ['P13', 'nothing decided', [review], { ruling: null }, null],

  [
    'P14',
    'four of the five who had to be there',
    [{ ...meeting, quorumRequired: 5, present: 4 }],
    {},
    'found',
    4,
  ],
  ['P14', 'five of five', [{ ...meeting, quorumRequired: 5, present: 5 }], {}, 'not_found'],
  [
    'P14',
    'guests that do not count',
    [
      {
        ...meeting,
        quorumRequired: 2,
        attendance: [
          { member: '市长', role: 'chair', presence: 'present' },
          { member: '秘书', role: 'clerk', presence: 'present' },
        ],
      },
    ],
    {},
    'found',
    1,
  ],
  ['P14', 'no quorum laid down', [{ ...meeting, present: 4 }], {}, 'not_assessable'],
  ['P14', 'nobody counted', [{ ...meeting, quorumRequired: 5 }], {}, 'not_assessable'],
  ['P14', 'circulation', [{ ...meeting, meetingType: 'circulation' }], {}, null],

  [
    'P15',
    'the chief first',
    [
      {
        ...meeting,
        opinions: [
          { member: '市长', order: 1, chief: true },
          { member: '局长', order: 2 },
        ],
      },
    ],
    {},
    'found',
    1,
  ],
  [
    'P15',
    'the chief last',
    [
      {
        ...meeting,
        opinions: [
          { member: '局长', order: 1 },
          { member: '市长', order: 2, chief: true },
        ],
      },
    ],
    {},
    'not_found',
    2,
  ],
  [
    'P15',
    'no order',
    [{ ...meeting, opinions: [{ member: '局长' }, { member: '市长', chief: true }] }],
    {},
    'not_assessable',
  ],
  ['P15', 'a vote', [meeting], { ruling: { rule: 'majority_vote' } }, null],

  [
    'P16',
    'against the majority without a word',
    [meeting],
    { ruling: { conformsToMajority: false } },
    'found',
  ],
  [
    'P16',
    'against the majority with a reason',
    [meeting],
    { ruling: { conformsToMajority: false, divergenceReason: '旱情' } },
    'not_found',
  ],
  ['P16', 'with the majority', [meeting], { ruling: { conformsToMajority: true } }, 'not_found'],
  ['P16', 'nothing said', [meeting], {}, 'not_assessable'],

  ['P17', 'no review of competition', [meeting], facts({ affectsMarketOperators: true }), 'found'],
  [
    'P17',
    'a review of competition',
    [{ type: 'fair_competition', concludedAt: '2026-04-01' }, meeting],
    facts({ affectsMarketOperators: true }),
    'not_found',
  ],
  ['P17', 'nothing said of the market', [meeting], {}, 'not_assessable'],

  ['P18', 'no report', [meeting, issued], facts({ needsPartyReport: true }), 'found'],
  [
    'P18',
    'a report after the promulgation',
    [meeting, { type: 'party_report', concludedAt: '2026-05-25', docNumber: '3 号' }, issued],
    facts({ needsPartyReport: true }),
    'found',
    '3 号',
  ],
  [
    'P18',
    'a report without a number',
    [meeting, { type: 'party_report', concludedAt: '2026-05-10' }, issued],
    facts({ needsPartyReport: true }),
    'found',
  ],
  [
    'P18',
    'a report before it',
    [meeting, { type: 'party_report', concludedAt: '2026-05-10', docNumber: '3 号' }, issued],
    facts({ needsPartyReport: true }),
    'not_found',
    '3 号',
  ],
  ['P18', 'nothing said of a report', [meeting], {}, 'not_assessable'],

  [
    'P19',
    'promulgated after 27 working days, the Saturday of 9 May counted',
    [meeting, { ...issued, concludedAt: '2026-06-15' }],
    {},
    'found',
    27,
  ],
  ['P19', 'promulgated within 20', [meeting, issued], {}, 'not_found', 9],
  ['P19', 'not yet, after six', [meeting], { today: '2026-05-15' }, 'not_found', 6],
  [
    'P19',
    'a promulgation of no date',
    [meeting, { ...issued, concludedAt: undefined }],
    {},
    'not_assessable',
  ],
  [
    'P19',
    'a decision dated by its month',
    [meeting, issued],
    { ruling: { decidedAt: '2026-05' } },
    'not_assessable',
  ],
  ['P19', 'a matter that may not be disclosed', [meeting], facts({ nonDisclosable: true }), null],

  [
    'P20',
    'an ordinary decision about public works',
    [],
    { fields: { class: 'ordinary', matter: 'public_works' } },
    'found',
    'matter: public_works',
  ],
  [
    'P20',
    'an ordinary decision of which nothing is said',
    [],
    { fields: { class: 'ordinary' } },
    'not_assessable',
  ],
  [
    'P20',
    'an ordinary decision that touches nobody',
    [],
    {
      fields: {
        class: 'ordinary',
        applicability: { affectsVitalInterests: false, stabilityOrSafetyRisk: false },
      },
    },
    'not_found',
  ],
  ['P20', 'a major decision', [], {}, null],

  ['P21', 'a risk assessment that says nothing', [risk, meeting], {}, 'found', 'risk_assessment'],
  [
    'P21',
    'one that says whether the risk is under control',
    [{ ...risk, controllable: true }, meeting],
    {},
    'not_found',
  ],
  [
    'P21',
    'a review that came late',
    [meeting, { ...review, concludedAt: '2026-05-11' }],
    {},
    'found',
    'legality_review',
  ],
  [
    'P21',
    'a review in the month of the meeting',
    [meeting, { ...review, concludedAt: '2026-05' }],
    {},
    'not_assessable',
  ],
  ['P21', 'no step of Article 29', [initiation, meeting], {}, null],
]

describe('rules of procedure', () => {
  it.each(cases)('%s: %s', (id, _, steps, beside, result, value) => {
    const made = assess(id, steps, beside)
    expect(made?.result ?? null).toBe(result)
    if (value !== undefined) expect(made?.value).toBe(value)
    if (made?.result === 'found') expect(made.inputs.length).toBeGreaterThan(0)
  })

  it('P04 only notes a short call that gives its reason', () => {
    const short = { ...call, closeAt: '2026-02-22' }
    expect(assess('P04', [short])?.severity).toBe('high')
    expect(assess('P04', [{ ...short, shorteningReason: '汛期将至' }])?.severity).toBe('info')
  })
})

describe('P22 implausible unanimity', () => {
  const rule = ruleOf('P22')
  const agreed = { ...meeting, opinions: [{ member: '局长', stance: 'agree' }] }

  function results(count: number, last: object) {
    if (rule?.about !== 'group') throw new Error('P22 is no rule about groups')
    const world = new RuleWorld()
    const department = world.department('aa')
    for (let i = 0; i < count; i += 1) {
      const disagreement = { applicability: { majorDisagreement: i === 0 }, decisionOrgan: '市政府' }
      const decision = world.decision(department, disagreement)
      world.step(decision, i === count - 1 ? last : agreed)
      world.act(decision, 'decide', { outcome: 'adopted' })
    }
    return Object.entries(world.assessGroups(rule)).map(([group, { result }]) => [group, result])
  }

  it('finds twenty decisions without a dissenting voice, one of them disputed', () => {
    expect(results(20, agreed)).toEqual([['dep-aa|市政府', 'found']])
  })

  it('is content with one dissent, and compares no fewer than twenty', () => {
    const reserved = { ...meeting, opinions: [{ member: '局长', stance: 'reserve' }] }
    expect(results(20, reserved)).toEqual([['dep-aa|市政府', 'not_found']])
    expect(results(19, agreed)).toEqual([['dep-aa|市政府', 'not_assessable']])
  })
})
