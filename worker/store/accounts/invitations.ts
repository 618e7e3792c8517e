import type { Database } from '../database.ts'
import { inserting, rowOf, rowsOf, setting, write } from '../rows.ts'
import { invitation } from '../schema.ts'

export type StoredInvitation = typeof invitation.$inferSelect

/** Those that can still be used, as of an instant. */
const OPEN = 'used IS NULL AND revoked IS NULL AND expires > ?'

export async function insertInvitation(database: Database, row: StoredInvitation): Promise<void> {
  await write(database, inserting(invitation, row))
}

/** The invitation with this hash that can still be used. */
export async function findInvitation(
  database: Database,
  hash: string,
  now: string,
): Promise<StoredInvitation | null> {
  return rowOf(database, invitation, `WHERE hash = ? AND ${OPEN}`, [hash, now])
}

/** Uses an invitation up. False when somebody was faster, or it cannot be used. */
export async function useInvitation(database: Database, hash: string, now: string): Promise<boolean> {
  return (await write(database, setting(invitation, { used: now }, `hash = ? AND ${OPEN}`, [hash, now]))) > 0
}

/** Invitations that can still be used, newest first. */
export async function openInvitations(database: Database, now: string): Promise<StoredInvitation[]> {
  return rowsOf(database, invitation, `WHERE ${OPEN} ORDER BY created DESC`, [now])
}

/** False when no invitation that could still be used has this id. */
export async function revokeInvitation(database: Database, id: string, now: string): Promise<boolean> {
  return (await write(database, setting(invitation, { revoked: now }, `id = ? AND ${OPEN}`, [id, now]))) > 0
}

/** Takes back every open invitation of an account. */
export async function revokeInvitationsOf(database: Database, account: string, now: string): Promise<void> {
  await write(database, setting(invitation, { revoked: now }, `account = ? AND ${OPEN}`, [account, now]))
}
