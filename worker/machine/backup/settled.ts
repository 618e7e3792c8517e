/** Folders with databases in them, brought to rest and copied. */
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openFileDatabase } from '../../store/file-database.ts'

/**
 * Brings what the databases of a folder have in their logs into the files themselves. libSQL ends a connection that
 * was closed only when the last statement made on it is collected: till then its log lies there, and goes at a moment
 * of its own, in the middle of a copy as well.
 *
 * @throws Error when somebody is still writing to one of them, or reads an earlier state
 */
export async function settle(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!name.endsWith('.db')) continue
    const path = join(dir, name)
    const { client, scrub } = await openFileDatabase(path)
    try {
      if ((await scrub?.()) !== true) throw new Error(`${path} is still in use`)
    } finally {
      await client.close()
    }
  }
}

/** Copies a folder that is at rest: its databases without their logs, which hold nothing. */
export async function copyAtRest(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: (path) => !/\.db-(?:wal|shm)$/.test(path) })
}
