import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { invitation } from '../schema.ts'

export type StoredInvitation = typeof invitation.$inferSelect

const open = (now: string) =>
  and(isNull(invitation.used), isNull(invitation.revoked), gt(invitation.expires, now))

export async function insertInvitation({ orm }: Database, row: StoredInvitation): Promise<void> {
  await orm.insert(invitation).values(row)
}

/** The invitation with this hash that can still be used. */
export async function findInvitation(
  { orm }: Database,
  hash: string,
  now: string,
): Promise<StoredInvitation | null> {
  const [row] = await orm
    .select()
    .from(invitation)
    .where(and(eq(invitation.hash, hash), open(now)))
    .limit(1)
  return row ?? null
}

/** Uses an invitation up. False when somebody was faster, or it cannot be used. */
export async function useInvitation({ orm }: Database, hash: string, now: string): Promise<boolean> {
  const rows = await orm
    .update(invitation)
    .set({ used: now })
    .where(and(eq(invitation.hash, hash), open(now)))
    .returning({ id: invitation.id })
  return rows.length > 0
}

/** Invitations that can still be used, newest first. */
export async function openInvitations({ orm }: Database, now: string): Promise<StoredInvitation[]> {
  return orm.select().from(invitation).where(open(now)).orderBy(desc(invitation.created))
}

/** False when no invitation that could still be used has this id. */
export async function revokeInvitation({ orm }: Database, id: string, now: string): Promise<boolean> {
  const rows = await orm
    .update(invitation)
    .set({ revoked: now })
    .where(and(eq(invitation.id, id), open(now)))
    .returning({ id: invitation.id })
  return rows.length > 0
}

/** Takes back every open invitation of an account. */
export async function revokeInvitationsOf({ orm }: Database, account: string, now: string): Promise<void> {
  await orm
    .update(invitation)
    .set({ revoked: now })
    .where(and(eq(invitation.account, account), open(now)))
}
