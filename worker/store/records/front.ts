/**
 * Counts of the front page: overdue milestones, milestones by quarter, open consultations. None goes through all
 * records.
 */
import { isRuledOn, rulingOutcomes } from '../../domain/kinds/decision/vocabulary.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import { TALLY } from '../lists/tally.ts'
import { OPEN, viewsOn } from '../lists/views.ts'
import { type BoardDays, MILESTONES } from './board.ts'
import { NAMED, recordsOfRows, type StoredRecord } from './records.ts'

/**
 * Number of overdue milestones, and of these, of those that became so from a day on. One range of the index
 * by due day.
 */
export async function countOverdue(
  { client }: Database,
  days: BoardDays,
  since: number,
): Promise<{ all: number; since: number }> {
  const { rows } = await client.execute({ sql: overdueStatement(days), args: [since, days.today] })
  const [row] = rows
  return { all: numberOf(row?.all_of ?? 0), since: numberOf(row?.since_then ?? 0) }
}

/** The statement of {@link countOverdue}: milestones that are not done stand in the tally by their days. */
export function overdueStatement(days: BoardDays): string {
  return `SELECT ifnull(SUM(n), 0) AS all_of, ifnull(SUM(n * (due >= ?)), 0) AS since_then FROM ${TALLY}
    WHERE ${MILESTONES} AND done IS NULL AND due < ? AND ${viewsOn(days).overdue.where}`
}

/** Milestones that are due in one quarter, by how they stand. */
export interface QuarterRow {
  /** Quarters since 1970. */
  quarter: number
  /** Done on or before the day that was promised first. */
  kept: number
  /** Done, and later than was promised first. */
  late: number
  overdue: number
  /** Not due yet on the day for which they are judged. */
  open: number
  /** Done in part, ended otherwise, withheld, or done on a day or promised for one that nobody stated. */
  other: number
}

/** Milestones due from one day to another, by the quarter in which they are due now. */
export async function countQuarters(
  { client }: Database,
  days: BoardDays,
  from: number,
  to: number,
): Promise<QuarterRow[]> {
  const { rows } = await client.execute({ sql: quartersStatement(days), args: [from, to] })
  const quarters = new Map<number, QuarterRow>()
  for (const row of rows) {
    const quarter = quarterOf(numberOf(row.day))
    const counts = quarters.get(quarter) ?? { quarter, kept: 0, late: 0, overdue: 0, open: 0, other: 0 }
    quarters.set(quarter, counts)
    const stands = STANDS.find((one) => one === row.stands)
    if (stands !== undefined) counts[stands] += numberOf(row.n)
  }
  return [...quarters.values()].sort((a, b) => a.quarter - b.quarter)
}

const STANDS = ['kept', 'late', 'overdue', 'open', 'other'] as const

/** Quarters from 1970 to that of a day. @param day days since 1970-01-01 */
function quarterOf(day: number): number {
  const date = new Date(day * 86_400_000)
  return (date.getUTCFullYear() - 1970) * 4 + Math.floor(date.getUTCMonth() / 3)
}

/** Done in full, on a day that can be held against the one that was promised first. */
const KEPT_OR_LATE = `delay IS NOT NULL AND status NOT IN ('partially_met', 'not_met', 'cancelled', 'withheld')`

/** The statement of {@link countQuarters}: the tally holds months, of which quarters are made. */
export function quartersStatement(days: BoardDays): string {
  const { overdue } = viewsOn(days)
  const stands = `CASE WHEN ${KEPT_OR_LATE} THEN iif(delay > 0, 'late', 'kept')
    WHEN ${overdue.where} THEN 'overdue' WHEN ${OPEN} THEN 'open' ELSE 'other' END`
  return `SELECT day, ${stands} AS stands, SUM(n) AS n FROM ${TALLY}
    WHERE ${MILESTONES} AND day BETWEEN ? AND ? GROUP BY day, stands`
}

const CONSULTED = `FROM dated d INDEXED BY dated_until CROSS JOIN record ON record.id = d.source
  WHERE d.day BETWEEN ? AND ? AND d.rel = 'consultation' AND d.until >= ? AND record.kind = 'decision'
    AND record.annulled = 0`

/** Decisions with a consultation that is open on a day, and the one that ends first. A period of more than a year is none. */
export async function readOpenConsultations(
  database: Database,
  today: string,
  yearBefore: string,
): Promise<{ total: number; next: { until: string; record: StoredRecord } | null }> {
  const args = [yearBefore, today, today]
  const [counted, first] = await database.client.batch(
    [
      { sql: `SELECT count(DISTINCT record.id) AS total ${CONSULTED}`, args },
      {
        sql: `SELECT d.until AS d_until, ${NAMED} ${CONSULTED} ORDER BY d.until, record.n LIMIT 1`,
        args,
      },
    ],
    'read',
  )
  const rows = first?.rows ?? []
  const [record] = await recordsOfRows(database, rows)
  return {
    total: numberOf(counted?.rows[0]?.total ?? 0),
    next: record === undefined ? null : { until: textOf(rows[0]?.d_until), record },
  }
}

/** An entry by its envelope alone: what happened to what, without the body. */
export interface RecentEntry {
  index: number
  event: string
  record: string
  /** Number of the entry in its record. */
  seq: number
  /** Department for which it was logged; null for none. */
  department: string | null
  account: string
  /** Role in which the account logged it. */
  role: string
  /** Instant at which it was recorded. */
  recorded: string
  /** True when its record was annulled, and counts nowhere. */
  annulled: boolean
  /** True of a ruling that says that the matter ended undecided: its record states no day of a decision. */
  unruled: boolean
}

/** The newest entries, newest first, and the newest of each kind of record, which a long delivery may crowd out. */
export interface RecentEntries {
  newest: RecentEntry[]
  ofKinds: RecentEntry[]
}

/** Records of a kind of which the last entry is read. */
const OF_KIND = 20

/** Reads so many rows from the end of the log and a few of each kind, and never more. */
export async function readRecent(
  { client }: Database,
  limit: number,
  kinds: readonly RecordKind[],
): Promise<RecentEntries> {
  const [newest, ofKinds] = await client.batch(
    [
      { sql: RECENT, args: [limit] },
      { sql: recentOfKinds(kinds), args: [] },
    ],
    'read',
  )
  return { newest: (newest?.rows ?? []).map(recentOf), ofKinds: (ofKinds?.rows ?? []).map(recentOf) }
}

function recentOf(row: Row): RecentEntry {
  return {
    index: numberOf(row.index),
    event: textOf(row.kind),
    record: textOf(row.record),
    seq: numberOf(row.seq),
    department: row.department === null ? null : textOf(row.department),
    account: row.account === null ? '' : textOf(row.account),
    role: row.role === null ? '' : textOf(row.role),
    recorded: textOf(row.recorded),
    annulled: numberOf(row.annulled ?? 0) === 1,
    unruled: numberOf(row.unruled ?? 0) === 1,
  }
}

/** Rulings by which nobody decided; they are the statuses as well that they leave. */
const UNRULED = (Object.keys(rulingOutcomes) as (keyof typeof rulingOutcomes)[])
  .filter((outcome) => !isRuledOn(outcome))
  .map((outcome) => `'${outcome}'`)
  .join(', ')

const ENTRY = `SELECT "index", kind, record, seq, department,
  json_extract(CAST(leaf AS TEXT), '$.actor.account') AS account,
  json_extract(CAST(leaf AS TEXT), '$.actor.role') AS role,
  json_extract(CAST(leaf AS TEXT), '$.recorded') AS recorded,
  (SELECT annulled FROM record WHERE record.id = entry.record) AS annulled,
  kind = 'decision.decided'
    AND (SELECT day IS NULL AND status IN (${UNRULED}) FROM record WHERE record.id = entry.record) AS unruled
  FROM entry`

/** The statements of {@link readRecent}. */
export const RECENT = `${ENTRY} ORDER BY "index" DESC LIMIT ?`

export function recentOfKinds(kinds: readonly RecordKind[]): string {
  const each = kinds.map(
    (kind) =>
      `SELECT * FROM (SELECT last_index FROM record WHERE kind = '${kind}' ORDER BY last_index DESC LIMIT ${OF_KIND})`,
  )
  return `${ENTRY} WHERE "index" IN (${each.join(' UNION ALL ')}) ORDER BY "index" DESC`
}
