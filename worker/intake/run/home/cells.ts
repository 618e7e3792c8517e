/** Cells of an exported list, read again as the fields that they were written from. */
import { refuse } from '../../../domain/record/guard.ts'
import type { Problem } from '../../../domain/record/problem.ts'
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import { columnLetters } from '../../files/sheet.ts'
import type { Note } from '../../list/rejection.ts'
import { isRewriting, spreadsheetMark } from './rewritten.ts'

/** A column of an exported list, as far as it is read again. */
export interface ListColumn {
  name: string
  /** `number`, `integer`, `boolean`, `array` and `object` are read as such; all others as text. */
  type: string
  /** Only a `field` is read. */
  role: string
}

/** One row, by the names of its columns. */
export type Row = Map<string, string>
export type Fields = { [field: string]: Json }

/** True of two values that a cell cannot tell apart. */
export const same = (a: Json, b: unknown): boolean =>
  isEmpty(a) && isEmpty(b) ? true : canonicalJson(filled(a) ?? null) === canonicalJson(filled(b) ?? null)

/** An object with the parts that have a cell of their own to say something in; anything else as it is. */
function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isEmpty(part)))
}

/** A cell tells an empty text, list or object from nothing as little as a reader does. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** Members of a state, by name. */
export const membersOf = (state: object): ReadonlyMap<string, unknown> => new Map(Object.entries(state))

/** A cell that a spreadsheet wrote in its own way; what stands in the ledger stays. */
export interface Rewritten {
  column: string
  cell: string
  text: string
}

/** A note of a cell that was not taken, with its place. */
export function noteOf(
  { column, cell, text }: Rewritten,
  { file, number, columns }: { file: string; number: number; columns: ReadonlyMap<string, number> },
): Note {
  const place = columnLetters(columns.get(column) ?? 0)
  const [is, was] = [cell, text].map((one) => (one.length > 40 ? `${one.slice(0, 40)}…` : one))
  return {
    file,
    sheet: '',
    row: number,
    words: {
      zh: `${place} 列 ${column}：电子表格把 ${was} 写成了 ${is}；未采用，账上不变`,
      en: `column ${place}, ${column}: a spreadsheet wrote ${was} as ${is}; not taken, the ledger keeps its own`,
    },
  }
}

/**
 * The fields that the columns of the file hold; a cell that is empty is null. A cell in which a spreadsheet wrote what
 * stands in the ledger in its own way says nothing new.
 *
 * @param now the members of the record as it stands; null for a new one
 * @throws Problem `invalid` for a cell that cannot be read, or that a spreadsheet spoiled
 */
export function fieldsOf(
  columns: readonly ListColumn[],
  cells: Row,
  now: ReadonlyMap<string, unknown> | null,
): { fields: Fields; rewritten: Rewritten[] } {
  const fields: Fields = {}
  const rewritten: Rewritten[] = []
  for (const column of columns) {
    if (column.role !== 'field' || !cells.has(column.name)) continue
    const [name = '', part] = column.name.split('.')
    const cell = cells.get(column.name) ?? ''
    const stands = now?.get(name)
    const text = textOf(
      part === undefined ? stands : isObject(stands as Json) ? (stands as Fields)[part] : null,
    )
    const isOld = text !== '' && cell !== text && isRewriting(cell, text)
    // A cell of a workbook that is true or false has no other way to say so.
    if (isOld && column.type !== 'boolean') rewritten.push({ column: column.name, cell, text })
    else if (cell !== text && !isOld) requireOwn(column, cell)
    const value = readCell(column, isOld ? text : cell)
    if (part === undefined) fields[name] = value
    else if (value !== null) fields[name] = { ...(isObject(fields[name]) ? fields[name] : {}), [part]: value }
  }
  return { fields, rewritten }
}

/** Text that an export writes for a value; empty for an empty one, JSON for an object or a list. */
function textOf(value: unknown): string {
  if (isEmpty(value)) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** @throws Problem `invalid` for what only a spreadsheet writes */
function requireOwn({ name }: ListColumn, cell: string): void {
  const mark = spreadsheetMark(cell)
  if (mark !== null)
    throw refuse(
      'invalid',
      `${name}：${mark.zh}（${cell.slice(0, 40)}）。请把这一列设为文本后重新填写，或改用导出的工作簿（.xlsx）。`,
      `${name}: ${mark.en} (${cell.slice(0, 40)}). Make the column text and enter it again, or use the exported workbook (.xlsx).`,
      name,
    )
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readCell({ name, type }: ListColumn, cell: string): Json {
  if (cell === '') return type === 'array' ? [] : type === 'object' ? {} : null
  const wrong = (zh: string, en: string) =>
    refuse('invalid', `${name} 应为${zh}。`, `${name} must be ${en}.`, name)
  switch (type) {
    case 'number':
    case 'integer': {
      const number = Number(cell)
      if (!Number.isFinite(number)) throw wrong('数字', 'a number')
      return number
    }
    case 'boolean':
      if (!/^(true|false)$/i.test(cell)) throw wrong(' true 或 false', 'true or false')
      return cell.toLowerCase() === 'true'
    case 'array':
    case 'object':
      try {
        return JSON.parse(cell)
      } catch {
        throw wrong(' JSON', 'JSON')
      }
    default:
      return cell
  }
}

/** Refusal of a cell that differs, in a list that changes nothing of its kind. */
export function differing(field: string): Problem {
  return refuse(
    'invalid',
    `${field} 与账上不同：这类记录不能从清单更改。`,
    `${field} differs from the ledger: records of this kind are not changed by a list.`,
    field,
  )
}
