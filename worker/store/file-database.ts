import { createClient } from '@libsql/client/sqlite3'
import type { Database, Opening } from './database.ts'

/** The time that a statement waits for another process's write lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000

/**
 * Opens (or creates) an embedded database file. WAL lets readers go on during a write;
 * `synchronous = FULL` makes an acknowledged commit survive a power cut.
 */
export async function openFileDatabase(
  path: string,
  { wide = false, atRest = false }: Opening = {},
): Promise<Database> {
  const client = createClient({
    url: `file:${path}`,
    timeout: BUSY_TIMEOUT_MS,
    concurrency: 1,
    intMode: wide ? 'bigint' : 'number',
  })
  await client.execute(atRest ? 'PRAGMA query_only = ON' : 'PRAGMA journal_mode = WAL')
  await client.execute('PRAGMA synchronous = FULL')
  await client.execute('PRAGMA cache_size = -65536')
  // What is deleted is overwritten with zeros.
  await client.execute('PRAGMA secure_delete = ON')
  return {
    client,
    async scrub() {
      const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
      return Number(rows[0]?.busy) === 0
    },
  }
}
