/** Samples of tables: which sheet, which rows are the header, which cells stand for those below. */

import { addAll } from '../../../../domain/record/list/long.ts'
import { unseenWords } from '../../../files/book/unseen.ts'
import { filledDown, mergedDown } from '../../../files/filled.ts'
import { headerOf, ownName } from '../../../files/layout.ts'
import { readSheets } from '../../../files/read.ts'
import type { GivenFile, Merge, Sheet } from '../../../files/sheet.ts'
import { isSum } from '../../../files/sums.ts'
import { doubledWords, namesApart } from '../../delivery/doubled.ts'
import { headlessWords } from '../../delivery/headless.ts'
import { namesOrgan, sectionsIn, tableBelow } from '../../delivery/sections.ts'
import { folded } from '../../fold.ts'
import { currencyOf, unitOf } from '../words/money.ts'
import { rolesIn, settles, speaksFor } from '../words/roles.ts'
import { columnOf, emptySample, put, type Sample } from './model.ts'

type Cells = readonly (readonly string[])[]

/** A table as columns. @throws Problem `invalid` when a file cannot be read */
export function tableSample(files: readonly GivenFile[], encodings: string[]): Sample {
  const sample = emptySample('table', encodings)
  sample.delimiter = delimiterOf(files)
  const options = { encodings, delimiter: sample.delimiter ?? undefined }
  let begun = false
  for (const [file, given] of files.entries()) {
    for (const sheet of chosen(readSheets(given, options), sample)) {
      const { cells, merges } = sheet
      if (!sample.sheets.includes(sheet.name)) sample.sheets.push(sheet.name)
      const words = unseenWords(sheet)
      if (words !== null) sample.unseen.push({ sheet: sheet.name, words })
      // Where the header stands is one statement for all files: the first that has one decides.
      if (!begun) {
        sample.header = headerRow(cells)
        sample.headerRows = headerRowsOf(cells, merges, sample.header)
        sample.above = cells
          .slice(0, sample.header - 1)
          .flatMap((row) => [...new Set(row.map((cell) => cell.trim()))].filter((text) => text !== ''))
      }
      for (const told of [headlessWords(sheet, sample), doubledWords(sheet, sample)])
        if (told !== null) sample.unseen.push({ sheet: sheet.name, words: told })
      const upright = layOut(sample, firstTable(sample, sheet), merges)
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

/** A bar between cells is the one mark that is not found by itself. */
function delimiterOf(files: readonly GivenFile[]): string | null {
  const start = new TextDecoder('windows-1252').decode(files[0]?.bytes.slice(0, 4000) ?? new Uint8Array())
  const [line = ''] = start.split(/\r?\n/)
  const count = (mark: string): number => line.split(mark).length - 1
  return count('|') >= 2 && count('|') > Math.max(count(','), count(';'), count('\t')) ? '|' : null
}

const headersIn = (cells: Cells): string[] =>
  (cells[headerRow(cells) - 1] ?? []).map((text) => folded(text)).filter((text) => text !== '')

/** The sheets that hold the records: those with the headers of the best one; others are told. */
function chosen(all: readonly Sheet[], sample: Sample): Sheet[] {
  const shown = all.filter(
    ({ hidden, cells }) => !hidden && cells.some((row) => row.some((text) => text !== '')),
  )
  addAll(
    sample.hidden,
    all.filter(({ hidden, name }) => hidden && !sample.hidden.includes(name)).map(({ name }) => name),
  )
  if (sample.sheet !== null) return shown.filter(({ name }) => name === sample.sheet?.name)
  if (shown.length < 2) return shown
  const weight = ({ cells }: Sheet): number =>
    rolesIn(cells[headerRow(cells) - 1] ?? []) * 1000 + Math.min(999, cells.length)
  const best = shown.reduce((most, one) => (weight(one) > weight(most) ? one : most))
  const own = headersIn(best.cells)
  const same = shown.filter(({ cells }) => {
    const headers = headersIn(cells)
    return own.filter((text) => headers.includes(text)).length >= own.length / 2
  })
  const others = shown.filter((one) => !same.includes(one))
  // Several sheets of one kind are all read; the mapping can name one alone.
  if (others.length > 0 && same.length === 1)
    sample.sheet = { name: best.name, others: others.map(({ name }) => name) }
  return same
}

function headerRow(cells: Cells): number {
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
function headerRowsOf(cells: Cells, merges: readonly Merge[], header: number): number {
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
  if (completes && gaps > 0 && open > 0 && plain) return 2
  return open > 0 && saysUnits(next) && !saysUnits(own) ? 2 : 1
}

/** Texts of a line of units below a header: km, m², %, 万元, USD million. */
const UNIT =
  /^[[(（]?(?:km|m[23²³]?|ha|t|kg|kwh|mwh|mw|gwh|%|％|‰|天|日|年|个|項|项|人|公里|米|平方米|亩|公顷|吨|件|days?|months?|years?|no\.?|units?)[\])）]?$/iu

/** True for a line of which every text is a unit, one of them of money or a measure. */
function saysUnits(line: readonly string[]): boolean {
  const texts = line.map((text) => text.trim()).filter((text) => text !== '')
  const isUnit = (text: string): boolean =>
    UNIT.test(text) ||
    (text.length <= 20 &&
      !/\d/.test(text.replace("'000", '')) &&
      (unitOf(text) !== 1 || currencyOf(text, []) !== null))
  return texts.length > 0 && texts.every(isUnit)
}

/** A sheet from its header on: one line of headers, and the rows with what merged cells say of them. */
function layOut(sample: Sample, whole: Cells, merges: readonly Merge[]): Cells {
  const { header, headerRows } = sample
  const body = header - 1 + headerRows
  const own = headerOf(whole, merges, { header, headerRows })
  const headings = headingsOf(sample, whole, body, own)
  // The headings go out, and their text becomes a column of the rows below.
  const cells = headings === null ? whole : withHeadings(whole, body, headings)
  const names =
    headings === null || sample.sections === null
      ? own
      : [...padded(own, widthOf(whole)), sample.sections.name]
  const merged = [...mergedDown(merges, body).keys()].filter((column) => (names[column] ?? '').trim() !== '')
  const blank = merged.length > 0 ? [] : repeatedBlank(cells.slice(body), names)
  for (const column of [...merged, ...blank]) {
    const name = ownName(names[column] ?? '')
    if (!sample.fill.includes(name)) sample.fill.push(name)
    if (blank.includes(column) && !sample.blank.includes(name)) sample.blank.push(name)
  }
  const down = [...merged, ...blank]
  const rows = down.length === 0 ? cells : filledDown(cells, merges, body, down)
  return [names, ...rows.slice(body)]
}

/** The rows of a sheet down to where another table begins, which is told. */
function firstTable(sample: Sample, { name, cells, merges }: Sheet): Cells {
  const body = sample.header - 1 + sample.headerRows
  const below = tableBelow(cells, headerOf(cells, merges, sample), body)
  if (below === null) return cells
  const rows = cells.slice(below).filter((row) => row.some((cell) => cell.trim() !== '')).length
  sample.unseen.push({
    sheet: name,
    words: {
      zh: `第 ${below + 1} 行像是另一张表的表头，从那里起的 ${rows} 行没有读：请拆成另一个文件`,
      en: `another table seems to begin in row ${below + 1}; the ${rows} rows from there on were not read: put them in a file of their own`,
    },
  })
  return cells.slice(0, below)
}

const widthOf = (cells: Cells): number => cells.reduce((most, row) => Math.max(most, row.length), 0)

const padded = (row: readonly string[], width: number): string[] =>
  Array.from({ length: width }, (_, column) => row[column] ?? '')

/** Each row with the text of the heading above it behind its cells; the headings themselves are left empty. */
function withHeadings(cells: Cells, body: number, headings: ReadonlyMap<number, string>): Cells {
  const width = widthOf(cells)
  let heading = ''
  return cells.map((row, i) => {
    const own = headings.get(i)
    heading = own ?? heading
    if (own !== undefined) return []
    return i < body || row.every((cell) => cell.trim() === '') ? row : [...padded(row, width), heading]
  })
}

/**
 * Rows that are headings of those below: two and more, the first of them above all other rows, and none above another.
 * What stands alone in any other way is told and not taken for one.
 */
function headingsOf(
  sample: Sample,
  cells: Cells,
  body: number,
  header: readonly string[],
): Map<number, string> | null {
  const found = sectionsIn(cells, body)
  if (found.size === 0) return null
  const stands = [...cells.keys()].filter(
    (row) => row >= body && (cells[row] ?? []).some((cell) => cell.trim() !== ''),
  )
  const above = [...found.keys()].filter((row) => found.has(stands[stands.indexOf(row) + 1] ?? -1))
  const rows = stands.length - found.size
  if (found.size < 2 || !found.has(stands[0] ?? -1) || above.length > 0 || found.size > rows) {
    addAll(sample.alone, [...found.values()])
    return null
  }
  const texts = [...found.values()]
  const hasOrgan = header.some((name) => settles('department', name))
  const organs = !hasOrgan && texts.filter(namesOrgan).length > texts.length / 2
  const isHan = /\p{Script=Han}/u.test(header.join(''))
  const name = [organs ? (isHan ? '部门' : 'Department') : '', isHan ? '小标题' : 'Heading', '§'].find(
    (one) => one !== '' && !header.some((other) => folded(other) === folded(one)),
  )
  const known = sample.sections
  sample.sections = {
    name: known?.name ?? name ?? '§',
    organs: known?.organs ?? organs,
    texts: [...(known?.texts ?? []), ...texts],
    rows: (known?.rows ?? 0) + rows,
  }
  return found
}

/** Shorter lists leave no name out under itself. */
const FEWEST_ROWS = 3

/** Columns of departments that are blank wherever the one above is meant: no name stands in them twice running. */
function repeatedBlank(body: Cells, names: readonly string[]): number[] {
  const rows = body.filter(
    (row) => row.filter((text) => text.trim() !== '').length > 1 && !row.some((text) => isSum(text)),
  )
  if (rows.length < FEWEST_ROWS) return []
  return [...names.keys()].filter((column) => {
    const texts = rows.map((row) => (row[column] ?? '').trim())
    const there = texts.filter((text) => text !== '')
    return (
      speaksFor('department', names[column] ?? '') > 0 &&
      texts[0] !== '' &&
      there.length > 1 &&
      there.length < texts.length &&
      new Set(there).size === there.length
    )
  })
}

function turn(cells: Cells): string[][] {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, column) => cells.map((row) => row[column] ?? ''))
}

function addRows(sample: Sample, file: number, [header = [], ...lines]: Cells): void {
  const names = namesApart(header)
  const places = header.map((cell, i) => {
    const own = cell.replace(/\s+/g, ' ').trim()
    const nth = header.slice(0, i + 1).filter((one) => folded(one) === folded(cell)).length
    return own === '' ? null : columnOf(sample, own, nth, names[i] ?? own)
  })
  for (const line of lines) {
    if (line.every((cell) => cell.trim() === '')) continue
    const row = sample.rows.push(file) - 1
    for (const [i, column] of places.entries()) if (column !== null) put(column, row, file, line[i] ?? '')
  }
}
