import type { Database } from '../database.ts'
import { inserting, rowOf, rowsOf, setting, write } from '../rows.ts'
import { provider } from '../schema.ts'

export type StoredProvider = typeof provider.$inferSelect

/** False when a provider has this id already. */
export async function insertProvider(database: Database, row: StoredProvider): Promise<boolean> {
  return (await write(database, inserting(provider, row, 'ON CONFLICT DO NOTHING'))) > 0
}

/** All of them, also those out of use; oldest first. */
export async function listProviders(database: Database): Promise<StoredProvider[]> {
  return rowsOf(database, provider, 'ORDER BY created, id')
}

export async function findProvider(database: Database, id: string): Promise<StoredProvider | null> {
  return rowOf(database, provider, 'WHERE id = ?', [id])
}

/** The provider with this id, as long as it is in use. */
export async function findOpenProvider(database: Database, id: string): Promise<StoredProvider | null> {
  return rowOf(database, provider, 'WHERE id = ? AND removed IS NULL', [id])
}

/** False when there is no such provider. */
export async function updateProvider(
  database: Database,
  id: string,
  set: Partial<Omit<StoredProvider, 'id'>>,
): Promise<boolean> {
  return (await write(database, setting(provider, set, 'id = ?', [id]))) > 0
}
