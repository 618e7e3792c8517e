import { type Database, type Statement, textOf } from '../database.ts'
import { inserting, rowOf, rowsOf, write } from '../rows.ts'
import { access, digest } from '../schema/accounts.ts'

export type StoredAccess = typeof access.$inferSelect
export type StoredDigest = typeof digest.$inferSelect

export type NewAccess = Omit<StoredAccess, 'n'>

/** Adds a row to the access log. */
export async function insertAccess(database: Database, row: NewAccess): Promise<void> {
  await write(database, inserting(access, row))
}

/** The statement of a row that goes with other writes. */
export function accessStatement(row: NewAccess): Statement {
  return inserting(access, row)
}

export interface AccessFilter {
  day?: string | undefined
  account?: string | undefined
  action?: string | undefined
}

/** Rows of the access log, newest first, below `before`. */
export async function readAccess(
  database: Database,
  { day, account, action }: AccessFilter,
  limit: number,
  before?: number,
): Promise<StoredAccess[]> {
  const wanted = [
    { sql: 'day = ?', value: day },
    { sql: 'account = ?', value: account },
    { sql: 'action = ?', value: action },
    { sql: 'n < ?', value: before },
  ].flatMap(({ sql, value }) => (value === undefined ? [] : [{ sql, value }]))
  const where = wanted.length === 0 ? '' : `WHERE ${wanted.map(({ sql }) => sql).join(' AND ')}`
  return rowsOf(database, access, `${where} ORDER BY n DESC LIMIT ?`, [
    ...wanted.map(({ value }) => value),
    limit,
  ])
}

/** All rows from one day to another, oldest first. */
export async function accessOfDays(database: Database, since: string, day: string): Promise<StoredAccess[]> {
  return rowsOf(database, access, 'WHERE day BETWEEN ? AND ? ORDER BY n', [since, day])
}

/** The day of the first row; null when there is none. */
export async function firstAccessDay({ client }: Database): Promise<string | null> {
  const { rows } = await client.execute('SELECT day FROM access ORDER BY n LIMIT 1')
  return rows[0] === undefined ? null : textOf(rows[0].day)
}

/**
 * Adds the digest of the days from `since` on. Nothing is added where one of them was closed meanwhile: those days
 * have their digest, and the next look closes the rest.
 */
export async function insertDigest(
  { client }: Database,
  since: string,
  { stream, day, salt, digest: sum, last }: StoredDigest,
): Promise<void> {
  await client.execute({
    sql: `INSERT INTO digest (stream, day, salt, digest, last) SELECT ?, ?, ?, ?, ?
      WHERE NOT EXISTS (SELECT 1 FROM digest WHERE stream = ? AND day >= ?)`,
    args: [stream, day, salt, sum, last, stream, since],
  })
}

/** Digest of a stream by which a day, `YYYY-MM-DD`, is closed: its own or that of a run of days; null while it is open. */
export async function readDigest(
  database: Database,
  stream: string,
  day: string,
): Promise<StoredDigest | null> {
  return rowOf(database, digest, 'WHERE stream = ? AND day >= ? ORDER BY day', [stream, day])
}

/** The last day of a stream that was closed before another day; null when none was. */
export async function digestDayBefore(
  { client }: Database,
  stream: string,
  day: string,
): Promise<string | null> {
  const { rows } = await client.execute({
    sql: 'SELECT max(day) AS day FROM digest WHERE stream = ? AND day < ?',
    args: [stream, day],
  })
  return rows[0]?.day == null ? null : textOf(rows[0].day)
}

/** The last day of a stream that was closed; null when none was. */
export async function lastDigestDay({ client }: Database, stream: string): Promise<string | null> {
  const { rows } = await client.execute({
    sql: 'SELECT max(day) AS day FROM digest WHERE stream = ?',
    args: [stream],
  })
  return rows[0]?.day == null ? null : textOf(rows[0].day)
}
