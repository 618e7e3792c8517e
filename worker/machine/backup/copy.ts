/** Whole copies of a ledger's database, made while others write to it. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/record/problem.ts'
import { type Copied, copyDatabase } from '../../store/backup/copy.ts'
import type { Database } from '../../store/database.ts'
import { openFileDatabase } from '../../store/file-database.ts'

/**
 * Copies a database, opened `wide`, into `mingzhang.db` of a new folder that only its owner can read.
 *
 * @throws Problem `conflict` when there is a database in that folder
 */
export async function copyInto(
  from: Database,
  folder: string,
  onProgress?: (rows: number, of: number) => void,
): Promise<Copied> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const to = await openFileDatabase(join(folder, 'mingzhang.db'))
  try {
    const { rows } = await to.client.execute('SELECT COUNT(*) AS n FROM sqlite_master')
    if (rows[0]?.n !== 0)
      throw new Problem('conflict', {
        words: {
          zh: `${folder} 里已经有数据库，不会覆盖。`,
          en: `There is a database in ${folder} already; it is not written over.`,
        },
      })
    // A copy that is cut short is thrown away, so that waiting for the disk once at the end is enough.
    await to.client.execute('PRAGMA synchronous = OFF')
    const copied = await copyDatabase(from, to, onProgress)
    await to.client.execute('PRAGMA synchronous = FULL')
    // One file, which readers leave as it is.
    await to.client.execute('PRAGMA journal_mode = DELETE')
    return copied
  } finally {
    to.client.close()
  }
}
