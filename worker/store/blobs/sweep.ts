/** Giving up of documents that nothing names: in a ledger and in its mirrors alike. */
import type { Database } from '../database.ts'
import { dropExpired, expiredDocuments } from '../documents.ts'
import type { BlobStore } from './blobs.ts'

/** Documents of one round of sweeping. */
const SWEPT = 200

/** Gives up what nothing names: sent more than a day ago, or named by erased entries alone. */
export async function sweepDocuments(database: Database, blobs: BlobStore, now: string): Promise<void> {
  for (let found = SWEPT; found === SWEPT; ) {
    const over = await expiredDocuments(database, now, SWEPT)
    found = over.length
    for (const { sha256, last } of over) {
      // Asked again at the last moment: it may have been sent or named since the list was read.
      const [still] = last ? await expiredDocuments(database, now, 1, sha256) : []
      // The row goes last: a process that dies in between is followed by one that finds it again.
      if (still?.last === true) await blobs.delete(sha256)
      await dropExpired(database, sha256, now)
    }
  }
}
