/** The sealed rows of confidential files. What is in them only the holder of their key can tell. */
import { type Database, numberOf, textOf } from './database.ts'
import { inserting, rowsOf, write } from './rows.ts'
import { caseAct } from './schema.ts'

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

/** All rows, oldest first: only who can open them can tell which belong together. */
export async function readCaseActs(database: Database): Promise<StoredCaseAct[]> {
  return rowsOf(database, caseAct, 'ORDER BY n')
}

/** The rows that the digest of a day is over, oldest first. */
export async function caseActsOfDay(
  { client }: Database,
  day: string,
): Promise<Pick<StoredCaseAct, 'n' | 'at' | 'commitment'>[]> {
  const { rows } = await client.execute({
    sql: 'SELECT n, at, commitment FROM case_act WHERE day = ? ORDER BY n',
    args: [day],
  })
  return rows.map(({ n, at, commitment }) => ({
    n: numberOf(n),
    at: textOf(at),
    commitment: textOf(commitment),
  }))
}
