/** One page of a list, from the rows that were read for it. */
import { type Database, numberOf, type Row } from '../database.ts'
import { recordsOfRows, type StoredRecord } from '../records/records.ts'
import type { Place } from './keys.ts'

export interface ListPage {
  records: StoredRecord[]
  /** Null at the end of the list. */
  next: Place | null
  /** Number of records on the list, where it was counted with the page: a first page of a list that is narrowed. */
  total?: number
  /** Numbers of what is on the list of each kind, the most frequent first, where they were asked for with the page. */
  kinds?: { value: string; count: number }[]
}

/** @param rows of the page and one more where another follows. @param size of the ledger at the first page */
export async function pageOf(
  database: Database,
  rows: readonly Row[],
  size: number,
  limit: number,
  after: Place | null,
): Promise<ListPage> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const shown = (after?.shown ?? 0) + page.length
  return {
    records: await recordsOfRows(database, page),
    next: rows.length > limit && last !== undefined ? placeOf(last, size, shown) : null,
  }
}

function placeOf(row: Row, size: number, shown: number): Place {
  const { k } = row
  return { size, key: typeof k === 'string' ? k : numberOf(k), n: numberOf(row.n), shown }
}
