/**
 * Full tiles in memory, with all their nodes: a few large buffers rather than two small ones for each tile, since the
 * way to a hash costs more than the hash. What is read from here is a copy: its place may be another tile's later.
 */
import { INNER_BYTES } from '../../../ledger/inner.ts'
import { HASH_BYTES } from '../../../ledger/merkle.ts'
import { TILE_WIDTH } from '../../../ledger/tiles.ts'
import { nodeStart } from './frontier.ts'

/** Tiles of one buffer: 1 MB. */
const SLAB = 64
const TILE_BYTES = TILE_WIDTH * HASH_BYTES + INNER_BYTES

export class KeptTiles {
  readonly #most: number
  readonly #slotOf = new Map<number, number>()
  /** The tile in each slot. */
  readonly #keys: number[] = []
  readonly #slabs: Uint8Array[] = []
  /** Slots that were read since the hand passed them last. */
  readonly #used: Uint8Array
  #hand = 0

  /** @param most tiles that are kept at the most: beyond it, one that was not read lately makes room */
  constructor(most: number) {
    this.#most = most
    this.#used = new Uint8Array(most)
  }

  /** Keeps a tile by its key: its 256 hashes, and the rows over them. */
  keep(key: number, hashes: Uint8Array, inner: Uint8Array): void {
    // A full tile never changes.
    if (this.#most === 0 || this.#slotOf.has(key)) return
    const slot = this.#keys.length < this.#most ? this.#keys.length : this.#freed()
    const number = Math.floor(slot / SLAB)
    const slab = this.#slabs[number] ?? new Uint8Array(TILE_BYTES * Math.min(SLAB, this.#most))
    this.#slabs[number] = slab
    const start = (slot % SLAB) * TILE_BYTES
    slab.set(hashes, start)
    slab.set(inner, start + TILE_WIDTH * HASH_BYTES)
    this.#keys[slot] = key
    this.#slotOf.set(key, slot)
  }

  /** The hash over `2^row` neighbouring hashes of a tile; undefined for a tile that is not here. */
  hash(key: number, row: number, at: number): Uint8Array | undefined {
    const slot = this.#slotOf.get(key)
    if (slot === undefined) return undefined
    this.#used[slot] = 1
    const start = (slot % SLAB) * TILE_BYTES + nodeStart(row, at)
    return this.#slabs[Math.floor(slot / SLAB)]?.slice(start, start + HASH_BYTES)
  }

  /** The next slot that was not read since the hand was there. */
  #freed(): number {
    while (this.#used[this.#hand] === 1) {
      this.#used[this.#hand] = 0
      this.#hand = (this.#hand + 1) % this.#most
    }
    const slot = this.#hand
    this.#hand = (slot + 1) % this.#most
    this.#slotOf.delete(this.#keys[slot] ?? -1)
    return slot
  }
}
