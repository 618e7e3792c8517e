import type { Database, Statement } from '../database.ts'
import { inserting, rowOf, rowsOf, setting, write } from '../rows.ts'
import { passkey } from '../schema/accounts.ts'

export type StoredPasskey = typeof passkey.$inferSelect

/** Changes nothing when it is registered already. */
export function insertPasskey(row: StoredPasskey): Statement {
  return inserting(passkey, row, 'ON CONFLICT DO NOTHING')
}

/** Passkey by the id of its credential; null when there is none. */
export async function findPasskey(database: Database, id: string): Promise<StoredPasskey | null> {
  return rowOf(database, passkey, 'WHERE id = ?', [id])
}

/** Passkeys of an account, oldest first. */
export async function passkeysOf(database: Database, account: string): Promise<StoredPasskey[]> {
  return rowsOf(database, passkey, 'WHERE account = ? ORDER BY created', [account])
}

/** Keeps the counter of the device, which only grows, and when it last signed in. */
export async function notePasskeyUsed(
  database: Database,
  id: string,
  counter: number,
  used: string,
): Promise<void> {
  await write(database, setting(passkey, { counter, used }, 'id = ?', [id]))
}

/** Changes nothing when the account has no such passkey, or no other. */
export function deletePasskey(account: string, id: string): Statement {
  return {
    sql: `DELETE FROM passkey WHERE id = ? AND account = ?
      AND (SELECT count(*) FROM passkey WHERE account = ?) > 1`,
    args: [id, account, account],
  }
}

/** Takes every passkey of an account away. */
export function deletePasskeys(account: string): Statement {
  return { sql: 'DELETE FROM passkey WHERE account = ?', args: [account] }
}
