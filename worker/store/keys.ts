import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Database, textOf } from './database.ts'
import { apiKey } from './schema.ts'

export type StoredKey = typeof apiKey.$inferSelect

export async function insertKey({ orm }: Database, key: StoredKey): Promise<void> {
  await orm.insert(apiKey).values(key)
}

/** The live key with this hash, or null when there is none or it was revoked. Asked with every write. */
export async function findKey({ client }: Database, hash: string): Promise<StoredKey | null> {
  const { rows } = await client.execute({
    sql: 'SELECT id, hash, name, role, department, created, revoked FROM api_key WHERE hash = ? AND revoked IS NULL',
    args: [hash],
  })
  const row = rows[0]
  if (row === undefined) return null
  return {
    id: textOf(row.id),
    hash: textOf(row.hash),
    name: textOf(row.name),
    role: textOf(row.role),
    department: row.department === null ? null : textOf(row.department),
    created: textOf(row.created),
    revoked: null,
  }
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
