/** Answers of the witnesses of the ledger, and their cosignatures. */
import { type Database, numberOf, type Statement, textOf } from '../database.ts'

/** The last answer of one witness. */
export interface WitnessAnswer {
  vkey: string
  /** entries in the checkpoint that it last saw, by its own word; 0 when it never said */
  size: number
  outcome: string
  /** ISO, UTC: when it answered, or did not */
  at: string
}

export interface StoredCosignature {
  size: number
  vkey: string
  /** the signature line, with its line end */
  line: string
  /** POSIX seconds */
  time: number
}

/** Last answer of each witness that was ever asked, by verifier key. */
export async function readAnswers({ client }: Database): Promise<WitnessAnswer[]> {
  const { rows } = await client.execute('SELECT vkey, size, outcome, at FROM witness ORDER BY vkey')
  return rows.map((row) => ({
    vkey: textOf(row.vkey),
    size: numberOf(row.size),
    outcome: textOf(row.outcome),
    at: textOf(row.at),
  }))
}

/** Keeps an answer and, with it, the cosignature that it brought. */
export async function keepAnswer(
  { client }: Database,
  { vkey, size, outcome, at }: WitnessAnswer,
  cosignature: StoredCosignature | null = null,
): Promise<void> {
  const answer: Statement = {
    sql: `INSERT INTO witness (vkey, size, outcome, at) VALUES (?, ?, ?, ?)
      ON CONFLICT (vkey) DO UPDATE SET size = max(size, excluded.size), outcome = excluded.outcome, at = excluded.at`,
    args: [vkey, size, outcome, at],
  }
  if (cosignature === null) {
    await client.execute(answer)
    return
  }
  const { line, time } = cosignature
  const kept: Statement = {
    sql: `INSERT INTO cosignature (size, vkey, line, time) VALUES (?, ?, ?, ?)
      ON CONFLICT (size, vkey) DO UPDATE SET line = excluded.line, time = excluded.time
      WHERE excluded.time > time`,
    args: [cosignature.size, vkey, line, time],
  }
  await client.batch([answer, kept], 'write')
}

/** The cosignatures of the newest checkpoints that have any, newest checkpoint first. */
export async function readCosignatures(
  { client }: Database,
  { least, sizes }: { least: number; sizes: number },
): Promise<StoredCosignature[]> {
  const { rows } = await client.execute({
    sql: `SELECT size, vkey, line, time FROM cosignature WHERE size IN (
        SELECT DISTINCT size FROM cosignature WHERE size >= ? ORDER BY size DESC LIMIT ?
      ) ORDER BY size DESC, vkey`,
    args: [least, sizes],
  })
  return rows.map((row) => ({
    size: numberOf(row.size),
    vkey: textOf(row.vkey),
    line: textOf(row.line),
    time: numberOf(row.time),
  }))
}

/** Mark of an answer against which the operator has decided. */
export const OVERRULED = 'overruled'

/** The statement that tells how far any witness has seen the ledger, but for those that were overruled. */
export const WITNESSED = `SELECT COALESCE(MAX(size), 0) AS size FROM witness WHERE outcome <> '${OVERRULED}'`

/** Takes the word of the operator against witnesses that say they have seen more; what they said stays. */
export async function overrule({ client }: Database, size: number): Promise<void> {
  await client.execute({
    sql: 'UPDATE witness SET outcome = ? WHERE size > ?',
    args: [OVERRULED, size],
  })
}
