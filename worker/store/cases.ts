/** The sealed rows of confidential files. What is in them only the holder of their key can tell. */
import { asc, eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { caseAct } from './schema.ts'

export type StoredCaseAct = typeof caseAct.$inferSelect

/** @returns false when another writer took the place first */
export async function insertCaseAct({ orm }: Database, row: Omit<StoredCaseAct, 'n'>): Promise<boolean> {
  try {
    await orm.insert(caseAct).values(row)
    return true
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    // A day that is closed is refused by a trigger, which is no matter of who was first.
    if (String(cause).includes('UNIQUE constraint failed')) return false
    throw error
  }
}

/** All rows, oldest first: only who can open them can tell which belong together. */
export async function readCaseActs({ orm }: Database): Promise<StoredCaseAct[]> {
  return orm.select().from(caseAct).orderBy(asc(caseAct.n))
}

/** What the digest of a day is over. */
export async function caseActsOfDay(
  { orm }: Database,
  day: string,
): Promise<Pick<StoredCaseAct, 'n' | 'at' | 'commitment'>[]> {
  return orm
    .select({ n: caseAct.n, at: caseAct.at, commitment: caseAct.commitment })
    .from(caseAct)
    .where(eq(caseAct.day, day))
    .orderBy(asc(caseAct.n))
}
