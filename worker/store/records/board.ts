/** Milestones by what their dates say on a day, and what stands in the calendar. Plain SQL over derived rows. */
import type { Database, Row } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import { COLUMNS, recordsOfRows, type StoredRecord } from './records.ts'

/** Views of the board. Each is a question about the dates; `slipped` is ordered by how far. */
export const boardViews = [
  'all',
  'overdue',
  'due_soon',
  'slipped',
  'done',
  'done_late',
  'done_on_time',
  'done_early',
  'undated',
] as const
export type BoardView = (typeof boardViews)[number]

export interface BoardFilter {
  department?: string | undefined
  area?: string | undefined
  type?: string | undefined
  /** Decision or responsibility that the milestones point at. */
  of?: string | undefined
}

const OPEN = `done IS NULL AND status NOT IN ('claimed_done', 'met', 'partially_met', 'cancelled', 'not_met', 'withheld')`

/** `?1` is today, `?2` the last day that counts as soon; days since 1970-01-01. */
const VIEWS: { readonly [view in BoardView]: { where: string; order: string } } = {
  all: { where: '1', order: 'n' },
  overdue: { where: `${OPEN} AND due < ?1`, order: 'due, n' },
  due_soon: { where: `${OPEN} AND due >= ?1 AND due <= ?2`, order: 'due, n' },
  slipped: { where: 'due > baseline', order: 'due - baseline DESC, n' },
  done: { where: `(done IS NOT NULL OR status IN ('claimed_done', 'met'))`, order: 'done DESC, n' },
  done_late: { where: 'delay > 0', order: 'delay DESC, n' },
  done_on_time: {
    where: 'done IS NOT NULL AND (delay IS NULL OR delay = 0)',
    order: 'done DESC, n',
  },
  done_early: { where: 'delay < 0', order: 'delay, n' },
  undated: { where: `${OPEN} AND due IS NULL`, order: 'n' },
}

function conditionsOf({ department, area, type, of }: BoardFilter): { sql: string; args: string[] } {
  const parts: [string, string | undefined][] = [
    ['department = ?', department],
    ['area = ?', area],
    ['type = ?', type],
    [`id IN (SELECT source FROM link WHERE target = ? AND rel IN ('decision', 'responsibility'))`, of],
  ]
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
  return {
    sql: given.map(({ sql }) => ` AND ${sql}`).join(''),
    args: given.map(({ value }) => value),
  }
}

export async function listBoard(
  database: Database,
  view: BoardView,
  filter: BoardFilter,
  days: { today: number; soon: number },
  offset: number,
  limit: number,
): Promise<StoredRecord[]> {
  const { where, order } = VIEWS[view]
  const { sql, args } = conditionsOf(filter)
  const { rows } = await database.client.execute({
    sql: `SELECT ${COLUMNS} FROM record WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL AND kind = 'milestone' AND ${where}${sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    args: [days.today, days.soon, ...args, limit, offset],
  })
  return recordsOfRows(database, rows)
}

export type BoardCounts = Record<BoardView, number>

/** The number of milestones in each view; with `by`, for each value of a column. */
export async function countBoard(
  { client }: Database,
  filter: BoardFilter,
  days: { today: number; soon: number },
  by: 'department' | 'area' | 'type' | null = null,
): Promise<{ value: string | null; counts: BoardCounts }[]> {
  const { sql, args } = conditionsOf(filter)
  const sums = boardViews
    .map((view) => `SUM(CASE WHEN ${VIEWS[view].where} THEN 1 ELSE 0 END) AS "${view}"`)
    .join(', ')
  const { rows } = await client.execute({
    sql: `SELECT ${by ?? 'NULL'} AS value, ${sums} FROM record WHERE ?1 IS NOT NULL AND ?2 IS NOT NULL AND kind = 'milestone'${sql}${by === null ? '' : ` GROUP BY ${by} ORDER BY 2 DESC, 1`}`,
    args: [days.today, days.soon, ...args],
  })
  return rows.map((row) => ({
    value: row.value === null ? null : textOf(row.value),
    counts: countsOf(row),
  }))
}

function countsOf(row: Row): BoardCounts {
  const counts = Object.fromEntries(boardViews.map((view) => [view, numberOf(row[view] ?? 0)]))
  return {
    all: 0,
    overdue: 0,
    due_soon: 0,
    slipped: 0,
    done: 0,
    done_late: 0,
    done_on_time: 0,
    done_early: 0,
    undated: 0,
    ...counts,
  }
}

export interface CalendarRow {
  rel: string
  day: string
  until: string | null
  part: string
  record: StoredRecord
}

/** The items of the calendar from one day to another, in order of days. */
export async function listCalendar(
  database: Database,
  filter: {
    from: string
    to: string
    department?: string | undefined
    record?: string | undefined
    rel?: string | undefined
  },
  limit: number,
): Promise<CalendarRow[]> {
  const parts: [string, string | undefined][] = [
    ['r.department = ?', filter.department],
    ['d.rel = ?', filter.rel],
  ]
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
  const named = COLUMNS.split(', ')
    .map((column) => `r.${column}`)
    .join(', ')
  const ofRecord =
    filter.record === undefined
      ? ''
      : ` AND (r.id = ? OR r.id IN (SELECT source FROM link WHERE target = ? AND rel = 'decision'))`
  const { rows } = await database.client.execute({
    sql: `SELECT d.rel AS d_rel, d.day AS d_day, d.until AS d_until, d.part AS d_part, ${named}
      FROM dated d JOIN record r ON r.id = d.source
      WHERE (d.day >= ? OR COALESCE(d.until, d.day) >= ?) AND d.day <= ?${given.map(({ sql }) => ` AND ${sql}`).join('')}${ofRecord}
      ORDER BY d.day, r.n, d.part LIMIT ?`,
    args: [
      filter.from,
      filter.from,
      filter.to,
      ...given.map(({ value }) => value),
      ...(filter.record === undefined ? [] : [filter.record, filter.record]),
      limit,
    ],
  })
  const records = new Map((await recordsOfRows(database, rows)).map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const record = records.get(textOf(row.id))
    if (record === undefined) return []
    const until = row.d_until === null ? null : textOf(row.d_until)
    return [{ rel: textOf(row.d_rel), day: textOf(row.d_day), until, part: textOf(row.d_part), record }]
  })
}
