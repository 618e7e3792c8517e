/**
 * The tree of a checkpoint as whoever checks it reads it: from tiles of which none is believed. Each is held against
 * the root before a hash of it is used (C2SP tlog-tiles): the unfinished ones at the right edge make up the root, and
 * a full one is what stands of it in the tile above.
 */
import { equal } from './bytes.ts'
import type { Checkpoint } from './checkpoint.ts'
import { LedgerError, requireCount } from './error.ts'
import { innerHashes } from './inner.ts'
import { EMPTY_ROOT, HASH_BYTES, hashNode, splitHashes } from './merkle.ts'
import { fold, placeOf } from './proof.ts'
import { type Subtree, subtreesOf } from './ranges.ts'
import { type ReadTiles, TILE_WIDTH, type TileCoord, tileWidth } from './tiles.ts'

export interface CheckedTree {
  readonly size: number
  readonly root: Uint8Array
  /** Reads, at once, what is not there yet of the tiles that these leaves and older sizes take. */
  need(leaves: Iterable<number>, sizes?: readonly number[]): Promise<void>
  /** Leaf hash at a place. @throws LedgerError `proof_invalid` unless its tiles were read and hold under the root */
  leafAt(index: number): Uint8Array
  /** Root that the tree had at an older size. @throws LedgerError as `leafAt` */
  rootAt(size: number): Uint8Array
}

/** A tree of which nothing is known yet but what was signed. */
export function checkedTree({ size, root }: Pick<Checkpoint, 'size' | 'root'>, read: ReadTiles): CheckedTree {
  const tiles = new Map<string, Uint8Array>()
  const held = new Map<string, boolean>()

  /** Hashes of a tile as they were told; none where it was not read, or is not as wide as the tree has it. */
  function told(level: number, n: number): Uint8Array | null {
    const bytes = tiles.get(`${level}/${n}`)
    return bytes?.length === tileWidth(level, n, size) * HASH_BYTES ? bytes : null
  }

  function requireTold(level: number, n: number): Uint8Array {
    const bytes = told(level, n)
    if (bytes === null) throw invalid()
    return bytes
  }

  const rootOver = (of: number): Uint8Array =>
    subtreesOf([0, of])
      .map((subtree) => {
        const { level, n, start, end } = placeOf(subtree)
        return fold(splitHashes(requireTold(level, n)).slice(start, end))
      })
      .reduceRight((right, left) => hashNode(left, right))

  /** True where a tile holds under the root. */
  function holds(level: number, n: number): boolean {
    const width = tileWidth(level, n, size)
    const key = width < TILE_WIDTH ? 'edge' : `${level}/${n}`
    const known = held.get(key)
    if (known !== undefined) return known
    const holding = told(level, n) !== null && (width < TILE_WIDTH ? edgeHolds() : isInAbove(level, n))
    held.set(key, holding)
    return holding
  }

  function edgeHolds(): boolean {
    return edge().every(([level, n]) => told(level, n) !== null) && equal(rootOver(size), root)
  }

  function isInAbove(level: number, n: number): boolean {
    const above = Math.floor(n / TILE_WIDTH)
    if (!holds(level + 1, above)) return false
    const [left, right] = splitHashes(innerHashes(requireTold(level, n)).subarray(-2 * HASH_BYTES))
    if (left === undefined || right === undefined) return false
    return equal(hashNode(left, right), hashIn(level + 1, above, n % TILE_WIDTH))
  }

  const hashIn = (level: number, n: number, at: number): Uint8Array =>
    requireTold(level, n).subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)

  const edge = (): [level: number, n: number][] => tilesOver(subtreesOf([0, size]))

  return {
    size,
    root,
    async need(leaves, sizes = []) {
      const coords = new Map<string, TileCoord>()
      const want = (level: number, n: number): void => {
        const key = `${level}/${n}`
        if (tiles.has(key) || coords.has(key)) return
        const width = tileWidth(level, n, size)
        coords.set(key, { level, n, width })
        if (width === TILE_WIDTH) want(level + 1, Math.floor(n / TILE_WIDTH))
      }
      for (const [level, n] of edge()) want(level, n)
      for (const index of leaves) if (index < size) want(0, Math.floor(index / TILE_WIDTH))
      for (const older of sizes)
        if (older < size) for (const [level, n] of tilesOver(subtreesOf([0, older]))) want(level, n)
      if (coords.size === 0) return
      const bytes = await read([...coords.values()])
      for (const [at, key] of [...coords.keys()].entries()) tiles.set(key, bytes[at] ?? new Uint8Array())
    },
    leafAt(index) {
      requireCount(index, 'index')
      const n = Math.floor(index / TILE_WIDTH)
      if (index >= size || !holds(0, n)) throw invalid()
      return hashIn(0, n, index % TILE_WIDTH)
    },
    rootAt(older) {
      requireCount(older, 'size')
      if (older > size) throw invalid()
      if (older === size) return root
      if (older === 0) return EMPTY_ROOT
      if (!tilesOver(subtreesOf([0, older])).every(([level, n]) => holds(level, n))) throw invalid()
      return rootOver(older)
    },
  }
}

function tilesOver(subtrees: readonly Subtree[]): [level: number, n: number][] {
  return subtrees.map((subtree) => {
    const { level, n } = placeOf(subtree)
    return [level, n]
  })
}

function invalid(): LedgerError {
  return new LedgerError('proof_invalid', 'the tiles do not hold under the root')
}
