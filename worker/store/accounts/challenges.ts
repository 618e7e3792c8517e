import { and, eq, gt, lt } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { challenge } from '../schema.ts'

export type StoredChallenge = typeof challenge.$inferSelect

/** Keeps what was asked, and forgets what nobody answered in time. */
export async function insertChallenge({ orm }: Database, row: StoredChallenge, now: string): Promise<void> {
  await orm.batch([
    orm.delete(challenge).where(lt(challenge.expires, now)),
    orm.insert(challenge).values(row),
  ])
}

/** Takes a challenge: it is answered once. Null when there is none for this purpose, or it is too old. */
export async function takeChallenge(
  { orm }: Database,
  id: string,
  purpose: string,
  now: string,
): Promise<StoredChallenge | null> {
  const [row] = await orm
    .delete(challenge)
    .where(and(eq(challenge.id, id), eq(challenge.purpose, purpose), gt(challenge.expires, now)))
    .returning()
  return row ?? null
}
