import type { Database, DatabaseClient, Opening } from './database.ts'
import { VersionReader, versionIn } from './file/kept-version.ts'
import { localClient } from './file/local.ts'
import { connect } from './file/opening.ts'
import { openThreaded } from './file/threaded.ts'

/** Opens (or creates) an embedded database file, on this thread or on one of its own. */
export async function openFileDatabase(
  path: string,
  { wide = false, atRest = false, threaded = false }: Opening = {},
): Promise<Database> {
  const place = { path, wide, atRest }
  if (!threaded) {
    const connection = connect(place)
    return { ...withScrub(localClient(connection)), keptVersion: () => versionIn(connection) }
  }
  const client = await openThreaded(place)
  const reader = new VersionReader(place)
  const close = async (): Promise<void> => {
    reader.close()
    await client.close()
  }
  return {
    ...withScrub({ ...client, close }),
    index: client.index,
    keptVersion: () => reader.read(),
  }
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
