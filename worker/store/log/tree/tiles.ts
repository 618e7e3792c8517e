import { formatBundle } from '../../../ledger/bundle.ts'
import { joined } from '../../../ledger/bytes.ts'
import { TILE_WIDTH } from '../../../ledger/tiles.ts'
import { bytesOf, type Database, numberOf } from '../../database.ts'
import type { StoredTile } from './frontier.ts'

/** Stored full tiles with their inner nodes, in the order asked; null for one that is missing. */
export async function loadTiles(
  { client }: Database,
  tiles: readonly { level: number; n: number }[],
): Promise<(StoredTile | null)[]> {
  const { rows } = await client.execute({
    sql: `SELECT level, n, hashes, inner FROM tile WHERE (level, n) IN (VALUES ${tiles.map(() => '(?,?)').join(',')})`,
    args: tiles.flatMap(({ level, n }) => [level, n]),
  })
  return tiles.map(({ level, n }) => {
    const row = rows.find((one) => one.level === level && one.n === n)
    if (row === undefined) return null
    return { hashes: bytesOf(row.hashes), inner: row.inner === null ? null : bytesOf(row.inner) }
  })
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
    const { rows } = await database.client.execute({
      sql: 'SELECT hashes FROM tile WHERE level = ? AND n = ?',
      args: [level, n],
    })
    return rows[0] === undefined ? null : bytesOf(rows[0].hashes)
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
  return rows.length === width ? joined(rows.map(({ hash }) => bytesOf(hash))) : null
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
