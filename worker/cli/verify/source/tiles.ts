/** The tiles of a source, as proofs are made from them. */
import { type ReadTiles, tileWidth } from '../../../ledger/tiles.ts'
import type { Source } from './source.ts'

/** @param size of the tree that is proven */
export function tilesOfSource(source: Source, size: number): ReadTiles {
  return (coords) =>
    Promise.all(
      coords.map(async (coord) =>
        coord.level === 0
          ? (await source.chunk(coord.n, tileWidth(0, coord.n, size))).tile
          : source.tile(coord),
      ),
    )
}
