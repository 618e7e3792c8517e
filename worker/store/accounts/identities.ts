import type { Database } from '../database.ts'
import { inserting, rowOf, setting, write } from '../rows.ts'
import { identity } from '../schema.ts'

export type StoredIdentity = typeof identity.$inferSelect

/** The identity that an issuer calls by this name. */
export async function findIdentity(
  database: Database,
  issuer: string,
  subject: string,
): Promise<StoredIdentity | null> {
  return rowOf(database, identity, 'WHERE issuer = ? AND subject = ?', [issuer, subject])
}

/** Binds an identity for good. The first one counts: false when it is bound already. */
export async function insertIdentity(database: Database, row: StoredIdentity): Promise<boolean> {
  return (await write(database, inserting(identity, row, 'ON CONFLICT DO NOTHING'))) > 0
}

export async function noteIdentityUsed(
  database: Database,
  issuer: string,
  subject: string,
  used: string,
): Promise<void> {
  await write(database, setting(identity, { used }, 'issuer = ? AND subject = ?', [issuer, subject]))
}
