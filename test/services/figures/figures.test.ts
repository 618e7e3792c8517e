/** Figures and the lists behind them: what is counted is what a reader finds there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBehind, shareOf } from '../../../worker/domain/figures/figures.ts'
import { type FigureGroup, figureGroups, figureTables } from '../../../worker/domain/figures/measures.ts'
import { dayNumber, dayText } from '../../../worker/domain/record/date.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { figuresStatement } from '../../../worker/store/lists/figures.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

let machine: Machine
let services: Services

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder(), followDelay: 0 })
  services = machine.services
  const { acts } = services
  const call = { actor: LOCAL_OPERATOR, approver: SECOND }
  // Of each way in which a milestone can stand: kept, late, in part, open, without a day, entered by mistake.
  const plan = async (fields: object): Promise<string> => {
    const { records } = await acts.open(call, 'milestone', 'dep-mc-water', { title: '节点', ...fields })
    return records[0]?.id ?? ''
  }
  const claim = async (due: string, metAt: string): Promise<unknown> =>
    acts.act(call, 'milestone', 'claimed', await plan({ currentDue: due }), {
      metAt,
      evidence: [{ title: '佐证' }],
    })
  await claim('2020-05-05', '2020-05-04')
  await claim('2020-12-31', '2021-02-01')
  await plan({ currentDue: '2020' })
  await plan({})
  const mistaken = await plan({ currentDue: '2020-06-06' })
  await acts.act(call, 'milestone', 'annulled', mistaken, { reason: '误登' })
})
afterAll(() => machine.close())

const scopes = [{}, { from: '2020-06', to: '2026-03-15' }, { department: 'dep-mc-water' }, { to: '2020' }]
const asked = figureGroups.flatMap((by) =>
  scopes.map((scope): [FigureGroup, (typeof scopes)[number]] => [by, scope]),
)

describe('figures of a department', () => {
  it.each(['dep-nobody', 'nonsense'])('are refused for %s, which is none', async (department) => {
    await expect(services.reading.figures({ department })).rejects.toMatchObject({
      code: 'not_found',
      field: 'department',
    })
  })

  it('tell until when each register is known that any of them rests on', async () => {
    const { deliveries } = await services.reading.figures({})
    const { items } = await services.reading.records({ limit: 500 })
    const registers = items.flatMap(({ kind, state }) =>
      figureTables.some((table) => table.kind === kind) && 'source' in state
        ? ((state.source as { mapping?: string } | null)?.mapping ?? [])
        : [],
    )
    for (const register of new Set(registers))
      expect(deliveries.map((one) => one.register)).toContain(register)
  })

  it('count what is withheld apart from what states no day', async () => {
    const of = async () =>
      (await services.reading.figures({})).tables.find(({ table }) => table.kind === 'milestone')
    const before = await of()
    await services.acts.open(
      {
        actor: LOCAL_OPERATOR,
        approver: SECOND,
        visibility: 'sealed',
        ground: 'state_secret',
        review: dayText(dayNumber(services.reading.today()) + 100),
      },
      'milestone',
      'dep-mc-water',
      { title: '不公开的节点', currentDue: '2026-05-05' },
    )
    const after = await of()
    expect([after?.undated, after?.withheld]).toEqual([before?.undated, (before?.withheld ?? 0) + 1])
  })
})

describe('a figure', () => {
  it.each(asked)('by %s of %j is the total of the list behind it', async (by, given) => {
    const { tables, scope } = await services.reading.figures({ by, ...given })
    let looked = 0
    for (const { table, rows, all } of tables) {
      for (const { key, counts } of [...rows, { ...all, key: undefined }]) {
        for (const [at, measure] of table.measures.entries()) {
          const filter = listBehind(table, measure, scope, by, key)
          if (filter === null) continue
          const { total } = await services.reading.records({ kind: table.kind, ...filter, limit: 1 })
          expect([table.kind, key, measure.name, counts[at]]).toEqual([table.kind, key, measure.name, total])
          looked += total
        }
      }
    }
    expect(looked).toBeGreaterThan(0)
  })

  it.each(figureGroups)(
    'by %s adds up to that of all, and what parts milestones to no more than all',
    async (by) => {
      const { tables } = await services.reading.figures({ by })
      for (const { table, rows, all } of tables)
        for (const at of table.measures.keys())
          expect(rows.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)).toBe(all.counts[at])
      const milestones = tables.find(({ table }) => table.kind === 'milestone')
      const parts = milestones?.table.measures.flatMap(({ part }, at) =>
        part ? [milestones.all.counts[at] ?? 0] : [],
      )
      expect(parts?.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(milestones?.all.counts[0] ?? 0)
      expect(Math.min(...(parts ?? []))).toBeGreaterThan(0)
    },
  )

  it('has a share of its own denominator, and of fewer than five none', async () => {
    const { tables } = await services.reading.figures({ by: 'year' })
    for (const { table, rows, all } of tables)
      for (const { counts } of [...rows, all])
        for (const [at, { of }] of table.measures.entries()) {
          const share = shareOf(table, at, counts)
          const whole = table.measures.reduce(
            (n, { name }, i) => n + (of?.includes(name) ? (counts[i] ?? 0) : 0),
            0,
          )
          expect(share?.of ?? null).toBe(of === null || whole < 5 ? null : whole)
          expect(share?.few).toBe(of === null ? undefined : whole > 0 && whole < 5)
        }
  })

  it('tells how many records state no day, and takes none of them into a period', async () => {
    const { tables } = await services.reading.figures({})
    const { items } = await services.reading.records({ kind: 'milestone', view: 'all', limit: 500 })
    const found = tables.find(({ table }) => table.kind === 'milestone')
    const withheld = items.filter(({ status }) => status === 'withheld').length
    expect(found?.undated).toBe(items.filter(({ due }) => due === null).length - withheld)
    expect([found?.undated, found?.withheld].every((n) => (n ?? 0) > 0)).toBe(true)
    expect(found?.all.counts[0]).toBe(items.length - (found?.undated ?? 0) - withheld)
  })

  it.each(figureTables)(
    'of $kind is counted out of the tally; of days within a month out of one index, and no row is read for it',
    async (table) => {
      const judging = { today: dayNumber('2026-11-29'), deliveries: new Map([['a', 20_000]]) }
      const read = [
        ['2020', /^SEARCH record USING INDEX tally_kind \(kind=\? AND annulled=\?\)/],
        ['2020-01-02', /^SEARCH record USING COVERING INDEX record_narrow/],
      ] as const
      for (const [by, [from, step]] of figureGroups.flatMap((by) => read.map((one) => [by, one] as const))) {
        const { sql, args } = figuresStatement(table, { department: null, from, to: null }, by, judging)
        const { rows } = await services.ledger.database.client.execute({
          sql: `EXPLAIN QUERY PLAN ${sql}`,
          args,
        })
        expect(rows.map(({ detail }) => String(detail))).toContainEqual(expect.stringMatching(step))
      }
    },
  )
})
