/** Backups are put back: into a data folder without a ledger, or into an empty database on a server. */
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/record/problem.ts'
import { createSigners } from '../../ledger/signer.ts'
import { copyDatabase } from '../../store/backup/copy.ts'
import { type Database, numberOf } from '../../store/database.ts'
import { openFileDatabase } from '../../store/file-database.ts'
import { closeToOthers } from '../closed.ts'
import { sync } from '../disk.ts'
import { copyDocuments } from './documents.ts'
import { copySettings, requireAbsent } from './files.ts'
import type { Manifest } from './manifest.ts'

export interface PutBackOptions {
  from: string
  dataDir: string
  /** The key that `requireKeyFor` gave. */
  signingKey: string
}

/**
 * Puts a backup into a data folder in which there is no ledger. The database comes last: a run that is cut short is
 * simply run again.
 *
 * @throws Problem `conflict` when there is a ledger
 */
export async function putBack({ from, dataDir, signingKey }: PutBackOptions): Promise<void> {
  closeToOthers()
  const place = join(dataDir, 'mingzhang.db')
  await requireAbsent(place)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if ((await keyIn(dataDir)) === undefined)
    await writeFile(join(dataDir, 'signing-key'), `${signingKey}\n`, { flush: true, mode: 0o600, flag: 'wx' })
  await copyDocuments(join(from, 'documents'), join(dataDir, 'documents'))
  await copySettings(from, dataDir)
  const part = `${place}.part`
  await copyFile(join(from, 'mingzhang.db'), part)
  await sync(part)
  await rename(part, place)
  await sync(dataDir)
}

export interface PutBackOnServerOptions {
  from: string
  /** Empty. */
  database: Database
  /** A folder for the bytes of documents; null where they are brought to their bucket otherwise. */
  documents: string | null
}

/**
 * Puts a backup into an empty database on a server. A run that is cut short leaves tables behind: drop that database, and
 * begin with another.
 *
 * @throws Problem `conflict` when there is something in the database
 */
export async function putBackOnServer({ from, database, documents }: PutBackOnServerOptions): Promise<void> {
  const { rows } = await database.client.execute('SELECT COUNT(*) AS n FROM sqlite_master')
  if (numberOf(rows[0]?.n) > 0)
    throw new Problem('conflict', {
      words: {
        zh: '这个数据库不是空的：备份只放进空的数据库。',
        en: 'This database is not empty: a backup is put into an empty one alone.',
      },
    })
  const copy = await openFileDatabase(join(from, 'mingzhang.db'), { wide: true, atRest: true })
  try {
    await copyDatabase(copy, database)
  } finally {
    copy.client.close()
  }
  if (documents !== null) await copyDocuments(join(from, 'documents'), documents)
}

/** A folder that may get a backup, or null for a server, and the key that was named. */
export interface Wanted {
  dataDir: string | null
  signingKey: string | undefined
}

/**
 * The signing key with which a backup can be put back: that which lies in the data folder, or else the named one.
 *
 * @throws Problem `conflict` when there is a ledger in the folder, `unavailable` without a key, `invalid` with the key
 * of another ledger
 */
export async function requireKeyFor(
  { verifierKey }: Manifest,
  { dataDir, signingKey }: Wanted,
): Promise<string> {
  if (dataDir !== null) await requireAbsent(join(dataDir, 'mingzhang.db'))
  const there = dataDir === null ? undefined : await keyIn(dataDir)
  const key = there ?? signingKey
  if (key === undefined) {
    const place = dataDir === null ? '' : join(dataDir, 'signing-key')
    throw new Problem('unavailable', {
      words: {
        zh: `备份里没有签名私钥：请${place === '' ? '' : `先把它放到 ${place}，或`}用 SIGNING_KEY_FILE 指明。`,
        en: `There is no signing key in a backup: ${place === '' ? '' : `put its copy at ${place}, or `}name it in SIGNING_KEY_FILE.`,
      },
    })
  }
  const [signer] = await createSigners(key)
  if (signer.verifierKey === verifierKey) return key
  throw new Problem('invalid', {
    field: 'SIGNING_KEY',
    words: {
      zh: `这把私钥的公钥是 ${signer.verifierKey}，而备份的账本是 ${verifierKey}：请用那本账的私钥。`,
      en: `The public half of this key is ${signer.verifierKey}, and the ledger of the backup is ${verifierKey}: use the key of that ledger.`,
    },
  })
}

async function keyIn(dataDir: string): Promise<string | undefined> {
  return (await readFile(join(dataDir, 'signing-key'), 'utf8').catch(() => undefined))?.trim()
}
