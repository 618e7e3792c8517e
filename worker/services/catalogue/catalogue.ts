/** 记录总目: makes the catalogue of each day, and opens it for the record that somebody checks. */
import {
  CATALOGUE_STALE,
  catalogueId,
  catalogueOf,
  decideCatalogued,
} from '../../domain/kinds/catalogue/catalogue.ts'
import type { BucketProof, CatalogueHead } from '../../ledger/catalogue.ts'
import * as stored from '../../store/catalogue/catalogue.ts'
import { readEntry, recordedOf, type StoredEntry } from '../../store/log/entries.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { Log } from '../read/log.ts'
import { LOCAL_OPERATOR } from '../roles.ts'
import { todayOf } from '../submit/call.ts'
import { perform } from '../submit/perform.ts'

/** The newest catalogue's entry, and in it the bucket of a record with its proof among the buckets. */
export interface Catalogued {
  entry: StoredEntry
  bucket: BucketProof
  /** The first entry that it does not count; null where that is its own. */
  uncounted: StoredEntry | null
}

/** Maker of the catalogues of one ledger. */
export function createCataloguing(ledger: Ledger, log: Log) {
  const { database } = ledger
  let making: Promise<void> = Promise.resolve()

  async function make(): Promise<void> {
    const day = todayOf(ledger.now(), ledger.calendar.days.zone)
    const id = catalogueId(day)
    if ((await readRecord(database, id)) !== null) return
    const { size } = await log.snapshot()
    if (size === 0 || ledger.committer.end.ended !== null) return
    const head = await build(size)
    const call = { actor: LOCAL_OPERATOR, idempotencyKey: id }
    await perform(ledger, call, { verb: 'catalogue.record', day }, async () => ({
      drafts: [decideCatalogued(day, head)],
      before: new Map(),
    }))
    const entered = await newestWithin(ledger, Number.MAX_SAFE_INTEGER)
    if (entered !== null) await stored.dropOtherCatalogues(database, headOf(entered).size)
  }

  /** Builds the catalogue of a size, and keeps it before its entry: one that is committed to can be opened. */
  function build(size: number): Promise<CatalogueHead> {
    return stored.keepCatalogue(database, size)
  }

  function makeAlone(): Promise<void> {
    making = making.catch(() => undefined).then(make)
    return making
  }

  return {
    /** Enters the catalogue of today, unless it stands in the ledger already. One at a time. */
    make: makeAlone,

    build,

    /**
     * After a start: enters one where readers would miss it as soon as something is recorded, as in a ledger of an
     * earlier version, or of a machine that was off for days.
     */
    async renew(): Promise<void> {
      const since = (await newestWithin(ledger, Number.MAX_SAFE_INTEGER)) ?? (await readEntry(database, 0))
      if (since === null) return
      const { envelope } = recordedOf(since)
      if (ledger.now().getTime() - Date.parse(envelope.recorded) > CATALOGUE_STALE) await makeAlone()
    },
  }
}

/** Opener of the catalogues of one ledger. */
export function createCatalogues(ledger: Ledger) {
  const { database } = ledger
  /** A catalogue that is not kept in the database, as where a mirror has just grown: made once, and held. */
  let held: { size: number; building: Promise<stored.HeldCatalogue> } | null = null

  /** The bucket from the entries themselves, where its catalogue is not kept. */
  async function built({ size }: CatalogueHead, record: string): Promise<BucketProof> {
    if (held?.size !== size) {
      const building = stored.holdCatalogue(database, size)
      held = { size, building }
      building.catch(() => {
        held = null
      })
    }
    return (await held.building).prove(record)
  }

  return {
    /** The newest catalogue within a size of the log, opened at a record; null when there is none yet. */
    async open(record: string, size: number): Promise<Catalogued | null> {
      const entry = await newestWithin(ledger, size)
      if (entry === null) return null
      const head = headOf(entry)
      const bucket = (await stored.readBucket(database, head, record)) ?? (await built(head, record))
      const uncounted = head.size < entry.index ? await readEntry(database, head.size) : null
      return { entry, bucket, uncounted }
    },
  }
}

async function newestWithin({ database }: Ledger, size: number): Promise<StoredEntry | null> {
  const index = await stored.readCatalogueEntry(database, size)
  return index === null ? null : readEntry(database, index)
}

const headOf = (entry: StoredEntry): CatalogueHead => catalogueOf(recordedOf(entry).body)
