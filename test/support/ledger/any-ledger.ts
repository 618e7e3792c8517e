/** A ledger for random histories. */

import type { State } from '../../../worker/domain/kinds/kinds.ts'
import type { Draft } from '../../../worker/domain/record/event.ts'
import { type Body, DEPARTMENT } from './any-history.ts'
import { freshLedger, OPERATOR, type TestLedger } from './ledger.ts'

/** A ledger that takes whatever it is given, in any order, and counts what it knows of each record. */
export class AnyLedger {
  readonly #states = new Map<string, State>()
  readonly #seqs = new Map<string, number>()
  #submitted = 0
  readonly held: TestLedger

  constructor(held: TestLedger) {
    this.held = held
  }

  static async open(): Promise<AnyLedger> {
    const held = await freshLedger()
    await held.services.acts.open({ actor: OPERATOR }, 'department', null, {
      code: DEPARTMENT.slice(4),
      name: '某局',
    })
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
      since: 0,
    })
    this.#seqs.set(record, first + drafts.length)
    const stored = await this.held.services.reading.record(record)
    if (stored !== null) this.#states.set(record, stored.state)
  }
}
