/** From the rows of a sheet to its items: merged cells, sub-items, continuation rows. */
import type { Header } from './header.ts'
import { repeatsHeader } from './header.ts'
import type { Mapping } from './mapping.schema.ts'
import type { Sheet } from './read.ts'

/** One item as printed: the text of each field, and where it stands. */
export interface Item {
  /** Row of the sheet, from 1 as spreadsheets count. */
  row: number
  texts: Map<string, string>
  /** Rows below that only continue it. */
  continued: number[]
}

export interface Items {
  items: Item[]
  /** Rows that are no items: totals, signatures, repeated headers. */
  passed: { row: number; text: string }[]
  /** Rows with text before the first item, which nothing can take. */
  stray: { row: number; text: string }[]
  /** Rows that hold text only under merged cells, where no reader of the list sees it. */
  hidden: { row: number; text: string }[]
}

type Covered = Map<number, Map<number, { top: number; left: number }>>

/** For each cell under a merge, but its first, where the text of the merge stands. */
function coveredCells(sheet: Sheet): Covered {
  const covered: Covered = new Map()
  for (const { top, left, bottom, right } of sheet.merges) {
    for (let row = top; row <= Math.min(bottom, sheet.cells.length - 1); row++) {
      const line = covered.get(row) ?? new Map<number, { top: number; left: number }>()
      covered.set(row, line)
      for (let column = left; column <= Math.min(right, left + 300); column++) {
        if (row !== top || column !== left) line.set(column, { top, left })
      }
    }
  }
  return covered
}

export function itemsOf(sheet: Sheet, header: Header, mapping: Mapping): Items {
  const covered = coveredCells(sheet)
  const none = new Set(mapping.none)
  const ignore = mapping.ignore.map((pattern) => new RegExp(pattern, 'u'))
  const found: Items = { items: [], passed: [], stray: [], hidden: [] }

  const own = (row: number, field: string): string => {
    const column = header.columns.get(field)
    if (column === undefined || covered.get(row)?.has(column)) return ''
    const text = sheet.cells[row]?.[column] ?? ''
    return none.has(text.trim()) ? '' : text
  }
  /** The text of a cell, or of the merge above that covers it. */
  const seen = (row: number, field: string): string => {
    const column = header.columns.get(field)
    const origin = column === undefined ? undefined : covered.get(row)?.get(column)
    if (origin === undefined || origin.left !== column || origin.top < header.body) return own(row, field)
    const text = sheet.cells[origin.top]?.[origin.left] ?? ''
    return none.has(text.trim()) ? '' : text
  }

  for (let row = header.body; row < sheet.cells.length; row++) {
    const first = sheet.cells[row]?.find((text) => text.trim() !== '')?.trim() ?? ''
    if (first === '') continue
    if (
      ignore.some((pattern) => pattern.test(first)) ||
      repeatsHeader((field) => own(row, field), mapping, header)
    ) {
      found.passed.push({ row: row + 1, text: first })
      continue
    }
    const above = found.items.at(-1)
    if (mapping.starts.some((field) => own(row, field).trim() !== '')) {
      const texts = new Map<string, string>()
      for (const field of header.columns.keys()) {
        const text = seen(row, field)
        const inherited =
          text.trim() === '' &&
          mapping.inherits.includes(field) &&
          above !== undefined &&
          own(row, 'name') === ''
        texts.set(field, inherited ? (above.texts.get(field) ?? '') : text)
      }
      found.items.push({ row: row + 1, texts, continued: [] })
      continue
    }
    const continues = [...header.columns.keys()].filter((field) => own(row, field).trim() !== '')
    if (continues.length === 0) {
      found.hidden.push({ row: row + 1, text: first })
      continue
    }
    if (above === undefined) {
      found.stray.push({ row: row + 1, text: first })
      continue
    }
    above.continued.push(row + 1)
    for (const field of continues)
      above.texts.set(field, `${above.texts.get(field) ?? ''}\n${own(row, field)}`)
  }
  return found
}
