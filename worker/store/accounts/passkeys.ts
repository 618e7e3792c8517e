import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { passkey } from '../schema.ts'

export type StoredPasskey = typeof passkey.$inferSelect

export async function insertPasskey({ orm }: Database, row: StoredPasskey): Promise<void> {
  await orm.insert(passkey).values(row)
}

export async function findPasskey({ orm }: Database, id: string): Promise<StoredPasskey | null> {
  const [row] = await orm.select().from(passkey).where(eq(passkey.id, id)).limit(1)
  return row ?? null
}

export async function passkeysOf({ orm }: Database, account: string): Promise<StoredPasskey[]> {
  return orm.select().from(passkey).where(eq(passkey.account, account)).orderBy(asc(passkey.created))
}

/** Keeps the counter of the device, which only grows, and when it last signed in. */
export async function notePasskeyUsed(
  { orm }: Database,
  id: string,
  counter: number,
  used: string,
): Promise<void> {
  await orm.update(passkey).set({ counter, used }).where(eq(passkey.id, id))
}

/** False when the account has no such passkey. */
export async function deletePasskey({ orm }: Database, account: string, id: string): Promise<boolean> {
  const rows = await orm
    .delete(passkey)
    .where(and(eq(passkey.id, id), eq(passkey.account, account)))
    .returning({ id: passkey.id })
  return rows.length > 0
}
