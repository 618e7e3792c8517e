/** Signed notes as they were kept after each commit. */
import { type Database, numberOf, textOf } from '../database.ts'

/** The note over exactly `size` entries; null when none was kept. */
export async function readCheckpoint({ client }: Database, size: number): Promise<string | null> {
  const { rows } = await client.execute({ sql: 'SELECT note FROM checkpoint WHERE size = ?', args: [size] })
  return rows[0] === undefined ? null : textOf(rows[0].note)
}

/** The newest note over at most `size` entries; null when none was kept. */
export async function readNewestCheckpoint({ client }: Database, size: number): Promise<string | null> {
  const { rows } = await client.execute({
    sql: 'SELECT note FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1',
    args: [size],
  })
  return rows[0] === undefined ? null : textOf(rows[0].note)
}

/** Notes that were kept over more than `after` and at most `most` entries, newest first. */
export async function readCheckpointsWithin(
  { client }: Database,
  after: number,
  most: number,
  limit: number,
): Promise<{ size: number; note: string }[]> {
  const { rows } = await client.execute({
    sql: 'SELECT size, note FROM checkpoint WHERE size > ? AND size <= ? ORDER BY size DESC LIMIT ?',
    args: [after, most, limit],
  })
  return rows.map((row) => ({ size: numberOf(row.size), note: textOf(row.note) }))
}
