/** Fields that the columns of a file feed, and another choice of column. */

import { greatest } from '../../domain/record/list/long.ts'
import { headerOf } from '../files/layout.ts'
import { readSheets } from '../files/read.ts'
import type { GivenFile, Sheet } from '../files/sheet.ts'
import { bareOf, lineOf } from '../files/text.ts'
import { findHeader } from '../list/header.ts'
import type { Mapping } from '../list/mapping.schema.ts'
import type { AnyMapping } from '../profiles.ts'
import type { RegisterMapping } from '../register/mapping.schema.ts'
import { matches } from '../register/tables.ts'

export interface ColumnUse {
  /** Name of the column in the mapping. */
  name: string
  /** Header of the column that was found for it; null for none. */
  header: string | null
}

export interface Columns {
  uses: ColumnUse[]
  /** The headers of the file. */
  headers: string[]
}

/** Rows among which a header is looked for when the mapping finds none. */
const WITHIN = 10

/**
 * Columns of the first sheet that has a header. Null for a format that has no columns, and for files that
 * cannot be read.
 */
export function columnsIn(files: readonly GivenFile[], mapping: AnyMapping): Columns | null {
  if (mapping.target === 'register' && mapping.input.format === 'json') return null
  for (const file of files) {
    let sheets: Sheet[]
    try {
      sheets = readSheets(file, mapping.target === 'register' ? mapping.input : {})
    } catch {
      continue
    }
    const sheet = sheets.find(({ hidden, cells }) => !hidden && cells.length > 1)
    if (sheet !== undefined)
      return mapping.target === 'register' ? registerColumns(sheet, mapping) : listColumns(sheet, mapping)
  }
  return null
}

function listColumns(sheet: Sheet, mapping: Mapping): Columns {
  const header = findHeader(sheet, mapping)
  const texts = header === null ? fullest(sheet) : textsAbove(sheet, header.body)
  const uses = Object.keys(mapping.columns).map((name): ColumnUse => {
    const at = header?.columns.get(name)
    return { name, header: at === undefined ? null : (texts[at] ?? null) }
  })
  return { uses, headers: said(texts) }
}

function registerColumns(sheet: Sheet, { input }: RegisterMapping): Columns {
  const texts = headerOf(sheet.cells, sheet.merges, input).map(lineOf)
  const uses = Object.entries(input.columns).map(([name, { headers }]): ColumnUse => {
    const found = headers.map((wanted) => texts.find((text) => matches(text, wanted))).find(Boolean)
    return { name, header: found ?? null }
  })
  return { uses, headers: said(texts) }
}

/** The lowest text above the body, column by column. */
function textsAbove({ cells }: Sheet, body: number): string[] {
  const rows = cells.slice(Math.max(0, body - 3), body).reverse()
  const width = greatest(
    0,
    rows.map((row) => row.length),
  )
  return Array.from({ length: width }, (_, i) => lineOf(rows.find((row) => bareOf(row[i] ?? ''))?.[i] ?? ''))
}

/** The first row with most texts. */
function fullest({ cells }: Sheet): string[] {
  const count = (row: readonly string[]): number => row.filter((text) => bareOf(text) !== '').length
  const rows = cells.slice(0, WITHIN)
  const most = greatest(0, rows.map(count))
  return (rows.find((row) => count(row) === most) ?? []).map(lineOf)
}

const said = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => text !== ''))]

/**
 * The mapping with another header for one of its columns. What another column took from that header it loses.
 *
 * @param header null leaves the column out
 */
export function withHeader(mapping: AnyMapping, name: string, header: string | null): AnyMapping {
  if (mapping.target === 'register') {
    const column = mapping.input.columns[name]
    if (column === undefined) return mapping
    const changed = {
      ...column,
      headers: [header ?? '\u0000'],
      nth: 1,
      optional: header === null || column.optional,
    }
    return { ...mapping, input: { ...mapping.input, columns: { ...mapping.input.columns, [name]: changed } } }
  }
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).flatMap(([field, column]) => {
      if (column === undefined) return []
      if (field === name)
        return header === null ? [] : [[field, { ...column, headers: [header], part: undefined }]]
      const headers = column.headers.filter((one) => header === null || bareOf(one) !== bareOf(header))
      return headers.length === 0 ? [] : [[field, { ...column, headers }]]
    }),
  )
  return { ...mapping, columns }
}
