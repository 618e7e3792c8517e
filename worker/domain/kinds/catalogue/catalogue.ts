/**
 * 记录总目: commits to the last entry of every record, as of one size of the ledger, so that entries of a record
 * cannot be kept from its page for longer than a day. Its root opens with a bucket and a proof (`ledger/catalogue.ts`).
 */
import type { CatalogueHead } from '../../../ledger/catalogue.ts'
import type { Draft, Recorded } from '../../record/event.ts'
import type { Summary } from '../../record/facts.ts'
import { objectOf, own, textOrNull } from '../../record/json.ts'

export interface CatalogueState extends CatalogueHead {
  kind: 'catalogue'
  id: string
  seq: number
  department: null
  /** The day of the ledger on which it was made. */
  day: string
  recorded: string
}

/** State of a catalogue after one more entry. Only the first says anything; total for bodies of any shape. */
export function applyToCatalogue(state: CatalogueState | null, { envelope, body }: Recorded): CatalogueState {
  if (state !== null) return { ...state, seq: envelope.seq }
  return {
    kind: 'catalogue',
    id: envelope.record,
    seq: envelope.seq,
    department: null,
    ...catalogueOf(body),
    day: envelope.occurred,
    recorded: envelope.recorded,
  }
}

/** Head that a body names; sizes of 0 and an empty root where it names none. Total for bodies of any shape. */
export function catalogueOf(body: Recorded['body']): CatalogueHead {
  const fields = objectOf(body ?? undefined)
  return {
    size: countOf(own(fields, 'size')),
    records: countOf(own(fields, 'records')),
    root: textOrNull(own(fields, 'root')) ?? '',
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}

/** Row of a catalogue: its day as title. */
export function summariseCatalogue({ day }: CatalogueState): Summary {
  return { title: day, department: null, type: null, level: null, status: 'in_force' }
}

/** The entry that commits to a catalogue on a day. */
export function decideCatalogued(
  day: string,
  { size, records, root }: CatalogueHead,
  record = catalogueId(day),
): Draft {
  return {
    kind: CATALOGUED,
    record,
    seq: 1,
    department: null,
    occurred: day,
    visibility: 'public',
    body: { size, records, root },
  }
}

/** Milliseconds by which a catalogue may be older than the newest entry: a machine may rest over a weekend. */
export const CATALOGUE_STALE = 3 * 86_400_000

/** Milliseconds by which what a catalogue leaves uncounted may be older than it: others write while it is made. */
const CATALOGUE_LAG = 86_400_000

/**
 * True for a catalogue of an earlier day that was entered as that of today: what came since could be kept from pages
 * for ever.
 *
 * @param made instant at which the catalogue was recorded, ISO 8601
 * @param uncounted the same of the first entry that it does not count
 */
export function isBehind(made: string, uncounted: string): boolean {
  return Date.parse(made) - Date.parse(uncounted) > CATALOGUE_LAG
}

/** Event by which a catalogue is recorded. */
export const CATALOGUED = 'catalogue.recorded'

/** The last catalogue of a ledger that is closed, made with its end. It stands behind those of days. */
export const LAST_CATALOGUE = 'cat-end'

/** One catalogue a day. */
export function catalogueId(day: string): string {
  return `cat-${day}`
}
