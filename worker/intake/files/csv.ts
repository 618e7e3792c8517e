/** Tables as text: comma, semicolon or tab between the cells, in the encodings that spreadsheets write. */
import { parse } from 'csv-parse/browser/esm/sync'
import { unguarded } from '../../domain/text/csv.ts'
import { decodeText } from './encoding.ts'
import { MOST_CELLS, MOST_COLUMNS, MOST_LINES, MOST_ROWS, type Sheet, unreadable } from './sheet.ts'

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
