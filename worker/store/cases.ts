/** The sealed rows of confidential files. What is in them only the holder of their key can tell. */
import { type Database, numberOf, type Statement, textOf } from './database.ts'
import type { Requirement } from './log/requirement.ts'
import { inserting, rowsOf, setting, write } from './rows.ts'
import { caseAct } from './schema/beside.ts'

export type StoredCaseAct = typeof caseAct.$inferSelect

/** @returns false when another writer took the place first */
export async function insertCaseAct(database: Database, row: Omit<StoredCaseAct, 'n'>): Promise<boolean> {
  try {
    await write(database, inserting(caseAct, row))
    return true
  } catch (error) {
    // A day that is closed is refused by a trigger, which is no matter of who was first.
    if (String(error).includes('UNIQUE constraint failed')) return false
    throw error
  }
}

/** The same for the batch of an entry: the row, and that nobody has taken its place yet. */
export function caseActAlong(
  id: string,
  row: Omit<StoredCaseAct, 'n'>,
): { requires: [Requirement]; beside: [Statement] } {
  const sql = 'NOT EXISTS (SELECT 1 FROM case_act WHERE place = ?)'
  return { requires: [{ what: id, sql, args: [row.place] }], beside: [inserting(caseAct, row)] }
}

/** All rows behind one, oldest first: only who can open them can tell which belong together. */
export async function readCaseActs(database: Database, after = 0): Promise<StoredCaseAct[]> {
  return rowsOf(database, caseAct, 'WHERE n > ? ORDER BY n', [after])
}

/** Puts what another key sealed in the place of a row; whoever did so meanwhile is left alone. */
export async function resealCaseAct(
  database: Database,
  { n, sealed }: Pick<StoredCaseAct, 'n' | 'sealed'>,
  anew: Pick<StoredCaseAct, 'place' | 'sealed'>,
): Promise<void> {
  await write(database, setting(caseAct, anew, 'n = ? AND sealed = ?', [n, sealed]))
}

/** The rows that the digest of the days from `since` to `day` is over, oldest first. */
export async function caseActsOfDays(
  { client }: Database,
  since: string,
  day: string,
): Promise<Pick<StoredCaseAct, 'n' | 'at' | 'commitment'>[]> {
  const { rows } = await client.execute({
    sql: 'SELECT n, at, commitment FROM case_act WHERE day BETWEEN ? AND ? ORDER BY n',
    args: [since, day],
  })
  return rows.map(({ n, at, commitment }) => ({
    n: numberOf(n),
    at: textOf(at),
    commitment: textOf(commitment),
  }))
}
