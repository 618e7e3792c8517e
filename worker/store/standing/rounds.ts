/** Rounds: the place up to which the ledger was looked through, and the work that is due: a round is written whole or not at all. */
import { type Database, numberOf, type Statement, textOf } from '../database.ts'
import { failureOf } from '../log/outcome.ts'
import { marks, parts } from './lists.ts'

export interface StandingRound {
  n: number
  size: number
  day: string
  stamp: string
}

/** `record`: all rules about it; `group`: one rule about it; `population` and `register`: what others are held against. */
export type DueKind = 'record' | 'group' | 'population' | 'register'
export interface Due {
  what: DueKind
  key: string
}

/** Last round that was written; null before the first. */
export async function readRound({ client }: Database): Promise<StandingRound | null> {
  const { rows } = await client.execute(
    'SELECT n, size, day, stamp FROM standing_round ORDER BY n DESC LIMIT 1',
  )
  const [row] = rows
  if (row === undefined) return null
  return { n: numberOf(row.n), size: numberOf(row.size), day: textOf(row.day), stamp: textOf(row.stamp) }
}

/**
 * Writes a round whole, unless another one was first.
 *
 * @returns false when it was, and nothing is written
 */
export async function writeRound(
  { client }: Database,
  { n, size, day, stamp }: StandingRound,
  statements: readonly Statement[],
): Promise<boolean> {
  const head: Statement[] = [
    {
      sql: 'INSERT INTO standing_round (n, size, day, stamp) VALUES (?, ?, ?, ?)',
      args: [n, size, day, stamp],
    },
    { sql: 'DELETE FROM standing_round WHERE n < ?', args: [n] },
  ]
  try {
    await client.batch([...head, ...statements], 'write')
    return true
  } catch (error) {
    if (failureOf(error) === 'conflict' || failureOf(error) === 'busy') return false
    throw error
  }
}

/** Keys of a kind that are due, in order; at most `limit`. */
export async function readDue({ client }: Database, what: DueKind, limit: number): Promise<string[]> {
  const { rows } = await client.execute({
    sql: 'SELECT key FROM standing_due WHERE what = ? ORDER BY key LIMIT ?',
    args: [what, limit],
  })
  return rows.map(({ key }) => textOf(key))
}

/** The amount that is still to be looked at. */
export async function countDue({ client }: Database): Promise<number> {
  const { rows } = await client.execute('SELECT count(*) AS total FROM standing_due')
  return numberOf(rows[0]?.total ?? 0)
}

/** Statements that make keys due; one that is due stays so. */
export function nowDue(due: readonly Due[]): Statement[] {
  return [...parts(due)].map((part) => ({
    sql: `INSERT INTO standing_due (what, key) VALUES ${part.map(() => '(?, ?)').join(',')} ON CONFLICT DO NOTHING`,
    args: part.flatMap(({ what, key }) => [what, key]),
  }))
}

/** Statements that take keys off what is due. */
export function noLongerDue(due: readonly Due[]): Statement[] {
  const kinds = new Set(due.map(({ what }) => what))
  return [...kinds].flatMap((kind) =>
    [...parts(due.filter(({ what }) => what === kind))].map((part) => ({
      sql: `DELETE FROM standing_due WHERE what = ? AND key IN (${marks(part.length)})`,
      args: [kind, ...part.map(({ key }) => key)],
    })),
  )
}

/** Everything: every record, and every group that was ever made. */
export function allDue(): Statement[] {
  return [
    "INSERT INTO standing_due (what, key) SELECT 'record', id FROM record WHERE true ON CONFLICT DO NOTHING",
    `INSERT INTO standing_due (what, key)
       SELECT 'group', id FROM standing_subject WHERE id LIKE '% %' ON CONFLICT DO NOTHING`,
  ]
}

/**
 * Statements that make due whoever looked one of these up. The keys of groups have a space, ids of records
 * have none.
 */
export function readersDue(keys: readonly string[]): Statement[] {
  return [...parts(keys)].map((part) => ({
    sql: `INSERT INTO standing_due (what, key)
      SELECT DISTINCT CASE WHEN instr(subject, ' ') > 0 THEN 'group' ELSE 'record' END, subject
      FROM standing_read WHERE key IN (${marks(part.length)}) ON CONFLICT DO NOTHING`,
    args: [...part],
  }))
}

/** The records of entries from an index on, with what they point at; and those of which a body was erased. */
export async function recordsTouched(
  { client }: Database,
  from: number,
  to: number,
): Promise<{ records: string[]; targets: string[] }> {
  const range = [from, to]
  const [touched, targets] = await client.batch(
    [
      {
        sql: `SELECT record FROM entry WHERE "index" >= ? AND "index" < ?
          UNION SELECT e.record FROM erasure x JOIN entry e ON e."index" = x.target WHERE x.entry >= ? AND x.entry < ?`,
        args: [...range, ...range],
      },
      {
        sql: `SELECT DISTINCT l.target FROM entry e JOIN link l ON l.source = e.record
          WHERE e."index" >= ? AND e."index" < ?`,
        args: range,
      },
    ],
    'read',
  )
  return {
    records: (touched?.rows ?? []).map(({ record }) => textOf(record)),
    targets: (targets?.rows ?? []).map(({ target }) => textOf(target)),
  }
}
