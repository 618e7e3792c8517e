/** Long lists in parts that SQLite takes. */
import type { Statement } from '../database.ts'

/** SQLite takes so many values in one list. */
const MANY = 500

/** Placeholders for a list of `n` values, as `?,?,?`. */
export const marks = (n: number): string => Array(n).fill('?').join(',')

/** Parts of a list, each of at most `size` items. */
export function* parts<T>(list: readonly T[], size = MANY): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}

/** Forgets the rows of a table of which a column is one of these. */
export const clear = (table: string, column: string, ids: readonly string[]): Statement[] =>
  [...parts(ids)].map((part) => ({
    sql: `DELETE FROM ${table} WHERE ${column} IN (${marks(part.length)})`,
    args: part,
  }))
