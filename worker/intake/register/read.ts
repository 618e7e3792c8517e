/** A delivery of a register: files in, records as they are to be, each with its key. Pure over bytes. */

import { isDateText } from '../../domain/record/date.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { Problem } from '../../domain/record/problem.ts'
import { unseenWords } from '../files/book/unseen.ts'
import { baseName, type GivenFile } from '../files/sheet.ts'
import type { Note, Rejection } from '../list/rejection.ts'
import { absentIn } from './declared.ts'
import { tellApart } from './delivery/apart.ts'
import type { Known, OrdinalRow, Origin, ReadOptions, RegisterDelivery } from './delivery/delivery.ts'
import { groupsOf, joinAll, lacks, withoutForeign } from './delivery/join.ts'
import { readRow } from './delivery/record.ts'
import { departmentNames } from './ids/department-names.ts'
import { namesInFile } from './ids/names-in-file.ts'
import { columnMarks } from './numbers/column-marks.ts'
import { declaredPowers, powerId } from './powers/powers.ts'
import { givesQuestions, withoutPersons } from './questions/persons.ts'
import { rowsOfFile, type Sheets, type Tables, tablesOf } from './tables.ts'
import { addFilled } from './unused.ts'

/** Reads everything that was given, as deliveries in the order of their dates. */
export function readRegister(files: readonly GivenFile[], options: ReadOptions): RegisterDelivery[] {
  const { mapping } = options
  const which = new RegExp(mapping.input.files, 'u')
  const holding = files.filter(({ path }) => which.test(path))
  const groups = mapping.delivery === 'each-file' ? holding.map((file) => [file]) : [holding]
  const deliveries = groups
    .filter((group) => group.length > 0)
    .map((group) => readOne(group, files, asOfOf(group, options), options))
    .sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0))
  const tables = Object.values(mapping.tables).map((one) => new RegExp(one.files, 'u'))
  const left = files.filter(({ path }) => !which.test(path) && !tables.some((table) => table.test(path)))
  if (left.length > 0) deliveries[0]?.notes.push(filesLeft(left.map(({ path }) => baseName(path))))
  return deliveries
}

/** More names of files say nothing more. */
const NAMED = 5

function filesLeft(names: readonly string[]): Note {
  const [first = ''] = names
  const shown = names.slice(0, NAMED).join(', ')
  const more = names.length > NAMED ? ' …' : ''
  return {
    ...{ file: first, sheet: '', row: null },
    words: {
      zh: `有 ${names.length} 个文件不符合 input.files，也不是要查的表，没有读：${shown}${more}`,
      en: `${names.length} files fit neither input.files nor a table and were not read: ${shown}${more}`,
    },
  }
}

const sheetLeft = (file: string, sheet: string): Note => ({
  ...{ file, sheet, row: null },
  words: {
    zh: '这张表没有读（隐藏的，或 input.sheet 没有选它）',
    en: 'this sheet was not read (it is hidden, or input.sheet does not choose it)',
  },
})

/** The date that the user gave counts where all files are one delivery; else each file tells its own. */
function asOfOf(group: readonly GivenFile[], { mapping, asOf, today }: ReadOptions): string {
  if (asOf !== null && (mapping.delivery === 'files' || group.length === 0)) return asOf
  for (const { file, template } of mapping.asOf) {
    for (const { path } of group) {
      const match = new RegExp(file, 'u').exec(baseName(path))
      const date = match === null ? '' : template.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '')
      if (isDateText(date)) return date
    }
  }
  return asOf ?? today
}

function readOne(
  group: readonly GivenFile[],
  all: readonly GivenFile[],
  asOf: string,
  options: ReadOptions,
): RegisterDelivery {
  const { mapping } = options
  const delivery: RegisterDelivery = {
    asOf,
    files: group.map(({ path }) => baseName(path)),
    records: [],
    rows: 0,
    passed: [],
    rejected: [],
    rejectedRows: new Set(),
    refused: [],
    notes: [],
    lacking: false,
    departments: new Map(),
  }
  const names = departmentNames(delivery.departments, options.departmentOf, options.isTaken ?? (() => false))
  const powers = new Map(mapping.powers.map(({ id }) => [id, powerId(mapping.name, id)]))
  const rows: OrdinalRow[] = []
  let tables: Tables = new Map()
  try {
    const looked = tablesOf(all, mapping)
    tables = looked.tables
    lacks(delivery, looked.rejected)
  } catch (error) {
    lacks(delivery, [wholeFile(delivery.files[0] ?? '', error)])
  }
  for (const file of group) addRows(rows, file, delivery, { names, powers, options })
  delivery.rows = rows.length
  const own = withoutForeign(rows, delivery, mapping)
  for (const one of groupsOf(own, mapping)) lacks(delivery, absentIn(one, mapping))
  const joined = joinAll(own, tables, delivery, mapping)
  // What is named and absent is told alone: without it no row says what it should.
  if (delivery.lacking) return delivery
  const origins: Origin[] = []
  for (const row of joined) readRow(row, delivery, mapping, origins)
  const told = tellApart(delivery, origins)
  return { ...told, records: [...declaredPowers(mapping, names), ...told.records] }
}

/** Adds the rows of one file. What it was read from is let go when this returns. */
function addRows(
  rows: OrdinalRow[],
  file: GivenFile,
  delivery: RegisterDelivery,
  { names, powers, options }: Pick<Known, 'names' | 'powers'> & { options: ReadOptions },
): void {
  const { mapping } = options
  try {
    const sheets: Sheets = { left: [], read: [] }
    const whole = rowsOfFile(file, mapping.input, sheets)
    const { rows: read, notes } = givesQuestions(mapping)
      ? withoutPersons(whole, mapping, baseName(file.path))
      : { rows: whole, notes: [] }
    addAll(delivery.notes, notes)
    if (options.filled !== undefined) for (const { row } of whole) addFilled(row, options.filled)
    if (sheets.further)
      delivery.notes.push({ file: baseName(file.path), sheet: '', row: null, words: sheets.further })
    for (const { sheet, words } of sheets.columns ?? [])
      delivery.notes.push({ file: baseName(file.path), sheet, row: null, words })
    for (const sheet of sheets.left) delivery.notes.push(sheetLeft(baseName(file.path), sheet))
    for (const sheet of sheets.read) {
      const words = unseenWords(sheet)
      if (words !== null) delivery.notes.push({ file: sheet.file, sheet: sheet.name, row: null, words })
    }
    const marks = columnMarks(read, new Set(mapping.empty))
    const known: Known = {
      ...{ names, ids: namesInFile(file, mapping), powers, marks, said: new Set() },
      counted: options.counted ?? false,
    }
    for (const row of read) rows.push({ ...row, ordinal: rows.length, known })
  } catch (error) {
    delivery.rejected.push(wholeFile(baseName(file.path), error))
    // What is wrong with the file itself names the file; else the mapping names what it has not.
    if (error instanceof Problem && error.field !== baseName(file.path)) delivery.lacking = true
  }
}

function wholeFile(file: string, error: unknown): Rejection {
  if (!(error instanceof Problem)) throw error
  const none = { zh: '', en: '' }
  return {
    file,
    sheet: '',
    row: 0,
    column: error.field === undefined || error.field === file ? null : error.field,
    field: null,
    value: '',
    reason: error.words,
    expected: none,
  }
}
