/**
 * Requirements beside the ledger for entries to be recorded, as the version of the draft that they come from.
 * They are looked at in the transaction of the entries: an UPDATE that finds no row fails no batch, and is no
 * guard.
 */
import type { InValue } from '@libsql/client'
import type { Database, Statement } from '../database.ts'

export interface Requirement {
  /** Name of its subject, for whoever is refused: of two submissions about the same, one goes first. */
  what: string
  /** True where any number may rest on it at once: they give way to those that move it, and not to one another. */
  shared?: true
  /** An expression that is true while it is so. */
  sql: string
  args: InValue[]
}

/** Error of a submission whose requirement is no longer met: nothing was recorded. */
export class UnmetError extends Error {
  override name = 'UnmetError'
  readonly what: string

  constructor(what: string) {
    super(`${what} has changed meanwhile`)
    this.what = what
  }
}

/** A statement that fails the batch with a conflict unless the requirement is met. */
export function refuseUnmet({ sql, args }: Requirement): Statement {
  // The trigger `erasure_has_entry` refuses a row that names no entry.
  return { sql: `INSERT INTO erasure (target, entry) SELECT -1, -1 WHERE NOT (${sql})`, args }
}

/** The first requirement that is not met; null when all are. */
export async function unmetOf(
  { client }: Database,
  requires: readonly Requirement[],
): Promise<Requirement | null> {
  for (const one of requires) {
    const { rows } = await client.execute({ sql: `SELECT (${one.sql}) AS met`, args: one.args })
    if (rows[0]?.met !== 1) return one
  }
  return null
}
