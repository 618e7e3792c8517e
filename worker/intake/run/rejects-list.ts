/** The rejected items of a responsibility list, each with the rows that continue it. */

import { gridOf, type Sheet } from '../files/sheet.ts'
import { findHeader } from '../list/header.ts'
import { itemsOf } from '../list/items.ts'
import type { Mapping } from '../list/mapping.schema.ts'

/**
 * Content of the file: the titles and the header, and of each item all of its rows, with the title of the
 * section that it stands in. Words that a merge showed in the first row of an item, or that it took over from
 * the item above, are written into it: neither outlasts the rows between.
 *
 * @param reasons by row, from 1
 */
export function rejectedItems(
  sheet: Sheet,
  mapping: Mapping,
  reasons: ReadonlyMap<number, string>,
): { head: string[][]; rows: { cells: string[]; reason: string | null }[] } {
  const header = findHeader(sheet, mapping)
  if (header === null) return { head: [], rows: [] }
  const { items, passed } = itemsOf(sheet, header, mapping)
  const byRow = new Map(items.map((item) => [item.row, item]))
  const grid = gridOf(sheet, header.body)
  const line = (row: number, at: (row: number, column: number) => string): string[] =>
    Array.from({ length: grid.width }, (_, column) => at(row - 1, column))
  /** The first row of an item, complete. */
  const firstOf = (row: number): string[] => {
    const cells = line(row, grid.seen)
    for (const field of mapping.inherits) {
      const column = header.columns.get(field)
      if (column === undefined || cells[column]?.trim() !== '') continue
      cells[column] = byRow.get(row)?.texts.get(field) ?? ''
    }
    return cells
  }
  let section = ''
  const rows = [...reasons].flatMap(([row, reason]) => {
    const item = byRow.get(row)
    const more = (item?.continued ?? []).map((below) => ({ cells: line(below, grid.own), reason: null }))
    const lines = [{ cells: firstOf(row), reason }, ...more]
    if (item === undefined || item.section === section) return lines
    section = item.section
    const title = passed.findLast((one) => one.row < row && one.text === section)
    return title === undefined ? lines : [{ cells: line(title.row, grid.own), reason: null }, ...lines]
  })
  return { head: sheet.cells.slice(0, header.body), rows }
}
