/**
 * What is kept as entries come and days pass is what a run over everything gives, on any ledger.
 * `HISTORIES=10000` tries more of them than the suite does.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, RuleCoverage } from '../../../worker/services/inspection/inspection.ts'
import { createInspection } from '../../../worker/services/inspection/inspection.ts'
import { createStanding } from '../../../worker/services/inspection/standing/standing.ts'
import type { Database } from '../../../worker/store/database.ts'
import { listQueue } from '../../../worker/store/standing/triage.ts'
import { IDS, lives } from '../../support/ledger/any-history.ts'
import { AnyLedger } from '../../support/ledger/any-ledger.ts'

const RUNS = Number(process.env.HISTORIES ?? 28)
/** Histories of one ledger, one after the other: each goes on where the last one ended. */
const PER_LEDGER = 4
const SETTINGS = { F01: { limit: 50 }, F02: { limit: 50 }, F05: { limit: 50 } }
const DAYS = ['2026-11-24', '2026-11-25', '2027-02-01', '2026-11-24']

const placeOf = ({ rule, subject }: Finding): string => `${rule} ${subject}`
const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))

/** Without the order of departments with equal counts. */
const plain = (rules: readonly RuleCoverage[]): unknown =>
  rules.map((one) => ({
    ...one,
    departments: Object.fromEntries(one.departments.map(({ department, tally }) => [department, tally])),
  }))

async function countSince({ client }: Database): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) AS n FROM standing_since')
  return Number(rows[0]?.n)
}

describe('rounds and a run over everything', () => {
  it(`agree on ${RUNS} histories`, async () => {
    let ledger: AnyLedger | null = null
    let standing: ReturnType<typeof createStanding> | null = null
    let tried = 0
    let day = DAYS[0] ?? ''
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(lives, async (all) => {
        if (ledger === null || standing === null || tried % PER_LEDGER === 0) {
          ledger = await AnyLedger.open()
          const database = ledger.held.ledger
          const now = (): Date => new Date(`${day}T04:00:00Z`)
          standing = createStanding({ ...database, now }, { settings: async () => SETTINGS })
        }
        day = DAYS[tried % DAYS.length] ?? ''
        tried += 1
        for (const [place, life] of all.entries()) {
          await ledger.enter(IDS[place] ?? '', life)
          // Some are looked at one by one, others wait for each other.
          if (place % 2 === 0) await standing.settle()
        }
        await standing.settle()
        expect(await standing.step()).toBe(false)
        const findings: Finding[] = []
        const whole = await createInspection(ledger.held.ledger).inspect({
          asOf: day,
          settings: SETTINGS,
          onFinding: (one) => findings.push(one),
        })
        expect(inOrder(await standing.findings())).toEqual(inOrder(findings))
        expect(plain(await standing.coverage())).toEqual(plain(whole.rules))
        // Since when is kept of what is found, and of nothing else.
        const queue = await listQueue(ledger.held.ledger.database)
        expect(queue.map(({ since }) => since)).not.toContain(null)
        expect(await countSince(ledger.held.ledger.database)).toBe(queue.length)
        for (const { rule } of findings) seen.add(rule)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    // How many rules find something differs from run to run.
    expect(seen.size).toBeGreaterThan(10)
  })
})
