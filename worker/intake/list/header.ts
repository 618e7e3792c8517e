/** Finds the header of a sheet and which column holds which field. */

import { greatest } from '../../domain/record/list/long.ts'
import type { Merge, Sheet } from '../files/sheet.ts'
import { bareOf, lineOf } from '../files/text.ts'
import { ID_HEADERS } from '../run/home/own.ts'
import type { Column, Mapping } from './mapping.schema.ts'

export interface Header {
  /** First row below the header. */
  body: number
  /** Column of each field that was found, from 0. */
  columns: Map<string, number>
  /** The rows above the header, as one text each: titles. */
  titles: string[]
  /** Columns with a header that no field of the mapping means, with its text. */
  unknown: Map<number, string>
  /** The declared headers of each field as they are compared, which is done for every row. */
  known: KnownHeaders
  /** Column of the ids that the list has which this software publishes; undefined where there is none. */
  ids: number | undefined
}

/** The headers of each field without case, spaces and punctuation. */
export type KnownHeaders = ReadonlyMap<string, ReadonlySet<string>>

const HIGHEST = 3
/** A longer text is no header, and costs too much to compare with one. */
const LONGEST_HEADER = 200

function covering(sheet: Sheet, row: number, column: number): Merge | undefined {
  return sheet.merges.find((m) => row >= m.top && row <= m.bottom && column >= m.left && column <= m.right)
}

/** The header texts of a column: of all rows of the header, through merges, and from the left where a cell is blank. */
function headersOf(sheet: Sheet, top: number, height: number, width: number): string[][] {
  const found: string[][] = Array.from({ length: width }, () => [])
  for (let row = top; row < top + height; row++) {
    let left = ''
    for (let column = 0; column < width; column++) {
      const merge = covering(sheet, row, column)
      const own = sheet.cells[merge?.top ?? row]?.[merge?.left ?? column] ?? ''
      if (bareOf(own) !== '') left = own
      // Exports without merges leave the cells to the right of a merged header blank.
      const text = bareOf(own) !== '' || row > top ? own : left
      if (bareOf(text) !== '') found[column]?.push(text)
    }
  }
  return found
}

function heightAt(sheet: Sheet, row: number): number {
  const bottoms = sheet.merges
    .filter(({ top, left, right }) => top === row && left === right)
    .map(({ bottom }) => bottom)
  return Math.min(
    HIGHEST,
    greatest(
      1,
      bottoms.map((bottom) => bottom - row + 1),
    ),
  )
}

/** Forms in which a header may be compared: whole, and without the words that it has in brackets. */
function formsOf(text: string): string[] {
  const whole = bareOf(text)
  const short = bareOf(text.normalize('NFKC').replace(/[(【[][^)】\]]*[)】\]]/gu, ''))
  return short === '' || short === whole ? [whole] : [whole, short]
}

/** The columns of each field under these headers: an exact header first, then one that only adds a bracket. */
function columnsUnder(
  headers: readonly string[][],
  mapping: Mapping,
  knownHeaders: KnownHeaders,
): Map<string, number> {
  const columns = new Map<string, number>()
  const taken = new Set<number>()
  const forms = headers.map((texts) => texts.map(formsOf))
  const place = (field: string, declared: Column, form: number): void => {
    const known = knownHeaders.get(field) ?? new Set()
    const matching = forms.flatMap((texts, column) =>
      texts.some((one) => known.has(one[form] ?? '')) ? [column] : [],
    )
    const column =
      declared.part === undefined ? matching.find((one) => !taken.has(one)) : matching[declared.part - 1]
    if (column === undefined || columns.has(field)) return
    columns.set(field, column)
    taken.add(column)
  }
  for (const form of [0, 1]) {
    for (const [field, declared] of Object.entries(mapping.columns))
      if (declared !== undefined) place(field, declared, form)
  }
  return columns
}

/** The best header within the declared rows; null when no row is one. */
export function findHeader(sheet: Sheet, mapping: Mapping): Header | null {
  const width = sheet.cells.reduce((widest, row) => Math.max(widest, row.length), 0)
  const required = Object.entries(mapping.columns).flatMap(([field, column]) =>
    column?.required ? [field] : [],
  )
  const known = knownIn(mapping)
  let best: { top: number; height: number; columns: Map<string, number> } | null = null
  for (let top = 0; top < Math.min(mapping.header.within, sheet.cells.length); top++) {
    const tallest = heightAt(sheet, top)
    for (const height of tallest === 1 ? [1] : [tallest, 1]) {
      const columns = columnsUnder(headersOf(sheet, top, height, width), mapping, known)
      const fits = columns.size >= mapping.header.least && required.every((field) => columns.has(field))
      if (fits && (best === null || columns.size > best.columns.size)) best = { top, height, columns }
    }
  }
  if (best === null) return null
  const titles = sheet.cells
    .slice(0, best.top)
    .flatMap((row) => [...new Set(row.map((text) => text.trim()))].filter((text) => text !== ''))
  const headers = headersOf(sheet, best.top, best.height, width)
  const ids = headers.findIndex((texts) => texts.some((text) => ID_HEADERS.has(bareOf(text))))
  return {
    body: best.top + best.height,
    columns: best.columns,
    titles,
    known,
    ids: ids === -1 ? undefined : ids,
    unknown: unknownUnder(headers, best.columns, mapping),
  }
}

function unknownUnder(
  headers: readonly string[][],
  columns: ReadonlyMap<string, number>,
  { header }: Mapping,
): Map<number, string> {
  const used = new Set(columns.values())
  const leave = new Set(header.leave.map(bareOf))
  const unknown = new Map<number, string>()
  headers.forEach((texts, column) => {
    if (!used.has(column) && !texts.some((text) => leave.has(bareOf(text))))
      unknown.set(column, lineOf([...new Set(texts)].join(' ')))
  })
  return unknown
}

function knownIn({ columns }: Mapping): KnownHeaders {
  return new Map(
    Object.entries(columns).flatMap(([field, column]): [string, ReadonlySet<string>][] =>
      column === undefined ? [] : [[field, new Set(column.headers.map(bareOf))]],
    ),
  )
}

/** True for a row below the header that repeats it, as printed lists do on each page. */
export function repeatsHeader(row: (field: string) => string, mapping: Mapping, header: Header): boolean {
  let same = 0
  for (const field of header.columns.keys()) {
    const text = row(field)
    if (text.length <= LONGEST_HEADER && header.known.get(field)?.has(bareOf(text))) same += 1
  }
  return same >= Math.min(mapping.header.least, header.columns.size)
}
