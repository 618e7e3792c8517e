import { formatBundle } from '../../ledger/bundle.ts'
import { concat } from '../../ledger/bytes.ts'
import { TILE_WIDTH } from '../../ledger/tiles.ts'
import { bytesOf, type Database, numberOf } from '../database.ts'

/** The 8192 bytes of stored full tiles, in the order asked. Empty bytes stand for a tile that is missing. */
export async function loadTiles(
  { client }: Database,
  tiles: readonly { level: number; n: number }[],
): Promise<Uint8Array[]> {
  const results = await client.batch(
    tiles.map(({ level, n }) => ({
      sql: 'SELECT hashes FROM tile WHERE level = ? AND n = ?',
      args: [level, n],
    })),
    'read',
  )
  return results.map(({ rows }) => (rows[0] === undefined ? new Uint8Array() : bytesOf(rows[0].hashes)))
}

/**
 * A tile of any width that a tree of the committed size holds: full ones as stored, partial ones as a
 * prefix query over the hashes below (C2SP tlog-tiles). Null when the ledger is not that long.
 */
export async function readTile(
  database: Database,
  level: number,
  n: number,
  width: number,
): Promise<Uint8Array | null> {
  if (width === TILE_WIDTH) {
    const [tile] = await loadTiles(database, [{ level, n }])
    return tile === undefined || tile.length === 0 ? null : tile
  }
  const { rows } = await database.client.execute(
    level === 0
      ? {
          sql: 'SELECT leaf_hash AS hash FROM entry WHERE "index" >= ? ORDER BY "index" LIMIT ?',
          args: [n * TILE_WIDTH, width],
        }
      : {
          sql: 'SELECT root AS hash FROM tile WHERE level = ? AND n >= ? ORDER BY n LIMIT ?',
          args: [level - 1, n * TILE_WIDTH, width],
        },
  )
  return rows.length === width ? concat(...rows.map(({ hash }) => bytesOf(hash))) : null
}

/** An entry bundle of `width` leaves. Null when the ledger is not that long. */
export async function readBundle({ client }: Database, n: number, width: number): Promise<Uint8Array | null> {
  const { rows } = await client.execute({
    sql: 'SELECT "index", leaf FROM entry WHERE "index" >= ? ORDER BY "index" LIMIT ?',
    args: [n * TILE_WIDTH, width],
  })
  const last = rows.at(-1)
  if (rows.length !== width || last === undefined || numberOf(last.index) !== n * TILE_WIDTH + width - 1)
    return null
  return formatBundle(rows.map(({ leaf }) => bytesOf(leaf)))
}
