/** The newest entries by their envelopes alone: what happened to what, without bodies. */
import { type Database, numberOf, textOf } from '../database.ts'

export interface RecentEntry {
  index: number
  event: string
  record: string
  /** For which department it was logged. */
  department: string | null
  account: string
  /** When it was recorded, as an instant. */
  recorded: string
}

/** The newest entries, newest first. Reads that many rows from the end of the log, and never more. */
export async function readRecent({ client }: Database, limit: number): Promise<RecentEntry[]> {
  const { rows } = await client.execute({ sql: RECENT, args: [limit] })
  return rows.map((row) => ({
    index: numberOf(row.index),
    event: textOf(row.kind),
    record: textOf(row.record),
    department: row.department === null ? null : textOf(row.department),
    account: row.account === null ? '' : textOf(row.account),
    recorded: textOf(row.recorded),
  }))
}

/** The statement of {@link readRecent}. */
export const RECENT = `SELECT "index", kind, record, department,
  json_extract(CAST(leaf AS TEXT), '$.actor.account') AS account,
  json_extract(CAST(leaf AS TEXT), '$.recorded') AS recorded
  FROM entry ORDER BY "index" DESC LIMIT ?`
