/** The place of each record in the log: what a replay keeps of all of them, some hundred bytes each. */

/** Number of a record, from 0, in the order of their first entries. */
export type Slot = number

export class Places {
  readonly #slots = new Map<string, Slot>()
  readonly #ids: string[] = []
  readonly #seqs: number[] = []
  readonly #firsts: number[] = []
  readonly #lasts: number[] = []

  /** Number of records that have an entry. */
  get size(): number {
    return this.#ids.length
  }

  /** Slot of a record; undefined when it has no entry. */
  slotOf(id: string): Slot | undefined {
    return this.#slots.get(id)
  }

  idOf(slot: Slot): string {
    return this.#ids[slot] ?? ''
  }

  /** Number of its last entry within the record; 0 when there is none. */
  seqOf(slot: Slot | undefined): number {
    return slot === undefined ? 0 : (this.#seqs[slot] ?? 0)
  }

  /** Index of its first entry; -1 when there is none. */
  firstOf(slot: Slot | undefined): number {
    return slot === undefined ? -1 : (this.#firsts[slot] ?? -1)
  }

  /** Index of its last entry; -1 when there is none. */
  lastOf(slot: Slot | undefined): number {
    return slot === undefined ? -1 : (this.#lasts[slot] ?? -1)
  }

  /** Notes the next entry of a record. @param first index of its first entry, where that was noted elsewhere */
  note(id: string, { index, seq, first = index }: { index: number; seq: number; first?: number }): Slot {
    const known = this.#slots.get(id)
    const slot = known ?? this.#ids.length
    if (known === undefined) {
      const own = ownCopy(id)
      this.#slots.set(own, slot)
      this.#ids.push(own)
      this.#firsts.push(first)
    }
    this.#seqs[slot] = seq
    this.#lasts[slot] = index
    return slot
  }
}

/** The same text by itself: one that was cut from a longer text keeps all of that in memory. */
function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}
