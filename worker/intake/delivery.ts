/** A delivery: the files of one published list, read through a mapping. Every item arrives or is rejected. */
import { Problem } from '../domain/problem.ts'
import { parseListed } from '../domain/responsibility/responsibility.schema.ts'
import type { ResponsibilityFields } from '../domain/responsibility/types.ts'
import { readFields } from './fields.ts'
import { findHeader, type Header } from './header.ts'
import { type Item, itemsOf } from './items.ts'
import type { Mapping } from './mapping.schema.ts'
import { baseName, columnLetters, readSheets, type Sheet } from './read.ts'
import { bareOf, lineOf } from './text.ts'

export interface Place {
  file: string
  sheet: string
  row: number
}

/** An item that can be recorded. */
export interface DeliveredRow {
  where: Place
  /** Whose list it is, as named in the delivery; null when nothing names it. */
  department: string | null
  fields: ResponsibilityFields
}

/** An item that cannot, and what would be right. */
export interface Rejection extends Place {
  /** Letters of the column; null when it is about the row, the sheet or the file. */
  column: string | null
  field: string | null
  value: string
  reason: { zh: string; en: string }
  expected: { zh: string; en: string }
}

export interface Note extends Omit<Place, 'row'> {
  row: number | null
  words: { zh: string; en: string }
}

export interface Delivery {
  rows: DeliveredRow[]
  rejected: Rejection[]
  notes: Note[]
  counts: {
    files: number
    sheets: number /** Items read: rows and rejected together. */
    items: number /** Rows that continue an item. */
    continued: number
  }
}

const EMPTY: Delivery = {
  rows: [],
  rejected: [],
  notes: [],
  counts: { files: 0, sheets: 0, items: 0, continued: 0 },
}

/** What an item is recognised by from one delivery to the next. */
export function identityOf(texts: (field: string) => string, mapping: Mapping): string {
  return mapping.identity.fields.map((field) => bareOf(texts(field))).join('|')
}

/** Reads one file. A file that cannot be read at all is one rejection. */
export function readDelivery(bytes: Uint8Array, path: string, mapping: Mapping): Delivery {
  const file = baseName(path)
  let sheets: Sheet[]
  try {
    sheets = readSheets(bytes, path)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const expected = {
      zh: '应为可打开的 .xls、.xlsx 或 .csv 文件',
      en: 'expected an .xls, .xlsx or .csv file that opens',
    }
    const rejection = {
      file,
      sheet: '',
      row: 0,
      column: null,
      field: null,
      value: file,
      reason: error.words,
      expected,
    }
    return { ...EMPTY, rejected: [rejection], counts: { ...EMPTY.counts, files: 1 } }
  }
  const skip = mapping.sheets.skip.map((pattern) => new RegExp(pattern, 'u'))
  const wanted = sheets.filter(({ name }) => !skip.some((pattern) => pattern.test(name)))
  const deliveries = wanted.map((sheet) => readSheet(sheet, mapping))
  const whole = combine(deliveries)
  if (deliveries.length > 0 && whole.counts.sheets === 0) {
    const headers = Object.values(mapping.columns).flatMap((column) =>
      column?.required ? [column.headers.join('／')] : [],
    )
    whole.rejected.push({
      file,
      sheet: wanted.map(({ name }) => name).join(', '),
      row: 0,
      column: null,
      field: null,
      value: file,
      reason: { zh: '没有找到表头', en: 'no header row was found' },
      expected: {
        zh: `前 ${mapping.header.within} 行内应有表头，至少认得 ${mapping.header.least} 列，其中有：${headers.join('，')}`,
        en: `expected a header in the first ${mapping.header.within} rows with at least ${mapping.header.least} known columns, among them: ${headers.join(', ')}`,
      },
    })
  }
  whole.counts.files = 1
  return whole
}

/** Several files as one delivery. */
export function combine(deliveries: readonly Delivery[]): Delivery {
  const sum = (key: keyof Delivery['counts']): number =>
    deliveries.reduce((total, { counts }) => total + counts[key], 0)
  return {
    rows: deliveries.flatMap(({ rows }) => rows),
    rejected: deliveries.flatMap(({ rejected }) => rejected),
    notes: deliveries.flatMap(({ notes }) => notes),
    counts: { files: sum('files'), sheets: sum('sheets'), items: sum('items'), continued: sum('continued') },
  }
}

function readSheet(sheet: Sheet, mapping: Mapping): Delivery {
  const header = findHeader(sheet, mapping)
  const { file, name } = sheet
  if (header === null) {
    const words = {
      zh: `表“${name}”没有表头，未读取。`,
      en: `Sheet "${name}" has no header and was left out.`,
    }
    return { ...EMPTY, notes: [{ file, sheet: name, row: null, words }] }
  }
  const { items, passed, stray, hidden } = itemsOf(sheet, header, mapping)
  const rows: DeliveredRow[] = []
  const rejected: Rejection[] = []
  for (const item of items) {
    const result = readItem(item, sheet, header, mapping)
    if ('fields' in result) rows.push(result)
    else rejected.push(...result.rejections)
  }
  const notes: Note[] = [
    ...passed.map(({ row, text }) =>
      note(sheet, row, `不是事项，略过：${text.slice(0, 40)}`, `no item, passed over: ${text.slice(0, 40)}`),
    ),
    ...items.flatMap(({ row, continued }) =>
      continued.map((below) =>
        note(sheet, below, `接续第 ${row} 行的事项`, `continues the item of row ${row}`),
      ),
    ),
    ...hidden.map(({ row, text }) =>
      note(
        sheet,
        row,
        `只在合并单元格之下有文字，表中不可见，略过：${text.slice(0, 40)}`,
        `text only under merged cells, not visible in the list, passed over: ${text.slice(0, 40)}`,
      ),
    ),
    ...countNotes(sheet, items.length, mapping),
  ]
  for (const { row, text } of stray) {
    rejected.push({
      file,
      sheet: name,
      row,
      column: null,
      field: null,
      value: text.slice(0, 200),
      reason: {
        zh: '在第一个事项之前，不属于任何事项',
        en: 'it stands before the first item and belongs to none',
      },
      expected: { zh: '应有事项名称', en: 'expected an item name' },
    })
  }
  const continued = items.reduce((total, item) => total + item.continued.length, 0)
  return { rows, rejected, notes, counts: { files: 0, sheets: 1, items: items.length, continued } }
}

function note({ file, name }: Sheet, row: number | null, zh: string, en: string): Note {
  return { file, sheet: name, row, words: { zh, en } }
}

/** A sheet name may say how many items it holds. */
function countNotes(sheet: Sheet, count: number, { sheets }: Mapping): Note[] {
  const said =
    sheets.count === undefined ? null : new RegExp(sheets.count, 'u').exec(sheet.name.normalize('NFKC'))
  const declared = Number(said?.[1] ?? Number.NaN)
  return Number.isNaN(declared) || declared === count
    ? []
    : [
        note(
          sheet,
          null,
          `表名写明 ${declared} 项，读到 ${count} 项`,
          `the sheet's name says ${declared} items, ${count} were read`,
        ),
      ]
}

function readItem(
  item: Item,
  sheet: Sheet,
  header: Header,
  mapping: Mapping,
): DeliveredRow | { rejections: Rejection[] } {
  const where: Place = { file: sheet.file, sheet: sheet.name, row: item.row }
  const { fields, unreadable } = readFields(item, sheet.name, mapping)
  const number = lineOf(item.texts.get('number') ?? '')
  const text = (field: string): string => item.texts.get(field) ?? ''
  const source = {
    file: where.file,
    sheet: where.sheet,
    row: where.row,
    number: number === '' ? null : number.slice(0, 100),
    key: identityOf(text, mapping),
  }
  const place = (field: string | null): Pick<Rejection, 'column' | 'field'> => {
    const column = field === null ? undefined : header.columns.get(field)
    return { column: column === undefined ? null : columnLetters(column), field }
  }
  if (unreadable.length > 0) {
    return {
      rejections: unreadable.map(({ field, value, reason, expected }) => ({
        ...where,
        ...place(field),
        value,
        reason,
        expected,
      })),
    }
  }
  try {
    const listed = parseListed({ ...fields, source })
    return { where, department: departmentOf(item, sheet, header, mapping), fields: listed }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = error.field?.split('/')[0] ?? null
    const value = field === null ? '' : lineOf(text(field)).slice(0, 200)
    const reason = {
      zh: value === '' ? '没有内容' : '不符合要求',
      en: value === '' ? 'it is empty' : 'it does not fit',
    }
    return { rejections: [{ ...where, ...place(field), value, reason, expected: error.words }] }
  }
}

/** Whose list it is, looked for in the declared order. */
function departmentOf(item: Item, sheet: Sheet, header: Header, { department }: Mapping): string | null {
  const patterns = department.patterns.map((pattern) => new RegExp(pattern, 'u'))
  const match = (text: string): string | null => {
    const line = lineOf(text.normalize('NFKC'))
    for (const pattern of patterns) {
      const name = pattern.exec(line)?.[1]?.trim()
      if (name !== undefined && name !== '') return name
    }
    return null
  }
  for (const from of department.from) {
    const named =
      from === 'title'
        ? (header.titles.map(match).find((name) => name !== null) ?? null)
        : from === 'file'
          ? match(sheet.file.replace(/\.[^.]*$/, ''))
          : (department.columns
              .map((field) => lineOf(item.texts.get(field) ?? ''))
              .find((text) => text !== '') ?? null)
    if (named !== null && named !== '') return named
  }
  return null
}
