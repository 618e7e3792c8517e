import { type Database, type Statement, textOf } from '../database.ts'
import { inserting, rowsOf, setting, write } from '../rows.ts'
import { session } from '../schema/accounts.ts'
import { accountOf, type StoredAccount } from './account.ts'

export type StoredSession = typeof session.$inferSelect

/** Adds a session; of its token the hash alone. */
export async function insertSession(database: Database, row: StoredSession): Promise<void> {
  await write(database, inserting(session, row))
}

export interface FoundSession {
  id: string
  means: string
  created: string
  seen: string
  expires: string
  /** When the way was added by which it is; empty for a link made on the machine. */
  since: string
  account: StoredAccount
}

/** The session with this hash that was not revoked, with its account. Asked with every request that is signed in. */
export async function findSession(database: Database, hash: string): Promise<FoundSession | null> {
  const { rows } = await database.client.execute({
    sql: `SELECT s.id AS session_id, s.means, s.created, s.seen, s.expires, s.since, r.id, r.kind, r.seq, r.state, r.derived FROM session s
      JOIN record r ON r.id = s.account AND r.kind = 'account' WHERE s.hash = ? AND s.revoked IS NULL`,
    args: [hash],
  })
  const row = rows[0]
  const account = row === undefined ? null : await accountOf(database, row)
  if (row === undefined || account === null) return null
  return {
    id: textOf(row.session_id),
    means: textOf(row.means),
    created: textOf(row.created),
    seen: textOf(row.seen),
    expires: textOf(row.expires),
    since: textOf(row.since),
    account,
  }
}

/** Sessions of an account that are neither revoked nor past their end; newest first. */
export async function liveSessions(
  database: Database,
  account: string,
  now: string,
): Promise<StoredSession[]> {
  const live = 'WHERE account = ? AND revoked IS NULL AND expires > ? ORDER BY seen DESC'
  return rowsOf(database, session, live, [account, now])
}

/** Notes the instant of the last request of a session. */
export async function noteSessionSeen(database: Database, id: string, seen: string): Promise<void> {
  await write(database, setting(session, { seen }, 'id = ?', [id]))
}

/** Ends one session of an account. Changes nothing when it has no such live session. */
export function revokeSession(account: string, id: string, revoked: string): Statement {
  return setting(session, { revoked }, 'id = ? AND account = ? AND revoked IS NULL', [id, account])
}

/** Ends all sessions of an account. */
export function revokeSessions(account: string, revoked: string): Statement {
  return setting(session, { revoked }, 'account = ? AND revoked IS NULL', [account])
}
