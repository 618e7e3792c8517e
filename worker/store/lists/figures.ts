/**
 * Counts of figures: for each table the tally of records that are alike, or, for a period that ends within a month, one
 * range of the index by which lists are narrowed; no row is read.
 */
import type { InValue } from '@libsql/client'
import type { FigureScope, TableFigures } from '../../domain/figures/figures.ts'
import type { FigureGroup, Measure, RecordTable } from '../../domain/figures/measures.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { chosenDay, periodOf } from '../../domain/record/list/days.ts'
import { type Database, numberOf, type Row, type Statement, textOf } from '../database.ts'
import type { Judging } from '../records/judged.ts'
import { conditionOf, ofMonths } from './condition.ts'
import { NARROW } from './order.ts'
import { countingFrom } from './tally.ts'
import { viewsOn } from './views.ts'

/** 1901-01-01 and 2099-12-31: between them every fourth year is a leap year, and a division gives the year. */
const SIMPLE = { first: -25_202, last: 47_481 } as const

/** Year of a day as a number; null without a day. */
const yearOf = (day: string): string => `CASE WHEN ${day} BETWEEN ${SIMPLE.first} AND ${SIMPLE.last}
  THEN 1901 + (4 * (${day} - ${SIMPLE.first}) + 3) / 1461 ELSE CAST(strftime('%Y', ${day} * 86400, 'unixepoch') AS INTEGER) END`

/** A row of records without the day: they state none, or withhold what they state. */
const STATES_NONE = 1
const WITHHOLDS = 2

/** Number of a row: the figure that parts the table, and above it a bit for each of the others. */
const PARTS = 64

/** Figures of a table, row by row, in the order of their keys. */
export async function countFigures(
  { client }: Database,
  table: RecordTable,
  scope: FigureScope,
  by: FigureGroup,
  judging: Judging,
): Promise<TableFigures<RecordTable>> {
  const { measures } = table
  const flagged = measures.findIndex(isFlagged)
  const [counted, apart] = await client.batch(
    [
      figuresStatement(table, scope, by, judging),
      ...(flagged === -1 ? [] : [flaggedStatement(table, scope, by)]),
    ],
    'read',
  )
  const rows = counted?.rows ?? []
  const found = new Map<string | null, number[]>()
  let [undated, withheld] = [0, 0]
  for (const row of rows) {
    const stray = numberOf(row.stray)
    if (stray === STATES_NONE) undated += numberOf(row.n)
    else if (stray === WITHHOLDS) withheld += numberOf(row.n)
    else addTo(found, measures, row)
  }
  for (const { key, n } of apart?.rows ?? []) {
    const counts = found.get(nameOf(key))
    if (counts !== undefined) counts[flagged] = numberOf(n)
  }
  const parted = [...found]
    .sort(([a], [b]) => ((a ?? '~') < (b ?? '~') ? -1 : 1))
    .map(([key, counts]) => ({ key, counts }))
  const all = measures.map((_, at) => parted.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))
  return { table, rows: parted, all: { key: null, counts: all }, undated, withheld }
}

function addTo(
  found: Map<string | null, number[]>,
  measures: readonly Measure[],
  { key, code, n }: Row,
): void {
  const name = nameOf(key)
  const counts = found.get(name) ?? measures.map(() => 0)
  const marks = numberOf(code)
  for (const [at, measure] of measures.entries()) {
    const isMeant = measure.part
      ? marks % PARTS === at
      : isWhole(measure) || Math.floor(marks / (PARTS * 2 ** at)) % 2 === 1
    if (isMeant) counts[at] = (counts[at] ?? 0) + numberOf(n)
  }
  found.set(name, counts)
}

const nameOf = (key: unknown): string | null =>
  key == null ? null : typeof key === 'number' ? String(key) : textOf(key)

/** True of a figure of records about which a flag still stands: they are few, and looked at one by one. */
const isFlagged = ({ filter }: Measure): boolean => filter.flagged !== undefined

/** True of the figure that counts all records of its table. */
const isWhole = ({ filter }: Measure): boolean => Object.keys(filter).length === 0

/** Records of a table within a scope: the column of their day, and the condition of those with a day in the period. */
function scopeOf({ kind, date }: RecordTable, { department, from, to }: FigureScope) {
  const day = chosenDay(kindOf(kind).days, date)?.by ?? 'day'
  const period = { from: from ?? undefined, to: to ?? undefined }
  const { first, last } = periodOf(period)
  const within = [
    ...(first === null ? [] : [`${day} >= ${first}`]),
    ...(last === null ? [] : [`${day} <= ${last}`]),
  ]
  const { where, args } = conditionOf({ kind, ...(department === null ? {} : { department }) })
  return { day, within, where, args, tallied: day === 'day' && ofMonths(period) }
}

/** The statement that counts, of those records, the ones about which a flag still stands: the few flags are gone through. */
function flaggedStatement(table: RecordTable, scope: FigureScope, by: FigureGroup): Statement {
  const { day, within, where, args } = scopeOf(table, scope)
  const dated = [`${day} IS NOT NULL`, ...within].join(' AND ')
  return {
    sql: `SELECT ${by === 'year' ? yearOf(day) : `record.${by}`} AS key, count(*) AS n
      FROM (SELECT DISTINCT target FROM link WHERE rel = 'flagged') AS f CROSS JOIN record ON record.id = f.target
      WHERE ${where} AND ${dated} GROUP BY 1`,
    args: [...args],
  }
}

/** The statement of {@link countFigures}: each figure is counted under the condition of the list behind it. */
export function figuresStatement(
  table: RecordTable,
  scope: FigureScope,
  by: FigureGroup,
  judging: Judging,
): { sql: string; args: InValue[] } {
  const { measures } = table
  const { day, within, where, args, tallied } = scopeOf(table, scope)
  const { from, each } = countingFrom(tallied, NARROW)
  return {
    sql: `SELECT ${by === 'year' ? yearOf(day) : by} AS key, ${codeOf(measures, judging)} AS code,
      CASE WHEN ${day} IS NOT NULL THEN 0 WHEN status = 'withheld' THEN ${WITHHOLDS} ELSE ${STATES_NONE} END AS stray,
      SUM(${each}) AS n
      FROM ${from}
      WHERE ${where}${within.length === 0 ? '' : ` AND (${day} IS NULL OR ${within.join(' AND ')})`}
      GROUP BY 1, 2, 3`,
    args: [...args],
  }
}

/** Number that says of which figures a record is. */
function codeOf(measures: readonly Measure[], judging: Judging): string {
  const parts = measures.flatMap(({ filter, part }, at) =>
    part ? [`WHEN ${conditionIn(filter, judging)} THEN ${at}`] : [],
  )
  const bits = measures.flatMap((measure, at) =>
    measure.part || isWhole(measure) || isFlagged(measure)
      ? []
      : [`iif(${conditionIn(measure.filter, judging)}, ${PARTS * 2 ** at}, 0)`],
  )
  return [parts.length === 0 ? '0' : `CASE ${parts.join(' ')} ELSE 0 END`, ...bits].join(' + ')
}

/** Condition of one figure: that of the filter of its list. */
function conditionIn({ view, status, altered }: Measure['filter'], judging: Judging): string {
  return [
    ...(view === undefined ? [] : [`(${viewsOn(judging)[view].where})`]),
    ...(status === undefined ? [] : [`status = '${status}'`]),
    ...(altered === undefined ? [] : ['altered = 1']),
  ].join(' AND ')
}
