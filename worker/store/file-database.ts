import type { Database, DatabaseClient, Opening } from './database.ts'
import { localClient } from './file/local.ts'
import { connect } from './file/opening.ts'
import { openThreaded } from './file/threaded.ts'

/** Opens (or creates) an embedded database file, on this thread or on one of its own. */
export async function openFileDatabase(
  path: string,
  { wide = false, atRest = false, threaded = false }: Opening = {},
): Promise<Database> {
  const place = { path, wide, atRest }
  if (!threaded) return withScrub(localClient(connect(place)))
  const client = await openThreaded(place)
  return { ...withScrub(client), index: client.index }
}

function withScrub(client: DatabaseClient): Database {
  return {
    client,
    async scrub() {
      const { rows } = await client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
      return Number(rows[0]?.busy) === 0
    },
  }
}
