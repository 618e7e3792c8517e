import type { Database } from '../database.ts'
import { inserting, rowFrom } from '../rows.ts'
import { challenge } from '../schema/accounts.ts'

export type StoredChallenge = typeof challenge.$inferSelect

/** Keeps what was asked, and forgets what nobody answered in time. */
export async function insertChallenge(database: Database, row: StoredChallenge, now: string): Promise<void> {
  await database.client.batch(
    [{ sql: 'DELETE FROM challenge WHERE expires < ?', args: [now] }, inserting(challenge, row)],
    'write',
  )
}

/** Takes a challenge: it is answered once. Null when there is none for this purpose, or it is too old. */
export async function takeChallenge(
  { client }: Database,
  id: string,
  purpose: string,
  now: string,
): Promise<StoredChallenge | null> {
  const { rows } = await client.execute({
    sql: 'DELETE FROM challenge WHERE id = ? AND purpose = ? AND expires > ? RETURNING *',
    args: [id, purpose, now],
  })
  return rows[0] === undefined ? null : rowFrom(challenge, rows[0])
}

/**
 * Notes that a challenge which this program signed, and keeps nowhere, was answered.
 *
 * @returns false where it was answered before
 */
export async function spendChallenge(
  database: Database,
  row: StoredChallenge,
  now: string,
): Promise<boolean> {
  const [, inserted] = await database.client.batch(
    [
      { sql: 'DELETE FROM challenge WHERE expires < ?', args: [now] },
      inserting(challenge, row, 'ON CONFLICT (id) DO NOTHING'),
    ],
    'write',
  )
  return inserted?.rowsAffected === 1
}
