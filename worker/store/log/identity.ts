import { eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { ledger } from '../schema.ts'

export interface Identity {
  origin: string
  verifierKey: string
}

/** To which origin and key this database belongs; null before its first use. */
export async function readIdentity({ orm }: Database): Promise<Identity | null> {
  const [row] = await orm.select().from(ledger).where(eq(ledger.id, 1)).limit(1)
  return row === undefined ? null : { origin: row.origin, verifierKey: row.verifierKey }
}

/** Binds a fresh database to its key. Whoever comes second finds the first binding unchanged. */
export async function bindIdentity(
  database: Database,
  identity: Identity,
  created: string,
): Promise<Identity> {
  // Read first: a Worker opens the ledger for each request, and most of them must not write.
  const bound = await readIdentity(database)
  if (bound !== null) return bound
  await database.orm
    .insert(ledger)
    .values({ id: 1, ...identity, created })
    .onConflictDoNothing()
  return (await readIdentity(database)) ?? identity
}
