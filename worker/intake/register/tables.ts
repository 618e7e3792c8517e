/** Rows by column name, or the objects of a JSON file, from delivered files. */

import { refuse } from '../../domain/record/guard.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Problem, Words } from '../../domain/record/problem.ts'
import type { Json } from '../../ledger/canonical.ts'
import { decodeText } from '../files/encoding.ts'
import { filledDown } from '../files/filled.ts'
import { parseOnce } from '../files/json/doubled.ts'
import { withNamedRows } from '../files/json/named-rows.ts'
import { withLongNumbers } from '../files/json/whole-numbers.ts'
import { gathered, headerOf, turnedMerges } from '../files/layout.ts'
import { isHtml, isMarkup, noHtml } from '../files/markup.ts'
import { readSheets } from '../files/read.ts'
import { baseName, type GivenFile, isPacked, packed, type Sheet, unreadable } from '../files/sheet.ts'
import { statedEncoding, xmlOf } from '../files/xml.ts'
import type { Rejection } from '../list/rejection.ts'
import { findings } from './declared.ts'
import { doubledWords, namesApart } from './delivery/doubled.ts'
import { headlessWords } from './delivery/headless.ts'
import { sectionsIn, tableBelow } from './delivery/sections.ts'
import { exact, folded } from './fold.ts'
import type { RegisterMapping } from './mapping.schema.ts'
import type { Named } from './named.ts'
import { furtherPages } from './paged.ts'
import { at, cellAt, isObject, membersAt, type Row, textAt } from './scope.ts'

/** A row, and where it stood. */
export interface PlacedRow {
  file: string
  sheet: string
  /** Number of the row from 1, as a spreadsheet counts; the place in its list for JSON. */
  number: number
  /** Name of the record, where it is a member of an object. */
  key: string | null
  row: Row
  /** It is a heading of the rows below, and no record. */
  heading?: true
  /** Text that stands beyond the last header, in a text whose cells are told by separators alone. */
  beyond?: string
  /** It is the header of another table, or stands below it. */
  other?: 'header' | 'below'
}

type Input = RegisterMapping['input']

/** Names of the sheets of a file that are not read, and those that are. */
export interface Sheets {
  left: string[]
  read: Sheet[]
  /** Words for a document that is one page of several. */
  further?: Words | null
  /** Words on columns without a header, and on those of one header, by sheet. */
  columns?: { sheet: string; words: Words }[]
}

/**
 * Every row of one file.
 *
 * @param left takes the names of sheets that hold something and are not read, and the sheets that are
 * @throws Problem `invalid` for a file that cannot be read, or lacks a column
 */
export function rowsOfFile(
  file: GivenFile,
  input: Input,
  left: Sheets = { left: [], read: [] },
): PlacedRow[] {
  return input.format === 'json' ? jsonRows(file, input, left) : tableRows(file, input, left)
}

function jsonRows(file: GivenFile, input: Input, left: Sheets): PlacedRow[] {
  const name = baseName(file.path)
  const document = jsonOf(file, input)
  const items = listIn(document, input)
  left.further = furtherPages(document, items.length)
  return items.map(({ name: key, item }, i) => {
    if (!isObject(item)) throw unreadable(name, `第 ${i + 1} 个不是对象`, `item ${i + 1} is no object`)
    return { file: name, sheet: '', number: i + 1, key, row: item }
  })
}

/** The document in a JSON or XML file, or the list of those on its lines. @throws Problem `invalid` when it is none */
export function jsonOf({ path, bytes }: GivenFile, { encodings }: Pick<Input, 'encodings'>): Json {
  const file = baseName(path)
  if (isPacked(bytes)) throw packed(file)
  const stated = statedEncoding(bytes)
  const text = decodeText(bytes, file, stated === null ? encodings : [stated]).replace(/^\ufeff/, '')
  if (isMarkup(text)) {
    if (isHtml(text)) throw noHtml(file)
    return xmlOf(text, file)
  }
  try {
    return withNamedRows(jsonIn(text, file))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const lines = documentsIn(text, file)
    if (lines !== null) return lines
    throw unreadable(file, `不是合法的 JSON（${String(error)}）`, `it is not valid JSON (${String(error)})`)
  }
}

const jsonIn = (text: string, file: string, line: number | null = null): Json =>
  parseOnce(withLongNumbers(text), file, line)

/** The documents of a file that holds one on each line; null where a line is none, or there are not two. */
function documentsIn(text: string, file: string): Json[] | null {
  const lines = [...text.split(/\r?\n/).entries()].filter(([, line]) => line.trim() !== '')
  if (lines.length < 2) return null
  try {
    return lines.map(([i, line]) => jsonIn(line, file, i + 1))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const broken = lines.findIndex(([, line]) => !isJson(line))
    // Where most lines are documents, the one that is none was cut off or broken.
    if (broken < lines.length / 2 || lines.filter(([, line]) => !isJson(line)).length > 1) return null
    const [at, line] = lines[broken] ?? [0, '']
    throw unreadable(
      file,
      `第 ${at + 1} 行不是完整的 JSON（${line.slice(0, 40)}…）：文件可能没有下载完`,
      `line ${at + 1} is no whole JSON document (${line.slice(0, 40)}…): the file may have been cut off`,
    )
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** One record of a document, with its name where it is the member of an object. */
export interface Item {
  name: string | null
  item: Json
}

/** The records in a document, where the mapping says that they stand. @throws Problem `invalid` where nothing does */
export function listIn(document: Json, { each }: Pick<Input, 'each'>): Item[] {
  const items = (list: readonly Json[]): Item[] => list.map((item) => ({ name: null, item }))
  if (each === undefined) return items(Array.isArray(document) ? document : [document])
  const root: Row = isObject(document) ? document : { items: document }
  const [missing] = findings({ file: '', sheet: '', rows: [root] }, [
    { place: '/input/each', lists: [], path: each, list: true, shape: false, of: [] },
  ])
  if (missing !== undefined)
    throw refuse(
      'invalid',
      `${missing.reason.zh}；${missing.expected.zh}。`,
      `${missing.reason.en}; ${missing.expected.en}.`,
      'input/each',
    )
  const found = membersAt(root, each)
  const one = at({ row: root, around: null, about: {} }, each)
  return found.length === 0 && isObject(one) ? items([one]) : found
}

function tableRows(file: GivenFile, input: Input, told: Sheets): PlacedRow[] {
  const { left, read } = told
  const wanted = input.sheet === undefined ? null : new RegExp(input.sheet, 'u')
  const all = readSheets(file, input)
  const names = all.map(({ name }) => name)
  const sheets = all.filter(({ name, hidden }) => !hidden && (wanted === null || wanted.test(name)))
  if (wanted !== null && sheets.length === 0) throw noSheet(baseName(file.path), input, names)
  addAll(
    left,
    all.filter((sheet) => !sheets.includes(sheet)).map(({ name }) => name),
  )
  addAll(read, sheets)
  told.columns = sheets
    .filter((sheet) => uprightOf(sheet, input) === sheet.cells)
    .flatMap((sheet) =>
      [headlessWords(sheet, input), doubledWords(sheet, input)].flatMap((words) =>
        words === null ? [] : [{ sheet: sheet.name, words }],
      ),
    )
  return sheets.flatMap((sheet) => rowsOfSheet(sheet, input))
}

function noSheet(file: string, { sheet }: Input, names: readonly string[]): Problem {
  return refuse(
    'invalid',
    `${file}：没有名称符合“${sheet}”的表；有：${names.join('、')}。`,
    `${file}: no sheet has a name that matches "${sheet}"; there are: ${names.join(', ')}.`,
    'input/sheet',
  )
}

/** A sheet with its headers above, and with what the mapping takes from cells above filled in. */
export interface Body {
  cells: string[][]
  /** Names and places of columns. */
  columns: Map<string, number>
  /** The first row that is no header, from 0. */
  body: number
  turned: boolean
}

/** @throws Problem `invalid` when a declared column is not there */
export function bodyOf(sheet: Sheet, input: Input): Body {
  const upright = uprightOf(sheet, input)
  const turned = upright !== sheet.cells
  const merges = turned ? turnedMerges(sheet) : sheet.merges
  const columns = columnsOf(headerOf(upright, merges, input), input, sheet)
  const body = input.header - 1 + input.headerRows
  const filled = input.fill.flatMap((name) => columns.get(name) ?? [])
  const cells = filled.length === 0 ? upright : filledDown(upright, merges, body, filled)
  return { cells, columns, body, turned }
}

/** The rows of a sheet by column name: by its own header, and by the names that the mapping gives. */
function rowsOfSheet(sheet: Sheet, input: Input): PlacedRow[] {
  const { cells, columns, body, turned } = bodyOf(sheet, input)
  const numberAt = (row: number, column: number): number | undefined =>
    turned ? sheet.numbers[column]?.[row] : sheet.numbers[row]?.[column]
  const { sections } = input
  const header = turned ? [] : headerOf(cells, sheet.merges, input)
  const width = turned ? Number.POSITIVE_INFINITY : header.length
  const below = turned ? null : tableBelow(cells, header, body)
  const headings = sections === undefined ? null : sectionsIn(turned ? cells : uprightOf(sheet, input), body)
  let heading = ''
  return cells.slice(body).flatMap((line, i): PlacedRow[] => {
    if (line.every((cell) => cell.trim() === '')) return []
    const row: { [field: string]: Json } = {}
    const place = { file: sheet.file, sheet: sheet.name, number: body + i + 1, key: null }
    const own = headings?.get(body + i)
    if (sections !== undefined) {
      heading = own ?? heading
      row[sections] = heading
    }
    if (own !== undefined) return [{ ...place, row, heading: true }]
    if (below !== null && body + i >= below)
      return [{ ...place, row, other: body + i === below ? 'header' : 'below' }]
    for (const [name, column] of columns)
      row[name] = cellAt(escaped(line[column] ?? '', input), numberAt(body + i, column))
    const whole = input.gather === undefined ? row : gathered(row, input.gather)
    const beyond = sheet.separated ? line.slice(width).find((cell) => cell.trim() !== '') : undefined
    return [{ ...place, row: whole, ...(beyond === undefined ? {} : { beyond }) }]
  })
}

/** A longer table has its headers in a row. */
const MOST_TURNED = 1000

/** The cells of a sheet with its headers in a row: a table whose first column holds them is turned. */
function uprightOf({ cells }: Sheet, input: Input): string[][] {
  if (input.turned) return transpose(cells)
  if (cells.length > MOST_TURNED || input.headerRows > 1) return cells
  const across = recognised(cells[input.header - 1] ?? [], input)
  const first = cells.map((row) => row[input.header - 1] ?? '')
  return recognised(first, input) > across ? transpose(cells) : cells
}

function escaped(text: string, input: Input): string {
  if (!input.unescape) return text
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** Rows and columns of a table exchanged; short rows are filled up with empty cells. */
export function transpose(cells: readonly (readonly string[])[]): string[][] {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, column) => cells.map((row) => row[column] ?? ''))
}

/** The places of the headers that a mapping wants: those of the very text first, then those that fold to it. */
function placesOf(header: readonly string[], wanted: string): number[] {
  const places = (fits: (text: string) => boolean): number[] =>
    header.flatMap((text, i) => (fits(text) ? [i] : []))
  const very = places((text) => exact(text) === exact(wanted))
  return very.length > 0 ? very : places((text) => matches(text, wanted))
}

/** True for a header that is the one a mapping wants: a text, compared folded, or `/a pattern/i`. */
export function matches(header: string, wanted: string): boolean {
  const expression = /^\/(.+)\/([iu]*)$/.exec(wanted)
  if (expression !== null)
    return new RegExp(expression[1] ?? '', `${expression[2] ?? ''}`).test(header.replace(/\s+/g, ' ').trim())
  return folded(header) === folded(wanted)
}

/** Number of declared columns that a line of headers holds. */
function recognised(header: readonly string[], { columns }: Input): number {
  return Object.values(columns).filter(({ headers }) =>
    headers.some((wanted) => header.some((text) => matches(text, wanted))),
  ).length
}

/** Names and places of columns. @throws Problem `invalid` when a declared one is not there */
function columnsOf(
  header: readonly string[],
  { columns, optional: left }: Input,
  { file, name: sheet }: Sheet,
): Map<string, number> {
  const places = new Map<string, number>()
  for (const [i, own] of namesApart(header).entries()) if (own !== '') places.set(own, i)
  for (const [name, { headers, nth, optional }] of Object.entries(columns)) {
    const found = headers.map((wanted) => placesOf(header, wanted)).find((one) => one.length >= nth)
    const place = found?.[nth - 1]
    if (place !== undefined) places.set(name, place)
    else if (!optional && !left.includes(name))
      throw missingColumn(name, headers, header, `${file}${sheet === '' ? '' : ` · ${sheet}`}`)
  }
  return places
}

function missingColumn(
  name: string,
  headers: readonly string[],
  header: readonly string[],
  where: string,
): Problem {
  const there = header
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .slice(0, 20)
    .join(' | ')
  return refuse(
    'invalid',
    `${where}：没有列“${name}”（${headers.join('、')}）；表头是：${there}。`,
    `${where}: there is no column "${name}" (${headers.join(', ')}); the header is: ${there}.`,
    name,
  )
}

/** Rows that are looked up, by table and key. */
export type Tables = ReadonlyMap<string, ReadonlyMap<string, Row>>

/** @throws Problem `invalid` for a table without a file or without its key; each absence is one */
export function tablesOf(
  files: readonly GivenFile[],
  { tables, input }: Pick<RegisterMapping, 'tables' | 'input'>,
): { tables: Tables; rejected: Rejection[] } {
  const read = new Map<string, Map<string, Row>>()
  const rejected: Rejection[] = []
  for (const [name, { files: which, key, where, each }] of Object.entries(tables)) {
    const found = files.filter(({ path }) => new RegExp(which, 'u').test(path))
    if (found.length === 0)
      throw refuse(
        'invalid',
        `没有表“${name}”的文件（${which}）。`,
        `There is no file for the table "${name}" (${which}).`,
        `tables/${name}`,
      )
    const rows = new Map<string, Row>()
    const named = [key, ...Object.keys(where)].map(
      (path): Named => ({
        ...{ place: `/tables/${name}`, lists: [], path, list: false, shape: false, of: [] },
      }),
    )
    for (const file of found) {
      const inFile = rowsOfFile(file, { ...input, columns: {}, each })
      const group = { file: baseName(file.path), sheet: '', rows: inFile.map(({ row }) => row) }
      addAll(rejected, findings(group, named))
      for (const { row } of inFile) {
        if (Object.entries(where).some(([field, value]) => textOf(row, field) !== value)) continue
        const id = textOf(row, key)
        if (id !== '' && !rows.has(id)) rows.set(id, row)
      }
    }
    read.set(name, rows)
  }
  return { tables: read, rejected }
}

/** A key as it is compared: a number by its digits. */
const textOf = (row: Row, field: string): string =>
  textAt({ empty: new Set() }, { row, around: null, about: {} }, field)
