/**
 * Completeness of a record: by the newest catalogue of the ledger, which counts the entries of every record, by the
 * first entry that it does not count, which tells that it was up to date, and by the newest entry, which tells how old
 * it is. Pure; what comes in is proven already, but for the bucket.
 */
import { fromBase64 } from '../../ledger/bytes.ts'
import { type BucketProof, checkCatalogued } from '../../ledger/catalogue.ts'
import { CATALOGUE_STALE, CATALOGUED, catalogueOf, isBehind } from '../kinds/catalogue/catalogue.ts'
import type { Recorded } from '../record/event.ts'

/**
 * Answer to whether all entries of the record are told. `complete`: all that the catalogue of that day counts;
 * `stale`: the newest catalogue is too old to say so; `none`: the ledger should have one and shows none; `young`: the
 * ledger is too young for one.
 */
export type Completeness = { is: 'complete' | 'stale'; day: string } | { is: 'young' | 'none' }

/** An entry of which the place and the time alone are asked. */
export interface Placed {
  index: number
  /** Instant, UTC. */
  recorded: string
}

/** The newest catalogue's entry with the bucket of a record, and entries that date it. */
export interface ToldCatalogue {
  /** null where there is no catalogue yet; so is the bucket then */
  entry: Recorded | null
  bucket: BucketProof | null
  /** the first entry that the catalogue does not count; null where that is its own */
  uncounted: Placed | null
  newest: Placed
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
  entries: readonly Placed[],
  { entry, bucket, uncounted, newest }: ToldCatalogue,
): Completeness | null {
  const now = Date.parse(newest.recorded)
  if (entry === null || bucket === null) {
    const [first] = entries
    const isYoung = first !== undefined && now - Date.parse(first.recorded) <= CATALOGUE_STALE
    return { is: isYoung ? 'young' : 'none' }
  }
  const { size, records, root } = catalogueOf(entry.body)
  const { kind, occurred: day, recorded } = entry.envelope
  const first = size < entry.index ? uncounted : { index: entry.index, recorded }
  // One of an earlier size than its day's would leave what came since to be kept back.
  if (kind !== CATALOGUED || first?.index !== size || isBehind(recorded, first.recorded))
    throw new Error('no catalogue')
  const line = checkCatalogued(record, { records, root: fromBase64(root) }, bucket)
  // What the catalogue does not count is newer than it.
  const counted = entries.filter(({ index }) => index < size)
  const isWhole =
    line === null ? counted.length === 0 : counted.length === line.seq && counted.at(-1)?.index === line.index
  if (!isWhole) return null
  return { is: now - Date.parse(recorded) > CATALOGUE_STALE ? 'stale' : 'complete', day }
}
