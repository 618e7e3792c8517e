/** Mailboxes of departments and of accounts in them. */
import type { InStatement } from '@libsql/client'
import { type Database, numberOf } from '../database.ts'
import { inserting, rowOf, rowsOf, setting } from '../rows.ts'
import { mailbox, outbox } from '../schema/outgoing.ts'

export type StoredMailbox = typeof mailbox.$inferSelect

/** Message for a mailbox, as it goes into the outbox. */
export interface Notice {
  key: string
  content: string
  created: string
}

const posted = (recipient: string, { key, content, created }: Notice): InStatement =>
  inserting(
    outbox,
    { key, kind: 'notice', recipient, content, created, due: created },
    'ON CONFLICT (key) DO NOTHING',
  )

/** A mailbox, with the message that asks whoever reads it. */
export async function insertMailbox({ client }: Database, row: StoredMailbox, asking: Notice): Promise<void> {
  await client.batch([inserting(mailbox, row), posted(row.id, asking)], 'write')
}

export async function readMailbox(database: Database, id: string): Promise<StoredMailbox | null> {
  return rowOf(database, mailbox, 'WHERE id = ?', [id])
}

export async function mailboxesOf(database: Database, owners: readonly string[]): Promise<StoredMailbox[]> {
  return rowsOf(database, mailbox, 'WHERE owner IN (SELECT value FROM json_each(?)) ORDER BY created', [
    JSON.stringify(owners),
  ])
}

/** Mailboxes of all owners, oldest first. */
export async function allMailboxes(database: Database): Promise<StoredMailbox[]> {
  return rowsOf(database, mailbox, 'ORDER BY created, id', [])
}

/** Puts a message for a mailbox into the outbox. */
export async function post({ client }: Database, id: string, notice: Notice): Promise<void> {
  await client.execute(posted(id, notice))
}

/** Confirms, once. @param due when it is told first */
export async function confirmMailbox(
  { client }: Database,
  id: string,
  now: string,
  due: string,
): Promise<void> {
  await client.execute(setting(mailbox, { confirmed: now, due }, 'id = ? AND confirmed IS NULL', [id]))
}

/** A mailbox with what was on its way to it. */
export async function deleteMailbox({ client }: Database, id: string): Promise<void> {
  await client.batch(
    [
      { sql: 'DELETE FROM outbox WHERE recipient = ?', args: [id] },
      { sql: 'DELETE FROM mailbox WHERE id = ?', args: [id] },
    ],
    'write',
  )
}

export async function dueMailboxes(database: Database, now: string): Promise<StoredMailbox[]> {
  return rowsOf(database, mailbox, 'WHERE confirmed IS NOT NULL AND due <= ? ORDER BY due LIMIT 500', [now])
}

/** Moves the day of a mailbox on and posts what there is: both, or neither where another process was first. */
export async function tellMailbox(
  { client }: Database,
  { id, told }: StoredMailbox,
  to: { told: string; due: string },
  notice: Notice | null,
): Promise<void> {
  const still = 'id = ? AND told = ?'
  const put: InStatement[] =
    notice === null
      ? []
      : [
          {
            sql: `INSERT INTO outbox (key, kind, recipient, content, created, due)
              SELECT ?, 'notice', id, ?, ?, ? FROM mailbox WHERE ${still} ON CONFLICT (key) DO NOTHING`,
            args: [notice.key, notice.content, notice.created, notice.created, id, told],
          },
        ]
  await client.batch([...put, setting(mailbox, to, still, [id, told])], 'write')
}

/** Forgets mailboxes that nobody confirmed since an instant. */
export async function forgetUnconfirmedMailboxes({ client }: Database, before: string): Promise<void> {
  await client.execute({ sql: 'DELETE FROM mailbox WHERE confirmed IS NULL AND created < ?', args: [before] })
}

/** Drafts of a department that wait for a second person. */
export async function countApprovals({ client }: Database, department: string): Promise<number> {
  const sql = "SELECT count(*) AS n FROM draft WHERE status = 'waiting' AND department = ?"
  const { rows } = await client.execute({ sql, args: [department] })
  return numberOf(rows[0]?.n ?? 0)
}
