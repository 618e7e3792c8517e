/** The tally of records that are alike: what triggers keep is what a count gives, and conditions are true of both alike. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { RecordKind } from '../../../worker/domain/record/event.ts'
import type { Database } from '../../../worker/store/database.ts'
import { type AnyFilter, conditionOf } from '../../../worker/store/lists/condition.ts'
import { RECOUNTED, recount, TALLY } from '../../../worker/store/lists/tally.ts'
import { boardViews } from '../../../worker/store/lists/views.ts'
import { IDS, lives } from '../../support/ledger/any-history.ts'
import { AnyLedger } from '../../support/ledger/any-ledger.ts'
import { freshDatabase } from '../../support/ledger/ledger.ts'

/** Rows of the table, and those that it should have. */
async function both({ client }: Database): Promise<[unknown[], unknown[]]> {
  const kept = await client.execute('SELECT key, n FROM tally ORDER BY key')
  const counted = await client.execute(`SELECT key, n FROM (${RECOUNTED}) ORDER BY key`)
  return [kept.rows.map((row) => ({ ...row })), counted.rows.map((row) => ({ ...row }))]
}

const KINDS: readonly RecordKind[] = ['milestone', 'responsibility', 'membership', 'decision']
/** Days about that for which is asked, and about the end of a month and of a year. */
const TODAY = 19_722
const day = fc.option(fc.constantFrom(-25_203, 0, 19_691, 19_721, TODAY, 19_723, 19_724, 19_753))
const maybe = <T>(...values: T[]) => fc.constantFrom(null, ...values)
const row = fc.record({
  kind: fc.constantFrom(...KINDS),
  annulled: fc.constantFrom(0, 0, 0, 1),
  department: maybe('dep-a', 'dep-b'),
  type: maybe('licence', 'penalty'),
  level: maybe('city'),
  status: fc.constantFrom('in_force', 'planned', 'met', 'cancelled', 'withheld', 'claimed_done'),
  area: maybe('东区'),
  register: maybe('r'),
  altered: fc.constantFrom(0, 1),
  marks: fc.constantFrom(0, 1, 2 ** 20),
  ...{ begins: day, ends: day, day, due: day, baseline: day, done: day, heard: day },
  delay: maybe(-3, 0, 4),
})
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never

const change = fc.oneof(
  fc.record({ what: fc.constant('put' as const), n: fc.nat(5), row }),
  fc.record({ what: fc.constant('delete' as const), n: fc.nat(5) }),
)

async function put({ client }: Database, n: number, values: Row): Promise<void> {
  const columns = {
    n,
    id: `rec-${n}`,
    seq: 1,
    title: '',
    state: '{}',
    last_index: n,
    recorded: '',
    ...values,
  }
  const names = Object.keys(columns)
  await client.execute({
    sql: `INSERT INTO record (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
      ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    args: Object.values(columns),
  })
}

const judging = { today: TODAY, deliveries: new Map([['r', 19_723]]) }
const ASKED: readonly AnyFilter[] = KINDS.flatMap((kind): AnyFilter[] => [
  { kind, judging },
  { kind, annulled: 'yes', judging },
  { kind, annulled: 'any', judging },
  ...['in_force', 'planned', 'met', 'upcoming', 'expired'].map((status) => ({ kind, status, judging })),
  ...[
    { department: 'dep-a' },
    { type: 'licence' },
    { level: 'city' },
    { area: '东区' },
    { altered: 'yes' },
  ].map((one) => ({ ...one, kind, judging })),
  { kind, from: '2023', to: '2023-12', judging },
  { kind, from: '2024-01', judging },
  ...(kind === 'milestone' ? boardViews.map((view) => ({ kind, view, judging })) : []),
])

describe('the tally', () => {
  let database: Database
  beforeAll(async () => {
    database = await freshDatabase()
    // Rows that no entry made, and that go again.
    const { rows } = await database.client.execute(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'tally%'",
    )
    for (const { name } of rows) await database.client.execute(`DROP TRIGGER ${String(name)}`)
  })

  it('is what a count gives, whatever rows come, change and go; conditions are true of both alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 14 }), async (changes) => {
        await database.client.execute('DELETE FROM record')
        for (const one of changes)
          if (one.what === 'put') await put(database, one.n, one.row)
          else await database.client.execute({ sql: 'DELETE FROM record WHERE n = ?', args: [one.n] })
        const [kept, counted] = await both(database)
        expect(kept).toEqual(counted)
        for (const asked of ASKED) {
          const { where, args, tallied } = conditionOf(asked)
          const found = await database.client.batch(
            [
              { sql: `SELECT ifnull(SUM(n), 0) AS n FROM ${TALLY} WHERE ${where}`, args: [...args] },
              { sql: `SELECT count(*) AS n FROM record WHERE ${where}`, args: [...args] },
            ],
            'read',
          )
          const [sum, number] = found.map(({ rows }) => rows[0]?.n)
          expect([asked, tallied, sum]).toEqual([asked, true, number])
        }
      }),
      { numRuns: 25 },
    )
  })

  it('is not asked for what it does not hold', () => {
    const kind = 'decision' as const
    const others: AnyFilter[] = [
      ...[{ q: '水' }, { flagged: 'yes' }, { organ: 'dep-a' }, { least: '5' }, { on: '2024' }],
      ...[{ from: '2024-01-02' }, { to: '2024-01-30' }, { from: '2024', date: 'proposed' }],
      ...[{ from: '2024', date: 'recorded' }, { had: 'publicity' }, { register: 'r' }],
    ].map((one) => ({ ...one, kind, judging }))
    for (const asked of others) expect([asked, conditionOf(asked).tallied]).toEqual([asked, false])
    expect(conditionOf({ kind }, 7).tallied).toBe(false)
  })

  it('is made anew where it differs', async () => {
    await database.client.execute('DELETE FROM record')
    await database.client.execute(
      "INSERT INTO tally SELECT 'x', 'decision', 0, null, null, null, 'x', null, null, 0, 0, null, null, null, null, null, null, null, null, 7",
    )
    await database.client.batch(recount(), 'write')
    expect(await both(database)).toEqual([[], []])
  })

  it('is what a count gives after any history', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        const ledger = await AnyLedger.open()
        for (const [at, life] of all.entries()) await ledger.enter(IDS[at] ?? '', life)
        const [kept, counted] = await both(ledger.held.ledger.database)
        expect(kept).toEqual(counted)
      }),
      { numRuns: 3 },
    )
  })
})
