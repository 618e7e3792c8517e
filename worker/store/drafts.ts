import type { Erased } from './copies/erased.ts'
import type { Database, Statement } from './database.ts'
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

/**
 * Drafts that wait for approval, except those of the account itself: of a department, or, with null, of authors who
 * belong to none.
 */
export async function waitingDrafts(
  database: Database,
  department: string | null,
  account: string,
): Promise<StoredDraft[]> {
  const [of, args] =
    department === null
      ? ["account IN (SELECT id FROM record WHERE kind = 'account' AND department IS NULL)", [account]]
      : ['department = ?', [account, department]]
  return rowsOf(
    database,
    draft,
    `WHERE status = 'waiting' AND account <> ? AND ${of} ORDER BY updated DESC LIMIT 200`,
    args,
  )
}

const EMPTIED =
  '这条记录有内容已依法删除，草稿可能重复它，已清空：请重新填写。 / Content of this record was lawfully erased. This draft could repeat it and was emptied: write it anew.'

/** Drafts of a record begin with what it said: they are given back empty. So is the draft that the entry came from. */
export function forgetDrafts({ target, record }: Erased): Statement[] {
  return [
    {
      sql: `UPDATE draft SET title = '', input = '{}', version = version + 1,
          note = CASE status WHEN 'entered' THEN NULL ELSE ? END,
          status = CASE status WHEN 'entered' THEN status ELSE 'returned' END
        WHERE record = ? OR entry = ? OR id IN (
          SELECT substr(key, instr(key, ' draft-') + 7) FROM submission
          WHERE first <= ? AND first + count > ? AND instr(key, ' draft-') > 0)`,
      args: [EMPTIED, record, target, target, target],
    },
  ]
}
