import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import type { Database } from './database.ts'
import { draft } from './schema.ts'

export type StoredDraft = typeof draft.$inferSelect

export async function insertDraft({ orm }: Database, row: StoredDraft): Promise<void> {
  await orm.insert(draft).values(row)
}

export async function readDraft({ orm }: Database, id: string): Promise<StoredDraft | null> {
  const [row] = await orm.select().from(draft).where(eq(draft.id, id)).limit(1)
  return row ?? null
}

/**
 * Changes a draft that is still at `version`, and moves it to the next one. False when it is not: somebody else,
 * or the same person in another window, was first.
 */
export async function changeDraft(
  { orm }: Database,
  id: string,
  version: number,
  set: Partial<StoredDraft>,
): Promise<boolean> {
  const rows = await orm
    .update(draft)
    .set({ ...set, version: version + 1 })
    .where(and(eq(draft.id, id), eq(draft.version, version)))
    .returning({ id: draft.id })
  return rows.length > 0
}

export async function deleteDraft({ orm }: Database, id: string, version: number): Promise<boolean> {
  const rows = await orm
    .delete(draft)
    .where(and(eq(draft.id, id), eq(draft.version, version)))
    .returning({ id: draft.id })
  return rows.length > 0
}

/** What an account is writing or has handed in, last changed first. */
export async function draftsOf({ orm }: Database, account: string): Promise<StoredDraft[]> {
  return orm
    .select()
    .from(draft)
    .where(and(eq(draft.account, account), ne(draft.status, 'entered')))
    .orderBy(desc(draft.updated))
    .limit(200)
}

/** What waits for approval in a department, except what the account itself wrote. */
export async function waitingDrafts(
  { orm }: Database,
  department: string,
  account: string,
): Promise<StoredDraft[]> {
  return orm
    .select()
    .from(draft)
    .where(
      and(eq(draft.department, department), inArray(draft.status, ['waiting']), ne(draft.account, account)),
    )
    .orderBy(desc(draft.updated))
    .limit(200)
}
