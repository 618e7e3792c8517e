/**
 * Proofs over the stored tree. Full tiles never change, and are stored with their inner nodes: a proof costs look-ups,
 * the ragged right side of a tree is folded once, and a tile that is not in memory yet a read. Only tiles that were stored
 * before inner nodes were are hashed, once each.
 */
import { equal } from '../../ledger/bytes.ts'
import { LedgerError, requireCount } from '../../ledger/error.ts'
import { hashNode } from '../../ledger/merkle.ts'
import {
  consistencyRanges,
  inclusionRanges,
  type Range,
  type Subtree,
  subtreesOf,
} from '../../ledger/ranges.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../../ledger/tiles.ts'
import type { Frontier, FullTile, StoredTile, TileNodes } from './frontier.ts'
import { PackedTile, storedTile } from './frontier.ts'

/** The number of full tiles that stay in memory, at 16 KB each: those of a million entries, 64 MB at most. */
const KEPT_TILES = 4096

/** Ranges that are no single node, of which the hash stays in memory. */
const KEPT_FOLDED = 1024

const keyOf = ([start, end]: Range): string => `${start}-${end}`

type Tile = TileNodes | PackedTile

/** Reads full tiles, in the order asked; null for one that is missing. */
export type LoadTiles = (tiles: readonly { level: number; n: number }[]) => Promise<(StoredTile | null)[]>

export class Tree {
  #frontier: Frontier
  readonly #load: LoadTiles
  #kept = new Map<string, PackedTile>()
  #folded = new Map<string, Uint8Array>()

  readonly #most: number

  constructor(frontier: Frontier, load: LoadTiles, most = KEPT_TILES) {
    this.#most = most
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
    for (const { level, n, nodes } of full) this.#keep(level, n, new PackedTile(storedTile(nodes)))
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

  async #hashes(ranges: readonly Range[]): Promise<Uint8Array[]> {
    const known = ranges.map((range) => this.#folded.get(keyOf(range)))
    const wanted = ranges.map((range, i) => (known[i] === undefined ? subtreesOf(range) : []))
    const tiles = await this.#tilesOf(this.#frontier, wanted.flat())
    return wanted.map((nodes, i) => {
      const folded = known[i]
      if (folded !== undefined) return folded
      const hash = nodes
        .map((node) => nodeIn(tiles, node))
        .reduceRight((right, left) => hashNode(left, right))
      const range = ranges[i]
      if (nodes.length > 1 && range !== undefined) this.#keepFolded(range, hash)
      return hash
    })
  }

  /** Hashes of ranges that are committed never change: the ragged right side of a tree is folded once. */
  #keepFolded(range: Range, hash: Uint8Array): void {
    if (this.#folded.size >= KEPT_FOLDED) this.#folded.clear()
    this.#folded.set(keyOf(range), hash)
  }

  /** All tiles that these nodes stand in; held by the proof itself, whatever is let go of meanwhile. */
  async #tilesOf(frontier: Frontier, nodes: readonly Subtree[]): Promise<ReadonlyMap<string, Tile>> {
    const tiles = new Map<string, Tile>()
    const missing = new Map<string, { level: number; n: number }>()
    for (const node of nodes) {
      const { level, n } = placeOf(node)
      const key = `${level}/${n}`
      if (tiles.has(key) || missing.has(key)) continue
      const unfinished = Math.floor(frontier.size / TILE_WIDTH ** (level + 1))
      const tile = n === unfinished ? frontier.levels[level] : this.#use(key)
      if (tile === undefined) missing.set(key, { level, n })
      else tiles.set(key, tile)
    }
    if (missing.size === 0) return tiles
    const loaded = await this.#load([...missing.values()])
    for (const [i, [key, { level, n }]] of [...missing].entries()) {
      const stored = loaded[i] ?? null
      if (stored === null) throw new LedgerError('out_of_range', `no tile at level ${level}, number ${n}`)
      const tile = new PackedTile(stored)
      this.#keep(level, n, tile)
      tiles.set(key, tile)
    }
    return tiles
  }

  /** A kept tile, which moves to the end of the queue of those that are let go of. */
  #use(key: string): PackedTile | undefined {
    const tile = this.#kept.get(key)
    if (tile === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, tile)
    return tile
  }

  #keep(level: number, n: number, tile: PackedTile): void {
    const key = `${level}/${n}`
    this.#kept.delete(key)
    this.#kept.set(key, tile)
    if (this.#kept.size <= this.#most) return
    const [oldest] = this.#kept.keys()
    if (oldest !== undefined) this.#kept.delete(oldest)
  }
}

function nodeIn(tiles: ReadonlyMap<string, Tile>, node: Subtree): Uint8Array {
  const { level, n, row, at } = placeOf(node)
  const hash = tiles.get(`${level}/${n}`)?.at(row, at)
  if (hash !== undefined) return hash
  throw new LedgerError('out_of_range', `no node at height ${node.height}, index ${node.index}`)
}

/** Place of a node: its tile, the row (height within the tile) and the place in that row. */
function placeOf({ height, index }: Subtree): { level: number; n: number; row: number; at: number } {
  const level = Math.floor(height / TILE_HEIGHT)
  const row = height % TILE_HEIGHT
  const perTile = 2 ** (TILE_HEIGHT - row)
  return { level, n: Math.floor(index / perTile), row, at: index % perTile }
}

/** True when two roots are the same; a root that is missing is never the same. */
export function sameRoot(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a !== undefined && b !== undefined && equal(a, b)
}
