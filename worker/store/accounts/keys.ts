import { type Database, type Statement, textOf } from '../database.ts'
import { inserting, rowsOf, setting, write } from '../rows.ts'
import { apiKey } from '../schema/accounts.ts'
import type { StoredAccount } from './account.ts'
import { accountOf } from './account.ts'

export type StoredKey = typeof apiKey.$inferSelect

/** Statement that adds an API key; of its secret the hash alone. */
export function insertKey(key: StoredKey): Statement {
  return inserting(apiKey, key)
}

export interface FoundKey {
  id: string
  scopes: string
  expires: string | null
  used: string | null
  created: string
  account: StoredAccount
}

/** The key with this hash that was not revoked, with its account; null when there is none. Asked with every write. */
export async function findKey(database: Database, hash: string): Promise<FoundKey | null> {
  const { rows } = await database.client.execute({
    sql: `SELECT k.id AS key_id, k.scopes, k.expires, k.used, k.created, r.id, r.kind, r.seq, r.state, r.derived FROM api_key k
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
    created: textOf(row.created),
    account,
  }
}

/** All keys, or those of one account; oldest first. */
export async function listKeys(database: Database, account?: string): Promise<StoredKey[]> {
  const [where, args] = account === undefined ? ['', []] : ['WHERE account = ?', [account]]
  return rowsOf(database, apiKey, `${where} ORDER BY created, id`, args)
}

/** Revokes a key from now on. Changes nothing when no live key has this id, or it is another account's. */
export function revokeKey(id: string, revoked: string, account?: string): Statement {
  const live = `id = ? AND revoked IS NULL${account === undefined ? '' : ' AND account = ?'}`
  const args = account === undefined ? [id] : [id, account]
  return setting(apiKey, { revoked }, live, args)
}

/** Revokes every key of an account, for good. */
export function revokeKeysOf(account: string, revoked: string): Statement {
  return setting(apiKey, { revoked }, 'account = ? AND revoked IS NULL', [account])
}

/** Notes the instant at which an API key was last used. */
export async function noteKeyUsed(database: Database, id: string, used: string): Promise<void> {
  await write(database, setting(apiKey, { used }, 'id = ?', [id]))
}
