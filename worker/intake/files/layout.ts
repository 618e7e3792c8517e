/** Layout of a sheet: headers of several rows, matrices. */
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
  /** Name of the header and of the cell in each part. */
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
