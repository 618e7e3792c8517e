import type { Database, Statement } from '../database.ts'
import { inserting, rowOf, rowsOf, setting } from '../rows.ts'
import { invitation } from '../schema/accounts.ts'

export type StoredInvitation = typeof invitation.$inferSelect

/** Condition that somebody has a way into the account that an expression names: a device, an identity, a key, a session. */
export const hasWay = (account: string): string =>
  `EXISTS (SELECT 1 FROM passkey p WHERE p.account = ${account})
    OR EXISTS (SELECT 1 FROM identity i WHERE i.account = ${account})
    OR EXISTS (SELECT 1 FROM api_key k WHERE k.account = ${account} AND k.revoked IS NULL)
    OR EXISTS (SELECT 1 FROM session s WHERE s.account = ${account} AND s.revoked IS NULL)`

/** Those that can still be used, as of an instant. */
const OPEN = 'used IS NULL AND revoked IS NULL AND expires > ?'

/** Statement that adds an invitation. */
export function insertInvitation(row: StoredInvitation): Statement {
  return inserting(invitation, row)
}

/** True for an account into which somebody has a way. */
export async function hasWayIn({ client }: Database, account: string): Promise<boolean> {
  const sql = `SELECT 1 FROM (SELECT ? AS account) a WHERE ${hasWay('a.account')}`
  return (await client.execute({ sql, args: [account] })).rows.length > 0
}

/** The invitation with this hash that can still be used. */
export async function findInvitation(
  database: Database,
  hash: string,
  now: string,
): Promise<StoredInvitation | null> {
  return rowOf(database, invitation, `WHERE hash = ? AND ${OPEN}`, [hash, now])
}

/**
 * Uses an invitation up. It changes nothing when somebody was faster, when it cannot be used, and when nobody has
 * confirmed it and its account got a way in meanwhile.
 */
export function useInvitation(hash: string, now: string): Statement {
  const way = hasWay('invitation.account')
  const may = `hash = ? AND ${OPEN} AND (confirmed_by IS NOT NULL OR NOT (${way}))`
  return setting(invitation, { used: now }, may, [hash, now])
}

/** The invitation with this id that can still be used. */
export async function findInvitationById(
  database: Database,
  id: string,
  now: string,
): Promise<StoredInvitation | null> {
  return rowOf(database, invitation, `WHERE id = ? AND ${OPEN}`, [id, now])
}

/** Confirms an invitation: once, and never by who made it. */
export function confirmInvitation(id: string, confirmedBy: string, now: string): Statement {
  const may = `id = ? AND ${OPEN} AND confirmed_by IS NULL AND "by" <> ?`
  return setting(invitation, { confirmed: now, confirmedBy }, may, [id, now, confirmedBy])
}

/** Invitations that can still be used, newest first. */
export async function openInvitations(database: Database, now: string): Promise<StoredInvitation[]> {
  return rowsOf(database, invitation, `WHERE ${OPEN} ORDER BY created DESC`, [now])
}

/** Changes nothing when no invitation that could still be used has this id. */
export function revokeInvitation(id: string, now: string): Statement {
  return setting(invitation, { revoked: now }, `id = ? AND ${OPEN}`, [id, now])
}

/** Takes back every open invitation of an account. */
export function revokeInvitationsOf(account: string, now: string): Statement {
  return setting(invitation, { revoked: now }, `account = ? AND ${OPEN}`, [account, now])
}
