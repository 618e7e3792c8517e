/** Records of which something may be owed by a day, as they were changed since a place in the ledger. */
import { type Database, numberOf, textOf } from '../database.ts'
import { COLUMNS, recordsOfRows, type StoredRecord } from './records.ts'

/** Kinds of which something is owed. */
const OWING = `kind IN ('milestone', 'flag', 'decision', 'consultation', 'question')`

/** Rows in one read. */
const PAGE = 500

/**
 * One page of the records that owe something and were touched by an entry at `since` or after it, in the order of
 * their last entries, of which no two have the same.
 *
 * @param since index in the ledger; 0 for all of them
 */
export async function readOwing(database: Database, since: number): Promise<StoredRecord[]> {
  const { rows } = await database.client.execute({
    sql: `SELECT ${COLUMNS} FROM record INDEXED BY record_last WHERE last_index >= ? AND ${OWING}
      ORDER BY last_index LIMIT ${PAGE}`,
    args: [since],
  })
  return recordsOfRows(database, rows)
}

/** Number of bodies that were erased so far: what was read before one of them may not hold any more. */
export async function countErased({ client }: Database): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) AS n FROM erasure')
  return numberOf(rows[0]?.n ?? 0)
}

/** Parents of departments, by id: the organ tree. */
export async function readParents({ client }: Database): Promise<Map<string, string | null>> {
  const { rows } = await client.execute(
    `SELECT r.id, l.target FROM record r LEFT JOIN link l ON l.source = r.id AND l.rel = 'parent' WHERE r.kind = 'department'`,
  )
  return new Map(
    rows.map(({ id, target }) => [
      textOf(id),
      target === null || target === undefined ? null : textOf(target),
    ]),
  )
}
