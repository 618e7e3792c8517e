/** Excel workbooks, old (.xls) and new (.xlsx). */
import { type CellObject, read, utils, type WorkSheet } from '@e965/xlsx'
import { type Parts, type Unseen, unseenIn } from './book/unseen.ts'
import { isZipBomb } from './book/zip.ts'
import { readCell } from './cell-value.ts'
import {
  columnLetters,
  MOST_CELLS,
  MOST_COLUMNS,
  MOST_INFLATED,
  MOST_LINES,
  MOST_ROWS,
  type Sheet,
  unreadable,
} from './sheet.ts'

/** @throws Problem `invalid` when the workbook is broken, locked, empty or too large */
export function readBook(bytes: Uint8Array, file: string): Sheet[] {
  const zip = bytes[0] === 0x50
  if (zip && isZipBomb(bytes)) {
    const most = MOST_INFLATED / 1024 / 1024
    throw unreadable(file, `解压后超过 ${most} MiB`, `it unpacks to more than ${most} MiB`)
  }
  let book: ReturnType<typeof read>
  try {
    book = read(bytes, {
      type: 'array',
      dense: true,
      sheetRows: MOST_LINES + 1,
      cellHTML: false,
      dateNF: 'yyyy-mm-dd',
      cellNF: true,
      bookFiles: zip,
    })
  } catch (error) {
    throw refusalOf(error, bytes, file)
  }
  const old = !zip && !includesWide(bytes, 'Workbook')
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  const parts = partsOf(book)
  const sheets: Sheet[] = []
  let left = MOST_CELLS
  book.SheetNames.forEach((name, i) => {
    const sheet = book.Sheets[name]
    if (sheet === undefined || sheet['!data'] === undefined) return
    const read = sheetOf(sheet, file, old ? fromGbk(name) : name, { old, is1904 })
    left -= read.cells.reduce((sum, row) => sum + row.length, 0)
    if (left < 0) {
      throw unreadable(file, `超过 ${MOST_CELLS} 个单元格`, `it has more than ${MOST_CELLS} cells`)
    }
    const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0
    const unseen = parts.size > 0 ? unseenIn(parts, i) : hiddenRows(sheet)
    if (read.cells.length > 0) sheets.push({ ...read, hidden, unseen })
  })
  if (sheets.length === 0) throw unreadable(file, '工作簿里没有内容', 'the workbook holds nothing')
  return sheets
}

/** The parts of a workbook in XML, which its reader keeps when it is asked to; none of any other. */
function partsOf(book: object): Parts {
  const files: unknown = 'files' in book ? book.files : null
  if (typeof files !== 'object' || files === null) return new Map()
  const parts = new Map<string, Uint8Array>()
  for (const [path, file] of Object.entries(files)) {
    const content: unknown = typeof file === 'object' && file !== null ? file.content : null
    if (content instanceof Uint8Array) parts.set(path, content)
    else if (Array.isArray(content)) parts.set(path, Uint8Array.from(content))
  }
  return [...parts.keys()].some((path) => path.endsWith('xl/workbook.xml')) ? parts : new Map()
}

/** Of an old workbook its rows; of which columns are hidden its reader says nothing. */
function hiddenRows(sheet: WorkSheet): Unseen {
  const rows = sheet['!rows'] ?? []
  return {
    rows: new Set([...rows.keys()].filter((row) => rows[row]?.hidden === true)),
    columns: new Set(),
  }
}

function refusalOf(error: unknown, bytes: Uint8Array, file: string): Error {
  const said = error instanceof Error ? error.message : String(error)
  const locked = bytes[0] === 0x50 ? /ZIP encryption/i.test(said) : includesWide(bytes, 'EncryptedPackage')
  if (locked || /password/i.test(said)) {
    return unreadable(
      file,
      '工作簿有密码：请另存为无密码的文件',
      'the workbook has a password: save it without one',
    )
  }
  return unreadable(
    file,
    '工作簿已损坏，或不是 Excel 工作簿，无法打开',
    'the workbook is broken, or is no Excel workbook, and cannot be opened',
  )
}

function sheetOf(
  sheet: WorkSheet,
  file: string,
  name: string,
  { old, is1904 }: { old: boolean; is1904: boolean },
): Sheet {
  const cells: string[][] = []
  const numbers: (number | undefined)[][] = []
  const uncounted: string[] = []
  const data: (CellObject | undefined)[][] = sheet['!data'] ?? []
  if (data.length > MOST_LINES) {
    throw unreadable(
      file,
      `表“${name}”超过 ${MOST_ROWS} 行`,
      `sheet "${name}" has more than ${MOST_ROWS} rows`,
    )
  }
  data.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (cell === undefined || c >= MOST_COLUMNS) return
      if (cell.f !== undefined && cell.v === undefined) uncounted.push(`${columnLetters(c)}${r + 1}`)
      const shown = displayed(cell)
      const { text, number } = readCell(cell, old ? fromGbk(shown) : shown, is1904)
      if (text.trim() === '') return
      if (number !== null) {
        numbers[r] ??= []
        const line = numbers[r]
        line[c] = number
      }
      cells[r] ??= []
      const line = cells[r]
      line[c] = text
    })
  })
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    left: s.c,
    bottom: e.r,
    right: e.c,
  }))
  return {
    file,
    name,
    hidden: false,
    cells: Array.from(cells, (row) => Array.from(row ?? [], (text) => text ?? '')),
    merges: merges.filter(({ top, left }) => top < cells.length && left < MOST_COLUMNS),
    uncounted,
    numbers,
  }
}

/** The text that a cell shows; empty where its format cannot be read. */
function displayed(cell: CellObject): string {
  const text = cell.w ?? (cell.v === undefined || cell.t === 'n' ? '' : utils.format_cell(cell))
  return text.replace(/_x000D_/g, '').replace(/\r\n?/g, '\n')
}

/** True for bytes that hold a name in UTF-16: the stream `Workbook` of Excel 97 and later. */
function includesWide(bytes: Uint8Array, name: string): boolean {
  const wide = Array.from(name).flatMap((letter) => [letter.charCodeAt(0), 0])
  for (let at = bytes.indexOf(wide[0] ?? 0); at >= 0; at = bytes.indexOf(wide[0] ?? 0, at + 1)) {
    if (wide.every((byte, i) => bytes[at + i] === byte)) return true
  }
  return false
}

/** Excel 5 and 95 stored Chinese text in GBK; the reader hands on its bytes as Latin characters. */
function fromGbk(text: string): string {
  const codes = Array.from(text, (letter) => letter.charCodeAt(0))
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return text
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.from(codes))
  } catch {
    return text
  }
}
