import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import type { DecisionState } from '../../../worker/domain/kinds/decision/state.ts'
import type { MembershipState } from '../../../worker/domain/kinds/membership/membership.ts'
import { type PatternContext, type Table, withEnough } from '../../../worker/domain/patterns/pattern.ts'
import { patternOf } from '../../../worker/domain/patterns/patterns.ts'
import { Posts } from '../../../worker/domain/patterns/posts.ts'
import { type PatternId, patternIds } from '../../../worker/domain/patterns/words.ts'
import { RuleWorld } from '../../support/rules/rule-world.ts'

const world = new RuleWorld()
const department = world.department('aa')
const decision = world.context().record(world.decision(department)) as DecisionState
const membership = world
  .context()
  .record(world.open('membership', department, { role: '局长' })) as MembershipState

type Given = Partial<DecisionState> | Partial<MembershipState>

function tables(
  id: PatternId,
  given: readonly Given[],
  context: Partial<PatternContext> = {},
): { [name: string]: Table } {
  const pattern = patternOf(id)
  if (pattern === null) throw new Error(id)
  const gathering = pattern.begin({
    calendar: chinaWorkingDays,
    settings: { F01: { limit: 100 } },
    period: { from: null, to: null },
    ...context,
  })
  const states = given.map((one) => ({ ...('role' in one ? membership : decision), ...one }))
  for (const kind of pattern.kinds)
    for (const state of states) if (state.kind === kind) gathering.take(state as DecisionState)
  return Object.fromEntries(gathering.tables().map((table) => [table.name, table]))
}

const taken = (day: string, more: Partial<DecisionState> = {}, officer: string | null = '局长') =>
  ({
    status: 'adopted',
    ruling: { outcome: 'adopted', decidedAt: day, ...(officer === null ? {} : { officer }) },
    ...more,
  }) as Partial<DecisionState>

const amount = (value: number) =>
  ({ contracts: [{ title: 'x', supplier: 'y', amount: value, currency: 'CNY' }] }) as Partial<DecisionState>

describe('pattern views', () => {
  const moment = fc.constantFrom(
    '2023-12-29',
    '2024-03',
    '2024',
    '2024-03-05',
    '2024-03-09T15:30:00Z',
    '2024-12-31T01:00:00Z',
    '2090-01-05',
  )
  const sealed = { kind: 'decision.decided', seq: 2, occurred: '2024-01-01', ground: null, review: null }
  const someDecision = fc.record({
    department: fc.constantFrom('dep-aa', 'dep-bb'),
    status: fc.constantFrom('adopted', 'proposed', 'withheld', 'completed'),
    sealed: fc.constantFrom([], [sealed]),
    ruling: fc.option(
      fc.record(
        {
          outcome: fc.constantFrom('adopted', 'rejected'),
          decidedAt: moment,
          officer: fc.constantFrom('局长', '市政府', '某某某'),
        },
        { requiredKeys: [] },
      ),
    ),
    steps: fc.array(
      fc.record(
        { id: fc.constant('s1'), type: fc.constantFrom('deliberation', 'hearing'), heldAt: moment },
        { requiredKeys: ['id'] },
      ),
      { maxLength: 2 },
    ),
    contracts: fc.array(
      fc.record(
        {
          amount: fc.double({ min: 0, max: 1000, noNaN: true }),
          currency: fc.constantFrom('CNY', 'EUR'),
          signedAt: moment,
        },
        { requiredKeys: [] },
      ),
      { maxLength: 3 },
    ),
  })
  const someTerm = fc.record({
    role: fc.constantFrom('局长', '市长'),
    department: fc.constantFrom('dep-aa', 'dep-bb'),
    member: fc.constantFrom(null, '某某某'),
    to: fc.option(moment),
  })
  const day = fc.option(fc.constantFrom('2023-06-01', '2024-03-05', '2024-12-31'))

  it('say of all that they looked at what became of it: rows add up to what is counted, and that to the whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...patternIds),
        fc.array(fc.oneof(someDecision, someTerm), { maxLength: 30 }),
        fc.record({ from: day, to: day }),
        fc.constantFrom(0, 100),
        (id, given, period, limit) => {
          const seen = tables(id, given as Given[], { period, settings: { F01: { limit } } })
          for (const { name, rows, keys, figures, draw, looked, counted, outside, left } of Object.values(
            seen,
          )) {
            expect(looked).toBe(counted + outside + left.reduce((sum, { n }) => sum + n, 0))
            for (const row of rows)
              expect([row.keys.length, row.figures.length]).toEqual([keys.length, figures.length])
            for (const drawn of Object.values(draw)) expect(figures).toContain(drawn)
            const whole = rows.reduce((sum, row) => sum + (row.figures[0] ?? 0), 0)
            if (name === 'terms') expect(rows.length).toBe(counted)
            else if (name === 'near') expect(whole).toBeLessThanOrEqual(counted)
            else expect(`${name} ${whole}`).toBe(`${name} ${counted}`)
          }
        },
      ),
    )
  })

  it('never name a person', () => {
    const posts = new Posts()
    posts.learn({ department: 'dep-aa', member: '李某某', role: '局长' })
    posts.learn({ department: 'dep-aa', member: null, role: 'Permanent Secretary' })
    const name = (officer: string | undefined, of = 'dep-aa') => posts.of(of, officer)?.name
    expect(name('李某某')).toBe('局长')
    expect(name('李某某', 'dep-bb')).toBeNull()
    expect(name('王小明')).toBeNull()
    expect(name('王局长')).toBeNull()
    expect(name('Jane Smith')).toBeNull()
    expect(name('市生态环境局局长')).toBe('市生态环境局局长')
    expect(name('permanent secretary')).toBe('permanent secretary')
    expect(name('Head of Roads')).toBe('Head of Roads')
    expect(name(undefined)).toBeUndefined()
  })
})

describe('approvals per post', () => {
  it('are counted with their share of the department, and the department held against its peers', () => {
    const of = (one: string, officer: string, n: number) =>
      Array.from({ length: n }, () => taken('2024-03-05', { department: one }, officer))
    const even = ['dep-ba', 'dep-bb', 'dep-bc', 'dep-bd', 'dep-be'].flatMap((one) =>
      ['局长', '副局长', '办公室主任'].flatMap((post) => of(one, post, 10)),
    )
    const { posts, departments } = tables('approvals', [
      ...even,
      ...of('dep-aa', '局长', 29),
      ...of('dep-aa', '副局长', 1),
    ])
    expect(posts?.rows[0]).toEqual({ keys: ['dep-aa', '局长'], figures: [29, 96.7], marked: true, n: 30 })
    expect(posts?.rows.filter(({ marked }) => marked)).toHaveLength(1)
    expect(departments?.rows.find(({ keys }) => keys[0] === 'dep-ba')).toMatchObject({
      figures: [30, 3, 33.3, 33.3],
      marked: false,
    })
  })

  it('tell of who is not stated, of what is withheld, and of days that are not known where a period is asked for', () => {
    const given = [
      taken('2024', {}),
      taken('2024-03-05', {}, null),
      { status: 'withheld', ruling: null } as Given,
    ]
    expect(tables('approvals', given).posts).toMatchObject({
      looked: 3,
      counted: 1,
      left: [
        { reason: 'no_officer', n: 1 },
        { reason: 'withheld', n: 1 },
      ],
    })
    expect(
      tables('approvals', given, { period: { from: '2024-01-01', to: null } }).posts?.left.map(
        ({ reason }) => reason,
      ),
    ).toContain('undated')
  })
})

describe('out of hours', () => {
  it('counts hours in Beijing, and holidays as days off', () => {
    const meeting = (heldAt: string, localTime?: string) =>
      ({
        steps: [
          { id: 's1', type: 'deliberation', heldAt, ...(localTime === undefined ? {} : { localTime }) },
        ],
      }) as Partial<DecisionState>
    // 2024-05-01 is a holiday; 2024-05-11, a Saturday, is worked.
    const { hours, weekdays } = tables('hours', [
      meeting('2024-03-05T15:30:00Z'),
      meeting('2024-05-01', '09:30'),
      meeting('2024-05-11', '09:30'),
      meeting('2024-05-11'),
    ])
    expect(hours?.rows[23]?.figures).toEqual([1, 1, 0, 1])
    expect(hours?.rows[9]?.figures).toEqual([2, 1, 1, 1])
    expect(hours?.left).toEqual([{ reason: 'no_time', n: 1 }])
    expect(weekdays?.rows[5]?.figures).toEqual([2, 2, 0])
    expect(weekdays?.rows[2]?.figures).toEqual([1, 0, 1])
  })
})

describe('the year’s end', () => {
  it('counts months without any between others, and the last working days as the rule does', () => {
    const { months, years, amounts } = tables('year-end', [
      taken('2024-02-05', amount(3)),
      ...Array.from({ length: 9 }, () => taken('2024-12-31', amount(2.5))),
      taken('2024-12'),
    ])
    expect(months?.rows.map(({ figures }) => figures[0])).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9])
    expect(years?.rows).toMatchObject([{ keys: ['2024'], figures: [10, 9, 90, 2, 442.8], marked: true }])
    expect(amounts?.rows.at(-1)).toMatchObject({ keys: ['2024-12', 'CNY'], figures: [9, 22.5] })
    expect(months?.left).toEqual([{ reason: 'undated', n: 1 }])
  })
})

describe('before departure', () => {
  it('holds the last days of a term against those before, for its post alone', () => {
    const { terms } = tables('departure', [
      { role: '局长', member: '李某某', to: '2024-07-01' } as Given,
      { role: '局长', to: '2024-07' } as Given,
      ...['2024-01-10', '2024-02-10', '2024-03-10', '2024-04-10', '2024-05-10'].map((day) => taken(day)),
      ...Array.from({ length: 8 }, () => taken('2024-06-20')),
      taken('2024-07-02'),
      taken('2024-06-20', {}, '副局长'),
      taken('2024-03', {}, '李某某'),
    ])
    expect(terms?.rows).toMatchObject([
      { keys: ['dep-aa', '局长', '2024-07-01'], figures: [8, 9, 10, 1, 5, 1], marked: true },
    ])
    expect(terms?.left).toEqual([{ reason: 'undated', n: 1 }])
  })
})

describe('around thresholds', () => {
  it('tells what is just below the limit from what is at it and above, each currency by itself', () => {
    const { bands, near } = tables('thresholds', [
      ...[99.999999, 95, 92, 100, 104, 300].map((one) => taken('2024-03-05', amount(one))),
      taken('2024-03-05'),
    ])
    const filled = bands?.rows.filter(({ figures }) => figures[0] !== 0)
    expect(filled?.map(({ keys, figures, marked }) => [keys[1], figures[0], marked])).toEqual([
      ['90–95', 1, true],
      ['95–100', 2, true],
      ['100–105', 2, false],
      ['≥150', 1, false],
    ])
    expect(near?.rows).toMatchObject([{ keys: ['CNY'], figures: [5, 3, 1, 1, 75, 52.5], marked: false }])
    expect(near?.left).toEqual([{ reason: 'no_amount', n: 1 }])
  })

  it('counts nothing where no limit is set, and says so', () => {
    expect(tables('thresholds', [amount(5)], { settings: {} }).bands).toMatchObject({
      rows: [],
      left: [{ reason: 'no_limit', n: 1 }],
    })
  })
})

describe('rows on too few cases', () => {
  it('are left out and counted: all decisions of one are no pattern', () => {
    const one = tables('approvals', [taken('2024-03-05')])
    expect(one.posts?.rows).toMatchObject([{ figures: [1, 100], n: 1 }])
    for (const table of Object.values(one)) expect(withEnough(table)).toMatchObject({ rows: [], few: 1 })
    const many = tables(
      'approvals',
      Array.from({ length: 40 }, () => taken('2024-03-05')),
    )
    for (const table of Object.values(many)) expect(withEnough(table).few).toBe(0)
    expect(many.posts === undefined ? [] : withEnough(many.posts).rows).toHaveLength(1)
  })

  it('are those below the least of the rule of the same reading, in every pattern', () => {
    for (const id of patternIds)
      for (const table of Object.values(tables(id, [])))
        expect(table.least, `${id} ${table.name}`).toBeGreaterThan(1)
  })
})
