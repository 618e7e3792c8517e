/** Milestones by what their dates say on a day, and what stands in the calendar. Plain SQL over derived rows. */
import type { Database, Row } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import { type Judging, judgedDay } from './judged.ts'
import type { ListOrder } from './order.ts'
import type { Condition } from './page.ts'
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

/** Neither done nor ended. */
export const OPEN = `done IS NULL AND status NOT IN ('claimed_done', 'met', 'partially_met', 'cancelled', 'not_met', 'withheld')`

/** Days are counted since 1970-01-01. */
export interface BoardDays extends Judging {
  /** The last day that counts as soon. */
  soon: number
}

export const MILESTONES = `kind = 'milestone' AND annulled = 0`

/** The key of the order of a view; from the greatest where it says so. */
interface Order {
  key: string
  descending?: true
}

const LAST_DONE = { key: 'ifnull(done, -9999999)', descending: true } as const

const ORDERS: { readonly [view in BoardView]: Order } = {
  all: { key: 'n' },
  overdue: { key: 'due' },
  due_soon: { key: 'due' },
  slipped: { key: 'due - baseline', descending: true },
  done: LAST_DONE,
  done_late: { key: 'delay', descending: true },
  done_on_time: LAST_DONE,
  done_early: { key: 'delay' },
  undated: { key: 'n' },
}

/**
 * Condition of each view. A milestone that is due soon is so today: one that was, when its register was last
 * delivered, is no news.
 */
export const viewsOn = (days: BoardDays): { readonly [view in BoardView]: { where: string } } => ({
  all: { where: 'true' },
  overdue: { where: `${OPEN} AND due < ${judgedDay(days)}` },
  due_soon: { where: `${OPEN} AND due >= ${days.today} AND due <= ${days.soon}` },
  slipped: { where: 'due > baseline' },
  done: { where: `(done IS NOT NULL OR status IN ('claimed_done', 'met'))` },
  done_late: { where: 'delay > 0' },
  done_on_time: { where: 'done IS NOT NULL AND (delay IS NULL OR delay = 0)' },
  done_early: { where: 'delay < 0' },
  undated: { where: `${OPEN} AND due IS NULL` },
})

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

/** Condition of the milestones that a view holds. */
export function boardCondition(view: BoardView, filter: BoardFilter, days: BoardDays): Condition {
  const { sql, args } = conditionsOf(filter)
  return { where: `${MILESTONES} AND ${viewsOn(days)[view].where}${sql}`, args }
}

/** The order in which a view is read, unless another is asked for. */
export function boardOrder(view: BoardView): ListOrder {
  const { key, descending = false } = ORDERS[view]
  return { name: view, key, descending, newestFirst: false, fixed: key === 'n' }
}

export type BoardCounts = Record<BoardView, number>

/** The number of milestones in each view; with `by`, for each value of a column. */
export async function countBoard(
  { client }: Database,
  filter: BoardFilter,
  days: BoardDays,
  by: 'department' | 'area' | 'type' | null = null,
): Promise<{ value: string | null; counts: BoardCounts }[]> {
  const { sql, args } = conditionsOf(filter)
  const views = viewsOn(days)
  const sums = boardViews
    .map((view) => `SUM(CASE WHEN ${views[view].where} THEN 1 ELSE 0 END) AS "${view}"`)
    .join(', ')
  const { rows } = await client.execute({
    sql: `SELECT ${by ?? 'NULL'} AS value, ${sums} FROM record WHERE ${MILESTONES}${sql}${by === null ? '' : ` GROUP BY ${by} ORDER BY 2 DESC, 1`}`,
    args,
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

/** Registers from which the milestones come, in order of name. */
export async function boardRegisters({ client }: Database, filter: BoardFilter): Promise<string[]> {
  const { sql, args } = conditionsOf(filter)
  const { rows } = await client.execute({
    sql: `SELECT DISTINCT register FROM record WHERE ${MILESTONES} AND register IS NOT NULL${sql} ORDER BY register`,
    args,
  })
  return rows.map(({ register }) => textOf(register))
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
    /** Days of records that were annulled are left out, unless they are asked for. */
    annulled?: 'any' | undefined
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
      WHERE ${filter.annulled === 'any' ? '' : 'r.annulled = 0 AND '}(d.day >= ? OR COALESCE(d.until, d.day) >= ?) AND d.day <= ?${given.map(({ sql }) => ` AND ${sql}`).join('')}${ofRecord}
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
