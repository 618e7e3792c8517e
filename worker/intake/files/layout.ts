/** How a sheet is laid out: headers of several rows, cells that stand for those below them, matrices. */
import type { Json } from '../../ledger/canonical.ts'
import type { Merge, Sheet } from './sheet.ts'

export interface Layout {
  /** Row of the header, from 1; the first of several. */
  header: number
  headerRows: number
}

/** Columns that become one list inside of each row. */
export interface Gather {
  /** Name of the list. */
  as: string
  /** A pattern of their headers. */
  columns: string
  /** What header and cell are called in each part. */
  name: string
  value: string
}

/** Between the texts of a header of several rows. */
export const BETWEEN = ' / '

/** A header on one line. */
export const ownName = (text: string): string => text.replace(/\s+/g, ' ').trim()

const covers = ({ top, left, bottom, right }: Merge, row: number, column: number): boolean =>
  top <= row && row <= bottom && left <= column && column <= right

/**
 * The texts of a header, column by column; of several rows from the top down, each text once. A text that is merged
 * over several columns is of all of them; in a file without merges it is of the empty ones to its right below which
 * something stands.
 */
export function headerOf(
  cells: readonly (readonly string[])[],
  merges: readonly Merge[],
  { header, headerRows }: Layout,
): string[] {
  const first = header - 1
  if (headerRows === 1) return [...(cells[first] ?? [])]
  const rows = Array.from({ length: headerRows }, (_, i) => first + i)
  const width = rows.reduce((most, row) => Math.max(most, cells[row]?.length ?? 0), 0)
  const inHeader = merges.filter(({ top, bottom }) => bottom >= first && top < first + headerRows)
  const textAt = (row: number, column: number): string => ownName(cells[row]?.[column] ?? '')
  const hasBelow = (row: number, column: number): boolean =>
    rows.some((below) => below > row && textAt(below, column) !== '')
  const seenAt = (row: number, column: number): string => {
    const merge = inHeader.find((one) => covers(one, row, column))
    if (merge !== undefined) return textAt(merge.top, merge.left)
    const own = textAt(row, column)
    if (own !== '' || inHeader.length > 0 || !hasBelow(row, column)) return own
    let at = column
    while (at > 0 && textAt(row, at) === '') at -= 1
    return hasBelow(row, at) ? textAt(row, at) : ''
  }
  return Array.from({ length: width }, (_, column) => {
    const texts = rows.map((row) => seenAt(row, column)).filter((text) => text !== '')
    return texts.filter((text, i) => text !== texts[i - 1]).join(BETWEEN)
  })
}

/** Rows that one merged cell covers, where it covers several. */
export function mergedDown(merges: readonly Merge[], body: number): Map<number, Merge[]> {
  const found = new Map<number, Merge[]>()
  for (const merge of merges)
    if (merge.top >= body && merge.bottom > merge.top)
      for (let column = merge.left; column <= merge.right; column++) {
        const known = found.get(column)
        if (known === undefined) found.set(column, [merge])
        else known.push(merge)
      }
  return found
}

/**
 * The rows with what stands above in the empty cells of some columns: under a merged cell its text, and in a column
 * without any merged cell the last text above.
 *
 * @param body the first row that is no header, from 0
 */
export function filledDown(
  cells: readonly (readonly string[])[],
  merges: readonly Merge[],
  body: number,
  columns: readonly number[],
): string[][] {
  const down = mergedDown(merges, body)
  const rows = cells.map((row) => [...row])
  for (const column of columns) {
    const own = down.get(column)
    if (own !== undefined)
      for (const { top, left, bottom } of own)
        for (let row = top + 1; row <= bottom; row++) put(rows[row], column, cells[top]?.[left] ?? '')
    else
      for (let row = body + 1; row < rows.length; row++)
        if (!isBlank(rows[row] ?? []) && (rows[row]?.[column] ?? '').trim() === '')
          put(rows[row], column, lastAbove(rows, row, column, body))
  }
  return rows
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')

function lastAbove(rows: readonly (readonly string[])[], row: number, column: number, body: number): string {
  for (let above = row - 1; above >= body; above--) {
    const text = rows[above]?.[column] ?? ''
    if (text.trim() !== '') return text
  }
  return ''
}

function put(row: string[] | undefined, column: number, text: string): void {
  if (row === undefined) return
  while (row.length < column) row.push('')
  row[column] = text
}

/** Columns of a matrix as one list of parts, each with the header and the cell; the others as they are. */
export function gathered(row: { readonly [field: string]: Json }, gather: Gather): { [field: string]: Json } {
  const which = new RegExp(gather.columns, 'u')
  const entries = Object.entries(row)
  const items = entries
    .filter(([name]) => which.test(name))
    .map(([name, cell]): Json => ({ [gather.name]: name, [gather.value]: cell }))
  return { ...Object.fromEntries(entries.filter(([name]) => !which.test(name))), [gather.as]: items }
}

/** The merges of a sheet that was turned. */
export const turnedMerges = ({ merges }: Pick<Sheet, 'merges'>): Merge[] =>
  merges.map(({ top, left, bottom, right }) => ({ top: left, left: top, bottom: right, right: bottom }))
