/**
 * Remarks of a reading beside its rows: passed-over rows, hidden text, unknown columns, counts that differ.
 */
import type { Words } from '../../domain/record/problem.ts'
import { columnLetters, type Sheet } from '../files/sheet.ts'
import { lineOf } from '../files/text.ts'
import type { Header } from './header.ts'
import type { Items } from './items.ts'
import type { Mapping } from './mapping.schema.ts'
import type { Note, Rejection } from './rejection.ts'

const SHORT = 40

/** Remark on a row of a sheet, counted from 1, or with null on the sheet as a whole; in both languages. */
export function note({ file, name }: Sheet, row: number | null, zh: string, en: string): Note {
  return { file, sheet: name, row, words: { zh, en } }
}

/** Remark on a cell that a spreadsheet wrote in its own way, which says nothing new. */
export function rewrittenNote(sheet: Sheet, row: number, column: number, cell: string, text: string): Note {
  const place = columnLetters(column)
  const [is, was] = [cell, text].map((one) => (one.length > SHORT ? `${one.slice(0, SHORT)}…` : one))
  return note(
    sheet,
    row,
    `${place} 列：电子表格把 ${was} 写成了 ${is}；未采用，账上不变`,
    `column ${place}: a spreadsheet wrote ${was} as ${is}; not taken, the ledger keeps its own`,
  )
}

/** A file that cannot be read at all. */
export function rejectionOfFile(file: string, reason: Words): Rejection {
  const expected = {
    zh: '应为可打开的 .xls、.xlsx 或 .csv 文件',
    en: 'expected an .xls, .xlsx or .csv file that opens',
  }
  return { file, sheet: '', row: 0, column: null, field: null, value: file, reason, expected }
}

/** The row that looks most like a header: the one with the most texts, the first of several. */
function seenAs(rows: Sheet['cells']): string {
  const lines = rows.map((row) => row.map((text) => lineOf(text)).filter((text) => text !== ''))
  const fullest = lines.reduce<string[]>((most, one) => (one.length > most.length ? one : most), [])
  return fullest.join(' | ').slice(0, 200)
}

/** A sheet in which no row is a header. */
export function missingHeader({ file, name, cells }: Sheet, { columns, header }: Mapping): Rejection {
  const needed = Object.values(columns)
    .flatMap((column) => (column?.required ? [column.headers.slice(0, 5).join('／')] : []))
    .join('，')
  return {
    file,
    sheet: name,
    row: 0,
    column: null,
    field: null,
    value: seenAs(cells.slice(0, header.within)) || name,
    reason: { zh: '没有找到表头', en: 'no header row was found' },
    expected: {
      zh: `前 ${header.within} 行内应有表头，至少认得 ${header.least} 列，其中有：${needed}`,
      en: `expected a header in the first ${header.within} rows with at least ${header.least} known columns, among them: ${needed}`,
    },
  }
}

/** Rows that are no items of their own. */
export function notesOf(sheet: Sheet, { items, passed, hidden }: Items): Note[] {
  return [
    ...passed.map(({ row, text }) => {
      const short = text.slice(0, SHORT)
      return note(sheet, row, `不是事项，略过：${short}`, `no item, passed over: ${short}`)
    }),
    ...items.flatMap(({ row, continued }) =>
      continued.map((below) =>
        note(sheet, below, `接续第 ${row} 行的事项`, `continues the item of row ${row}`),
      ),
    ),
    ...hidden.map(({ row, text }) => {
      const short = text.slice(0, SHORT)
      const zh = `只在合并单元格之下有文字，表中不可见，略过：${short}`
      return note(
        sheet,
        row,
        zh,
        `text only under merged cells, not visible in the list, passed over: ${short}`,
      )
    }),
    ...(items.length === 0
      ? [note(sheet, null, '表头之下没有事项', 'there is no item below the header')]
      : []),
    ...(sheet.uncounted.length === 0
      ? []
      : [
          note(
            sheet,
            null,
            `公式没有存下结果，当作空白：${sheet.uncounted.slice(0, 10).join('、')}`,
            `formulas without a stored result, taken as empty: ${sheet.uncounted.slice(0, 10).join(', ')}`,
          ),
        ]),
  ]
}

/** Columns with text that no field of the mapping means: what they say is not recorded. */
export function unknownColumns(sheet: Sheet, { unknown, body }: Header): Note[] {
  const below = sheet.cells.slice(body)
  return [...unknown].flatMap(([column, header]) => {
    const filled = below.filter((row) => (row[column] ?? '').trim() !== '').length
    if (filled === 0) return []
    const place = `${columnLetters(column)}${header === '' ? '' : ` “${header.slice(0, SHORT)}”`}`
    return [
      note(
        sheet,
        null,
        `${place} 列不在映射中，未记（${filled} 行有内容）`,
        `column ${place} is not in the mapping and was not recorded (${filled} rows have text)`,
      ),
    ]
  })
}

/** A sheet name may say how many items it holds. */
export function countNotes(sheet: Sheet, count: number, { sheets }: Mapping): Note[] {
  const said =
    sheets.count === undefined ? null : new RegExp(sheets.count, 'u').exec(sheet.name.normalize('NFKC'))
  const declared = Number(said?.[1] ?? Number.NaN)
  if (Number.isNaN(declared) || declared === count) return []
  return [
    note(
      sheet,
      null,
      `表名写明 ${declared} 项，读到 ${count} 项`,
      `the sheet's name says ${declared} items, ${count} were read`,
    ),
  ]
}
