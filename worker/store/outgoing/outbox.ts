/** The outbox: messages that are on their way. */
import type { InStatement } from '@libsql/client'
import { type Database, numberOf, textOf } from '../database.ts'
import { rowFrom, setting } from '../rows.ts'
import { follower, outbox } from '../schema/outgoing.ts'

export type StoredMessage = typeof outbox.$inferSelect

/** Registers that were told to a reader as silent, and those that were looked at: as columns of the row. */
export interface Quiet {
  silent: string
  looked: string
}

/** Entries that are told to one reader: from `from` to before `to`. */
export interface Told {
  recipient: string
  from: number
  to: number
  /** When the next message may be made; as it was where there is none now. */
  due: string
  /** Registers that are told as silent, and those that were looked at: as they were read, and as they are then. */
  was: Quiet
  is: Quiet
  /** Null where nothing in the range is followed: then only the cursor moves. */
  message: { key: string; content: string; created: string } | null
}

/**
 * Puts messages into the outbox and moves the cursors of their readers, in one transaction. Each pair of statements
 * holds the same condition, that the cursor and what was told of silence are as they were read: where another sender was first, neither does
 * anything, so that no range is told twice and none is left out.
 */
export async function tell({ client }: Database, told: readonly Told[]): Promise<void> {
  const statements = told.flatMap(({ recipient, from, to, due, was, is, message }): InStatement[] => {
    const still = 'id = ? AND cursor = ? AND silent = ? AND looked = ?'
    const read = [recipient, from, was.silent, was.looked]
    const moved = {
      sql: `UPDATE follower SET cursor = ?, due = ?, silent = ?, looked = ? WHERE ${still}`,
      args: [to, due, is.silent, is.looked, ...read],
    }
    if (message === null) return [moved]
    const { key, content, created } = message
    const put = {
      sql: `INSERT INTO outbox (key, kind, recipient, content, created, due)
        SELECT ?, 'digest', id, ?, ?, ? FROM follower WHERE ${still}`,
      args: [key, content, created, created, ...read],
    }
    return [put, moved]
  })
  if (statements.length > 0) await client.batch(statements, 'write')
}

/**
 * Takes messages in hand for a while, oldest first. Judged by the rows that come back: two senders never hold the
 * same one, and what a sender that died held is free again afterwards.
 *
 * @param until when it is free again unless it was sent
 */
export async function lease(
  { client }: Database,
  { now, until, limit }: { now: string; until: string; limit: number },
): Promise<StoredMessage[]> {
  const { rows } = await client.execute({
    sql: `UPDATE outbox SET leased = ?, attempts = attempts + 1 WHERE key IN (
        SELECT key FROM outbox WHERE ended IS NULL AND due <= ? AND (leased IS NULL OR leased <= ?)
        ORDER BY due, key LIMIT ?
      ) RETURNING *`,
    args: [until, now, now, limit],
  })
  return rows.map((row) => rowFrom(outbox, row))
}

/** Marks a message as sent. Its reader can be reached. */
export async function markSent(
  { client }: Database,
  { key, recipient }: StoredMessage,
  now: string,
): Promise<void> {
  await client.batch(
    [
      setting(outbox, { ended: now, outcome: 'sent', leased: null }, 'key = ?', [key]),
      setting(follower, { bounces: 0 }, 'id = ?', [recipient]),
    ],
    'write',
  )
}

/**
 * Marks a message that was taken over as returned by the reader's server. A second time changes nothing.
 *
 * @param start first letters of its key, as they stand in its Message-ID
 * @returns its reader, and how many messages to them came back of those that are remembered; null for none of ours
 */
export async function markReturned(
  { client }: Database,
  start: string,
): Promise<{ kind: string; recipient: string; returned: number } | null> {
  const { rows } = await client.execute({
    sql: `UPDATE outbox SET outcome = 'returned' WHERE key >= ?1 AND key < ?1 || 'g' AND outcome IN ('sent', 'returned')
      RETURNING kind, recipient`,
    args: [start],
  })
  const [row] = rows
  if (row === undefined) return null
  const [kind, recipient] = [textOf(row.kind), textOf(row.recipient)]
  const counted = await client.execute({
    sql: "SELECT count(*) AS n FROM outbox WHERE recipient = ? AND outcome = 'returned'",
    args: [recipient],
  })
  return { kind, recipient, returned: numberOf(counted.rows[0]?.n ?? 0) }
}

/** Leaves a message for later. @param refused whether it was refused for good, which counts */
export async function putOff(
  { client }: Database,
  { key, recipient }: StoredMessage,
  due: string,
  refused: boolean,
): Promise<void> {
  const n = refused ? 1 : 0
  await client.batch(
    [
      {
        sql: 'UPDATE outbox SET leased = NULL, due = ?, refusals = refusals + ? WHERE key = ?',
        args: [due, n, key],
      },
      { sql: 'UPDATE follower SET bounces = bounces + ? WHERE id = ?', args: [n, recipient] },
    ],
    'write',
  )
}

/** Statements that give a message up. @param why one line, without an address */
export function givenUp(key: string, now: string, why: string): InStatement {
  return setting(outbox, { ended: now, outcome: why, leased: null }, 'key = ?', [key])
}

/** Forgets messages that ended before an instant. */
export async function forgetEnded({ client }: Database, before: string): Promise<void> {
  await client.execute({ sql: 'DELETE FROM outbox WHERE ended < ?', args: [before] })
}
