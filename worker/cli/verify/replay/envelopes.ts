/** Envelopes of a ledger, one after the other: their form, their numbers within a record, the order of their times. */
import { equal } from '../../../ledger/bytes.ts'
import { parseLeaf } from '../../../ledger/envelope.ts'
import type { Envelope } from '../../../ledger/envelope-shape.ts'
import { LedgerError } from '../../../ledger/error.ts'
import type { Body } from '../source/source.ts'
import type { Places } from './places.ts'

/** Notes what does not hold: part, entry, words in both languages, and where it is about one, record and field. */
export type Note = (
  part: 'envelope' | 'body' | 'record',
  index: number | null,
  zh: string,
  en: string,
  record?: string,
  field?: string,
) => void

/** Milliseconds by which the clock of a ledger may be ahead of the auditor's. */
const AHEAD = 3_600_000

export class Envelopes {
  readonly #places: Places
  readonly #found: Note
  /** An entry recorded later than this is of the future. */
  readonly #latest: string | null
  #future = false
  #recorded = ''

  /**
   * @param now the auditor's clock; null looks at no entry of the future
   * @param places of the records in the log so far, which whoever asks keeps
   */
  constructor(now: Date | null, places: Places, note: Note) {
    this.#places = places
    this.#found = note
    this.#latest = now === null ? null : new Date(now.getTime() + AHEAD).toISOString()
  }

  /** Goes on after an entry that was replayed before. @param recorded ISO 8601 */
  resume(recorded: string): void {
    if (recorded > this.#recorded) this.#recorded = recorded
  }

  /** The envelope in a leaf; null when it is not well formed. */
  open(index: number, leaf: Uint8Array): Envelope | null {
    let envelope: Envelope
    try {
      envelope = parseLeaf(leaf)
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目的信封不合格式。`,
        `The envelope of entry ${index} is not well formed: ${error.message}`,
      )
      return null
    }
    const { record, seq, recorded } = envelope
    const due = this.#places.seqOf(this.#places.slotOf(record)) + 1
    if (seq !== due) {
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目在 ${record} 中的序号是 ${seq}，应为 ${due}。`,
        `Entry ${index} is number ${seq} of ${record}; ${due} was due.`,
        record,
      )
    }
    if (recorded < this.#recorded) {
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目的入账时间早于前一条。`,
        `Entry ${index} was recorded before the entry that precedes it.`,
        record,
      )
    }
    this.#recorded = recorded
    if (this.#latest !== null && recorded > this.#latest && !this.#future) {
      // The first says enough: the clock of a ledger never goes back, so all later ones are of the future as well.
      this.#future = true
      this.#found(
        'envelope',
        index,
        `第 ${index} 条账目的入账时间 ${recorded} 在将来：账本的时钟走快过。`,
        `Entry ${index} was recorded at ${recorded}, which is in the future: the clock of the ledger was ahead.`,
        record,
      )
    }
    return envelope
  }

  /** Compares the columns beside the log with the leaf, which they must repeat. */
  checkColumns(
    index: number,
    envelope: Envelope,
    { leaf, columns }: Body,
    hashed: Uint8Array | undefined,
  ): void {
    const { record, seq, kind, department } = envelope
    const same =
      columns.record === record &&
      columns.seq === seq &&
      columns.kind === kind &&
      columns.department === department
    if (same && (hashed === undefined || equal(leaf, hashed))) return
    this.#found(
      'envelope',
      index,
      `第 ${index} 条账目在账本之外的展示与信封不符。`,
      `Entry ${index} is shown otherwise than its envelope says.`,
      record,
    )
  }
}
