/** Tables as text: comma, semicolon or tab between the cells, in the encodings that spreadsheets write. */
import { parse } from 'csv-parse/browser/esm/sync'
import type { Words } from '../../domain/record/problem.ts'
import { unguarded } from '../../domain/text/csv.ts'
import { decodeText } from './encoding.ts'
import { MOST_CELLS, MOST_COLUMNS, MOST_LINES, MOST_ROWS, type Sheet, unreadable } from './sheet.ts'
import { isSum } from './sums.ts'

export interface CsvOptions {
  /** Encodings to be tried, in this order; found by itself when left out or empty. */
  encodings?: readonly string[] | undefined
  /** The mark between cells; found by itself when left out. */
  delimiter?: string | undefined
}

/** @throws Problem `invalid` when it is no text, in no known encoding, no table, or too large */
export function readCsv(
  bytes: Uint8Array,
  file: string,
  { encodings = [], delimiter }: CsvOptions = {},
): Sheet {
  const text = decodeText(bytes, file, encodings).replace(/\r\n?/g, '\n')
  if (text.trim() === '') throw unreadable(file, '文件是空的', 'the file is empty')
  const said = /^sep=(.)\n/.exec(text)
  const cells = parsed(
    said === null ? text : text.slice(said[0].length),
    said?.[1] ?? delimiter ?? delimiterOf(text),
    file,
  )
  const cut = cutIn(cells, text)
  if (cut !== null) throw unreadable(file, cut.zh, cut.en)
  if (cells.length > MOST_LINES)
    throw unreadable(file, `超过 ${MOST_ROWS} 行`, `it has more than ${MOST_ROWS} rows`)
  const wide = cells.findIndex((row) => row.findLastIndex((cell) => cell.trim() !== '') >= MOST_COLUMNS)
  if (wide !== -1)
    throw unreadable(
      file,
      `第 ${wide + 1} 行超过 ${MOST_COLUMNS} 列`,
      `row ${wide + 1} has more than ${MOST_COLUMNS} columns`,
    )
  if (cells.reduce((sum, row) => sum + row.length, 0) > MOST_CELLS) {
    throw unreadable(file, `超过 ${MOST_CELLS} 个单元格`, `it has more than ${MOST_CELLS} cells`)
  }
  const lead: string[][] = said === null ? [] : [[]]
  return {
    file,
    name: file.replace(/\.[^.]*$/, ''),
    hidden: false,
    cells: [...lead, ...cells],
    merges: [],
    uncounted: [],
    separated: true,
    numbers: [],
  }
}

/** The text of a formula that holds nothing else, as `="007"`: how a list keeps a spreadsheet from counting with it. */
function unforced(cell: string, printed: string): string {
  const inside = /^="((?:[^"]|"")*)"$/.exec(cell)?.[1]
  return inside === undefined || cell !== printed ? cell : inside.replaceAll('""', '"')
}

function parsed(text: string, delimiter: string, file: string): string[][] {
  try {
    // The parser copies a text byte by byte into a list first, several times as large as the file.
    return parse(new TextEncoder().encode(text), {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 4_000_000,
      // Exports put an apostrophe before what a spreadsheet would run as a formula.
      cast: (cell) => unforced(unguarded(cell), cell),
    })
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw unreadable(file, `不是可读的表格（${what}）`, `it is no readable table (${what})`)
  }
}

/** Shorter tables are made by hand, and a row that ends early says nothing in them. */
const FEWEST_WHOLE = 10

/**
 * Words on a text that ends within its last row: with no line feed behind it, and fewer cells than every other row of
 * several has. Of what stands there nobody knows whether it is whole. Null where that is not so; notes and sums aside.
 */
function cutIn(cells: readonly (readonly string[])[], text: string): Words | null {
  const rows = cells.filter((row) => row.length > 1)
  const last = rows.at(-1)
  if (text.endsWith('\n') || last === undefined || last !== cells.at(-1)) return null
  const width = rows[0]?.length ?? 0
  const whole = rows.slice(0, -1)
  if (last.length >= width || whole.length < FEWEST_WHOLE || whole.some((row) => row.length < width))
    return null
  if (last.some((cell) => isSum(cell))) return null
  return {
    zh: `最后一行只有 ${last.length} 格，其他各行都有 ${width} 格：文件可能没有下载完，请重新取一份；若这一行是完整的，请在末尾加一个换行`,
    en: `the last row ends after ${last.length} cells, and every other has ${width}: the file may have been cut off; get it again, or, where this row is whole, put a line feed behind it`,
  }
}

/** The separator of the first line when that is plain; else the one that stands most often, outside of quotes. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const most = (part: string): { mark: string; count: number } =>
    [',', ';', '\t']
      .map((mark) => ({ mark, count: part.split(mark).length - 1 }))
      .reduce((best, one) => (one.count > best.count ? one : best))
  const first = most(start.slice(0, start.indexOf('\n') + 1))
  return first.count >= 3 ? first.mark : most(start).mark
}
