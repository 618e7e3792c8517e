/** Rows that are inserted, many in one statement. */
import type { Statement } from '../database.ts'

export type Value = string | number | null | Uint8Array

/** SQLite takes 32,766 values in one statement. */
const MOST_VALUES = 30_000

/** One multi-row INSERT: SQLite spends far less on one statement of n rows than on n statements. */
export function insert(
  into: string,
  columns: number,
  rows: readonly (readonly Value[])[],
  tail = '',
): Statement {
  const tuple = `(${Array(columns).fill('?').join(',')})`
  return {
    sql: `INSERT INTO ${into} VALUES ${Array(rows.length).fill(tuple).join(',')}${tail}`,
    args: rows.flat(),
  }
}

/**
 * Statements that insert rows, in parts of so many that SQLite takes.
 *
 * @param into table and columns, as `link (source, rel, target)`
 * @param columns number of them
 * @param tail behind the values, as a conflict clause
 */
export function insertMany(
  into: string,
  columns: number,
  rows: readonly (readonly Value[])[],
  tail = '',
): Statement[] {
  const most = Math.floor(MOST_VALUES / columns)
  const statements: Statement[] = []
  for (let at = 0; at < rows.length; at += most)
    statements.push(insert(into, columns, rows.slice(at, at + most), tail))
  return statements
}
