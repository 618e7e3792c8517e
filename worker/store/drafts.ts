import type { Database } from './database.ts'
import { inserting, rowOf, rowsOf, setting, write } from './rows.ts'
import { draft } from './schema.ts'

export type StoredDraft = typeof draft.$inferSelect

export async function insertDraft(database: Database, row: StoredDraft): Promise<void> {
  await write(database, inserting(draft, row))
}

export async function readDraft(database: Database, id: string): Promise<StoredDraft | null> {
  return rowOf(database, draft, 'WHERE id = ?', [id])
}

/**
 * Changes a draft that is still at `version`, and moves it to the next one. False when it is not: somebody else,
 * or the same person in another window, was first.
 */
export async function changeDraft(
  database: Database,
  id: string,
  version: number,
  set: Partial<StoredDraft>,
): Promise<boolean> {
  const next = { ...set, version: version + 1 }
  return (await write(database, setting(draft, next, 'id = ? AND version = ?', [id, version]))) > 0
}

export async function deleteDraft(database: Database, id: string, version: number): Promise<boolean> {
  const gone = await write(database, {
    sql: 'DELETE FROM draft WHERE id = ? AND version = ?',
    args: [id, version],
  })
  return gone > 0
}

/** Drafts that an account is writing or has handed in, last changed first. */
export async function draftsOf(database: Database, account: string): Promise<StoredDraft[]> {
  return rowsOf(
    database,
    draft,
    "WHERE account = ? AND status <> 'entered' ORDER BY updated DESC LIMIT 200",
    [account],
  )
}

/** Drafts that wait for approval in a department, except those of the account itself. */
export async function waitingDrafts(
  database: Database,
  department: string,
  account: string,
): Promise<StoredDraft[]> {
  return rowsOf(
    database,
    draft,
    "WHERE department = ? AND status = 'waiting' AND account <> ? ORDER BY updated DESC LIMIT 200",
    [department, account],
  )
}
