/** Procedures as data: which governs a decision, what it asks, and what is refused of those that a place declares. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { declaredOtherwise } from '../../../worker/domain/kinds/decision/declared.ts'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import { parseProcedures, parseProceduresText } from '../../../worker/domain/procedure/procedures.schema.ts'
import { builtIn, createProcedures } from '../../../worker/domain/procedure/procedures.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { isRecordRule, ruleOf } from '../../../worker/domain/rules/rules.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const document = readFileSync(new URL('../../../worker/domain/procedure/README.md', import.meta.url), 'utf8')
const example = (): { procedures: Record<string, unknown>[] } =>
  JSON.parse(/```json\n([\s\S]*?)```/.exec(document)?.[1] ?? '')
const declared = (more: object = {}) => ({ procedures: [{ ...example().procedures[0], ...more }] })

function refusal(given: unknown): Problem {
  try {
    parseProcedures(given)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** A bill, with steps on their days, and what became of it. */
function bill(steps: readonly object[], ruling: object | null, fields: object = {}) {
  const world = new RuleWorld()
  const id = world.decision(world.department('aa'), {
    class: 'legislation',
    procedure: 'nyc-charter',
    ...fields,
  })
  for (const step of steps) world.step(id, step)
  if (ruling !== null) world.act(id, 'decide', ruling)
  const state = world.context().record(id)
  if (state?.kind !== 'decision') throw new Error('no decision')
  const assess = (rule: string, procedures = builtIn) => {
    const found = ruleOf(rule)
    if (found === null || !isRecordRule(found)) throw new Error(rule)
    return world.assess(found, id, { procedures })
  }
  return { state, assess }
}

const day = (type: string, concludedAt: string, more: object = {}) => ({ type, concludedAt, ...more })
const COMMITTEE = { meetingType: 'committee', outcome: 'passed' }
const WHOLE = { meetingType: 'plenary', outcome: 'passed' }
const PASSED = [
  day('initiation', '2022-04-28'),
  day('referral', '2022-04-28', { title: 'Referred to Comm by Council' }),
  day('hearing', '2022-09-13', { title: 'Hearing Held by Committee' }),
  day('deliberation', '2022-09-13', { title: 'Laid Over by Committee' }),
  day('deliberation', '2023-05-24', COMMITTEE),
  day('deliberation', '2023-05-25', WHOLE),
  day('referral', '2023-05-25', { title: 'Sent to Mayor by Council' }),
]
const standings = (state: DecisionState) =>
  Object.fromEntries(procedureOf(state, builtIn).map(({ step, standing }) => [step, standing]))

describe('the procedure of a decision', () => {
  const local = createProcedures(
    parseProcedures({
      procedures: [
        example().procedures[0],
        {
          ...example().procedures[0],
          id: 'notes',
          extends: undefined,
          classes: ['normative_document'],
          order: [],
          steps: [
            {
              id: 'draft',
              names: { zh: '起草', en: 'Draft' },
              is: [{ type: 'drafting' }],
              why: { zh: '第一条', en: 'Art. 1' },
            },
          ],
        },
      ],
    }),
  )
  const governing = (kind: DecisionState['class'], procedure: string | null = null, all = local) =>
    all.of({ class: kind, procedure })?.id ?? null

  it('is what the law says of its class, what adds to that, what it names, or what the place declares', () => {
    expect(governing('major_admin', null, builtIn)).toBe('d713')
    expect(governing('major_admin', 'nyc-charter')).toBe('city-rules')
    expect(governing('major_admin', 'd713')).toBe('d713')
    expect(governing('legislation', 'nyc-charter')).toBe('nyc-charter')
    expect(governing('normative_document')).toBe('notes')
    expect(governing('normative_document', 'unheard-of')).toBeNull()
    expect(governing('ordinary')).toBeNull()
  })

  it('adds its step at its place, asked under its condition and by the rule for what is missing', () => {
    const [city] = parseProcedures(declared())
    const ids = city?.steps.map(({ id }) => id) ?? []
    expect(ids[ids.indexOf('budget_review') + 1]).toBe('legality_review')
    const major = (steps: object[]) =>
      bill(
        steps,
        { outcome: 'adopted', decidedAt: '2025-06-17' },
        { class: 'major_admin', procedure: undefined },
      )
    const without = major([day('drafting', '2025-03-01')])
    expect(without.assess('P23', local)).toMatchObject({ result: 'found', value: 1 })
    expect(without.assess('P23')).toBeNull()
    const reviewed = major([day('other', '2025-05-01', { title: '财政承受能力评估' })])
    expect(reviewed.assess('P23', local)?.result).toBe('not_found')
    // Reviewed for legality before the budget was: the order of the place is looked at as well.
    const odd = major([
      day('legality_review', '2025-04-01', { outcome: 'passed' }),
      day('other', '2025-05-01', { title: '财政承受能力评估' }),
    ])
    expect(odd.assess('P12', local)).toMatchObject({
      result: 'found',
      value: 'legality_review<budget_review',
    })
    expect(odd.assess('P12')).toBeNull()
  })
})

describe('the steps of a legislature', () => {
  it('end in a law by an override that passed, with its day and number', () => {
    const { state, assess } = bill(
      [
        ...PASSED,
        day('veto', '2023-06-23'),
        day('deliberation', '2023-07-13', COMMITTEE),
        day('override', '2023-07-13', { outcome: 'passed' }),
      ],
      { outcome: 'adopted', decidedAt: '2023-07-13', docNumber: '2023/099' },
      { declaredStatus: 'Enacted', declaredMeans: 'promulgated' },
    )
    expect([state.status, state.ruling?.docNumber, declaredOtherwise(state)]).toEqual([
      'promulgated',
      '2023/099',
      false,
    ])
    const steps = standings(state)
    expect(Object.keys(steps).slice(-3)).toEqual(['veto', 'override', 'enactment'])
    expect([steps.override, steps.enactment, steps.committee_vote]).toEqual(['done', 'done', 'done'])
    expect([assess('P12')?.result, assess('P23')?.result]).toEqual(['not_found', 'not_found'])
  })

  it('say what is missing of a law, what a dead bill did not reach, and draw no veto where there was none', () => {
    const law = bill(
      PASSED.filter(({ type }) => type !== 'hearing'),
      { outcome: 'adopted', decidedAt: '2023-06-25' },
    )
    expect(standings(law.state)).toMatchObject({ hearing: 'missing', enactment: 'missing' })
    expect(law.assess('P23')).toMatchObject({ result: 'found', value: 2, severity: 'medium' })
    expect(standings(law.state)).not.toHaveProperty('veto')
    // The words of the source and the steps disagree: no step made it a law.
    expect(declaredOtherwise({ ...law.state, declaredMeans: 'promulgated' })).toBe(true)
    expect(declaredOtherwise({ ...law.state, declaredMeans: 'adopted' })).toBe(false)
    const dead = bill(PASSED.slice(0, 2), { outcome: 'lapsed', decidedAt: '2023-12-31' })
    expect(standings(dead.state)).toMatchObject({
      referral: 'done',
      hearing: 'not_reached',
      vote: 'not_reached',
    })
    expect(dead.assess('P23')).toBeNull()
    // Laid over is no vote of the committee.
    expect(standings(bill(PASSED.slice(0, 4), null).state).committee_vote).toBe('ahead')
  })

  it('out of order are found by the order of their own procedure', () => {
    const odd = bill(
      [day('deliberation', '2022-03-01', WHOLE), day('deliberation', '2022-04-01', COMMITTEE)],
      { outcome: 'adopted', decidedAt: '2022-03-01' },
    )
    expect(odd.assess('P12')).toMatchObject({ result: 'found', value: 'vote<committee_vote' })
  })
})

describe('a declared procedure', () => {
  const step = { id: 'x', names: { zh: '一', en: 'X' }, is: [{ type: 'other' }], why: { zh: '一', en: 'X' } }

  it.each([
    ['an id that is known', declared({ id: 'd713' }), 'procedures/0/id'],
    ['one that adds to none', declared({ extends: 'd731' }), 'procedures/0/extends'],
    ['a class of the law without adding to it', declared({ extends: undefined }), 'procedures/0/classes/0'],
    [
      'a step before none',
      declared({ steps: [{ ...step, before: 'nothing' }], order: [] }),
      'procedures/0/steps/0/before',
    ],
    [
      'a step twice',
      declared({ steps: [{ ...step, id: 'drafting' }], order: [] }),
      'procedures/0/steps/0/id',
    ],
    ['an order of unknown steps', declared({ order: [['x', 'drafting']] }), 'procedures/0/order/0'],
    [
      'a step after none',
      declared({ steps: [{ ...step, after: 'veto' }], order: [] }),
      'procedures/0/steps/x/after',
    ],
    [
      'a type that is none',
      declared({ steps: [{ ...step, is: [{ type: 'vote' }] }] }),
      'procedures/0/steps/0/is/0/type',
    ],
    [
      'a fact that is none',
      declared({ steps: [{ ...step, when: ['urgent'] }] }),
      'procedures/0/steps/0/when/0',
    ],
    [
      'a broken pattern',
      declared({ steps: [{ ...step, is: [{ type: 'other', title: '(' }] }] }),
      'procedures/0/steps/0/is/0/title',
    ],
    ['an unknown key', declared({ step: [] }), 'procedures/0'],
  ])('with %s is refused at its place', (_, given, place) => {
    expect(refusal(given).field).toBe(place)
  })

  it('that is no JSON says in which file', () => {
    expect(() => parseProceduresText('{', 'procedures.json')).toThrow(/procedures\.json/)
  })
})

describe('the procedure of any legislature', () => {
  const standing = (title: string, procedure: string) => {
    const steps = [day('deliberation', '2023-05-25', WHOLE), day('referral', '2023-05-26', { title })]
    return standings(bill(steps, null, { procedure }).state).presentation
  }

  it.each(['Sent to Mayor by Council', 'Presented to the Governor', '送市长签署', '送交行政长官'])(
    'knows its executive in “%s”',
    (title) => expect(standing(title, 'legislature')).toBe('done'),
  )

  it('of one city knows the executive of that city alone', () => {
    expect(standing('Sent to Mayor by Council', 'nyc-charter')).toBe('done')
    expect(standing('Presented to the Governor', 'nyc-charter')).not.toBe('done')
  })
})
