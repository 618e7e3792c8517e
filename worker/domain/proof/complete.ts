/**
 * Completeness of a record: by the newest catalogue of the ledger, which counts the entries of every record, and by the
 * newest entry, which tells how old that catalogue is. Pure; what comes in is proven already, but for the bucket.
 */
import { fromBase64 } from '../../ledger/bytes.ts'
import { type BucketProof, checkCatalogued } from '../../ledger/catalogue.ts'
import { CATALOGUE_STALE, CATALOGUED, catalogueOf } from '../kinds/catalogue/catalogue.ts'
import type { Recorded } from '../record/event.ts'

/**
 * Answer to whether all entries of the record are told. `complete`: all that the catalogue of that day counts;
 * `stale`: the newest catalogue is too old to say so; `none`: the ledger should have one and shows none; `young`: the
 * ledger is too young for one.
 */
export type Completeness = { is: 'complete' | 'stale'; day: string } | { is: 'young' | 'none' }

/** The newest catalogue's entry with the bucket of a record, and the newest entry of the ledger. */
export interface ToldCatalogue {
  /** null where there is no catalogue yet; so is the bucket then */
  entry: Recorded | null
  bucket: BucketProof | null
  newest: Recorded
}

/**
 * Holds the entries of a record against the catalogue.
 *
 * @param entries all that were told of the record, oldest first
 * @returns null when entries are missing
 * @throws when the catalogue is none, or the bucket does not belong to it
 */
export function completenessOf(
  record: string,
  entries: readonly { index: number; recorded: string }[],
  { entry, bucket, newest }: ToldCatalogue,
): Completeness | null {
  const now = Date.parse(newest.envelope.recorded)
  if (entry === null || bucket === null) {
    const [first] = entries
    const isYoung = first !== undefined && now - Date.parse(first.recorded) <= CATALOGUE_STALE
    return { is: isYoung ? 'young' : 'none' }
  }
  const { size, records, root } = catalogueOf(entry.body)
  if (entry.envelope.kind !== CATALOGUED || size > entry.index) throw new Error('no catalogue')
  const line = checkCatalogued(record, { records, root: fromBase64(root) }, bucket)
  // What the catalogue does not count is newer than it.
  const counted = entries.filter(({ index }) => index < size)
  const isWhole =
    line === null ? counted.length === 0 : counted.length === line.seq && counted.at(-1)?.index === line.index
  if (!isWhole) return null
  const { occurred: day, recorded } = entry.envelope
  return { is: now - Date.parse(recorded) > CATALOGUE_STALE ? 'stale' : 'complete', day }
}
