/** The tiles of a source, as proofs are made from them. */
import type { ReadTiles } from '../../../ledger/tiles.ts'
import type { Source } from './source.ts'

/** Reads tiles of the widths asked for; leaf hashes stand with the entries that they are of. */
export function tilesOfSource(source: Source): ReadTiles {
  return (coords) =>
    Promise.all(
      coords.map(async (coord) =>
        coord.level === 0 ? (await source.chunk(coord.n, coord.width)).tile : source.tile(coord),
      ),
    )
}
