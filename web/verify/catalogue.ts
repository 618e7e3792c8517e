/** Checks that no entry of a record is kept from its page: by the newest catalogue of the ledger. Pure. */
import { CATALOGUE_STALE, CATALOGUED, catalogueOf } from '../../worker/domain/kinds/catalogue/catalogue.ts'
import { fromBase64 } from '../../worker/ledger/bytes.ts'
import { type CatalogueHead, type CatalogueLine, checkCatalogued } from '../../worker/ledger/catalogue.ts'
import type { Checkpoint } from '../../worker/ledger/checkpoint.ts'
import { checkEntry } from './entry.ts'
import type { Catalogued, Proven } from './source.ts'
import type { Completeness } from './summary.ts'

export type CatalogueVerdict =
  | { good: true; complete: Completeness }
  | { good: false; part: 'catalogue' | 'missing' }

/**
 * Holds the entries of a record, which are checked already, against the catalogue.
 *
 * @param entries all that were told of the record, oldest first
 */
export function checkCatalogue(
  told: Catalogued | null,
  record: string,
  entries: readonly Proven[],
  checkpoint: Checkpoint,
): CatalogueVerdict {
  if (told === null) return { good: true, complete: { is: 'none' } }
  try {
    const now = timeOf(told.newest, checkpoint, checkpoint.size - 1)
    if (told.entry === null || told.bucket === null) return withoutCatalogue(entries, now)
    const at = timeOf(told.entry, checkpoint, told.entry.index)
    const line = lineOf(told.entry, told.bucket, record)
    if (!isWhole(line, headOf(told.entry), entries)) return { good: false, part: 'missing' }
    const day = told.entry.envelope.occurred
    return { good: true, complete: { is: now - at > CATALOGUE_STALE ? 'stale' : 'complete', day } }
  } catch {
    return { good: false, part: 'catalogue' }
  }
}

/** A ledger of a few days has no catalogue yet; one that is older should. */
function withoutCatalogue(entries: readonly Proven[], now: number): CatalogueVerdict {
  const first = entries[0]?.envelope.recorded
  const isYoung = first !== undefined && now - Date.parse(first) <= CATALOGUE_STALE
  return { good: true, complete: { is: isYoung ? 'young' : 'none' } }
}

/** The time at which an entry was recorded, from its checked bytes. @throws when it does not hold */
function timeOf(told: Proven, checkpoint: Checkpoint, index: number): number {
  const verdict = checkEntry(told, checkpoint)
  if (!verdict.good || told.index !== index) throw new Error('the entry does not hold')
  return Date.parse(verdict.recorded.envelope.recorded)
}

function headOf({ body }: Proven): CatalogueHead {
  return catalogueOf(body)
}

/** The line of the record under the root that the entry names. @throws when the bucket does not belong to it */
function lineOf(
  { envelope, body, index }: Proven,
  { text, proof }: NonNullable<Catalogued['bucket']>,
  record: string,
): CatalogueLine | null {
  const { size, records, root } = catalogueOf(body)
  if (envelope.kind !== CATALOGUED || size > index) throw new Error('no catalogue')
  return checkCatalogued(record, { records, root: fromBase64(root) }, { text, proof: proof.map(fromBase64) })
}

/** True when all entries that the catalogue counts are told, and what it does not count is newer than it. */
function isWhole(line: CatalogueLine | null, { size }: CatalogueHead, entries: readonly Proven[]): boolean {
  const counted = entries.filter(({ index }) => index < size)
  if (line === null) return counted.length === 0
  return counted.length === line.seq && counted.at(-1)?.index === line.index
}
