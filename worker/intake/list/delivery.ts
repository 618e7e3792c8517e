/** A delivery: the files of one published list, read through a mapping. Every item arrives or is rejected. */

import { readShape } from '../../domain/input/shape.schema.ts'
import type { ResponsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import { responsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import type { ResponsibilityState } from '../../domain/kinds/responsibility/state.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { Problem, type Words } from '../../domain/record/problem.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { unseenWords } from '../files/book/unseen.ts'
import { readSheets } from '../files/read.ts'
import { baseName, columnLetters, type GivenFile, type Sheet } from '../files/sheet.ts'
import { bareOf, lineOf } from '../files/text.ts'
import { ownCells } from '../run/home/own.ts'
import { departmentsOf } from './department.ts'
import { readFields, toldBy } from './fields.ts'
import { findHeader, type Header } from './header.ts'
import { type Item, type Items, itemsOf } from './items.ts'
import type { Mapping } from './mapping.schema.ts'
import {
  countNotes,
  missingHeader,
  note,
  notesOf,
  rejectionOfFile,
  rewrittenNote,
  unknownColumns,
} from './notes.ts'
import type { Note, Place, Rejection } from './rejection.ts'

/** An item that can be recorded. */
export interface DeliveredRow {
  where: Place
  /** Department of the list, as named in the delivery; null when nothing names it. */
  department: string | null
  fields: ResponsibilityFields
  /** The fields that the list has a column for: about the others it says nothing. */
  told: readonly string[]
  /** The record that the row names by its id; undefined where it is found by what it says. */
  record?: string
  /** The department that has this record. */
  holder?: string
}

/** A row that names a record by its id. What it says is told when it is known what stands. */
export interface OwnRow {
  id: string
  where: Place
  /** @param state of that record; null where this ledger does not hold it */
  read(state: ResponsibilityState | null): Read
}

type Read =
  | { listed: DeliveredRow; notes: Note[] }
  | { rejections: Rejection[] }
  /** It calls the item no longer in force. */
  | { passed: Words }

export interface Delivery {
  rows: DeliveredRow[]
  /** Rows that name a record of a ledger, which `combine` settles. */
  own: OwnRow[]
  rejected: Rejection[]
  notes: Note[]
  /** Rows with text that are no item of their own, each with the reason. */
  others: (Place & { reason: Words })[]
  counts: {
    files: number
    sheets: number
    /** Items read: rows and rejected together. */
    items: number
    /** Rows that continue an item. */
    continued: number
  }
}

const EMPTY: Delivery = {
  rows: [],
  own: [],
  rejected: [],
  notes: [],
  others: [],
  counts: { files: 0, sheets: 0, items: 0, continued: 0 },
}

/** A list calls it no longer in force. */
const ENDED: Words = {
  zh: '清单中写明已不再有效',
  en: 'the list calls it no longer in force',
}
const UNSPOILED: Words = {
  zh: '请把这一列设为文本后重新填写，或改用导出的工作簿（.xlsx）',
  en: 'make the column text and enter it again, or use the exported workbook (.xlsx)',
}

const OVER: Words = {
  zh: '账上这一事项已不再有效或不公开，清单不能更改它',
  en: 'in the ledger the item is over or not public, and no list changes it',
}
const ANEW: Words = {
  zh: '请重新导出清单，或在该记录上更正',
  en: 'export the list anew, or correct it on the record',
}

/** True for an item that a list can hold: what has ended, is withheld or annulled stands in the ledger alone. */
export const isOpen = (state: ResponsibilityState): boolean =>
  (state.status === 'in_force' || state.status === 'suspended') && annulmentOf(state) === null

/**
 * Identity of an item from one delivery to the next: the bare forms of the mapping's identity fields, joined
 * by `|`.
 */
export function identityOf(textOf: (field: string) => string, mapping: Mapping): string {
  return mapping.identity.fields.map((field) => bareOf(textOf(field))).join('|')
}

/** Reads one file. A file that cannot be read at all is one rejection. */
export function readDelivery(given: GivenFile, mapping: Mapping): Delivery {
  const file = baseName(given.path)
  const counts = { ...EMPTY.counts, files: 1 }
  let sheets: Sheet[]
  try {
    sheets = readSheets(given)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { ...EMPTY, rejected: [rejectionOfFile(file, error.words)], counts }
  }
  const skip = mapping.sheets.skip.map((pattern) => new RegExp(pattern, 'u'))
  const left = sheets.filter(({ name, hidden }) => hidden || skip.some((pattern) => pattern.test(name)))
  const wanted = sheets.filter((sheet) => !left.includes(sheet))
  const read = wanted.map((sheet) => readSheet(sheet, mapping))
  const whole = joined(read.flatMap((delivery) => delivery ?? []))
  const headless = wanted.filter((_, i) => read[i] === null)
  for (const sheet of wanted) {
    const words = unseenWords(sheet)
    if (words !== null) whole.notes.push(note(sheet, null, words.zh, words.en))
  }
  for (const sheet of left)
    whole.notes.push(
      note(
        sheet,
        null,
        '这张表未读取（隐藏或按映射略过）',
        'this sheet was left out (hidden, or by the mapping)',
      ),
    )
  for (const sheet of headless) {
    if (whole.counts.sheets === 0 || isTable(sheet, mapping))
      whole.rejected.push(missingHeader(sheet, mapping))
    else whole.notes.push(note(sheet, null, '没有表头，未读取', 'it has no header and was left out'))
  }
  return { ...whole, counts: { ...whole.counts, files: 1 } }
}

/** A sheet that is too wide and long to be a mere explanation. */
function isTable({ cells }: Sheet, { header }: Mapping): boolean {
  return cells.filter((row) => row.filter((text) => text !== '').length >= header.least).length >= 3
}

/** Several parts as one, each row as it was read. */
function joined(deliveries: readonly Delivery[]): Delivery {
  const sum = (key: keyof Delivery['counts']): number =>
    deliveries.reduce((total, { counts }) => total + counts[key], 0)
  return {
    rows: deliveries.flatMap(({ rows }) => rows),
    own: deliveries.flatMap(({ own }) => own),
    rejected: deliveries.flatMap(({ rejected }) => rejected),
    notes: deliveries.flatMap(({ notes }) => notes),
    others: deliveries.flatMap(({ others }) => others),
    counts: { files: sum('files'), sheets: sum('sheets'), items: sum('items'), continued: sum('continued') },
  }
}

/**
 * Several parts as one delivery. A row that repeats another in everything is rejected, and so is a second one of the
 * record that it names.
 *
 * @param standing states of the records of the ledger, by id, for rows that name one; none of a ledger that is not asked
 */
export function combine(
  deliveries: readonly Delivery[],
  standing: ReadonlyMap<string, ResponsibilityState> = new Map(),
): Delivery {
  const whole = joined(deliveries)
  const { rejected, notes, others } = whole
  const rows: DeliveredRow[] = [...whole.rows]
  for (const { id, where, read } of whole.own) {
    const found = read(standing.get(id) ?? null)
    if ('passed' in found) others.push({ ...where, reason: found.passed })
    else if ('rejections' in found) addAll(rejected, found.rejections)
    else {
      rows.push(found.listed)
      addAll(notes, found.notes)
    }
  }
  const seen = new Map<string, DeliveredRow>()
  const kept: DeliveredRow[] = []
  for (const row of rows) {
    const content = canonicalJson(row.record ?? [row.department, { ...row.fields, source: null }])
    const first = seen.get(content)
    if (first !== undefined) {
      rejected.push(repeated(row, first))
      continue
    }
    seen.set(content, row)
    kept.push(row)
  }
  return { ...whole, rows: kept, own: [] }
}

function repeated({ where, fields, record }: DeliveredRow, first: DeliveredRow): Rejection {
  const { file, sheet, row } = first.where
  return {
    ...where,
    column: null,
    field: null,
    value: fields.name,
    reason:
      record === undefined
        ? { zh: '与另一行完全相同', en: 'it is the same as another row in everything' }
        : { zh: '另一行写的是同一条记录', en: 'another row is of the same record' },
    expected: {
      zh: `${file} · ${sheet} 第 ${row} 行已有这一事项，应只列一次`,
      en: `row ${row} of ${file} · ${sheet} lists it already; expected it once`,
    },
  }
}

/** Reads one sheet; null when it has no header. */
function readSheet(sheet: Sheet, mapping: Mapping): Delivery | null {
  const header = findHeader(sheet, mapping)
  if (header === null) return null
  const found = itemsOf(sheet, header, mapping)
  const { items } = found
  const departmentOf = departmentsOf(items, sheet, header, mapping)
  const rows: DeliveredRow[] = []
  const own: OwnRow[] = []
  const rejected: Rejection[] = []
  const notes = [
    ...notesOf(sheet, found),
    ...unknownColumns(sheet, header),
    ...countNotes(sheet, items.length, mapping),
  ]
  const told = toldBy(header.columns)
  for (const item of items) {
    const where = { file: sheet.file, sheet: sheet.name, row: item.row }
    const read = (state: ResponsibilityState | null): Read => {
      if (item.own?.isPast && (state === null || isOpen(state))) return { passed: ENDED }
      const result = readItem(item, sheet, header, mapping, state)
      if ('rejections' in result) return result
      const record = state === null ? {} : { record: state.id, holder: state.department }
      const listed = { where, department: departmentOf(item), fields: result.listed, told, ...record }
      return { listed, notes: result.notes }
    }
    if (item.own !== null) {
      own.push({ id: item.own.id, where, read })
      continue
    }
    const result = read(null)
    if ('listed' in result) {
      rows.push(result.listed)
      addAll(notes, result.notes)
    } else if ('rejections' in result) addAll(rejected, result.rejections)
  }
  for (const { row, text } of found.stray) {
    rejected.push({
      file: sheet.file,
      sheet: sheet.name,
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
  return {
    rows,
    own,
    rejected,
    notes,
    others: othersIn(sheet, found),
    counts: { files: 0, sheets: 1, items: items.length, continued },
  }
}

function othersIn({ file, name: sheet }: Sheet, { items, passed, hidden }: Items): Delivery['others'] {
  const of = (rows: readonly number[], zh: string, en: string): Delivery['others'] =>
    rows.map((row) => ({ file, sheet, row, reason: { zh, en } }))
  return [
    ...of(
      items.flatMap(({ continued }) => continued),
      '接续上面的事项',
      'it continues the item above',
    ),
    ...of(
      passed.map(({ row }) => row),
      '标题、合计、签注或重复的表头',
      'a title, a total, a signature or a header again',
    ),
    ...of(
      hidden.map(({ row }) => row),
      '只在合并单元格之下有文字',
      'it has text only under merged cells',
    ),
  ]
}

function readItem(
  item: Item,
  sheet: Sheet,
  header: Header,
  mapping: Mapping,
  state: ResponsibilityState | null,
): { listed: ResponsibilityFields; notes: Note[] } | { rejections: Rejection[] } {
  const stands = item.own === null || state === null ? null : ownCells(item.own.printed, state)
  const isNew = ({ field }: { field: string }): boolean => !Object.hasOwn(stands?.stands ?? {}, field)
  const read = readFields(item, { ...sheet, titles: header.titles }, mapping)
  const fields = { ...read.fields, ...stands?.stands }
  const [unreadable, leftOut] = [read.unreadable.filter(isNew), read.leftOut.filter(isNew)]
  const text = (field: string): string => item.texts.get(field) ?? ''
  const number = lineOf(text('number')).slice(0, 100)
  const source = {
    file: sheet.file.slice(0, 500),
    sheet: sheet.name,
    row: item.row,
    number: number === '' ? null : number,
    key: identityOf(text, mapping).slice(0, 4000),
  }
  const rejection = (field: string | null, value: string, reason: Words, expected: Words): Rejection => {
    const column = field === null ? undefined : header.columns.get(field)
    const letters = column === undefined ? null : columnLetters(column)
    return {
      file: sheet.file,
      sheet: sheet.name,
      row: item.row,
      column: letters,
      field,
      value,
      reason,
      expected,
    }
  }
  const rewrittenNotes = (stands?.rewritten ?? []).map((one) =>
    rewrittenNote(sheet, item.row, header.columns.get(one.field) ?? 0, one.cell, one.text),
  )
  if (stands !== null && stands.spoiled.length > 0)
    return {
      rejections: stands.spoiled.map(({ field, cell, words }) =>
        rejection(field, cell.slice(0, 200), words, UNSPOILED),
      ),
    }
  if (stands !== null && state !== null) {
    const [other] = toldBy(header.columns).filter((field) => !Object.hasOwn(stands.stands, field))
    if (other === undefined) return { listed: { ...state, source }, notes: rewrittenNotes }
    if (!isOpen(state)) return { rejections: [rejection(other, text(other).slice(0, 200), OVER, ANEW)] }
  }
  if (lineOf(text('name')) === '' && stands === null) {
    return {
      rejections: [
        rejection(
          'name',
          '',
          { zh: '没有事项名称', en: 'it has no item name' },
          {
            zh: '有自己序号的行应有事项名称',
            en: 'a row with a number of its own should have an item name',
          },
        ),
      ],
    }
  }
  if (unreadable.length > 0) {
    return {
      rejections: unreadable.map(({ field, value, reason, expected }) =>
        rejection(field, value, reason, expected),
      ),
    }
  }
  try {
    const listed = readShape(responsibilityFields, { ...fields, source })
    const notes = leftOut.map(({ field, value, expected }) => {
      const place = columnLetters(header.columns.get(field) ?? 0)
      const short = lineOf(value).slice(0, 40)
      return note(
        sheet,
        item.row,
        `${place} 列未记：“${short}”，${expected.zh}`,
        `column ${place} was left out: "${short}", ${expected.en}`,
      )
    })
    return { listed, notes: [...rewrittenNotes, ...notes] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const field = error.field?.split('/')[0] ?? null
    const value = field === null ? '' : lineOf(text(field)).slice(0, 200)
    const reason = {
      zh: value === '' ? '没有内容' : '不符合要求',
      en: value === '' ? 'it is empty' : 'it does not fit',
    }
    return { rejections: [rejection(field, value, reason, error.words)] }
  }
}
