/**
 * Layout of the tree in tiles (C2SP tlog-tiles): 256 hashes wide, 8 levels of the tree high. Tile (level, n)
 * holds, at i, the root of the perfect subtree over the 256^level leaves that begin at (256·n + i)·256^level.
 */
import { requireCount } from './error.ts'

export const TILE_WIDTH = 256

/** Number of levels of the tree that one tile spans: 2^8 = 256. */
export const TILE_HEIGHT = 8

/** The highest level that a path can name (C2SP tlog-tiles). */
export const MAX_LEVEL = 63

export interface TileCoord {
  level: number
  n: number
  /** hashes in the tile, 1 … 256; 256 is a full tile */
  width: number
}

/** Reads tiles, in the order asked: each of exactly `width` hashes of 32 bytes. */
export type ReadTiles = (coords: readonly TileCoord[]) => Promise<Uint8Array[]>

/** Number of hashes that a level of the tree has: the full tiles of the level below. */
function levelWidth(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The width of the unfinished tile at the right end of a level; 0 when there is none. */
export function partialWidth(level: number, size: number): number {
  return levelWidth(level, size) % TILE_WIDTH
}

/** The width of tile (level, n) in a tree of that size; 0 when the tree has no such tile. */
export function tileWidth(level: number, n: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, levelWidth(level, size) - n * TILE_WIDTH))
}

/**
 * All tiles of a tree, level by level, left to right, the unfinished ones included.
 *
 * @throws LedgerError `out_of_range`
 */
export function* tilesOf(size: number): Generator<TileCoord, void, undefined> {
  requireCount(size, 'size')
  for (let level = 0; levelWidth(level, size) > 0; level++) {
    const full = levelWidth(level + 1, size)
    for (let n = 0; n < full; n++) yield { level, n, width: TILE_WIDTH }
    const width = partialWidth(level, size)
    if (width > 0) yield { level, n: full, width }
  }
}

/**
 * The tiles that became full between two sizes of one tree, level by level, left to right.
 *
 * @throws LedgerError `out_of_range`
 */
export function fullTilesBetween(prevSize: number, size: number): { level: number; n: number }[] {
  requireCount(prevSize, 'previous size')
  requireCount(size, 'size', prevSize)
  const tiles: { level: number; n: number }[] = []
  for (let level = 0; levelWidth(level + 1, size) > 0; level++) {
    for (let n = levelWidth(level + 1, prevSize); n < levelWidth(level + 1, size); n++)
      tiles.push({ level, n })
  }
  return tiles
}
