/**
 * Means of access change together with their rows of the access log. What writes to invitations, passkeys,
 * identities, keys, sessions or providers is a statement, and the statements are run here alone.
 */
import { LibsqlBatchError, LibsqlError } from '@libsql/core/api'
import type { Database, Statement } from '../database.ts'
import { rowsOf } from '../rows.ts'
import { accessNotice } from '../schema/accounts.ts'
import type { NewAccess } from './access.ts'
import { hasWay } from './invitations.ts'

export type StoredNotice = typeof accessNotice.$inferSelect

/** One change and its row; without a statement, one more row of the change before it. */
export interface AccessChange {
  statement?: Statement
  row: NewAccess
}

/**
 * The row of the change that stands right before it. Changed that nothing, the row has no action, which its
 * column refuses: a batch that was to change something and did not fails as a whole.
 */
function rowAfterChange({ at, day, account, action, subject, request }: NewAccess): Statement {
  return {
    sql: `INSERT INTO access (at, day, account, action, subject, request)
      VALUES (?, ?, ?, CASE WHEN changes() = 0 THEN NULL ELSE ? END, ?, ?)`,
    args: [at, day, account, action, subject, request],
  }
}

function changedNothing(error: unknown): boolean {
  const known = error instanceof LibsqlError || error instanceof LibsqlBatchError
  return known && error.message.includes('NOT NULL constraint failed: access.action')
}

/**
 * Runs changes with their rows, in one transaction: all of them, or none.
 *
 * @param first what goes before them: notices, which look at the ways in that there are so far
 * @returns false, and nothing is written, when one of the changes changed no row: somebody was faster
 */
export async function runAccessChanges(
  { client }: Database,
  changes: readonly AccessChange[],
  first: readonly Statement[] = [],
): Promise<boolean> {
  const statements = changes.flatMap(({ statement, row }) => [
    ...(statement === undefined ? [] : [statement]),
    rowAfterChange(row),
  ])
  try {
    await client.batch([...first, ...statements], 'write')
    return true
  } catch (error) {
    if (changedNothing(error)) return false
    throw error
  }
}

/** Tells the holder of an account. An account without a way in has nobody to tell: then nothing is kept. */
export function noticeStatement({
  account,
  at,
  action,
  subject,
}: Omit<StoredNotice, 'n' | 'seen'>): Statement {
  return {
    sql: `INSERT INTO access_notice (account, at, action, subject)
      SELECT * FROM (SELECT ? AS account, ?, ?, ?) a WHERE ${hasWay('a.account')}`,
    args: [account, at, action, subject],
  }
}

/** Notices that the holder of an account has not acknowledged, oldest first. */
export async function openNotices(database: Database, account: string): Promise<StoredNotice[]> {
  return rowsOf(database, accessNotice, 'WHERE account = ? AND seen IS NULL ORDER BY n', [account])
}

/**
 * Puts notices away, up to one of them. What the session itself came by, or what came later, it cannot put away.
 *
 * @param session puts away only what is later than the way by which it was opened
 * @param old what is older than this anyone of the account may put away
 */
export function seeNotices(
  account: string,
  { through, session, old, seen }: { through: number; session: string; old: string; seen: string },
): Statement {
  return {
    sql: `UPDATE access_notice SET seen = ? WHERE account = ? AND n <= ? AND seen IS NULL
      AND (at < ? OR at > (SELECT since FROM session WHERE id = ?))`,
    args: [seen, account, through, old, session],
  }
}
