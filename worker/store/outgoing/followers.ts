/** Readers and what they follow. */
import type { InStatement } from '@libsql/client'
import type { Database } from '../database.ts'
import { inserting, rowOf, rowsOf, setting, write } from '../rows.ts'
import { follower, subscription } from '../schema/outgoing.ts'
import { SIZE } from './sizes.ts'

export type StoredFollower = typeof follower.$inferSelect
export type StoredSubscription = typeof subscription.$inferSelect

/** A reader in SQL, by keyed hash: the row may have been there before this one. */
const BY_HASH = '(SELECT id FROM follower WHERE hash = ?)'

/**
 * A reader, unless there is one of the same address, and what this one asks to follow, unless as many of theirs wait
 * for an answer already. One transaction takes all of it.
 *
 * @param message asks for confirmation: written only where the row is
 * @param most unconfirmed rows of one reader since `recent`
 */
export function asking(
  reader: StoredFollower,
  row: StoredSubscription,
  message: { key: string; content: string; created: string },
  { most, recent }: { most: number; recent: string },
): InStatement[] {
  const { id, topic, lang, cadence, created, expires } = row
  return [
    inserting(follower, reader, 'ON CONFLICT (hash) DO NOTHING'),
    {
      sql: `INSERT INTO subscription (id, follower, topic, lang, cadence, created, expires)
        SELECT ?, ${BY_HASH}, ?, ?, ?, ?, ?
        WHERE (SELECT count(*) FROM subscription
          WHERE follower = ${BY_HASH} AND confirmed IS NULL AND created > ?) < ?`,
      args: [id, reader.hash, topic, lang, cadence, created, expires, reader.hash, recent, most],
    },
    {
      sql: `INSERT INTO outbox (key, kind, recipient, content, created, due)
        SELECT ?, 'confirm', follower, ?, ?, ? FROM subscription WHERE id = ?`,
      args: [message.key, message.content, message.created, message.created, id],
    },
  ]
}

/** Subscription by its id; null when there is none. */
export async function readSubscription(database: Database, id: string): Promise<StoredSubscription | null> {
  return rowOf(database, subscription, 'WHERE id = ?', [id])
}

/** Reader by id; null when there is none. */
export async function readFollower(database: Database, id: string): Promise<StoredFollower | null> {
  return rowOf(database, follower, 'WHERE id = ?', [id])
}

/** Subscriptions that wait for a reader's answer, by keyed hash of the address. */
export async function waitingOf(
  database: Database,
  hash: string,
  now: string,
): Promise<StoredSubscription[]> {
  const clause = `WHERE follower = ${BY_HASH} AND confirmed IS NULL AND expires > ?`
  return rowsOf(database, subscription, clause, [hash, now])
}

/** Counts one more wrong code for some subscriptions. */
export async function countTries(database: Database, ids: readonly string[]): Promise<void> {
  const marks = ids.map(() => '?').join(', ')
  await write(database, {
    sql: `UPDATE subscription SET tries = tries + 1 WHERE id IN (${marks})`,
    args: [...ids],
  })
}

/**
 * Confirms what a reader asked to follow: from the end of the ledger on. A second time changes nothing.
 *
 * @param due when the reader's next message may be made
 */
export async function confirm(
  { client }: Database,
  row: StoredSubscription,
  now: string,
  due: string,
): Promise<void> {
  const { id, follower: reader, topic, lang, cadence } = row
  const still = '(SELECT confirmed FROM subscription WHERE id = ?) IS NULL'
  const statements: InStatement[] = [
    {
      sql: `DELETE FROM subscription WHERE follower = ? AND topic = ? AND id <> ? AND confirmed IS NOT NULL AND ${still}`,
      args: [reader, topic, id, id],
    },
    {
      sql: `UPDATE follower SET lang = ?, cadence = ?, bounces = 0, looked = '',
        cursor = CASE WHEN due = '' THEN ${SIZE} ELSE cursor END, due = ? WHERE id = ? AND ${still}`,
      args: [lang, cadence, due, reader, id],
    },
    {
      sql: `UPDATE subscription SET confirmed = ?, since = ${SIZE} WHERE id = ? AND confirmed IS NULL`,
      args: [now, id],
    },
  ]
  await client.batch(statements, 'write')
}

/** Confirmed subscriptions of some readers, oldest first. */
export async function followedBy(database: Database, ids: readonly string[]): Promise<StoredSubscription[]> {
  const clause =
    'WHERE confirmed IS NOT NULL AND follower IN (SELECT value FROM json_each(?)) ORDER BY confirmed, id'
  return rowsOf(database, subscription, clause, [JSON.stringify(ids)])
}

/**
 * Readers whose next message may be made, and who have not been told all up to a size of the ledger, or for whom it was not
 * looked yet at the registers that are silent now.
 */
export async function dueFollowers(
  database: Database,
  now: string,
  { size, silent }: { size: number; silent: string },
  limit: number,
): Promise<StoredFollower[]> {
  const clause = "WHERE due <> '' AND due <= ? AND (cursor < ? OR looked <> ?) ORDER BY cursor, id LIMIT ?"
  return rowsOf(database, follower, clause, [now, size, silent, limit])
}

/** Changes fields of a reader; nothing when there is none. */
export async function changeFollower(
  database: Database,
  id: string,
  set: Partial<StoredFollower>,
): Promise<void> {
  await write(database, setting(follower, set, 'id = ?', [id]))
}

/** Ends one subscription of a reader; with the last one, all that is kept of the reader goes. */
export async function drop({ client }: Database, reader: string, id: string): Promise<void> {
  await client.batch(
    [{ sql: 'DELETE FROM subscription WHERE id = ? AND follower = ?', args: [id, reader] }, ...EMPTY],
    'write',
  )
}

/** Ends what an address, by its keyed hash, follows or was asked to follow of a topic. */
export async function dropTopic({ client }: Database, hash: string, topic: string): Promise<void> {
  const one = {
    sql: `DELETE FROM subscription WHERE follower = ${BY_HASH} AND topic = ?`,
    args: [hash, topic],
  }
  await client.batch([one, ...EMPTY], 'write')
}

/** All that is kept of a reader, what is on its way included. */
export function forgetFollower(id: string): InStatement[] {
  return [
    { sql: 'DELETE FROM outbox WHERE recipient = ?', args: [id] },
    { sql: 'DELETE FROM subscription WHERE follower = ?', args: [id] },
    { sql: 'DELETE FROM follower WHERE id = ?', args: [id] },
  ]
}

/** Readers who follow nothing, and what was on its way to them. */
const NOTHING = 'NOT EXISTS (SELECT 1 FROM subscription s WHERE s.follower = follower.id)'
const EMPTY = [
  `DELETE FROM outbox WHERE recipient IN (SELECT id FROM follower WHERE ${NOTHING})`,
  `DELETE FROM follower WHERE ${NOTHING}`,
]

/** Forgets what nobody confirmed in time, and addresses of which nothing else is kept. */
export async function forgetUnconfirmed({ client }: Database, now: string): Promise<void> {
  const late = { sql: 'DELETE FROM subscription WHERE confirmed IS NULL AND expires < ?', args: [now] }
  await client.batch([late, ...EMPTY], 'write')
}
