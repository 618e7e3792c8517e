import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { provider } from '../schema.ts'

export type StoredProvider = typeof provider.$inferSelect

/** False when a provider has this id already. */
export async function insertProvider({ orm }: Database, row: StoredProvider): Promise<boolean> {
  const rows = await orm.insert(provider).values(row).onConflictDoNothing().returning({ id: provider.id })
  return rows.length > 0
}

/** All of them, also those out of use; oldest first. */
export async function listProviders({ orm }: Database): Promise<StoredProvider[]> {
  return orm.select().from(provider).orderBy(asc(provider.created), asc(provider.id))
}

export async function findProvider({ orm }: Database, id: string): Promise<StoredProvider | null> {
  const [row] = await orm.select().from(provider).where(eq(provider.id, id)).limit(1)
  return row ?? null
}

/** The provider with this id, as long as it is in use. */
export async function findOpenProvider({ orm }: Database, id: string): Promise<StoredProvider | null> {
  const [row] = await orm
    .select()
    .from(provider)
    .where(and(eq(provider.id, id), isNull(provider.removed)))
    .limit(1)
  return row ?? null
}

/** False when there is no such provider. */
export async function updateProvider(
  { orm }: Database,
  id: string,
  set: Partial<Omit<StoredProvider, 'id'>>,
): Promise<boolean> {
  const rows = await orm.update(provider).set(set).where(eq(provider.id, id)).returning({ id: provider.id })
  return rows.length > 0
}
