/** Tables as text: comma, semicolon or tab between the cells, in the encodings that spreadsheets write. */
import { parse } from 'csv-parse/browser/esm/sync'
import { MOST_CELLS, MOST_ROWS, type Sheet, unreadable } from './sheet.ts'

export interface CsvOptions {
  /** Encodings to be tried, in this order. */
  encodings?: readonly string[] | undefined
  /** The mark between cells; found by itself when left out. */
  delimiter?: string | undefined
}

/** @throws Problem `invalid` when it is no text, in no known encoding, no table, or too large */
export function readCsv(
  bytes: Uint8Array,
  file: string,
  { encodings = ['utf-8', 'gb18030'], delimiter }: CsvOptions = {},
): Sheet {
  const text = decodeText(bytes, file, encodings).replace(/\r\n?/g, '\n')
  if (text.trim() === '') throw unreadable(file, '文件是空的', 'the file is empty')
  const said = /^sep=(.)\n/.exec(text)
  const cells = parsed(
    said === null ? text : text.slice(said[0].length),
    said?.[1] ?? delimiter ?? delimiterOf(text),
    file,
  )
  if (cells.length > MOST_ROWS)
    throw unreadable(file, `超过 ${MOST_ROWS} 行`, `it has more than ${MOST_ROWS} rows`)
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
    numbers: [],
  }
}

function parsed(text: string, delimiter: string, file: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 4_000_000,
      // Exports put an apostrophe before what a spreadsheet would run as a formula.
      cast: (cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''),
    })
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw unreadable(file, `不是可读的表格（${what}）`, `it is no readable table (${what})`)
  }
}

/** Unicode with its mark, else the first of the encodings that fits. @throws Problem `invalid` */
export function decodeText(bytes: Uint8Array, file: string, encodings: readonly string[]): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const marked = first === 0xef && second === 0xbb && third === 0xbf
  if (bytes.includes(0)) {
    throw unreadable(file, '不是文本，也不是 Excel 工作簿', 'it is neither text nor an Excel workbook')
  }
  for (const encoding of marked ? ['utf-8', ...encodings] : encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding may fit.
    }
  }
  const names = encodings.map((one) => one.toUpperCase())
  const [zh, en] = [names.join('、'), names.join(', ')]
  throw unreadable(file, `编码不是 ${zh} 之一`, `the text is in none of the encodings ${en}`)
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
