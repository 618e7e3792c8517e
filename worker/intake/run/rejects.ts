/**
 * Rejected rows, in a file like the one that they came in, with the reason beside each: to be mended and
 * given again.
 */

import { utils, write } from '@e965/xlsx'
import type { Lang } from '../../domain/record/problem.ts'
import { csvLine } from '../../domain/text/csv.ts'
import type { CsvOptions } from '../files/csv.ts'
import { readSheets } from '../files/read.ts'
import type { GivenFile } from '../files/sheet.ts'
import { baseName, type Sheet } from '../files/sheet.ts'
import type { Rejection } from '../list/rejection.ts'
import type { AnyMapping } from '../profiles.ts'
import { bodyOf, transpose } from '../register/tables.ts'
import { rejectedJson } from './rejects-json.ts'
import { rejectedItems } from './rejects-list.ts'

/** Header of the column with the reasons. Its being there says that a file is a part of one. */
export const REASON = '拒绝原因 Reason'

/** Rows above a table that may be titles and headers. */
const HEAD = 100
/** Several faults of one row are cut off here. */
const LONGEST_REASON = 2000

export interface RejectFile {
  name: string
  bytes: Uint8Array
}

/** The rows of a sheet that go into the file, with the reason of each; null where there is none to tell. */
interface Part {
  /** Headers stood in the first column, as the mapping says: so they do again. */
  turned?: boolean
  head: readonly (readonly string[])[]
  rows: { cells: readonly string[]; reason: string | null }[]
}

/**
 * One file for each with rejected rows: a text table for a text table, JSON for JSON, else a workbook. Null where
 * none can be made, as no row of it was rejected, or it cannot be read at all.
 */
export function rejectFileOf(
  file: GivenFile,
  rejections: readonly Rejection[],
  mapping: AnyMapping,
  lang: Lang,
): RejectFile | null {
  const name = baseName(file.path)
  const own = rejections.filter((one) => one.file === name && one.row > 0)
  if (own.length === 0) return null
  if (mapping.target === 'register' && mapping.input.format === 'json') {
    const text = rejectedJson(file, mapping.input, reasonsOf(own, lang), REASON)
    return text === null ? null : { name, bytes: new TextEncoder().encode(text) }
  }
  const csv: CsvOptions = mapping.target === 'register' ? mapping.input : {}
  const parts = readSheets(file, csv).flatMap((sheet) => {
    const reasons = reasonsOf(
      own.filter((one) => one.sheet === sheet.name),
      lang,
    )
    return reasons.size === 0 ? [] : [{ sheet, part: partOf(sheet, mapping, reasons) }]
  })
  const [first] = parts
  if (first === undefined) return null
  // Text tables stay text tables: their mapping may know them by their ending.
  if (/\.(csv|tsv|txt)$/i.test(name)) {
    return { name, bytes: textTable(first.part, csv.delimiter ?? ',') }
  }
  const book = utils.book_new()
  for (const { sheet, part } of parts)
    utils.book_append_sheet(book, utils.aoa_to_sheet(linesOf(part)), sheet.name)
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }))
  return { name: name.replace(/\.[a-z]+$/i, '.xlsx'), bytes }
}

function partOf(sheet: Sheet, mapping: AnyMapping, reasons: ReadonlyMap<number, string>): Part {
  if (mapping.target === 'responsibility') return rejectedItems(sheet, mapping, reasons)
  const { cells, body, turned } = bodyOf(sheet, mapping.input)
  const rows = [...reasons].map(([row, reason]) => ({ cells: cells[row - 1] ?? [], reason }))
  return { head: cells.slice(0, body), rows, turned: turned && mapping.input.turned }
}

/** The reasons stand in one column more than the table has. */
function linesOf({ head, rows, turned }: Part): string[][] {
  const all = [...head, ...rows.map(({ cells }) => cells)]
  const width = all.reduce((most, cells) => Math.max(most, cells.length), 0)
  const line = (cells: readonly string[], last: string): string[] => [
    ...Array.from({ length: width }, (_, i) => cells[i] ?? ''),
    last,
  ]
  const lines = [
    ...head.map((cells, i) => line(cells, i === head.length - 1 ? REASON : '')),
    ...rows.map(({ cells, reason }) => line(cells, reason ?? '')),
  ]
  return turned === true ? transpose(lines) : lines
}

/** In UTF-8 with its mark, which readers know whatever encoding they expect. */
function textTable(part: Part, delimiter: string): Uint8Array {
  const lines = linesOf(part).map((cells) => csvLine(cells, delimiter))
  return new TextEncoder().encode(`\ufeff${lines.join('')}`)
}

/** Reasons by row, in order; several faults of one row in one text. */
function reasonsOf(rejections: readonly Rejection[], lang: Lang): Map<number, string> {
  const reasons = new Map<number, string>()
  const [stop, between] = lang === 'zh' ? ['；', '：'] : ['; ', ': ']
  for (const { row, column, reason, expected } of [...rejections].sort((a, b) => a.row - b.row)) {
    const why = [reason[lang], expected[lang]].filter((text) => text !== '').join(stop)
    const text = column === null ? why : `${column}${between}${why}`
    const all = [reasons.get(row), text].filter((one) => one !== undefined).join(' | ')
    reasons.set(row, all.slice(0, LONGEST_REASON))
  }
  return reasons
}

/** True for a file that holds reasons, and so only a part of the one it came from. */
export function isRejectFile(file: GivenFile): boolean {
  try {
    return readSheets(file).some(({ cells }) =>
      cells.slice(0, HEAD).some((row) => row.some((text) => text.includes(REASON))),
    )
  } catch {
    return false
  }
}

/** A file of rejections under the name of its original: browsers number a second file of one name. */
export function asOriginal(file: GivenFile): GivenFile {
  return isRejectFile(file) ? { ...file, path: file.path.replace(/ ?\(\d+\)(?=\.[a-z]+$)/i, '') } : file
}
