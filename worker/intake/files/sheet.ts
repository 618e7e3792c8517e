/** A sheet as a reader of the list sees it, whatever kind of file it came in. */
import { refuse } from '../../domain/record/guard.ts'
import type { Problem } from '../../domain/record/problem.ts'

/** A file as it was given. */
export interface GivenFile {
  path: string
  bytes: Uint8Array
  /** The sheets that were read of it, by how: given by whoever tries several mappings on one file. */
  kept?: Map<string, Sheet[]>
}

/** Merged cells, rows and columns from 0, both ends included. */
export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

/** Rows and columns from 0, cells as text as displayed. */
export interface Sheet {
  file: string
  name: string
  hidden: boolean
  cells: string[][]
  merges: Merge[]
  /** Formulas that the file holds no result for, as `B7`. */
  uncounted: string[]
  /** The numbers of cells whose text shows them with marks, rounded, scaled or cut short. */
  numbers: readonly (readonly (number | undefined)[] | undefined)[]
  /** It came as text with separators, in which a cell too many moves those behind it. */
  separated?: true
  /** Rows and columns that a workbook hides; undefined for what cannot hide any. */
  unseen?: { rows: ReadonlySet<number>; columns: ReadonlySet<number> } | undefined
}

/**
 * Limits on the weight and content of a file, in bytes, rows, columns and cells, so that a hostile one cannot
 * take the machine.
 */
export const MOST_BYTES = 64 * 1024 * 1024
export const MOST_INFLATED = 256 * 1024 * 1024
export const MOST_ROWS = 200_000
/** Lines of a table: its rows, and the header and titles above them. */
export const MOST_LINES = MOST_ROWS + 50
export const MOST_COLUMNS = 512
export const MOST_CELLS = 4_000_000

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/** The letters of a column, from 0: A, B … Z, AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? columnLetters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}

/**
 * Refusal of a file as a whole, in both languages without the full stop. Code `invalid`; the field is the
 * file's name.
 */
export function unreadable(file: string, zh: string, en: string): Problem {
  return refuse('invalid', `${file}：${zh}。`, `${file}: ${en}.`, file)
}

/** True for bytes that gzip has packed. */
export function isPacked([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/** Refusal of a packed file. Code `invalid`. */
export function packed(file: string): Problem {
  return unreadable(file, '这是压缩文件（gzip）：请解压后再给', 'the file is packed (gzip): unpack it first')
}

/** Cells as displayed, with what lies under a merge kept apart: a reader of the list does not see it. */
export interface Grid {
  height: number
  width: number
  /** The text that a cell itself shows; empty under a merge. */
  own(row: number, column: number): string
  /** The text that a reader sees at a place: of the cell, or of the merge above it that covers it. */
  seen(row: number, column: number): string
  /** Number of columns that the merge at a cell spans; 1 without one. */
  spanAt(row: number, column: number): number
  /** The first text of a row that only a merge hides. */
  hiddenAt(row: number): string
}

interface Origin {
  top: number
  left: number
}

/** @param body the first row that counts: merges that begin above it, in titles and headers, are left aside */
export function gridOf({ cells, merges }: Sheet, body: number): Grid {
  const width = cells.reduce((widest, row) => Math.max(widest, row.length), 0)
  const covered: (Map<number, Origin> | undefined)[] = []
  const spans = new Map<string, number>()
  let budget = MOST_CELLS
  for (const { top, left, bottom, right } of merges) {
    if (top < body) continue
    const last = Math.min(bottom, cells.length - 1)
    const edge = Math.min(right, width - 1)
    budget -= Math.max(0, last - top + 1) * Math.max(0, edge - left + 1)
    if (budget < 0) break
    spans.set(`${top},${left}`, right - left + 1)
    for (let row = top; row <= last; row++) {
      const line = covered[row] ?? new Map<number, Origin>()
      covered[row] = line
      for (let column = left; column <= edge; column++) {
        if (row !== top || column !== left) line.set(column, { top, left })
      }
    }
  }
  const at = (row: number, column: number): string => cells[row]?.[column] ?? ''
  return {
    height: cells.length,
    width,
    own: (row, column) => (covered[row]?.has(column) ? '' : at(row, column)),
    seen: (row, column) => {
      const origin = covered[row]?.get(column)
      if (origin === undefined) return at(row, column)
      return origin.left === column ? at(origin.top, origin.left) : ''
    },
    spanAt: (row, column) => spans.get(`${row},${column}`) ?? 1,
    hiddenAt: (row) =>
      [...(covered[row]?.keys() ?? [])].map((column) => at(row, column).trim()).find(Boolean) ?? '',
  }
}
