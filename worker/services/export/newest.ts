/** The newest entries of the records of one kind, and of some of them. */

import { subjectOfNotice } from '../../domain/kinds/overdue/overdue.ts'
import { kindOfRecord } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import { bytesOf, type Database, numberOf, type Row } from '../../store/database.ts'
import { titlesOf } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { EntryLine } from '../read/views.ts'

/**
 * Newest first. Ids begin with the first three letters of their kind, so the records of a kind lie side by side
 * in the index of entries: none of its other entries is looked at.
 */
export async function newestOfKind(
  { database }: Pick<Ledger, 'database'>,
  kind: Exclude<RecordKind, 'erasure' | 'rulebook'>,
  limit: number,
): Promise<EntryLine[]> {
  const prefix = kind.slice(0, 3)
  const { rows } = await database.client.execute({
    sql: `SELECT "index", leaf FROM entry WHERE "index" IN (
        SELECT "index" FROM entry WHERE record >= ? AND record < ? ORDER BY "index" DESC LIMIT ?
      ) ORDER BY "index" DESC`,
    // A full stop is the next character after a hyphen.
    args: [`${prefix}-`, `${prefix}.`, limit],
  })
  const found = entriesIn(rows).filter(({ envelope }) => kindOfRecord(envelope.record) === kind)
  return linesOf(database, found)
}

/** The newest entries of some records, newest first. */
export async function newestOfRecords(
  { database }: Pick<Ledger, 'database'>,
  ids: readonly string[],
  limit: number,
): Promise<EntryLine[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT "index", leaf FROM entry WHERE record IN (SELECT value FROM json_each(?)) ORDER BY "index" DESC LIMIT ?`,
    args: [JSON.stringify(ids), limit],
  })
  return linesOf(database, entriesIn(rows))
}

const entriesIn = (rows: readonly Row[]): Pick<EntryLine, 'index' | 'envelope'>[] =>
  rows.map((row) => ({ index: numberOf(row.index), envelope: parseLeaf(bytesOf(row.leaf)) }))

async function linesOf(
  database: Database,
  found: readonly Pick<EntryLine, 'index' | 'envelope'>[],
): Promise<EntryLine[]> {
  const named = found.flatMap(({ envelope }) =>
    [envelope.record, subjectOfNotice(envelope.record) ?? [], envelope.department ?? []].flat(),
  )
  const titles = await titlesOf(database, [...new Set(named)])
  return found.map(({ index, envelope }) => ({
    index,
    envelope,
    // A notice that something is overdue stands under the title of that.
    title: titles.get(subjectOfNotice(envelope.record) ?? envelope.record) ?? envelope.record,
    departmentName: envelope.department === null ? null : (titles.get(envelope.department) ?? null),
  }))
}
