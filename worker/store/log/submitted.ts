/** Submissions that may be in the ledger already, by the key of each and by the records that they are about. */
import { type Database, numberOf } from '../database.ts'
import { readingOf, type Submission } from './batch.ts'
import { overtakenRecord } from './forget.ts'
import type { Head } from './head.ts'

/** Place of a submission in the ledger, and the signed head that covers it. */
export interface Committed {
  first: number
  count: number
  head: Head
  checkpoint: string
  /** Leaf hashes of the entries; left out when they were recorded earlier. */
  leafHashes?: Uint8Array[]
}

/** Place of what was recorded under a key; `reused` when the key served another request, null when it is free. */
export async function findSubmission(
  { client }: Database,
  { key, digest }: Pick<Submission, 'key' | 'digest'>,
): Promise<{ first: number; count: number } | 'reused' | null> {
  const { rows } = await client.execute({
    sql: 'SELECT digest, first, count FROM submission WHERE key = ?',
    args: [key],
  })
  const row = rows[0]
  if (row === undefined) return null
  return row.digest === digest ? { first: numberOf(row.first), count: numberOf(row.count) } : 'reused'
}

/** The first record of which a submission's place is taken, or its content erased since it was read; null when none is. */
export async function takenRecord(database: Database, submission: Submission): Promise<string | null> {
  const { client } = database
  for (const { record, seq } of submission.drafts) {
    const { rows } = await client.execute({
      sql: 'SELECT 1 FROM entry WHERE record = ? AND seq = ?',
      args: [record, seq],
    })
    if (rows.length > 0) return record
  }
  return overtakenRecord(database, readingOf(submission))
}
