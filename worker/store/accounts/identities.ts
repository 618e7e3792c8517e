import { and, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { identity } from '../schema.ts'

export type StoredIdentity = typeof identity.$inferSelect

/** The identity that an issuer calls by this name. */
export async function findIdentity(
  { orm }: Database,
  issuer: string,
  subject: string,
): Promise<StoredIdentity | null> {
  const [row] = await orm
    .select()
    .from(identity)
    .where(and(eq(identity.issuer, issuer), eq(identity.subject, subject)))
    .limit(1)
  return row ?? null
}

/** Binds an identity for good. The first one counts: false when it is bound already. */
export async function insertIdentity({ orm }: Database, row: StoredIdentity): Promise<boolean> {
  const rows = await orm
    .insert(identity)
    .values(row)
    .onConflictDoNothing()
    .returning({ account: identity.account })
  return rows.length > 0
}

export async function noteIdentityUsed(
  { orm }: Database,
  issuer: string,
  subject: string,
  used: string,
): Promise<void> {
  await orm
    .update(identity)
    .set({ used })
    .where(and(eq(identity.issuer, issuer), eq(identity.subject, subject)))
}
