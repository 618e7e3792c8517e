/** Cells that stand for those below them: merged ones, and texts that are written once for several rows. */
import type { Merge } from './sheet.ts'

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
    else carryDown(rows, column, body)
  }
  return rows
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '')

/** One pass over the rows: each empty cell gets the last text above it, but in rows that are wholly empty. */
function carryDown(rows: readonly string[][], column: number, body: number): void {
  let last = ''
  for (const row of rows.slice(body)) {
    const text = row[column] ?? ''
    if (text.trim() !== '') last = text
    else if (last !== '' && !isBlank(row)) put(row, column, last)
  }
}

function put(row: string[] | undefined, column: number, text: string): void {
  if (row === undefined) return
  while (row.length < column) row.push('')
  row[column] = text
}
