/** Signed notes as they were kept after each commit. */
import { type Database, textOf } from '../database.ts'

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
