/**
 * States of records as their entries leave them. Those that were used last are in memory, up to a budget; the others
 * are laid aside as the JSON that the ledger itself stores, so that memory does not grow with the texts of a ledger.
 */
import type { State } from '../../../domain/kinds/kinds.ts'
import { stateOf } from '../../../domain/kinds/replay.ts'
import type { Slot } from './places.ts'
import { Shelf } from './shelf.ts'

/** A state, and when its last entry was recorded. */
export interface Left {
  state: State
  /** ISO 8601 */
  recorded: string
}

interface Kept extends Left {
  /** Characters of the bodies of its entries, which is about how long it is. */
  weight: number
  /** False where the same is laid aside already. */
  isNew: boolean
}

/** Characters of bodies whose states stay in memory, and what an entry weighs without its body. */
const BUDGET = 8_000_000
const LEAST = 500

/** Part of the budget that is laid aside at one go. */
const AT_ONCE = 0.25

export class States {
  /** In the order of their last use. */
  readonly #kept = new Map<Slot, Kept>()
  readonly #known: boolean[] = []
  readonly #shelf = new Shelf()
  readonly #earlier: (slot: Slot) => Left | null
  readonly #budget: number
  #weight = 0
  #most = 0
  #size = 0

  /**
   * @param budget characters of bodies whose states stay in memory
   * @param earlier states of records that were replayed before, by another replay
   */
  constructor({
    budget = BUDGET,
    earlier = () => null,
  }: { budget?: number; earlier?: (slot: Slot) => Left | null } = {}) {
    this.#budget = budget
    this.#earlier = earlier
  }

  /** Number of records that have a state. */
  get size(): number {
    return this.#size
  }

  /** The most that was ever in memory, in the measure of the budget. */
  get most(): number {
    return this.#most
  }

  /** Notes that the record has a state, which {@link get} finds among the earlier ones. */
  resume(slot: Slot): void {
    if (!this.has(slot)) this.#size += 1
    this.#known[slot] = true
  }

  has(slot: Slot): boolean {
    return this.#known[slot] === true
  }

  /** The state of a record; undefined when it has none. */
  get(slot: Slot | undefined): Left | undefined {
    if (slot === undefined || !this.has(slot)) return undefined
    const kept = this.#kept.get(slot)
    if (kept !== undefined) return kept
    const read = this.#read(slot)
    if (read !== null) this.#keep(slot, read)
    return read ?? undefined
  }

  /** Sets the state of a record. @param length characters of the body of its last entry */
  set(slot: Slot, { state, recorded }: Left, length: number): void {
    this.resume(slot)
    const weight = (this.#kept.get(slot)?.weight ?? 0) + length + LEAST
    this.#keep(slot, { state, recorded, weight, isNew: true })
  }

  /** All states with their numbers, in the order of the first entries of their records. None is kept in memory for it. */
  *each(): Generator<[Slot, State], void, undefined> {
    for (let slot = 0; slot < this.#known.length; slot++) {
      if (!this.has(slot)) continue
      const left = this.#kept.get(slot) ?? this.#read(slot)
      if (left !== null) yield [slot, left.state]
    }
  }

  /** The same without their numbers. */
  *all(): Generator<State, void, undefined> {
    for (const [, state] of this.each()) yield state
  }

  close(): void {
    this.#kept.clear()
    this.#shelf.close()
  }

  #keep(slot: Slot, kept: Kept): void {
    this.#weight += kept.weight - (this.#kept.get(slot)?.weight ?? 0)
    // Set anew it stands last.
    this.#kept.delete(slot)
    this.#kept.set(slot, kept)
    this.#most = Math.max(this.#most, this.#weight)
    if (this.#weight > this.#budget) this.#layAside(slot)
  }

  /** Lays aside what was not used for longest. @param but which stays */
  #layAside(but: Slot): void {
    const aside: [Slot, string][] = []
    for (const [slot, { state, recorded, weight, isNew }] of this.#kept) {
      if (this.#weight <= this.#budget * (1 - AT_ONCE)) break
      if (slot === but) continue
      this.#kept.delete(slot)
      this.#weight -= weight
      if (isNew) aside.push([slot, `${recorded} ${JSON.stringify(state)}`])
    }
    if (aside.length > 0) this.#shelf.put(aside)
  }

  #read(slot: Slot): Kept | null {
    const text = this.#shelf.get(slot)
    if (text === null) {
      const earlier = this.#earlier(slot)
      return earlier === null
        ? null
        : { ...earlier, weight: JSON.stringify(earlier.state).length + LEAST, isNew: false }
    }
    const cut = text.indexOf(' ')
    const state = stateOf(text.slice(cut + 1))
    if (state === null) return null
    return { state, recorded: text.slice(0, cut), weight: text.length + LEAST, isNew: false }
  }
}
