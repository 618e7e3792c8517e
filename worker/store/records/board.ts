/** Milestones by what their dates say on a day, and what stands in the calendar. Plain SQL over derived rows. */
import type { InValue } from '@libsql/client'
import type { RecordKind } from '../../domain/record/event.ts'
import type { Database, Row } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import type { Condition } from '../lists/condition.ts'
import { conditionOf, type RecordFilter } from '../lists/condition.ts'
import { type ListOrder, NARROW } from '../lists/order.ts'
import { countingFrom } from '../lists/tally.ts'
import { type BoardView, boardViews, countIn, partsOn } from '../lists/views.ts'
import type { Judging } from './judged.ts'
import { COLUMNS, recordsOfRows, type StoredRecord } from './records.ts'

export { type BoardView, boardViews, OPEN, SOON_DAYS, viewsOn } from '../lists/views.ts'

/** Filters of the board: those of the list of milestones. */
export type BoardFilter = Omit<RecordFilter, 'kind' | 'view' | 'judging'>

/** Days are counted since 1970-01-01. */
export interface BoardDays extends Judging {
  /** The last day that counts as soon. */
  soon: number
}

export const MILESTONES = `kind = 'milestone' AND annulled = 0`

/** Key of the order of a view; from the greatest where it says so. */
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
  kept: LAST_DONE,
  not_due: { key: 'due' },
  undated: { key: 'n' },
}

/** Condition of the milestones that a view holds. */
export function boardCondition(view: BoardView, filter: BoardFilter, days: BoardDays): Condition {
  return conditionOf({ ...filter, kind: 'milestone', view, judging: days })
}

/** The order in which a view is read, unless another is asked for. */
export function boardOrder(view: BoardView): ListOrder {
  const { key, descending = false } = ORDERS[view]
  const index = key === 'n' ? { index: 'record_kind' } : {}
  return { name: view, key, descending, newestFirst: false, fixed: key === 'n', narrow: true, ...index }
}

export type BoardCounts = Record<BoardView, number>

/** Milestones that are alike in their department and type, by views. */
interface BoardGroup {
  department: string | null
  type: string | null
  registers: string[]
  counts: BoardCounts
}

type AreaCounts = BoardNumbers['area'][number]

export interface BoardNumbers {
  all: BoardCounts | null
  department: { value: string | null; counts: BoardCounts }[]
  type: { value: string | null; counts: BoardCounts }[]
  area: { value: string | null; counts: BoardCounts }[]
  /** Registers from which the milestones come, in order of name. */
  registers: string[]
}

/**
 * The number of milestones in each view, in all and for each department, type and area. One range of an index is read
 * for departments, types and registers, and one for areas, of which nothing is counted where there is no area.
 *
 * @param open whether what else could be chosen is counted as well: the choice in one filter then takes none away there
 */
export async function countBoard(
  { client }: Database,
  filter: BoardFilter,
  days: BoardDays,
  open = false,
): Promise<BoardNumbers> {
  const { department, type, area, ...others } = filter
  const unchosen = { ...others, ...(filter.units === 'yes' ? { department } : { units: undefined }), area }
  const within = open ? unchosen : filter
  const beyond = open || area === undefined ? { ...filter, area: undefined } : filter
  // Those without an area are what the others leave of all, where all are counted beside them.
  const only = area === undefined ? 'area IS NOT NULL AND ' : ''
  const columns = 'department, type, status, json_group_array(DISTINCT register) AS registers'
  const [groups, areas] = await Promise.all([
    client.execute(boardStatement(columns, 'department, type, level, status', within, days)),
    client.execute(boardStatement('area, status', 'area, status', beyond, days, only)),
  ])
  const all = groups.rows.map(
    (row): BoardGroup => ({
      department: row.department === null ? null : textOf(row.department),
      type: row.type === null ? null : textOf(row.type),
      registers: registersIn(row.registers),
      counts: countsOf(row, days),
    }),
  )
  const ofDepartment = (one: BoardGroup) =>
    filter.units === 'yes' || department === undefined || one.department === department
  const ofType = (one: BoardGroup) => type === undefined || one.type === type
  const chosen = all.filter((one) => ofDepartment(one) && ofType(one))
  const sum = sumOf(chosen)
  const ofAreas = sumsBy(
    areas.rows.map((row) => ({
      value: row.area === null ? null : textOf(row.area),
      counts: countsOf(row, days),
    })),
    ({ value }) => value,
  )
  return {
    all: chosen.length === 0 ? null : sum,
    department: sumsBy(open ? all.filter(ofType) : chosen, (one) => one.department),
    type: sumsBy(open ? all.filter(ofDepartment) : chosen, (one) => one.type),
    area: area === undefined ? withRest(sum, ofAreas) : ofAreas,
    registers: [...new Set(chosen.flatMap(({ registers }) => registers))].sort(),
  }
}

/** Areas and what is in none of them, the most frequent first. */
function withRest(all: BoardCounts, areas: readonly AreaCounts[]): AreaCounts[] {
  const counts = { ...all }
  for (const view of boardViews) for (const one of areas) counts[view] -= one.counts[view]
  const rest = counts.all === 0 ? [] : [{ value: null, counts }]
  return [...rest, ...areas].sort((a, b) => b.counts.all - a.counts.all)
}

function registersIn(value: unknown): string[] {
  const found: unknown = JSON.parse(textOf(value))
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
}

/**
 * The statement that counts, for the records that are alike in some columns and their status, those that the dates of
 * each view take in.
 */
function boardStatement(
  columns: string,
  by: string,
  filter: BoardFilter,
  days: BoardDays,
  only = '',
): { sql: string; args: InValue[] } {
  const { where, args, tallied } = conditionOf({ ...filter, kind: 'milestone', judging: days })
  const { from, each } = countingFrom(tallied, NARROW)
  const parts = partsOn(days)
  const sums = boardViews
    .map((view) =>
      view === 'all'
        ? `SUM(${each}) AS "all"`
        : `ifnull(SUM(${each} * (${parts[view].dates})), 0) AS "${view}"`,
    )
    .join(', ')
  return {
    sql: `SELECT ${columns}, ${sums} FROM ${from} WHERE ${only}${where} GROUP BY ${by}`,
    args: [...args],
  }
}

function sumOf(groups: readonly { counts: BoardCounts }[]): BoardCounts {
  const sums = { ...NOTHING }
  for (const { counts } of groups) for (const view of boardViews) sums[view] += counts[view]
  return sums
}

function sumsBy<Group extends { counts: BoardCounts }>(
  groups: readonly Group[],
  keyOf: (group: Group) => string | null,
): { value: string | null; counts: BoardCounts }[] {
  const parted = new Map<string | null, Group[]>()
  for (const one of groups) {
    const some = parted.get(keyOf(one))
    if (some === undefined) parted.set(keyOf(one), [one])
    else some.push(one)
  }
  return [...parted]
    .map(([value, some]) => ({ value, counts: sumOf(some) }))
    .sort((a, b) => b.counts.all - a.counts.all || ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
}

const NOTHING: BoardCounts = {
  all: 0,
  overdue: 0,
  due_soon: 0,
  slipped: 0,
  done: 0,
  done_late: 0,
  done_on_time: 0,
  done_early: 0,
  kept: 0,
  not_due: 0,
  undated: 0,
}

/** Numbers of the views in a row of records that are alike in their status. */
function countsOf(row: Row, days: BoardDays): BoardCounts {
  const parts = partsOn(days)
  const [status, all] = [textOf(row.status), numberOf(row.all)]
  const counts = { ...NOTHING }
  for (const view of boardViews) counts[view] = countIn(parts[view], status, numberOf(row[view]), all)
  return counts
}

/** Registers from which records of some kinds come, in order of name. */
export async function registersOf(
  { client }: Database,
  kinds: readonly RecordKind[],
  filter: BoardFilter,
): Promise<string[]> {
  const each = kinds.map((kind) => conditionOf({ ...filter, kind }))
  const { rows } = await client.execute({
    sql: `${each
      .map(
        ({ where, tallied }) =>
          `SELECT DISTINCT register FROM ${countingFrom(tallied, NARROW).from} WHERE ${where} AND register IS NOT NULL`,
      )
      .join(' UNION ')} ORDER BY register`,
    args: each.flatMap(({ args }) => args),
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

/** Days and periods that lie between two days or reach into it: each half is a range of an index. */
const REACHES = `d.rowid IN (SELECT rowid FROM dated WHERE day >= ? AND day <= ?
  UNION ALL SELECT rowid FROM dated INDEXED BY dated_until WHERE until IS NOT NULL AND until >= ? AND day < ? AND day <= ?)`

/** The items of the calendar from one day to another, in order of days. */
export async function listCalendar(
  database: Database,
  filter: {
    from: string
    to: string
    department?: string | undefined
    record?: string | undefined
    rel?: string | undefined
    /** Condition of the records whose days they are; null for all. */
    condition: Condition | null
    /** Days of records that were annulled are left out, unless they are asked for. */
    annulled?: 'any' | undefined
  },
  limit: number,
): Promise<CalendarRow[]> {
  const parts: [string, string | undefined][] = [
    ['record.department = ?', filter.department],
    ['d.rel = ?', filter.rel],
  ]
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
  const named = COLUMNS.replace(/\w+/g, 'record.$&')
  const { condition } = filter
  const ofRecord =
    filter.record === undefined
      ? ''
      : ` AND (record.id = ? OR record.id IN (SELECT source FROM link WHERE target = ? AND rel = 'decision'))`
  const { rows } = await database.client.execute({
    sql: `SELECT d.rel AS d_rel, d.day AS d_day, d.until AS d_until, d.part AS d_part, ${named}
      FROM dated d JOIN record ON record.id = d.source
      WHERE ${filter.annulled === 'any' ? '' : 'record.annulled = 0 AND '}${REACHES}${given.map(({ sql }) => ` AND ${sql}`).join('')}${ofRecord}${condition === null ? '' : ` AND (${condition.where})`}
      ORDER BY d.day, record.n, d.part LIMIT ?`,
    args: [
      ...[filter.from, filter.to, filter.from, filter.from, filter.to],
      ...given.map(({ value }) => value),
      ...(filter.record === undefined ? [] : [filter.record, filter.record]),
      ...(condition?.args ?? []),
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
