/** Rows beside the ledger about texts of the public that wait to be entered. */
import { type Database, numberOf, type Statement, textOf } from './database.ts'
import type { Requirement } from './log/requirement.ts'
import { rowOf, rowsOf, setting, write } from './rows.ts'
import { waiting } from './schema/beside.ts'

export type WaitingRow = typeof waiting.$inferSelect

/**
 * Takes one more in, the last of all.
 *
 * @param most that may wait: counted in the statement that takes it in, for others come at the same time
 * @returns false where so many wait, or the same form or request is there already
 */
export async function keepWaiting(
  database: Database,
  { id, hash, nonce, received, sealed, contact }: Omit<WaitingRow, 'n' | 'tries' | 'refused'>,
  most: number,
): Promise<boolean> {
  const inserted = await write(database, {
    sql: `INSERT INTO waiting (id, hash, nonce, received, sealed, contact)
      SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM waiting WHERE refused IS NULL) < ?
      ON CONFLICT (nonce) DO NOTHING`,
    args: [id, hash, nonce, received, sealed, contact, most],
  })
  return inserted === 1
}

/** True where a form or request brought one that still waits. @param nonce as the row has it */
export async function waitsUnder(database: Database, nonce: string): Promise<boolean> {
  return (await rowOf(database, waiting, 'WHERE nonce = ?', [nonce])) !== null
}

/** The one of a code; null where none waits. @param hash SHA-256 of the code, in hexadecimal */
export function waitingOfCode(database: Database, hash: string): Promise<WaitingRow | null> {
  return rowOf(database, waiting, 'WHERE hash = ?', [hash])
}

/** True while it waits. */
export async function isWaiting(database: Database, id: string): Promise<boolean> {
  return (await rowOf(database, waiting, 'WHERE id = ?', [id])) !== null
}

/** Tries after which one lets all others go first. */
const PATIENCE = 3

/** The next to be entered: in the order in which they came, but that one nobody could enter keeps no other waiting. */
export function nextWaiting(database: Database, limit: number): Promise<WaitingRow[]> {
  return rowsOf(database, waiting, `WHERE refused IS NULL ORDER BY tries >= ${PATIENCE}, n LIMIT ?`, [limit])
}

/** Standing of those that wait. */
export interface Queue {
  /** Those that will be entered. */
  waiting: number
  /** Those that will not be, and are kept for whoever has their code. */
  refused: number
  /** UTC instant at which the oldest came in; null where none waits. */
  oldest: string | null
}

export async function queueOf({ client }: Database): Promise<Queue> {
  const { rows } = await client.execute(
    `SELECT count(*) AS kept, count(refused) AS refused, min(CASE WHEN refused IS NULL THEN received END) AS oldest
      FROM waiting`,
  )
  const [row] = rows
  const refused = numberOf(row?.refused ?? 0)
  return {
    waiting: numberOf(row?.kept ?? 0) - refused,
    refused,
    oldest: typeof row?.oldest === 'string' ? textOf(row.oldest) : null,
  }
}

/** Number of those that are entered before one. */
export async function countBefore({ client }: Database, n: number): Promise<number> {
  const sql = 'SELECT count(*) AS before FROM waiting WHERE refused IS NULL AND n < ?'
  const { rows } = await client.execute({ sql, args: [n] })
  return numberOf(rows[0]?.before ?? 0)
}

/** Requirement that one still waits as it was read, so that it is entered once, and not when it was taken back. */
export function stillWaiting({ id, contact }: Pick<WaitingRow, 'id' | 'contact'>): Requirement {
  return {
    what: id,
    sql: 'EXISTS (SELECT 1 FROM waiting WHERE id = ? AND contact IS ?)',
    args: [id, contact],
  }
}

/** The statement by which one no longer waits. */
export const waitsNoMore = (id: string): Statement => ({
  sql: 'DELETE FROM waiting WHERE id = ?',
  args: [id],
})

/** Takes one away. @returns false where it waited no more */
export async function takeBack(database: Database, id: string): Promise<boolean> {
  return (await write(database, waitsNoMore(id))) === 1
}

/** Forgets how whoever wrote one can be reached. @returns false where it waited no more */
export async function forgetWay(database: Database, id: string): Promise<boolean> {
  return (await write(database, setting(waiting, { contact: null }, 'id = ?', [id]))) === 1
}

/** Notes that one could not be entered this time. */
export async function noteTry(database: Database, id: string): Promise<void> {
  await write(database, { sql: 'UPDATE waiting SET tries = tries + 1 WHERE id = ?', args: [id] })
}

/** Notes that one will not be entered. @param refused why, sealed */
export async function noteRefused(database: Database, id: string, refused: string): Promise<void> {
  await write(database, setting(waiting, { refused, contact: null }, 'id = ?', [id]))
}

/** Forgets those that were not entered, and came in before a moment. @returns how many */
export function forgetRefused(database: Database, before: string): Promise<number> {
  return write(database, {
    sql: 'DELETE FROM waiting WHERE refused IS NOT NULL AND received < ?',
    args: [before],
  })
}
