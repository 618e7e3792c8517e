import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Database, textOf } from '../database.ts'
import { apiKey } from '../schema.ts'
import type { StoredAccount } from './account.ts'
import { accountOf } from './account.ts'

export type StoredKey = typeof apiKey.$inferSelect

export async function insertKey({ orm }: Database, key: StoredKey): Promise<void> {
  await orm.insert(apiKey).values(key)
}

export interface FoundKey {
  id: string
  scopes: string
  expires: string | null
  used: string | null
  account: StoredAccount
}

/** The key with this hash that was not revoked, with its account; null when there is none. Asked with every write. */
export async function findKey(database: Database, hash: string): Promise<FoundKey | null> {
  const { rows } = await database.client.execute({
    sql: `SELECT k.id AS key_id, k.scopes, k.expires, k.used, r.id, r.kind, r.seq, r.state, r.derived FROM api_key k
      JOIN record r ON r.id = k.account AND r.kind = 'account' WHERE k.hash = ? AND k.revoked IS NULL`,
    args: [hash],
  })
  const row = rows[0]
  const account = row === undefined ? null : await accountOf(database, row)
  if (row === undefined || account === null) return null
  return {
    id: textOf(row.key_id),
    scopes: textOf(row.scopes),
    expires: row.expires === null ? null : textOf(row.expires),
    used: row.used === null ? null : textOf(row.used),
    account,
  }
}

/** All keys, or those of one account; oldest first. */
export async function listKeys({ orm }: Database, account?: string): Promise<StoredKey[]> {
  return orm
    .select()
    .from(apiKey)
    .where(account === undefined ? undefined : eq(apiKey.account, account))
    .orderBy(asc(apiKey.created), asc(apiKey.id))
}

/** Revokes a key from now on. False when no live key has this id, or it is another account's. */
export async function revokeKey(
  { orm }: Database,
  id: string,
  revoked: string,
  account?: string,
): Promise<boolean> {
  const mine = account === undefined ? undefined : eq(apiKey.account, account)
  const rows = await orm
    .update(apiKey)
    .set({ revoked })
    .where(and(eq(apiKey.id, id), isNull(apiKey.revoked), mine))
    .returning({ id: apiKey.id })
  return rows.length > 0
}

export async function noteKeyUsed({ orm }: Database, id: string, used: string): Promise<void> {
  await orm.update(apiKey).set({ used }).where(eq(apiKey.id, id))
}
