/** RFC 6962 §2.1 as it is written, recursion by recursion: slow, and independent of what it is held against. */
import { createHash } from 'node:crypto'
import type { ReadTiles } from '../../../worker/ledger/tiles.ts'

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/** The largest power of two below n. */
function split(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1)
}

export class NaiveTree {
  readonly leafHashes: readonly Uint8Array[]
  readonly #known = new Map<string, Uint8Array>()

  constructor(entries: readonly Uint8Array[]) {
    this.leafHashes = entries.map((entry) => sha256(Uint8Array.of(0), entry))
  }

  /** A tree of the entries `entry-0`, `entry-1` … */
  static ofSize(size: number): NaiveTree {
    return new NaiveTree(Array.from({ length: size }, (_, i) => new TextEncoder().encode(`entry-${i}`)))
  }

  leaf(index: number): Uint8Array {
    return this.leafHashes[index] ?? new Uint8Array()
  }

  /** MTH(D[start:end]) */
  hash(start: number, end: number): Uint8Array {
    if (end === start) return sha256()
    if (end - start === 1) return this.leaf(start)
    const key = `${start}-${end}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const k = start + split(end - start)
    const hash = sha256(Uint8Array.of(1), this.hash(start, k), this.hash(k, end))
    this.#known.set(key, hash)
    return hash
  }

  root(size: number): Uint8Array {
    return this.hash(0, size)
  }

  /** PATH(m, D[start:end]) */
  inclusion(m: number, size: number, start = 0): Uint8Array[] {
    const n = size - start
    if (n === 1) return []
    const k = split(n)
    return m < k
      ? [...this.inclusion(m, start + k, start), this.hash(start + k, size)]
      : [...this.inclusion(m - k, size, start + k), this.hash(start, start + k)]
  }

  /** PROOF(m, D[0:size]) */
  consistency(m: number, size: number): Uint8Array[] {
    return m === 0 || m === size ? [] : this.#subproof(m, 0, size, true)
  }

  #subproof(m: number, start: number, end: number, whole: boolean): Uint8Array[] {
    const n = end - start
    if (m === n) return whole ? [] : [this.hash(start, end)]
    const k = split(n)
    return m <= k
      ? [...this.#subproof(m, start, start + k, whole), this.hash(start + k, end)]
      : [...this.#subproof(m - k, start + k, end, false), this.hash(start, start + k)]
  }

  /** The bytes of a tile, by its definition. */
  tile(level: number, n: number, width: number): Uint8Array {
    const span = 256 ** level
    const bytes = new Uint8Array(width * 32)
    for (let i = 0; i < width; i++) {
      const at = (n * 256 + i) * span
      bytes.set(this.hash(at, at + span), i * 32)
    }
    return bytes
  }

  readonly read: ReadTiles = async (coords) => coords.map(({ level, n, width }) => this.tile(level, n, width))
}
