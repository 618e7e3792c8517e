/** Backups are taken: a ledger as of one moment in a folder, while others write. */
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Problem } from '../../domain/record/problem.ts'
import { type Database, numberOf, textOf } from '../../store/database.ts'
import { openFileDatabase } from '../../store/file-database.ts'
import { closeToOthers } from '../closed.ts'
import { sync } from '../disk.ts'
import { copyInto } from './copy.ts'
import { copyDocuments } from './documents.ts'
import { copySettings, requireAbsent } from './files.ts'
import { type Manifest, writeManifest } from './manifest.ts'

export interface BackupOptions {
  /** Opened `wide`. */
  database: Database
  /** Folder of the bytes of documents; null where this machine cannot reach them. */
  documents: string | null
  /** The data folder with the settings; null for a ledger on a server, which has them in its environment. */
  settings: string | null
  /** A folder that is not there yet. */
  to: string
  now: () => Date
  onProgress?: (rows: number, of: number) => void
}

export interface Backup extends Manifest {
  folder: string
  /** Digests of documents whose bytes are damaged where they lie. */
  damaged: string[]
}

/**
 * Takes a backup. The database is copied as of one moment, whoever writes meanwhile, and the documents after it, so that
 * whatever the copy names is there. It gets its name when all of it is on disk: a run that is cut short leaves `.part`.
 * No key comes with it: a backup that is lost shall not sign, nor open what is sealed.
 *
 * @throws Problem `conflict` when something has that name, `unavailable` when the database holds no ledger
 */
export async function backUp(options: BackupOptions): Promise<Backup> {
  const { database, documents, settings, to, now } = options
  closeToOthers()
  await requireAbsent(to)
  const part = `${to}.part`
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  const at = now().toISOString()
  await copyInto(database, part, options.onProgress)
  const copy = await identityOf(part)
  const { held, damaged } =
    documents === null
      ? { held: new Set<string>(), damaged: [] }
      : await copyDocuments(documents, join(part, 'documents'))
  if (settings !== null) await copySettings(settings, part)
  const { named, ...identity } = copy
  const elsewhere = named.filter((digest) => !held.has(digest)).length
  const manifest: Manifest = { ...identity, at, documents: { held: held.size, elsewhere } }
  await writeManifest(part, manifest)
  await rename(part, to)
  await sync(dirname(to))
  return { folder: to, ...manifest, damaged }
}

interface Identity extends Pick<Manifest, 'origin' | 'verifierKey' | 'size'> {
  /** Digests of documents that entries name. */
  named: string[]
}

/**
 * Identity of a copy: its ledger, its size in entries, and the documents that it names. @throws Problem
 * `unavailable`
 */
async function identityOf(folder: string): Promise<Identity> {
  const { client } = await openFileDatabase(join(folder, 'mingzhang.db'), { atRest: true })
  try {
    const [ledger, head, documents] = await client.batch(
      [
        'SELECT origin, verifier_key FROM ledger WHERE id = 1',
        'SELECT COALESCE(MAX(size), 0) AS size FROM "commit"',
        'SELECT DISTINCT document FROM document_entry',
      ],
      'read',
    )
    const row = ledger?.rows[0]
    if (row === undefined)
      throw new Problem('unavailable', {
        words: { zh: '数据库里还没有账本。', en: 'There is no ledger in this database yet.' },
      })
    return {
      origin: textOf(row.origin),
      verifierKey: textOf(row.verifier_key),
      size: numberOf(head?.rows[0]?.size),
      named: (documents?.rows ?? []).map(({ document }) => textOf(document)),
    }
  } finally {
    client.close()
  }
}
