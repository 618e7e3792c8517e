import { type AtRest, isSealed, openText, sealText, unsealed } from './at-rest.ts'
import type { Erased } from './copies/erased.ts'
import { type Database, numberOf, type Statement } from './database.ts'
import { draftStatements } from './documents.ts'
import type { Requirement } from './log/requirement.ts'
import { inserting, rowOf, rowsOf, setting, write } from './rows.ts'
import { draft } from './schema/beside.ts'

export type StoredDraft = typeof draft.$inferSelect

/** A database, and what seals the words of drafts in it. */
export interface Shelf {
  database: Database
  atRest: AtRest
}

/** The columns that hold words. */
const WORDS = ['title', 'input', 'note'] as const

const placeOf = (id: string, column: (typeof WORDS)[number]): string => `draft ${id} ${column}`

async function sealed<T extends Partial<StoredDraft>>(atRest: AtRest, id: string, row: T): Promise<T> {
  const words = WORDS.map(async (column) => {
    const text = row[column]
    return typeof text === 'string' ? [[column, await sealText(atRest, text, placeOf(id, column))]] : []
  })
  const { input } = row
  const long = typeof input === 'string' && !isSealed(input) ? { characters: input.length } : {}
  return { ...row, ...long, ...Object.fromEntries((await Promise.all(words)).flat()) }
}

async function opened(atRest: AtRest, row: StoredDraft): Promise<StoredDraft> {
  const { id, title, input, note } = row
  return {
    ...row,
    title: await openText(atRest, title, placeOf(id, 'title')),
    input: await openText(atRest, input, placeOf(id, 'input')),
    note: note === null ? null : await openText(atRest, note, placeOf(id, 'note')),
  }
}

/** Begins a draft, with its links to documents. */
export async function insertDraft({ database, atRest }: Shelf, row: StoredDraft): Promise<void> {
  const links = draftStatements(row.id, JSON.parse(row.input))
  await database.client.batch([inserting(draft, await sealed(atRest, row.id, row)), ...links], 'write')
}

/** Draft by its id, with its content unsealed; null when there is none. */
export async function readDraft({ database, atRest }: Shelf, id: string): Promise<StoredDraft | null> {
  const row = await rowOf(database, draft, 'WHERE id = ?', [id])
  return row === null ? null : opened(atRest, row)
}

/**
 * Changes a draft that is still at `version`, and moves it to the next one. False when it is not: somebody else,
 * or the same person in another window, was first.
 */
export async function changeDraft(
  shelf: Shelf,
  id: string,
  version: number,
  set: Partial<StoredDraft>,
): Promise<boolean> {
  const { database, atRest } = shelf
  const next = { ...(await sealed(atRest, id, set)), version: version + 1 }
  // A document stays while a draft names it: the links change with what is saved, and before its version does.
  const links = set.input === undefined ? [] : draftStatements(id, JSON.parse(set.input), version)
  const moved = setting(draft, next, 'id = ? AND version = ?', [id, version])
  const done = await database.client.batch([...links, moved], 'write')
  return (done.at(-1)?.rowsAffected ?? 0) > 0
}

/** Requirement that a draft is still the version that was seen, of the entry that it becomes. */
export function unchanged(id: string, version: number): Requirement {
  return {
    what: id,
    sql: 'EXISTS (SELECT 1 FROM draft WHERE id = ? AND version = ?)',
    args: [id, version],
  }
}

/**
 * The draft is in the ledger; for the batch of its entry. What was written stands there now: a copy here would
 * outlive a lawful erasure.
 *
 * @param key of the submission
 */
export function enteredStatements(
  { id, version }: Pick<StoredDraft, 'id' | 'version'>,
  { reviewer, updated }: Pick<StoredDraft, 'reviewer' | 'updated'>,
  key: string,
): Statement[] {
  return [
    {
      sql: `UPDATE draft SET status = 'entered', title = '', input = '{}', characters = 2, note = NULL, reviewer = ?, updated = ?, version = version + 1,
          entry = (SELECT first FROM submission WHERE key = ?) WHERE id = ? AND version = ?`,
      args: [reviewer, updated, key, id, version],
    },
    ...draftStatements(id, {}),
  ]
}

/**
 * Deletes a draft of this version with its mentions of documents. False when it is of another version or
 * gone.
 */
export async function deleteDraft(database: Database, id: string, version: number): Promise<boolean> {
  const gone = { sql: 'DELETE FROM draft WHERE id = ? AND version = ?', args: [id, version] }
  const done = await database.client.batch([...draftStatements(id, {}, version), gone], 'write')
  return (done.at(-1)?.rowsAffected ?? 0) > 0
}

/** Drafts that an account is writing or has handed in, last changed first. */
export async function draftsOf({ database, atRest }: Shelf, account: string): Promise<StoredDraft[]> {
  const clause = "WHERE account = ? AND status <> 'entered' ORDER BY updated DESC LIMIT 200"
  const rows = await rowsOf(database, draft, clause, [account])
  return Promise.all(rows.map((row) => opened(atRest, row)))
}

/**
 * Number of drafts of an account that are not in the ledger yet, and of the characters they hold as they were
 * written, but for one of them.
 */
export async function draftAmount(
  { client }: Database,
  account: string,
  except: string,
): Promise<{ drafts: number; characters: number }> {
  const { rows } = await client.execute({
    sql: `SELECT count(*) AS drafts, coalesce(sum(coalesce(characters, length(input))), 0) AS characters FROM draft
      WHERE account = ? AND status <> 'entered' AND id <> ?`,
    args: [account, except],
  })
  return { drafts: numberOf(rows[0]?.drafts), characters: numberOf(rows[0]?.characters) }
}

/**
 * Drafts that wait for approval, except those of the account itself: of a department, or, with null, of authors who
 * belong to none.
 */
export async function waitingDrafts(
  { database, atRest }: Shelf,
  department: string | null,
  account: string,
): Promise<StoredDraft[]> {
  const [of, args] =
    department === null
      ? [
          "account NOT IN (SELECT id FROM record WHERE kind = 'account' AND department IS NOT NULL)",
          [account],
        ]
      : ['department = ?', [account, department]]
  const clause = `WHERE status = 'waiting' AND account <> ? AND ${of} ORDER BY updated DESC LIMIT 200`
  const rows = await rowsOf(database, draft, clause, args)
  return Promise.all(rows.map((row) => opened(atRest, row)))
}

/** Seals some drafts of an earlier version. @returns how many there were */
export async function sealDrafts({ database, atRest }: Shelf, limit: number): Promise<number> {
  const clause = `WHERE ${unsealed('input')} AND status <> 'entered' LIMIT ?`
  const rows = await rowsOf(database, draft, clause, [limit])
  for (const row of rows) {
    const { title, input, note, characters } = await sealed(atRest, row.id, row)
    // Whoever saves it meanwhile seals it.
    await write(
      database,
      setting(draft, { title, input, note, characters }, 'id = ? AND version = ?', [row.id, row.version]),
    )
  }
  return rows.length
}

const EMPTIED =
  '这条记录有内容已依法删除，草稿可能重复它，已清空：请重新填写。 / Content of this record was lawfully erased. This draft could repeat it and was emptied: write it anew.'

/** Drafts of a record begin with what it said: they are given back empty. So is the draft that the entry came from. */
export function forgetDrafts({ target, record }: Erased): Statement[] {
  return [
    {
      sql: `UPDATE draft SET title = '', input = '{}', characters = 2, version = version + 1,
          note = CASE status WHEN 'entered' THEN NULL ELSE ? END,
          status = CASE status WHEN 'entered' THEN status ELSE 'returned' END
        WHERE record = ? OR entry IN (
          SELECT first FROM submission WHERE first <= ? AND first + count > ?)`,
      args: [EMPTIED, record, target, target],
    },
  ]
}
