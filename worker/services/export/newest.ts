/** The newest entries of the records of one kind, and of some of them. */

import { subjectOfNotice } from '../../domain/kinds/overdue/overdue.ts'
import { departmentNames, unnamed } from '../../domain/kinds/title.ts'
import { UNSEALING } from '../../domain/kinds/unsealing/unsealing.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { parseLeaf } from '../../ledger/envelope.ts'
import { bytesOf, type Database, numberOf, type Row, textOf } from '../../store/database.ts'
import { namesOf } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import type { EntryLine } from '../read/views.ts'

/**
 * Newest first. The newest entries of a kind are of the records that changed last: of any other record the last entry
 * lies before so many others. So few records are looked at, however long the ledger is.
 */
export async function newestOfKind(
  { database }: Pick<Ledger, 'database'>,
  kind: Exclude<RecordKind, 'erasure' | 'rulebook'>,
  limit: number,
): Promise<EntryLine[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT "index", leaf FROM entry WHERE "index" IN (
        SELECT "index" FROM entry WHERE record IN (
          SELECT id FROM record INDEXED BY record_changed WHERE kind = ? ORDER BY last_index DESC LIMIT ?)
        ORDER BY "index" DESC LIMIT ?
      ) ORDER BY "index" DESC`,
    args: [kind, limit, limit],
  })
  return linesOf(database, entriesIn(rows))
}

/** The newest entries of some records, and those about entries of theirs: newest first, each under its record's title. */
export async function newestOfRecords(
  { database }: Pick<Ledger, 'database'>,
  ids: readonly string[],
  limit: number,
): Promise<EntryLine[]> {
  const { rows } = await database.client.execute({
    sql: `WITH own AS (SELECT "index", leaf, record FROM entry WHERE record IN (SELECT value FROM json_each(?)))
      SELECT "index", leaf, record AS about FROM own
      UNION ALL SELECT e."index", e.leaf, own.record FROM own JOIN erasure x ON x.target = own."index"
        JOIN entry e ON e."index" = x.entry
      UNION ALL SELECT e."index", e.leaf, own.record FROM own JOIN entry e ON e.record = '${UNSEALING}' || own."index"
      ORDER BY "index" DESC LIMIT ?`,
    args: [JSON.stringify(ids), limit],
  })
  return linesOf(database, entriesIn(rows))
}

type Found = Pick<EntryLine, 'index' | 'envelope'> & { about: string }

/** @param rows the record that each is about where that is not its own */
const entriesIn = (rows: readonly Row[]): Found[] =>
  rows.map((row) => {
    const envelope = parseLeaf(bytesOf(row.leaf))
    const about = row.about == null ? envelope.record : textOf(row.about)
    return { index: numberOf(row.index), envelope, about: subjectOfNotice(about) ?? about }
  })

async function linesOf(database: Database, found: readonly Found[]): Promise<EntryLine[]> {
  const named = found.flatMap(({ envelope, about }) => [about, envelope.department ?? []].flat())
  const titles = await namesOf(database, [...new Set(named)])
  return found.map(({ index, envelope, about }) => ({
    index,
    envelope,
    // A notice that something is overdue stands under the title of that.
    ...(titles.get(about) ?? unnamed(envelope.record)),
    ...departmentNames(titles.get(envelope.department ?? '')),
  }))
}
