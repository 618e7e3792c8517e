/** Rows of figures with their shares, and the list that stands behind each. */

import { earliest, latest } from '../record/date.ts'
import { type Rate, rateOf } from '../response/figures.ts'
import type { FigureGroup, FigureTable, Measure, RecordTable } from './measures.ts'

/** Part of the records that is asked for; null where it is open. */
export interface FigureScope {
  /** Department, by its id. */
  department: string | null
  /** First and last day: a year, a month or a day. */
  from: string | null
  to: string | null
}

/** Numbers of one row, in the order of the measures of its table. */
export interface FigureCounts {
  /** Year, id of a department or code of a type; null where the records state none, and in the row of all. */
  key: string | null
  counts: readonly number[]
}

export interface TableFigures<Table extends FigureTable = FigureTable> {
  table: Table
  rows: FigureCounts[]
  all: FigureCounts
  /** Records of the table that state no day, and so are in no period. */
  undated: number
  /** Records of the table that are withheld, so that nobody sees whether they state one. */
  withheld: number
}

/** Share of a figure with its interval; null for a figure without a denominator. */
export function shareOf({ measures }: FigureTable, at: number, counts: readonly number[]): Rate | null {
  const measure = measures[at]
  if (measure?.of == null) return null
  const whole = measure.of.reduce((sum, name) => {
    const index = measures.findIndex((one) => one.name === name)
    return sum + (counts[index] ?? 0)
  }, 0)
  return rateOf(counts[at] ?? 0, whole)
}

/**
 * Filters of the list behind a figure: those of the measure, of the scope and of the row.
 *
 * @param key of a row; undefined for all rows together
 * @returns null where no list can be asked for: of what states no department or type
 */
export function listBehind(
  { date }: RecordTable,
  measure: Measure,
  { department, from, to }: FigureScope,
  by: FigureGroup,
  key?: string | null,
): Record<string, string> | null {
  if (key === null) return null
  const days = by === 'year' && key !== undefined ? within(from, to, key) : { from, to }
  const given = Object.entries({
    department: by === 'department' && key !== undefined ? key : department,
    type: by === 'type' ? key : undefined,
    ...measure.filter,
    date,
    ...days,
  })
  return Object.fromEntries(given.filter((one): one is [string, string] => one[1] != null))
}

/**
 * Filters of the list of entries behind a figure: whole years, as they are counted.
 *
 * @param key of a row; undefined for all rows together
 * @returns null for a figure that has no list of its own, and for what was logged for no department
 */
export function entriesBehind(
  { filter: { told } }: Measure,
  { department, from, to }: FigureScope,
  by: FigureGroup,
  key?: string | null,
): Record<string, string> | null {
  if (key === null || told === undefined) return null
  const years = yearsOf({ from, to })
  const given = Object.entries({
    told,
    department: by === 'department' && key !== undefined ? key : department,
    from: by === 'year' && key !== undefined ? key : years.from,
    to: by === 'year' && key !== undefined ? key : years.to,
  })
  return Object.fromEntries(given.filter((one): one is [string, string] => one[1] != null))
}

/** The years that a period touches. */
export function yearsOf({ from, to }: Pick<FigureScope, 'from' | 'to'>): Pick<FigureScope, 'from' | 'to'> {
  return { from: from?.slice(0, 4) ?? null, to: to?.slice(0, 4) ?? null }
}

/** The part of a year that lies within a period. */
function within(from: string | null, to: string | null, year: string): { from: string; to: string } {
  const [first, last] = [from === null ? '' : earliest(from), to === null ? '9' : latest(to)]
  return {
    from: first > `${year}-01-01` ? first : year,
    to: last < `${year}-12-31` ? last : year,
  }
}
