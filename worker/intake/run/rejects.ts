/** The rows that were rejected, in a file like the one they came in, with the reason beside each: to be mended and given again. */
import { utils, write } from '@e965/xlsx'
import type { Rejection } from '../delivery.ts'
import { readSheets } from '../read.ts'
import type { GivenFile } from '../register/tables.ts'
import { baseName, type Sheet } from '../sheet.ts'

/** Header of the column with the reasons. Its being there says that a file is a part of one. */
export const REASON = '拒绝原因 Reason'

/** Rows above a table that may be titles and headers. */
const HEAD = 10

export interface RejectFile {
  name: string
  bytes: Uint8Array
}

/**
 * One workbook for each file with rejections. Null where none can be made: the file cannot be read at all, or
 * is no table.
 *
 * @param firstRow the first row of a sheet that holds an item, from 1
 */
export function rejectFileOf(
  { path, bytes }: GivenFile,
  rejections: readonly Rejection[],
  lang: 'zh' | 'en',
  firstRow: (sheet: Sheet) => number,
): RejectFile | null {
  const file = baseName(path)
  const own = rejections.filter((one) => one.file === file && one.row > 0)
  let sheets: Sheet[]
  try {
    sheets = readSheets(bytes, path)
  } catch {
    return null
  }
  const book = utils.book_new()
  for (const sheet of sheets) {
    const reasons = reasonsOf(
      own.filter((one) => one.sheet === sheet.name),
      lang,
    )
    if (reasons.size === 0) continue
    const first = Math.min(firstRow(sheet), ...reasons.keys())
    const width = Math.max(...sheet.cells.map((row) => row.length))
    const padded = (row: readonly string[], last: string): string[] => [
      ...Array.from({ length: width }, (_, i) => row[i] ?? ''),
      last,
    ]
    const head = sheet.cells.slice(0, first - 1).map((row, i) => padded(row, i === first - 2 ? REASON : ''))
    const body = [...reasons].map(([row, reason]) => padded(sheet.cells[row - 1] ?? [], reason))
    utils.book_append_sheet(book, utils.aoa_to_sheet([...head, ...body]), sheet.name || 'Sheet1')
  }
  if (book.SheetNames.length === 0) return null
  // Text tables stay text tables: their mapping may know them by their ending.
  const isText = /\.(csv|tsv|txt)$/i.test(file)
  const [only = ''] = book.SheetNames
  const sheet = book.Sheets[only]
  const made: Uint8Array =
    isText && sheet !== undefined
      ? new TextEncoder().encode(`\ufeff${utils.sheet_to_csv(sheet)}`)
      : new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }))
  return { name: isText ? file : file.replace(/\.[a-z]+$/i, '.xlsx'), bytes: made }
}

/** By row, in order; several faults of one row in one text. */
function reasonsOf(rejections: readonly Rejection[], lang: 'zh' | 'en'): Map<number, string> {
  const reasons = new Map<number, string>()
  for (const { row, column, reason, expected } of [...rejections].sort((a, b) => a.row - b.row)) {
    const place = column === null ? '' : `${column}: `
    const text = `${place}${reason[lang]}; ${expected[lang]}`
    reasons.set(row, [reasons.get(row), text].filter(Boolean).join(' | '))
  }
  return reasons
}

/** Whether a file holds a column with reasons, and so only a part of what it came from. */
export function isRejectFile({ path, bytes }: GivenFile): boolean {
  try {
    return readSheets(bytes, path).some(({ cells }) =>
      cells.slice(0, HEAD).some((row) => row.some((text) => text.trim() === REASON)),
    )
  } catch {
    return false
  }
}
