/**
 * One record assessed alone is assessed as in a run over everything, on any ledger. `HISTORIES=10000` tries more
 * of them than the suite does.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../worker/domain/event.ts'
import type { State } from '../../worker/domain/kinds.ts'
import type { Finding } from '../../worker/services/inspection.ts'
import { type Body, DEPARTMENT, IDS, lives } from '../support/any-history.ts'
import { freshLedger, OPERATOR, type TestLedger } from '../support/ledger.ts'

const RUNS = Number(process.env.HISTORIES ?? 100)
/** Histories of one ledger, one after the other: each goes on where the last one ended. */
const PER_LEDGER = 4
const SETTINGS = { F01: { limit: 50 }, F02: { limit: 50 }, F05: { limit: 50 } }
const options = { asOf: '2026-11-24', settings: SETTINGS }

/** A ledger that takes whatever it is given, in any order, and counts what it knows of each record. */
class AnyLedger {
  readonly #states = new Map<string, State>()
  readonly #seqs = new Map<string, number>()
  #submitted = 0
  readonly held: TestLedger

  constructor(held: TestLedger) {
    this.held = held
  }

  static async open(): Promise<AnyLedger> {
    const held = await freshLedger()
    await held.services.departments.list({ actor: OPERATOR }, { code: DEPARTMENT.slice(4), name: '某局' })
    return new AnyLedger(held)
  }

  async enter(record: string, bodies: readonly Body[]): Promise<void> {
    const before = new Map([[record, this.#states.get(record) ?? null]])
    const first = this.#seqs.get(record) ?? 0
    const drafts = bodies.map(([kind, body], i): Draft => {
      const withheld = { visibility: 'sealed', ground: 'process_info', review: '2026-07-01' } as const
      return {
        kind,
        record,
        seq: first + i + 1,
        department: DEPARTMENT,
        occurred: ['2026-03-05', '2026-04', '2025'][(first + i) % 3] ?? '',
        ...(body === null ? withheld : { visibility: 'public' }),
        body: body ?? {},
      }
    })
    this.#submitted += 1
    const { committer } = this.held.ledger
    await committer.submit({
      key: `any ${this.#submitted}`,
      digest: '',
      actor: OPERATOR,
      drafts,
      before,
    })
    this.#seqs.set(record, first + drafts.length)
    const stored = await this.held.services.reading.record(record)
    if (stored !== null) this.#states.set(record, stored.state)
  }
}

async function wholeRun({ services }: TestLedger): Promise<Map<string, Finding[]>> {
  const made = new Map<string, Finding[]>()
  await services.inspection.inspect({
    ...options,
    onAssessment(one) {
      if (one.about === 'record') made.set(one.subject, [...(made.get(one.subject) ?? []), one])
    },
  })
  return made
}

describe('one record and the whole ledger', () => {
  it(
    `agree on ${RUNS} histories`,
    async () => {
      let ledger: AnyLedger | null = null
      let tried = 0
      const kinds = new Set<string>()
      await fc.assert(
        fc.asyncProperty(lives, async (all) => {
          if (ledger === null || tried % PER_LEDGER === 0) ledger = await AnyLedger.open()
          tried += 1
          for (const [place, life] of all.entries()) await ledger.enter(IDS[place] ?? '', life)
          const { services } = ledger.held
          const whole = await wholeRun(ledger.held)
          const basis = await services.inspection.basisOf(options)
          for (const id of [...IDS, DEPARTMENT]) {
            const alone = await services.inspection.record(id, basis, options)
            expect(alone).toEqual(whole.get(id) ?? [])
            for (const { result } of alone ?? []) kinds.add(result)
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
      expect(kinds).toEqual(new Set(['found', 'not_found', 'not_assessable']))
    },
    60_000 + RUNS * 200,
  )
})
