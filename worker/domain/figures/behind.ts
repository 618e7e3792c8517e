/** The list behind a figure, whatever is counted in its table. */
import type { CoverageTable } from './assessed.ts'
import type { EntryTable } from './entered.ts'
import { entriesBehind, type FigureScope, listBehind } from './figures.ts'
import type { FigureGroup, Measure, RecordTable } from './measures.ts'

export type AnyTable = RecordTable | EntryTable | CoverageTable

export interface Behind {
  /** The list, as the API names it: one of records, `entries`, or `coverage`. */
  of: string
  query: Record<string, string>
}

/**
 * The list behind a figure and its filters.
 *
 * @param key of a row; undefined for all rows together
 * @returns null where there is none
 */
export function behind(
  table: AnyTable,
  measure: Measure,
  scope: FigureScope,
  by: FigureGroup,
  key?: string | null,
): Behind | null {
  if (table.name === 'coverage') {
    if (key === null || (by !== 'department' && key !== undefined)) return null
    const department = by === 'department' && key !== undefined ? key : scope.department
    return { of: 'coverage', query: department === null ? {} : { department } }
  }
  if (!('kind' in table)) {
    const query = entriesBehind(measure, scope, by, key)
    return query === null ? null : { of: 'entries', query }
  }
  const query = listBehind(table, measure, scope, by, key)
  return query === null ? null : { of: table.name, query }
}
