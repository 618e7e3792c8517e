import type { Database } from '../database.ts'
import { inserting, rowOf, rowsOf, setting, write } from '../rows.ts'
import { passkey } from '../schema.ts'

export type StoredPasskey = typeof passkey.$inferSelect

export async function insertPasskey(database: Database, row: StoredPasskey): Promise<void> {
  await write(database, inserting(passkey, row))
}

export async function findPasskey(database: Database, id: string): Promise<StoredPasskey | null> {
  return rowOf(database, passkey, 'WHERE id = ?', [id])
}

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

/** False when the account has no such passkey. */
export async function deletePasskey(database: Database, account: string, id: string): Promise<boolean> {
  const gone = await write(database, {
    sql: 'DELETE FROM passkey WHERE id = ? AND account = ?',
    args: [id, account],
  })
  return gone > 0
}
