/** Catalogues of records against the entries that they count: one that leaves an entry out hides it from a page. */

import {
  CATALOGUED,
  catalogueOf,
  isBehind,
  LAST_CATALOGUE,
} from '../../../domain/kinds/catalogue/catalogue.ts'
import { many } from '../../../domain/text/many.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { Catalogue, type CatalogueLine } from '../../../ledger/catalogue.ts'
import type { Words } from '../../shell/usage.ts'
import { nativeSha256, nativeTree } from '../tree/hash.ts'
import type { Note } from './envelopes.ts'

/** Entries by which a catalogue may be behind its own place: others write while it is made. */
const BEHIND = 65_536

/** An entry that waits, with the time at which it was recorded. */
interface Waiting extends CatalogueLine {
  recorded: string
}

export class Catalogues {
  readonly #catalogue = new Catalogue(nativeSha256, nativeTree)
  readonly #found: Note
  /** Entries that no catalogue may be of any more are entered; the others wait. */
  #waiting: Waiting[] = []
  #size = 0
  /** Entries before this were replayed elsewhere. */
  readonly #from: number
  #passed = 0
  #count = 0

  /** @param from entries that were replayed before, and are entered by {@link resume} */
  constructor(found: Note, from = 0) {
    this.#found = found
    this.#from = from
    this.#size = from
  }

  /** Number of catalogues that were held against the entries. */
  get count(): number {
    return this.#count
  }

  /** Remark on catalogues that were passed over: of a size from before this replay began, or with a body that is gone. */
  notes(): Words[] {
    const n = this.#passed
    if (n === 0) return []
    return [
      {
        zh: `有 ${n} 份记录总目没有核对：它们数到的账目在这次重放之前，或正文不在。`,
        en: `${many(n, 'catalogue of records was', 'catalogues of records were')} not checked: they count entries from before this replay, or their body is gone.`,
      },
    ]
  }

  /** Enters a record that was replayed before. */
  resume(line: CatalogueLine): void {
    this.#catalogue.set(line)
  }

  /** Takes the next entry, by its place. @param content its body; null when it is not open */
  take(line: Waiting, kind: string, content: Json): void {
    const { index } = line
    if (kind === CATALOGUED) this.#check(line, content)
    this.#waiting.push(line)
    if (this.#waiting.length > 2 * BEHIND) this.#enter(index - BEHIND)
  }

  #check({ index, record, recorded }: Waiting, content: Json): void {
    const told = catalogueOf(content)
    if (content === null || told.size < this.#from) {
      this.#passed += 1
      return
    }
    // That of a closed ledger counts all that came before the end.
    if (told.size > index || told.size < (record === LAST_CATALOGUE ? index : this.#size)) {
      this.#found(
        'record',
        index,
        `第 ${index} 条账目的记录总目所说的账本长度 ${told.size} 不可能：应在 ${this.#size} 与 ${index} 之间。`,
        `The catalogue in entry ${index} is of a size that cannot be, ${told.size}: it has to be from ${this.#size} to ${index}.`,
        record,
        'size',
      )
      return
    }
    this.#enter(told.size)
    this.#count += 1
    const [uncounted] = this.#waiting
    if (uncounted !== undefined && isBehind(recorded, uncounted.recorded))
      this.#found(
        'record',
        index,
        `第 ${index} 条账目的记录总目只数到第 ${told.size} 条之前：此后的账目在它入账时早已超过一天。`,
        `The catalogue in entry ${index} counts no entry from ${told.size} on, which were recorded more than a day before it.`,
        record,
        'size',
      )
    const due = this.#catalogue.head(told.size)
    if (due.root === told.root && due.records === told.records) return
    this.#found(
      'record',
      index,
      `第 ${index} 条账目的记录总目与账目不符：它没有如实写下每条记录的最后一条账目。`,
      `The catalogue in entry ${index} is not that of the entries: it does not give the last entry of every record.`,
      record,
      due.records === told.records ? 'root' : 'records',
    )
  }

  #enter(size: number): void {
    const rest = this.#waiting.findIndex(({ index }) => index >= size)
    const entering = rest < 0 ? this.#waiting : this.#waiting.slice(0, rest)
    this.#waiting = rest < 0 ? [] : this.#waiting.slice(rest)
    for (const line of entering) this.#catalogue.set(line)
    this.#size = Math.max(this.#size, size)
  }
}
