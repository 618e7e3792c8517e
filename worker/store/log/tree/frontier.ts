/**
 * The growing edge of the tree, kept in memory: for each tile level the unfinished tile with all its
 * inner nodes, so that an append and the proofs of what was just appended need no read.
 * Nothing here touches the database.
 */

import { joined } from '../../../ledger/bytes.ts'
import { INNER_BYTES, innerHashes } from '../../../ledger/inner.ts'
import { EMPTY_ROOT, HASH_BYTES, hashNode } from '../../../ledger/merkle.ts'
import { TILE_HEIGHT, TILE_WIDTH } from '../../../ledger/tiles.ts'

/** One tile as a binary tree: `rows[r][i]` is the hash over `2^r` neighbouring hashes of the tile. */
export class TileNodes {
  readonly rows: Uint8Array[][] = [[]]

  static of(hashes: readonly Uint8Array[]): TileNodes {
    const nodes = new TileNodes()
    for (const hash of hashes) nodes.push(hash)
    return nodes
  }

  get width(): number {
    return this.rows[0]?.length ?? 0
  }

  /** The hash over a full tile; undefined while it is not full. */
  get root(): Uint8Array | undefined {
    return this.rows[8]?.[0]
  }

  push(hash: Uint8Array): void {
    let carried = hash
    for (let r = 0; ; r++) {
      const row = this.rows[r] ?? []
      this.rows[r] = row
      row.push(carried)
      const left = row[row.length - 2]
      if (row.length % 2 === 1 || left === undefined) return
      carried = hashNode(left, carried)
    }
  }

  /** The hash over `2^row` neighbouring hashes. */
  at(row: number, index: number): Uint8Array | undefined {
    return this.rows[row]?.[index]
  }

  copy(): TileNodes {
    const nodes = new TileNodes()
    this.rows.forEach((row, r) => {
      nodes.rows[r] = row.slice()
    })
    return nodes
  }
}

/** A full tile as it is stored. */
export interface StoredTile {
  /** 8192 bytes */
  hashes: Uint8Array
  /** The rows over them (`INNER_BYTES`); null where the tile was stored without. */
  inner: Uint8Array | null
}

/**
 * First byte of the hash over `2^row` neighbouring hashes, in rows of a tile that stand one after the other: its 256
 * hashes, then 128, 64, 32 …
 */
export function nodeStart(row: number, index: number): number {
  return (2 * TILE_WIDTH - TILE_WIDTH / 2 ** (row - 1) + index) * HASH_BYTES
}

/** A full tile with all its inner nodes, as it was stored. */
export class PackedTile {
  readonly hashes: Uint8Array
  readonly inner: Uint8Array

  /** Hashes nothing where the inner nodes were stored. @throws LedgerError when the bytes are not those of a tile */
  constructor({ hashes, inner }: StoredTile) {
    this.hashes = hashes
    this.inner = inner?.length === INNER_BYTES ? inner : innerHashes(hashes)
  }

  at(row: number, index: number): Uint8Array | undefined {
    const bytes = row === 0 ? this.hashes : this.inner
    const start = nodeStart(row, index) - (row === 0 ? 0 : this.hashes.length)
    return start + HASH_BYTES <= bytes.length ? bytes.subarray(start, start + HASH_BYTES) : undefined
  }
}

export interface FullTile {
  level: number
  n: number
  nodes: TileNodes
  root: Uint8Array
}

export class Frontier {
  size: number
  readonly levels: TileNodes[]

  private constructor(size: number, levels: TileNodes[]) {
    this.size = size
    this.levels = levels
  }

  static empty(): Frontier {
    return new Frontier(0, [new TileNodes()])
  }

  /** Frontier from the hashes of the unfinished tile of each level, lowest level first. */
  static of(size: number, partials: readonly (readonly Uint8Array[])[]): Frontier {
    return new Frontier(size, partials.length === 0 ? [new TileNodes()] : partials.map(TileNodes.of))
  }

  copy(): Frontier {
    return new Frontier(
      this.size,
      this.levels.map((tile) => tile.copy()),
    )
  }

  /** Appends one leaf hash; hands each tile that became full to `onFull`, lowest level first. */
  push(leafHash: Uint8Array, onFull: (tile: FullTile) => void): void {
    this.size += 1
    let carried = leafHash
    for (let level = 0; ; level++) {
      const tile = this.levels[level] ?? new TileNodes()
      this.levels[level] = tile
      tile.push(carried)
      const root = tile.root
      if (root === undefined) return
      const n = Math.floor(this.size / TILE_WIDTH ** (level + 1)) - 1
      onFull({ level, n, nodes: tile, root })
      this.levels[level] = new TileNodes()
      carried = root
    }
  }

  /** Roots of the perfect subtrees that make up the tree, biggest first (RFC 6962 compact range). */
  get edge(): Uint8Array[] {
    const edge: Uint8Array[] = []
    for (const tile of this.levels.toReversed()) {
      for (const row of tile.rows.slice(0, 8).toReversed()) {
        const last = row[row.length - 1]
        if (row.length % 2 === 1 && last !== undefined) edge.push(last)
      }
    }
    return edge
  }

  get root(): Uint8Array {
    const edge = this.edge
    const last = edge.pop()
    if (last === undefined) return EMPTY_ROOT
    return edge.reduceRight((right, left) => hashNode(left, right), last)
  }
}

/** A full tile as it is stored, with what is over its hashes. */
export function storedTile(nodes: TileNodes): StoredTile & { inner: Uint8Array } {
  const [hashes = [], ...rows] = nodes.rows.slice(0, TILE_HEIGHT)
  return { hashes: joined(hashes), inner: joined(rows.flat()) }
}
