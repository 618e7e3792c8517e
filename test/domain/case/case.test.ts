import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { type CaseVerb, caseVerbs, type DatedCaseAct, eventOfVerb } from '../../../worker/domain/case/acts.ts'
import { applyCase, type CaseState, guardCase } from '../../../worker/domain/case/case.ts'
import { dueOf } from '../../../worker/domain/case/due.ts'
import { caseEvents, remedyStatuses } from '../../../worker/domain/case/words.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import { monthsAfter } from '../../../worker/domain/clock/count.ts'
import { daysBetween } from '../../../worker/domain/record/date.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'

const AT = '2026-03-02T01:00:00.000Z'
const DAY = '2026-03-02'
const [HANDLER, APPROVER] = ['acc-0000000001', 'acc-0000000002']

const opening = {
  title: 'T',
  source: 'report',
  lead: 'L',
  flag: 'fla-0000000001',
  declaration: 'none',
  conflict: false,
}

/** A file from its acts; `by` the handler unless said otherwise. */
function fileOf(...acts: [CaseVerb, Json, string?][]): CaseState {
  const first: DatedCaseAct = {
    case: 'cas-0000000001',
    seq: 1,
    event: 'opened',
    at: AT,
    day: DAY,
    account: HANDLER,
    body: opening,
  }
  let state = applyCase(null, first)
  for (const [verb, body, account = HANDLER] of acts) {
    if (state === null) break
    guardCase(state, verb, body, account)
    const { id, seq } = state
    state = applyCase(state, {
      case: id,
      seq: seq + 1,
      event: eventOfVerb[verb],
      at: AT,
      day: DAY,
      account,
      body,
    })
  }
  if (state === null) throw new Error('there is no file')
  return state
}

const approver: [CaseVerb, Json] = [
  'assign',
  { account: APPROVER, part: 'approver', declaration: 'none', conflict: false },
]
const closing: [CaseVerb, Json, string?][] = [
  approver,
  ['propose-disposition', { disposition: 'preliminary', reason: 'R' }],
  ['approve-disposition', {}, APPROVER],
]

describe('a case', () => {
  it('goes from the lead to a closed file, and back for a review', () => {
    const state = fileOf(
      ...closing,
      ['record-finding', { finding: 'F', outcome: 'rectified' }],
      ['order-remedy', { department: 'dep-water', text: 'T', due: '2026-05-01' }],
      ['move-remedy', { remedy: 'r1', status: 'claimed', text: 'done' }],
      ['move-remedy', { remedy: 'r1', status: 'rejected', text: 'not so' }],
      ['move-remedy', { remedy: 'r1', status: 'claimed', text: 'done now' }],
      ['move-remedy', { remedy: 'r1', status: 'verified', text: 'seen' }],
      ['close', { reason: 'R' }],
      ['apply-review', { kind: 'review', applied: '2026-03-20' }],
      ['decide-review', { kind: 'review', result: 'changed', text: 'T' }],
    )
    expect(state).toMatchObject({
      status: 'closed',
      disposition: 'preliminary',
      outcome: 'rectified',
      closed: '2026-03-02',
      remedies: [{ id: 'r1', status: 'verified' }],
      reviews: [{ kind: 'review', result: 'changed' }],
    })
    expect(
      applyCase(state, {
        case: state.id,
        seq: 99,
        event: 'reopened',
        at: AT,
        day: DAY,
        account: HANDLER,
        body: {},
      }),
    ).toMatchObject({
      status: 'open',
      disposition: null,
    })
  })

  const refused: [string, [CaseVerb, Json, string?][], string][] = [
    [
      'a conflict that is there',
      [['assign', { account: APPROVER, part: 'handler', declaration: 'kin', conflict: true }]],
      'not_allowed',
    ],
    [
      'a conflict that was not asked about',
      [['assign', { account: APPROVER, part: 'handler', declaration: 'none' }]],
      'invalid',
    ],
    [
      'approval by whoever proposed it',
      [
        approver,
        ['propose-disposition', { disposition: 'close', reason: 'R' }, APPROVER],
        ['approve-disposition', {}, APPROVER],
      ],
      'not_allowed',
    ],
    [
      'approval by another handler',
      [
        ['propose-disposition', { disposition: 'close', reason: 'R' }],
        ['approve-disposition', {}],
      ],
      'not_allowed',
    ],
    ['approval of nothing', [approver, ['approve-disposition', {}, APPROVER]], 'wrong_state'],
    ['closing without a disposition', [['close', { reason: 'R' }]], 'wrong_state'],
    [
      'closing with a remedy that is open',
      [
        ...closing,
        ['order-remedy', { department: 'dep-water', text: 'T', due: '2026-05-01' }],
        ['close', { reason: 'R' }],
      ],
      'wrong_state',
    ],
    [
      'verifying what nobody claimed',
      [
        ['order-remedy', { department: 'dep-water', text: 'T', due: '2026-05-01' }],
        ['move-remedy', { remedy: 'r1', status: 'verified', text: 'T' }],
      ],
      'wrong_state',
    ],
    [
      'a remedy that is not there',
      [['move-remedy', { remedy: 'r7', status: 'claimed', text: 'T' }]],
      'not_found',
    ],
    ['the last member leaving', [['withdraw', { account: HANDLER, reason: 'R' }]], 'wrong_state'],
    ['somebody leaving who is not in it', [['withdraw', { account: APPROVER, reason: 'R' }]], 'not_found'],
    [
      'a review of an open case',
      [['apply-review', { kind: 'review', applied: '2026-03-20' }]],
      'wrong_state',
    ],
    [
      'deciding on no application',
      [['decide-review', { kind: 're_review', result: 'upheld', text: 'T' }]],
      'wrong_state',
    ],
    ['a summary while it is open', [['summarise', { summary: 'S' }]], 'wrong_state'],
    ['reopening what is open', [['reopen', { reason: 'R' }]], 'wrong_state'],
  ]
  it.each(refused)('refuses %s', (_, acts, code) => {
    expect(() => fileOf(...acts)).toThrow(expect.objectContaining({ code }))
  })

  it('waits while it is on hold, and says so', () => {
    const held = fileOf(
      approver,
      ['propose-disposition', { disposition: 'hold', reason: 'R' }],
      ['approve-disposition', {}, APPROVER],
    )
    expect(held.status).toBe('held')
    expect(() => guardCase(held, 'record-finding', {}, HANDLER)).toThrow(/on|Held/)
  })

  it('knows an event for every verb, and words for every event', () => {
    for (const verb of caseVerbs) expect(caseEvents[eventOfVerb[verb]]).toBeDefined()
    expect(new Set(Object.values(eventOfVerb)).size).toBe(caseVerbs.length)
  })

  it('takes whatever a file holds: no act makes it fail, and looks change nothing', () => {
    const anyAct = fc.record({
      case: fc.constant('cas-0000000001'),
      seq: fc.nat(50),
      event: fc.constantFrom(...(Object.keys(caseEvents) as DatedCaseAct['event'][])),
      at: fc.constant(AT),
      day: fc.constant(DAY),
      account: fc.constantFrom(HANDLER, APPROVER),
      body: fc.oneof(
        fc.constant<Json>({}),
        fc.constant<Json>(null),
        fc.record({
          remedy: fc.constantFrom('r1', 'r2'),
          status: fc.constantFrom(...Object.keys(remedyStatuses)),
        }),
        fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value ?? null)) as Json),
      ),
    })
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 20 }), (acts) => {
        const state = acts.reduce<CaseState | null>(applyCase, fileOf())
        expect(state?.id).toBe('cas-0000000001')
        for (const read of acts.filter(({ event }) => event === 'read'))
          expect(applyCase(state, read)).toBe(state)
      }),
    )
  })
})

describe('the clocks of a case', () => {
  it('run a month from the lead, as ordered, as the law has them, and to the summary', () => {
    const whats = (state: CaseState, today: string) =>
      dueOf(state, today, chinaWorkingDays, builtIn).map(({ what, due, overdue }) => [what.en, due, overdue])
    expect(whats(fileOf(), '2026-04-02')).toEqual([
      ['A disposition, proposed and approved', '2026-04-02', false],
    ])
    expect(whats(fileOf(), '2026-04-03')).toEqual([
      ['A disposition, proposed and approved', '2026-04-02', true],
    ])
    const closed = fileOf(
      ...closing,
      ['close', { reason: 'R' }],
      ['apply-review', { kind: 're_review', applied: '2026-03-31' }],
    )
    expect(whats(closed, '2026-03-31')).toEqual([
      ['Summarise the outcome on the public flag', '2026-03-30', true],
      ['Decide on the re-review', '2026-05-31', false],
    ])
  })

  it('tell every day that led to theirs, and why one has none', () => {
    const ordered = fileOf(['order-remedy', { department: 'dep-water', text: 'T', due: '2026-03-06' }])
    const [remedy] = dueOf(ordered, '2026-03-02', chinaWorkingDays, builtIn)
    expect([remedy?.what.zh, remedy?.due, remedy?.lines[0]]).toMatchObject([
      '整改 r1',
      '2026-03-06',
      { day: '2026-03-02', kind: 'start' },
    ])
    expect(remedy?.lines.at(-1)).toMatchObject({ day: '2026-03-06', kind: 'due', n: 4 })
    const closed = fileOf(...closing, ['close', { reason: 'R' }])
    const late = { ...closed, closed: '2026-12-15' }
    expect(dueOf(late, '2026-12-20', chinaWorkingDays, builtIn)).toMatchObject([
      { due: null, lacks: 'beyond_calendar', overdue: false },
    ])
  })

  it('count months as the calendar does', () => {
    expect([
      monthsAfter('2026-01-31', 1),
      monthsAfter('2024-01-31', 1),
      monthsAfter('2026-12-15', 2),
    ]).toEqual(['2026-02-28', '2024-02-29', '2027-02-15'])
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 24 }),
        (date, n) => {
          const day = date.toISOString().slice(0, 10)
          const days = daysBetween(day, monthsAfter(day, n))
          expect(days).toBeGreaterThanOrEqual(n * 28)
          expect(days).toBeLessThanOrEqual(n * 31)
        },
      ),
    )
  })
})
