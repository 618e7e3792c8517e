/**
 * Proofs over the stored tree. Full tiles never change, and are stored with their inner nodes: a proof costs look-ups,
 * the ragged right side of a tree is folded once, and a tile that is not in memory yet a read. Only tiles that were stored
 * before inner nodes were are hashed, once each.
 */
import { equal } from '../../../ledger/bytes.ts'
import { LedgerError, requireCount } from '../../../ledger/error.ts'
import { hashNode } from '../../../ledger/merkle.ts'
import {
  consistencyRanges,
  inclusionRanges,
  type Range,
  type Subtree,
  subtreeOf,
  subtreesOf,
} from '../../../ledger/ranges.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../../../ledger/tiles.ts'
import type { Frontier, FullTile, StoredTile } from './frontier.ts'
import { PackedTile, storedTile } from './frontier.ts'
import { KeptTiles } from './kept-tiles.ts'

/** The number of full tiles that stay in memory, at 16 KB each: those of a million entries, 64 MB at most. */
const KEPT_TILES = 4096

/** Ranges that are no single node, of which the hash stays in memory. */
const KEPT_FOLDED = 1024

/** Ranges are kept by their text, tiles by one number: no tree of 2^53 entries has eight levels of tiles. */
const keyOf = ([start, end]: Range): string => `${start}-${end}`
const tileKey = (level: number, n: number): number => n * 8 + level

/** Reads full tiles, in the order asked; null for one that is missing. */
export type LoadTiles = (tiles: readonly { level: number; n: number }[]) => Promise<(StoredTile | null)[]>

export class Tree {
  #frontier: Frontier
  readonly #load: LoadTiles
  #kept: KeptTiles
  #folded = new Map<string, Uint8Array>()

  readonly #most: number

  constructor(frontier: Frontier, load: LoadTiles, most = KEPT_TILES) {
    this.#most = most
    this.#kept = new KeptTiles(most)
    this.#frontier = frontier
    this.#load = load
  }

  /** The same tree, which reads what it lacks elsewhere; what either has kept, both have. */
  readingFrom(load: LoadTiles): Tree {
    const other = new Tree(this.#frontier, load, this.#most)
    other.#kept = this.#kept
    other.#folded = this.#folded
    return other
  }

  get frontier(): Frontier {
    return this.#frontier
  }

  /** Moves to a committed frontier; `full` are the tiles that became full on the way. */
  advance(frontier: Frontier, full: readonly FullTile[] = []): void {
    this.#frontier = frontier
    for (const { level, n, nodes } of full) {
      const { hashes, inner } = storedTile(nodes)
      this.#kept.keep(tileKey(level, n), hashes, inner)
    }
  }

  /** @throws LedgerError `out_of_range` unless 0 ≤ index < size ≤ the committed size */
  async inclusion(index: number, size: number): Promise<Uint8Array[]> {
    requireCount(this.#frontier.size, 'committed size', size)
    return this.#hashes(inclusionRanges(index, size))
  }

  /** @throws LedgerError `out_of_range` unless 0 ≤ first ≤ second ≤ the committed size */
  async consistency(first: number, second: number): Promise<Uint8Array[]> {
    requireCount(this.#frontier.size, 'committed size', second)
    return this.#hashes(consistencyRanges(first, second))
  }

  /** Most proofs find all that they are made of in memory; only the others ask for tiles. */
  async #hashes(ranges: readonly Range[]): Promise<Uint8Array[]> {
    const frontier = this.#frontier
    const known = ranges.map((range) => this.#inMemory(frontier, range))
    const wanted = ranges.map((range, i) => (known[i] === undefined ? subtreesOf(range) : []))
    if (!known.includes(undefined)) return known.filter((hash) => hash !== undefined)
    const nodes = await this.#nodesOf(frontier, wanted.flat())
    return wanted.map((parts, i) => {
      const there = known[i]
      if (there !== undefined) return there
      const hash = parts
        .map((part) => nodes.get(part) ?? noNode(part))
        .reduceRight((right, left) => hashNode(left, right))
      const range = ranges[i]
      if (parts.length > 1 && range !== undefined) this.#keepFolded(range, hash)
      return hash
    })
  }

  /** Hash of a range that is a node of a tile in memory, or was folded; undefined for any other. */
  #inMemory(frontier: Frontier, range: Range): Uint8Array | undefined {
    const node = subtreeOf(range)
    return node === null ? this.#folded.get(keyOf(range)) : this.#nodeInMemory(frontier, placeOf(node))
  }

  #nodeInMemory(frontier: Frontier, { level, n, row, at }: Place): Uint8Array | undefined {
    const unfinished = Math.floor(frontier.size / TILE_WIDTH ** (level + 1))
    return n === unfinished
      ? frontier.levels[level]?.at(row, at)
      : this.#kept.hash(tileKey(level, n), row, at)
  }

  /** Hashes of ranges that are committed never change: the ragged right side of a tree is folded once. */
  #keepFolded(range: Range, hash: Uint8Array): void {
    if (this.#folded.size >= KEPT_FOLDED) this.#folded.clear()
    this.#folded.set(keyOf(range), hash)
  }

  /** The hashes of nodes; those of tiles that are not in memory from the tiles themselves, which are read at once. */
  async #nodesOf(frontier: Frontier, nodes: readonly Subtree[]): Promise<ReadonlyMap<Subtree, Uint8Array>> {
    const found = new Map<Subtree, Uint8Array>()
    const missing = new Map<number, { level: number; n: number; of: Subtree[] }>()
    for (const node of nodes) {
      const place = placeOf(node)
      const hash = this.#nodeInMemory(frontier, place)
      if (hash !== undefined) {
        found.set(node, hash)
        continue
      }
      const { level, n } = place
      const key = tileKey(level, n)
      const tile = missing.get(key) ?? { level, n, of: [] }
      tile.of.push(node)
      missing.set(key, tile)
    }
    if (missing.size === 0) return found
    const loaded = await this.#load([...missing.values()].map(({ level, n }) => ({ level, n })))
    for (const [i, [key, { level, n, of }]] of [...missing].entries()) {
      const stored = loaded[i] ?? null
      if (stored === null) throw new LedgerError('out_of_range', `no tile at level ${level}, number ${n}`)
      const tile = new PackedTile(stored)
      this.#kept.keep(key, tile.hashes, tile.inner)
      for (const node of of) {
        const { row, at } = placeOf(node)
        found.set(node, tile.at(row, at) ?? noNode(node))
      }
    }
    return found
  }
}

function noNode({ height, index }: Subtree): never {
  throw new LedgerError('out_of_range', `no node at height ${height}, index ${index}`)
}

interface Place {
  level: number
  n: number
  row: number
  at: number
}

/** Place of a node: its tile, the row (height within the tile) and the place in that row. */
function placeOf({ height, index }: Subtree): Place {
  const level = Math.floor(height / TILE_HEIGHT)
  const row = height % TILE_HEIGHT
  const perTile = 2 ** (TILE_HEIGHT - row)
  return { level, n: Math.floor(index / perTile), row, at: index % perTile }
}

/** True when two roots are the same; a root that is missing is never the same. */
export function sameRoot(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && equal(a, b)
}
