import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from './database.ts'
import { apiKey } from './schema.ts'

export type StoredKey = typeof apiKey.$inferSelect

export async function insertKey({ orm }: Database, key: StoredKey): Promise<void> {
  await orm.insert(apiKey).values(key)
}

/** The live key with this hash, or null when there is none or it was revoked. */
export async function findKey({ orm }: Database, hash: string): Promise<StoredKey | null> {
  const [row] = await orm
    .select()
    .from(apiKey)
    .where(and(eq(apiKey.hash, hash), isNull(apiKey.revoked)))
    .limit(1)
  return row ?? null
}

export async function listKeys({ orm }: Database): Promise<StoredKey[]> {
  return orm.select().from(apiKey).orderBy(asc(apiKey.created), asc(apiKey.id))
}

/** Revokes a key from now on. False when no live key has this id. */
export async function revokeKey({ orm }: Database, id: string, revoked: string): Promise<boolean> {
  const rows = await orm
    .update(apiKey)
    .set({ revoked })
    .where(and(eq(apiKey.id, id), isNull(apiKey.revoked)))
    .returning({ id: apiKey.id })
  return rows.length > 0
}
