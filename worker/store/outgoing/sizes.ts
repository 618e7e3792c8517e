import { type Database, numberOf } from '../database.ts'

/** Entries of the ledger, in SQL. */
export const SIZE = '(SELECT ifnull(max(size), 0) FROM "commit")'

/** Entries up to which records can be found by their words as well: what is followed by words waits for these. */
export async function indexedSize({ client }: Database): Promise<number> {
  const sql = `SELECT min(${SIZE}, ifnull((SELECT size FROM search_progress WHERE id = 1), 0)) AS size`
  const { rows } = await client.execute(sql)
  return numberOf(rows[0]?.size ?? 0)
}

/** Entries of the ledger. */
export async function readHeadSize({ client }: Database): Promise<number> {
  const { rows } = await client.execute(`SELECT ${SIZE} AS size`)
  return numberOf(rows[0]?.size ?? 0)
}
