/** The order that the envelopes of a ledger must keep, beyond what the tree itself proves. */
import { AuditError } from './audit.ts'
import type { Envelope } from './envelope-shape.ts'

/** Takes every envelope in turn. Keeps one number for each record. */
export class OrderCheck {
  readonly #seqs = new Map<string, number>()
  #recorded = ''

  /** @throws AuditError when the clock went back, or the record misses a number or has one twice */
  add(index: number, { record, seq, recorded }: Envelope): void {
    if (recorded < this.#recorded) {
      const message = `entry ${index} was recorded at ${recorded}, before the entry ahead of it`
      throw new AuditError('malformed_leaf', 'order', index, message)
    }
    const expected = (this.#seqs.get(record) ?? 0) + 1
    if (seq !== expected) {
      const message = `entry ${index} is number ${seq} of ${record}, where ${expected} was to come`
      throw new AuditError('malformed_leaf', 'order', index, message)
    }
    this.#recorded = recorded
    this.#seqs.set(record, seq)
  }
}
