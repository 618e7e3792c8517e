/**
 * Counts of figures: for each table one range of the index by which lists are narrowed, and no row is read. What is
 * alike in all that matters is counted together, and parted here: a hundred thousand records are looked at once.
 */
import type { InValue } from '@libsql/client'
import type { FigureScope, TableFigures } from '../../domain/figures/figures.ts'
import type { FigureGroup, FigureTable, Measure } from '../../domain/figures/measures.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { chosenDay, periodOf } from '../../domain/record/list/days.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import type { Judging } from '../records/judged.ts'
import { conditionOf, FLAGGED } from './condition.ts'
import { NARROW } from './order.ts'
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
  table: FigureTable,
  scope: FigureScope,
  by: FigureGroup,
  judging: Judging,
): Promise<TableFigures> {
  const { rows } = await client.execute(figuresStatement(table, scope, by, judging))
  const { measures } = table
  const found = new Map<string | null, number[]>()
  let [undated, withheld] = [0, 0]
  for (const row of rows) {
    const stray = numberOf(row.stray)
    if (stray === STATES_NONE) undated += numberOf(row.n)
    else if (stray === WITHHOLDS) withheld += numberOf(row.n)
    else addTo(found, measures, row)
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
  const name = key == null ? null : typeof key === 'number' ? String(key) : textOf(key)
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

/** True of the figure that counts all records of its table. */
const isWhole = ({ filter }: Measure): boolean => Object.keys(filter).length === 0

/** The statement of {@link countFigures}: each figure is counted under the condition of the list behind it. */
export function figuresStatement(
  { kind, date, measures }: FigureTable,
  { department, from, to }: FigureScope,
  by: FigureGroup,
  judging: Judging,
): { sql: string; args: InValue[] } {
  const day = chosenDay(kindOf(kind).days, date)?.by ?? 'day'
  const { first, last } = periodOf({ from: from ?? undefined, to: to ?? undefined })
  const within = [
    ...(first === null ? [] : [`${day} >= ${first}`]),
    ...(last === null ? [] : [`${day} <= ${last}`]),
  ]
  const { where, args } = conditionOf({ kind, ...(department === null ? {} : { department }) })
  return {
    sql: `SELECT ${by === 'year' ? yearOf(day) : by} AS key, ${codeOf(measures, judging)} AS code,
      CASE WHEN ${day} IS NOT NULL THEN 0 WHEN status = 'withheld' THEN ${WITHHOLDS} ELSE ${STATES_NONE} END AS stray,
      count(*) AS n
      FROM record INDEXED BY ${NARROW}
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
    measure.part || isWhole(measure)
      ? []
      : [`iif(${conditionIn(measure.filter, judging)}, ${PARTS * 2 ** at}, 0)`],
  )
  return [parts.length === 0 ? '0' : `CASE ${parts.join(' ')} ELSE 0 END`, ...bits].join(' + ')
}

/** Condition of one figure: that of the filter of its list. */
function conditionIn({ view, status, flagged, altered }: Measure['filter'], judging: Judging): string {
  return [
    ...(view === undefined ? [] : [`(${viewsOn(judging)[view].where})`]),
    ...(status === undefined ? [] : [`status = '${status}'`]),
    ...(flagged === undefined ? [] : [FLAGGED]),
    ...(altered === undefined ? [] : ['altered = 1']),
  ].join(' AND ')
}
