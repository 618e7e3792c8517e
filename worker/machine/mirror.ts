/** The folder of a mirror: a database like that of a ledger, filled from what somebody else serves, and no signing key. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../domain/record/problem.ts'
import type { TreeHead } from '../ledger/audit.ts'
import type { CatalogueHead } from '../ledger/catalogue.ts'
import type { BlobStore } from '../store/blobs/blobs.ts'
import { sweepDocuments } from '../store/blobs/sweep.ts'
import { keepServedCatalogue } from '../store/catalogue/catalogue.ts'
import { makeCatalogue } from '../store/catalogue/making.ts'
import { openFileDatabase } from '../store/file-database.ts'
import { loadFrontier } from '../store/log/head.ts'
import { bindIdentity, type Identity } from '../store/log/identity.ts'
import { migrate } from '../store/migrate.ts'
import { openDocuments } from '../store/mirror/documents.ts'
import { addServedBody, appendServed, keepServedNote, type ServedEntry } from '../store/mirror/entries.ts'
import { type MonitorMemory, openMonitorMemory } from '../store/mirror/memory.ts'
import { compareOlder, rewrite } from '../store/records/rebuild.ts'
import { indexRecords } from '../store/search/indexer.ts'
import { closeToOthers } from './closed.ts'
import { readMigrations } from './migrations.ts'

export type { BlobStore } from '../store/blobs/blobs.ts'
export type { ServedEntry } from '../store/mirror/entries.ts'
export type { Followed, MonitorMemory, Raised, Sighting } from '../store/mirror/memory.ts'

/** Folder of the bytes of documents, in that of the mirror. */
export const DOCUMENTS = 'documents'

/** Records that are derived again in one transaction. */
const OLDER = 50

export interface MirrorFolder {
  /** Size and root of what is mirrored. */
  readonly head: TreeHead
  /** The root that the tree has with these leaf hashes added; nothing is kept of them. */
  rootWith(hashes: readonly Uint8Array[]): Uint8Array
  /**
   * Appends entries that were checked against a signed checkpoint, in order. Cut short, it goes on where it stopped.
   *
   * @throws LedgerError for a leaf that is no envelope
   */
  append(entries: readonly ServedEntry[]): Promise<void>
  /** Adds a body that was not to be had before. False when it is there, or was erased. */
  addBody(index: number, body: { salt: Uint8Array; content: string }): Promise<boolean>
  /** Keeps a signed checkpoint, so that it can be served. */
  keepNote(size: number, note: string): Promise<void>
  /** Digests of the documents that open entries name, those that were named last first. */
  documents(): Promise<string[]>
  /** Gives up the bytes of documents that erased entries alone name. */
  sweep(blobs: BlobStore, now: Date): Promise<void>
  /** Derives again what other code has derived, and brings the search index and the catalogue up to what is mirrored. */
  catchUp(): Promise<void>
  /** The catalogue of a size that the entries here give, whatever the ledger says of it. */
  catalogueAt(size: number): Promise<CatalogueHead>
  close(): void
}

/**
 * Opens the folder of a mirror, or makes it.
 *
 * @param created instant, UTC, for a folder that is made
 * @throws Problem `conflict` when the folder mirrors another ledger, or holds one of its own
 */
export async function openMirrorFolder(
  dir: string,
  identity: Identity,
  created: string,
): Promise<MirrorFolder> {
  closeToOthers()
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const database = await openFileDatabase(join(dir, 'mingzhang.db'))
  try {
    await migrate(database, await readMigrations())
    const bound = await bindIdentity(database, identity, created)
    if (bound.verifierKey !== identity.verifierKey) throw otherLedger(dir, bound, identity)
    let { frontier } = await loadFrontier(database)
    return {
      get head() {
        return { size: frontier.size, root: frontier.root }
      },
      rootWith(hashes) {
        const next = frontier.copy()
        for (const hash of hashes) next.push(hash, () => undefined)
        return next.root
      },
      async append(entries) {
        try {
          frontier = await appendServed(database, frontier, entries)
        } catch (error) {
          // What was written before it stays: the next one begins after it.
          frontier = (await loadFrontier(database)).frontier
          throw error
        }
      },
      addBody: (index, body) => addServedBody(database, index, body),
      keepNote: (size, note) => keepServedNote(database, size, note),
      documents: () => openDocuments(database),
      sweep: (blobs, now) => sweepDocuments(database, blobs, now.toISOString()),
      async catchUp() {
        for (;;) {
          const older = await compareOlder(database, OLDER)
          if (older.length === 0) break
          await rewrite(database, older, [])
        }
        await indexRecords(database, frontier.size)
        await keepServedCatalogue(database, frontier.size)
      },
      async catalogueAt(size) {
        const nowhere = { bucket: async () => undefined, tile: async () => undefined }
        return (await makeCatalogue(database, size, nowhere)).head
      },
      close: () => database.client.close(),
    }
  } catch (error) {
    database.client.close()
    throw error
  }
}

function otherLedger(dir: string, bound: Identity, wanted: Identity): Problem {
  return new Problem('conflict', {
    words: {
      zh: `${dir} 里是另一本账 ${bound.verifierKey} 的镜像，不是 ${wanted.verifierKey} 的。`,
      en: `${dir} mirrors another ledger, ${bound.verifierKey}, not ${wanted.verifierKey}.`,
    },
  })
}

/** The memory of a monitor, in the folder of its mirror. */
export async function openMonitorFolder(dir: string): Promise<MonitorMemory & { close(): void }> {
  closeToOthers()
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const database = await openFileDatabase(join(dir, 'monitor.db'))
  return { ...(await openMonitorMemory(database)), close: () => database.client.close() }
}
