import type { Database, Statement } from '../database.ts'
import { inserting, rowOf, rowsOf, setting } from '../rows.ts'
import { provider } from '../schema/accounts.ts'

export type StoredProvider = typeof provider.$inferSelect

/** Changes nothing when a provider has this id already. */
export function insertProvider(row: StoredProvider): Statement {
  return inserting(provider, row, 'ON CONFLICT DO NOTHING')
}

/** All of them, also those out of use; oldest first. */
export async function listProviders(database: Database): Promise<StoredProvider[]> {
  return rowsOf(database, provider, 'ORDER BY created, id')
}

/** Provider by its id; null when there is none. */
export async function findProvider(database: Database, id: string): Promise<StoredProvider | null> {
  return rowOf(database, provider, 'WHERE id = ?', [id])
}

/** The provider with this id, as long as it is in use. */
export async function findOpenProvider(database: Database, id: string): Promise<StoredProvider | null> {
  return rowOf(database, provider, 'WHERE id = ? AND removed IS NULL', [id])
}

/** Changes nothing when there is no such provider. */
export function updateProvider(id: string, set: Partial<Omit<StoredProvider, 'id'>>): Statement {
  return setting(provider, set, 'id = ?', [id])
}
