/** Sample files as columns of texts, whatever they came in: the format, the encoding and the header are found. */

import { refuse } from '../../../domain/record/guard.ts'
import { addAll } from '../../../domain/record/list/long.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { encodingOf } from '../../files/encoding.ts'
import { filledDown, mergedDown } from '../../files/filled.ts'
import { headerOf, ownName } from '../../files/layout.ts'
import { readSheets } from '../../files/read.ts'
import type { GivenFile, Merge } from '../../files/sheet.ts'
import { baseName } from '../../files/sheet.ts'
import { folded } from '../fold.ts'
import { type Item, jsonOf } from '../tables.ts'
import { rolesIn } from './words.ts'

type Fields = { [field: string]: Json }

export interface Sampled {
  name: string
  /** Texts in the order of the rows; of rows of other files nothing. */
  values: string[]
  /** Numbers of the files that have it. */
  files: Set<number>
  headers: string[]
  /** Place among several columns of that name. */
  nth: number
}

export interface Sample {
  format: 'table' | 'json'
  encodings: string[]
  /** Only where it is not found by itself. */
  delimiter: string | null
  header: number
  headerRows: number
  /** Columns whose merged cells stand for the rows that they cover. */
  fill: string[]
  /** Headers stand in the first column. */
  turned: boolean
  each: string | null
  /** The file of each row. */
  rows: number[]
  columns: Sampled[]
  lists: { path: string; items: Fields[] }[]
}

/** @throws Problem `invalid` when the files cannot be read */
export function sampleOf(files: readonly GivenFile[]): Sample {
  const [first] = files
  if (first === undefined) throw refuse('invalid', '请给出样本文件。', 'Give a sample file.')
  const json = files.filter(({ path, bytes }) => /\.(?:geo)?json$/i.test(path) || opensJson(bytes))
  return json.includes(first) ? jsonSample(json) : tableSample(files.filter((one) => !json.includes(one)))
}

const opensJson = (bytes: Uint8Array): boolean => {
  const start = new TextDecoder()
    .decode(bytes.slice(0, 40))
    .replace(/^\ufeff/, '')
    .trimStart()
  return /^(?:\{\s*"|\[\s*[{[])/.test(start)
}

/** UTF-8, and after it the encoding of what is not. @throws Problem `invalid` where that cannot be told */
function encodingsOf(files: readonly GivenFile[]): string[] {
  const other = files
    .filter(({ bytes: [first, second] }) => !(first === 0x50 && second === 0x4b) && first !== 0xd0)
    .map(({ path, bytes }) => encodingOf(bytes, baseName(path)))
    .find((encoding) => encoding !== 'utf-8')
  return other === undefined ? ['utf-8'] : ['utf-8', other]
}

/** A bar between cells is the one mark that is not found by itself. */
function delimiterOf(files: readonly GivenFile[]): string | null {
  const start = new TextDecoder('windows-1252').decode(files[0]?.bytes.slice(0, 4000) ?? new Uint8Array())
  const [line = ''] = start.split(/\r?\n/)
  const count = (mark: string): number => line.split(mark).length - 1
  return count('|') >= 2 && count('|') > Math.max(count(','), count(';'), count('\t')) ? '|' : null
}

function tableSample(files: readonly GivenFile[]): Sample {
  const encodings = encodingsOf(files)
  const delimiter = delimiterOf(files)
  const sample: Sample = {
    ...{
      format: 'table',
      encodings,
      delimiter,
      header: 1,
      headerRows: 1,
      fill: [],
      turned: false,
      each: null,
    },
    ...{ rows: [], columns: [], lists: [] },
  }
  let begun = false
  for (const [file, given] of files.entries()) {
    for (const { cells, hidden, merges } of readSheets(given, {
      encodings,
      delimiter: delimiter ?? undefined,
    })) {
      if (hidden) continue
      // Where the header stands is one statement for all files: the first that has one decides.
      if (!begun) sample.header = headerRow(cells)
      if (!begun) sample.headerRows = headerRowsOf(cells, merges, sample.header)
      const upright = layOut(sample, cells, merges)
      const turned = turn(cells)
      const across = upright[0] ?? []
      const down = turned[0] ?? []
      const lies =
        sample.header === 1 &&
        sample.headerRows === 1 &&
        cells.length < 100 &&
        rolesIn(down) > Math.max(2, rolesIn(across))
      sample.turned ||= lies
      begun = true
      addRows(sample, file, lies ? turned : upright)
    }
  }
  return sample
}

function headerRow(cells: readonly (readonly string[])[]): number {
  const width = cells.slice(0, 50).reduce((most, row) => Math.max(most, row.length), 0)
  const full = cells.slice(0, 20).findIndex((row) => {
    const texts = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
    const plain = texts.filter((text) => !/^[\d.,/:%\s-]+$/.test(text))
    return texts.length >= Math.max(2, width / 2) && plain.length > texts.length / 2
  })
  return Math.max(0, full) + 1
}

/**
 * Number of rows of the header: as far as its merged cells reach, or one more where the next row completes
 * it.
 */
function headerRowsOf(
  cells: readonly (readonly string[])[],
  merges: readonly Merge[],
  header: number,
): number {
  const row = header - 1
  const [own, next] = [cells[row] ?? [], cells[row + 1] ?? []]
  const bottom = merges.filter(({ top }) => top === row).reduce((low, one) => Math.max(low, one.bottom), row)
  if (bottom > row) return Math.min(bottom - row + 1, 4)
  const stands = (line: readonly string[], column: number): boolean => (line[column] ?? '').trim() !== ''
  const columns = Array.from({ length: Math.max(own.length, next.length) }, (_, column) => column)
  const completes = columns.every((column) => stands(own, column) || stands(next, column))
  const gaps = columns.filter((column) => !stands(own, column)).length
  const plain = next.every((text) => !/\d/.test(text))
  const open = columns.filter((column) => !stands(next, column)).length
  return completes && gaps > 0 && open > 0 && plain ? 2 : 1
}

/** A sheet from its header on: one line of headers, and the rows with what merged cells say of them. */
function layOut(
  sample: Sample,
  cells: readonly (readonly string[])[],
  merges: readonly Merge[],
): readonly (readonly string[])[] {
  const { header, headerRows } = sample
  const body = header - 1 + headerRows
  const names = headerOf(cells, merges, { header, headerRows })
  const down = [...mergedDown(merges, body).keys()].filter((column) => (names[column] ?? '').trim() !== '')
  for (const column of down) {
    const name = ownName(names[column] ?? '')
    if (!sample.fill.includes(name)) sample.fill.push(name)
  }
  const rows = down.length === 0 ? cells : filledDown(cells, merges, body, down)
  return [names, ...rows.slice(body)]
}

function turn(cells: readonly (readonly string[])[]): string[][] {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, column) => cells.map((row) => row[column] ?? ''))
}

function addRows(
  sample: Sample,
  file: number,
  [header = [], ...lines]: readonly (readonly string[])[],
): void {
  const places = header.map((cell, i) => {
    const own = cell.replace(/\s+/g, ' ').trim()
    const nth = header.slice(0, i + 1).filter((one) => folded(one) === folded(cell)).length
    return own === '' ? null : columnOf(sample, own, nth)
  })
  for (const line of lines) {
    if (line.every((cell) => cell.trim() === '')) continue
    const row = sample.rows.push(file) - 1
    for (const [i, column] of places.entries()) if (column !== null) put(column, row, file, line[i] ?? '')
  }
}

function columnOf(sample: Sample, own: string, nth: number): Sampled {
  const known = sample.columns.find((one) => one.nth === nth && folded(one.headers[0] ?? '') === folded(own))
  if (known !== undefined) {
    if (!known.headers.includes(own)) known.headers.push(own)
    return known
  }
  const name = nth === 1 ? own : `${own} ${nth}`
  const made = {
    name,
    values: [],
    files: new Set<number>(),
    headers: [own],
    nth,
  }
  sample.columns.push(made)
  return made
}

function put(column: Sampled, row: number, file: number, text: string): void {
  while (column.values.length < row) column.values.push('')
  column.values[row] = text
  column.files.add(file)
}

const isObject = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function jsonSample(files: readonly GivenFile[]): Sample {
  const encodings = encodingsOf(files)
  const sample: Sample = {
    ...{
      format: 'json',
      encodings,
      delimiter: null,
      header: 1,
      headerRows: 1,
      fill: [],
      turned: false,
      each: null,
    },
    ...{ rows: [], columns: [], lists: [] },
  }
  for (const [file, { path, bytes }] of files.entries()) {
    const document = jsonOf({ path, bytes }, { encodings })
    const inside = isObject(document) ? recordsIn(document) : null
    if (inside !== null) sample.each = inside.path
    const whole = (Array.isArray(document) ? document : [document]).map((item) => ({ name: null, item }))
    for (const { name, item } of inside?.items ?? whole)
      if (isObject(item)) addObject(sample, file, item, name)
  }
  return sample
}

/** Members of an object that are named by ids: this many at least, of which each has something of the first. */
const FEWEST_NAMED = 3

/** True for an object whose names are the ids of its members, and those the records. */
function isNamed(at: Fields): boolean {
  const members = Object.values(at)
  const [first] = members
  if (members.length < FEWEST_NAMED || !isObject(first)) return false
  const own = new Set(Object.keys(first))
  return members.every((one) => isObject(one) && Object.keys(one).some((name) => own.has(name)))
}

/** The records of a document, with their names where they are members of an object. */
interface Inside {
  path: string
  items: Item[]
}

/** The list or object that holds the records, when the file is no record itself: few scalars stand around it. */
function recordsIn(document: Fields): Inside | null {
  const found: (Inside & { around: number })[] = []
  const named = (at: Fields, path: string, around: number): void => {
    const items = Object.entries(at).map(([name, item]) => ({ name, item }))
    found.push({ path: `${path}*`, items, around })
  }
  const walk = (at: Fields, path: string, depth: number, around: number): void => {
    const scalars = around + Object.values(at).filter((one) => typeof one !== 'object').length
    if (isNamed(at)) {
      named(at, path, scalars)
      return
    }
    for (const [name, value] of Object.entries(at)) {
      if (Array.isArray(value) && value.some(isObject))
        found.push({
          path: `${path}${name}`,
          items: value.map((item) => ({ name: null, item })),
          around: scalars,
        })
      else if (isObject(value) && depth < 3) walk(value, `${path}${name}.`, depth + 1, scalars)
    }
  }
  walk(document, '', 0, 0)
  const best = found.sort((a, b) => b.items.length - a.items.length)[0]
  return best === undefined || best.around > 4 ? null : best
}

function addObject(sample: Sample, file: number, record: Fields, own: string | null): void {
  const row = sample.rows.push(file) - 1
  if (own !== null) put(columnAt(sample, '@key'), row, 0, own)
  const walk = (at: Fields, path: string): void => {
    for (const [name, value] of Object.entries(at)) {
      const here = `${path}${name}`
      if (Array.isArray(value)) addItems(sample, here, value)
      else if (isObject(value)) walk(value, `${here}.`)
      else put(columnAt(sample, here), row, 0, value === null ? '' : String(value))
    }
  }
  walk(record, '')
}

function addItems(sample: Sample, path: string, list: readonly Json[]): void {
  const items = list.filter(isObject)
  if (items.length === 0) return
  const known = sample.lists.find((one) => one.path === path)
  if (known === undefined) sample.lists.push({ path, items })
  else addAll(known.items, items)
}

function columnAt(sample: Sample, path: string): Sampled {
  const known = sample.columns.find(({ name }) => name === path)
  if (known !== undefined) return known
  const made = {
    name: path,
    values: [],
    files: new Set<number>(),
    headers: [path],
    nth: 1,
  }
  sample.columns.push(made)
  return made
}
