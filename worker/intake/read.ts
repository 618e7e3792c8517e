/** From the bytes of a delivered file to sheets of text. Pure: no file system. */
import { read as readWorkbook, utils, type WorkSheet } from '@e965/xlsx'
import { parse as parseCsv } from 'csv-parse/sync'
import { refuse } from '../domain/guard.ts'
import type { Problem } from '../domain/problem.ts'

export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

/** A sheet as displayed: rows and columns from 0, cells as text. */
export interface Sheet {
  file: string
  name: string
  cells: string[][]
  merges: Merge[]
}

/** What a file may weigh and hold, so that a hostile one cannot take the machine. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_ROWS = 200_000
const MOST_COLUMNS = 512

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/**
 * Reads .xls, .xlsx and .csv, by content and not by ending.
 *
 * @throws Problem `invalid` when the file is empty, broken, locked, too large, or none of these
 */
export function readSheets(bytes: Uint8Array, path: string): Sheet[] {
  const file = baseName(path)
  if (bytes.length === 0) throw unreadable(file, '文件是空的', 'the file is empty')
  if (bytes.length > MOST_BYTES) throw unreadable(file, '文件超过 64 MiB', 'the file is larger than 64 MiB')
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const ole = bytes[0] === 0xd0 && bytes[1] === 0xcf
  if (zip || ole) return readBook(bytes, file)
  if (/\.(xlsx?|xlsm)$/i.test(file)) {
    throw unreadable(file, '内容不是 Excel 工作簿', 'the content is no Excel workbook')
  }
  return [readCsv(bytes, file)]
}

function readBook(bytes: Uint8Array, file: string): Sheet[] {
  let book: ReturnType<typeof readWorkbook>
  try {
    book = readWorkbook(bytes, { type: 'array', dense: false, sheetRows: MOST_ROWS + 1, cellHTML: false })
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message)
    throw locked
      ? unreadable(
          file,
          '工作簿有密码：请另存为无密码的文件',
          'the workbook has a password: save it without one',
        )
      : unreadable(file, '工作簿已损坏，无法打开', 'the workbook is broken and cannot be opened')
  }
  const sheets = book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name]
    return sheet === undefined || sheet['!ref'] === undefined ? [] : [sheetOf(sheet, file, name)]
  })
  const filled = sheets.filter(({ cells }) => cells.length > 0)
  if (filled.length === 0) throw unreadable(file, '工作簿里没有内容', 'the workbook holds nothing')
  return filled
}

function sheetOf(sheet: WorkSheet, file: string, name: string): Sheet {
  const range = utils.decode_range(sheet['!ref'] ?? 'A1')
  if (range.e.r >= MOST_ROWS)
    throw unreadable(
      file,
      `表“${name}”超过 ${MOST_ROWS} 行`,
      `sheet "${name}" has more than ${MOST_ROWS} rows`,
    )
  const cells: string[][] = []
  for (const address of Object.keys(sheet)) {
    if (address.startsWith('!')) continue
    const { r, c } = utils.decode_cell(address)
    const cell = sheet[address]
    const text = String(cell?.w ?? cell?.v ?? '')
    if (c >= MOST_COLUMNS || text.trim() === '') continue
    cells[r] ??= []
    const row = cells[r]
    row[c] = text
  }
  const rows = Array.from(cells, (row) => Array.from(row ?? [], (text) => text ?? ''))
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }))
  return { file, name, cells: rows, merges }
}

function readCsv(bytes: Uint8Array, file: string): Sheet {
  const text = decode(bytes, file)
  try {
    const cells: string[][] = parseCsv(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 4_000_000,
    })
    if (cells.length > MOST_ROWS)
      throw unreadable(file, `超过 ${MOST_ROWS} 行`, `more than ${MOST_ROWS} rows`)
    return { file, name: file.replace(/\.[^.]*$/, ''), cells, merges: [] }
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    throw unreadable(file, `不是可读的表格（${what}）`, `not a readable table (${what})`)
  }
}

/** UTF-8 (with or without mark), UTF-16 with mark, else GB18030. */
function decode(bytes: Uint8Array, file: string): string {
  if (bytes.includes(0) && !(bytes[0] === 0xff || bytes[0] === 0xfe)) {
    throw unreadable(file, '不是文本，也不是 Excel 工作簿', 'it is neither text nor an Excel workbook')
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    } catch {
      throw unreadable(file, '既不是 UTF-8 也不是 GB18030 编码', 'the text is neither UTF-8 nor GB18030')
    }
  }
}

/** The separator that stands most often in the first lines, outside of quotes. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: start.split(mark).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.mark ?? ','
}

function unreadable(file: string, zh: string, en: string): Problem {
  return refuse('invalid', `${file}：${zh}。`, `${file}: ${en}.`, file)
}

/** The letters of a column, from 0: A, B … Z, AA. */
export function columnLetters(column: number): string {
  return utils.encode_col(column)
}
