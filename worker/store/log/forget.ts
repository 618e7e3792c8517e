/**
 * Forgetting by the ledger itself of an entry that was lawfully erased, and the check that nobody writes it
 * back.
 */
import { unsealingId } from '../../domain/kinds/unsealing/unsealing.ts'
import type { Erased } from '../copies/erased.ts'
import { type Database, type Statement, textOf } from '../database.ts'
import type { Requirement } from './requirement.ts'

/** Content and salt of the entry. A trigger lets nothing go but what the table `erasure` names. */
export function forgetBody({ target }: Erased): Statement[] {
  return [{ sql: 'DELETE FROM body WHERE "index" = ?', args: [target] }]
}

/**
 * The digest of the request that was answered with the entry: it has no salt, so that a guess at short content could
 * be confirmed by it. Its key stays taken, and repeating the request is refused from now on.
 */
export function forgetSubmission({ target }: Erased): Statement[] {
  return [
    {
      sql: "UPDATE submission SET digest = '' WHERE first <= ? AND first + count > ?",
      args: [target, target],
    },
  ]
}

/** Requirement that the body of an entry was not erased. */
export function notErased(target: number): Requirement {
  return {
    what: `entry ${target}`,
    sql: 'NOT EXISTS (SELECT 1 FROM erasure WHERE target = ?)',
    args: [target],
  }
}

/** Requirement that no entry opens the body of a withheld one, but for those that are known. */
export function notUnsealed(target: number, known: boolean): Requirement {
  return {
    what: `entry ${target}`,
    sql: known ? 'true' : 'NOT EXISTS (SELECT 1 FROM entry WHERE record = ?)',
    args: known ? [] : [unsealingId(target)],
  }
}

/** Records that somebody is about to derive from what was read when the ledger had `since` entries. */
export interface Reading {
  records: readonly string[]
  since: number
}

const OVERTAKEN = `FROM erasure x JOIN entry e ON e."index" = x.target
  JOIN json_each(?) r ON r.value ->> 0 = e.record AND x.entry >= r.value ->> 1`

/**
 * A statement that fails the batch with a conflict when content of one of the records was erased since it was read:
 * what is derived from it would write the erased words back.
 */
export function refuseOvertaken(readings: readonly Reading[]): Statement {
  // The trigger `erasure_has_entry` refuses a row that names no entry.
  return {
    sql: `INSERT INTO erasure (target, entry) SELECT -1, -1 ${OVERTAKEN} LIMIT 1`,
    args: [pairsOf(readings)],
  }
}

/** The first of the records of which content was erased since it was read; null when there is none. */
export async function overtakenRecord({ client }: Database, reading: Reading): Promise<string | null> {
  const { rows } = await client.execute({
    sql: `SELECT e.record ${OVERTAKEN} LIMIT 1`,
    args: [pairsOf([reading])],
  })
  return rows[0] === undefined ? null : textOf(rows[0].record)
}

function pairsOf(readings: readonly Reading[]): string {
  return JSON.stringify(readings.flatMap(({ records, since }) => records.map((one) => [one, since])))
}
