/** Import of an exported list: the same columns in as out. Unchanged rows say nothing, changed cells become acts. */

import { parseShape } from '../../../domain/input/shape.schema.ts'
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { isTracedKind, kindFace, type TracedKind } from '../../../domain/kinds/registry.ts'
import { kindOf, kindOfRecord } from '../../../domain/kinds/table.ts'
import { annulmentOf } from '../../../domain/record/entered/annulment.ts'
import { formatDelivery } from '../../../domain/record/entered/delivery.ts'
import { refuse } from '../../../domain/record/guard.ts'
import { addAll } from '../../../domain/record/list/long.ts'
import { Problem } from '../../../domain/record/problem.ts'
import { canonicalJson, type Json } from '../../../ledger/canonical.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { readSheets } from '../../files/read.ts'
import { baseName, columnLetters, type GivenFile } from '../../files/sheet.ts'
import { type Accepted, type Held, heldBy, type Suffered } from '../../harm/brake.ts'
import { limits } from '../../harm/limits.ts'
import { harmsOf } from '../../harm/register.ts'
import type { Note, Rejection } from '../../list/rejection.ts'
import type { CurrentRecord } from '../../register/plan.ts'
import { digestOfFiles, keyOf } from '../key.ts'
import type { Operation, Target } from '../target.ts'
import { isRewriting, spreadsheetMark } from './rewritten.ts'

const PART = 400

export interface ListSummary {
  profile: 'list'
  /** Name by which it can be taken back, as `list-3fa91c02@2026-11-29`. */
  delivery: string
  place: string
  dryRun: boolean
  read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  entries: number
  rejections: Rejection[]
  notes: Note[]
  /** Harms that stop the list until they are accepted by name. */
  held: Held[]
  stopped: boolean
}

export interface ListOptions {
  asOf: string
  skipRejected: boolean
  dryRun: boolean
  /** Harms to many records that were seen and are allowed, each with its number. */
  accept?: readonly Accepted[] | undefined
  /** The columns of the exported list of a kind. */
  columnsOf(kind: TracedKind): readonly ListColumn[]
}

/** A column of an exported list, as far as it is read again. */
export interface ListColumn {
  name: string
  /** `number`, `integer`, `boolean`, `array` and `object` are read as such; all others as text. */
  type: string
  /** Only a `field` is read. */
  role: string
}

type Row = Map<string, string>
type Fields = { [field: string]: Json }

/** An act of its own moves these, and is made of the changed cell. */
const MOVED_BY_ACT = new Set(['currentDue'])

/**
 * Reads an exported list again and records what was changed in it. Nothing is written when a row is rejected,
 * unless that was allowed.
 *
 * @throws Problem `invalid` for a file that is no exported list
 */
export async function importList(
  target: Target,
  given: GivenFile,
  { asOf, skipRejected, dryRun, columnsOf, accept = [] }: ListOptions,
): Promise<ListSummary> {
  const file = baseName(given.path)
  const rows = rowsOf(given)
  const summary: ListSummary = {
    profile: 'list',
    delivery: deliveryOf(given, asOf),
    place: target.place,
    dryRun,
    read: rows.length,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    entries: 0,
    rejections: [],
    notes: [],
    held: [],
    stopped: false,
  }
  const kind = kindOfRows(
    rows.map(({ cells }) => cells),
    file,
  )
  const known = columnsOf(kind)
  const current = new Map((await target.all(kind)).map((one) => [one.id, one]))
  const operations: Operation[] = []
  for (const { number, cells, columns } of rows) {
    try {
      const id = cells.get('id') ?? ''
      const now = current.get(id)?.state
      const { fields, rewritten } = fieldsOf(known, cells, now === undefined ? null : membersOf(now))
      const made = operationsOf(kind, fields, cells, current, asOf, `${file} · ${number}`)
      for (const cell of rewritten) summary.notes.push(noteOf(cell, { file, number, columns }))
      summary[made.length === 0 ? 'unchanged' : current.has(id) ? 'changed' : 'added'] += 1
      addAll(operations, made)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const field = error.field?.split('/')[0] ?? null
      const at = field === null ? undefined : columns.get(field)
      const none = { zh: '', en: '' }
      summary.rejections.push({
        file,
        sheet: '',
        row: number,
        column: at === undefined ? null : columnLetters(at),
        field,
        value: field === null ? '' : (cells.get(field) ?? ''),
        reason: error.words,
        expected: none,
      })
    }
  }
  summary.rejected = summary.rejections.length
  const harmed = operations.flatMap((one) => harmsIn(one, current))
  summary.held = heldBy(harmed, current.size, asOf, limits.parse({}), accept)
  summary.stopped = (summary.rejected > 0 && !skipRejected) || summary.held.length > 0
  if (summary.stopped || dryRun) return summary
  for (let at = 0; at < operations.length; at += PART) {
    const part = operations.slice(at, at + PART)
    const written = await target.record(part, asOf, keyOf(summary.delivery, part))
    if (!written.repeated) summary.entries += written.entries
  }
  return summary
}

/** Two lists of one day are two deliveries, each named by the bytes of its file. */
function deliveryOf(given: GivenFile, asOf: string): string {
  return formatDelivery({ register: `list-${digestOfFiles([given]).slice(0, 8)}`, asOf })
}

function harmsIn(operation: Operation, current: ReadonlyMap<string, CurrentRecord>): Suffered[] {
  const known = current.get(operation.id)
  if (known === undefined || !('event' in operation)) return []
  const title = 'title' in known.state ? known.state.title : known.id
  return harmsOf(operation, known.state).map((harm) => ({ harm, id: known.id, title }))
}

interface Line {
  number: number
  cells: Row
  columns: Map<string, number>
}

function rowsOf(given: GivenFile): Line[] {
  const file = baseName(given.path)
  const [sheet] = readSheets(given)
  const [header = [], ...lines] = sheet?.cells ?? []
  const names = header.map((name) => name.trim())
  const columns = new Map(names.map((name, i) => [name, i]))
  if (!columns.has('id')) {
    throw refuse(
      'invalid',
      `${file} 没有 id 列：这不是导出的清单（export decisions 等）。`,
      `${file} has no column "id": it is no exported list (export decisions, and so on).`,
      'id',
    )
  }
  return lines.flatMap((line, i) =>
    line.every((cell) => cell === '')
      ? []
      : [{ number: i + 2, columns, cells: new Map(names.map((name, at) => [name, line[at] ?? ''])) }],
  )
}

/** The kind of a list, by the ids that it holds. */
function kindOfRows(rows: readonly Row[], file: string): TracedKind {
  for (const row of rows) {
    const kind = kindOfRecord(row.get('id') ?? '')
    if (kind !== null && isTracedKind(kind)) return kind
  }
  throw refuse(
    'invalid',
    `${file} 里没有决策、节点、后评估、交接或任职的编号。`,
    `${file} holds no id of a decision, milestone, evaluation, hand-over or membership.`,
    'id',
  )
}

function operationsOf(
  kind: TracedKind,
  given: Fields,
  cells: Row,
  current: ReadonlyMap<string, CurrentRecord>,
  asOf: string,
  place: string,
): Operation[] {
  const id =
    cells.get('id') || deliveredRecordId(kind, 'list', cells.get('key') || (cells.get('title') ?? ''), sha256)
  if (kindOfRecord(id) !== kind)
    throw refuse('invalid', `${id} 不是这类记录的编号。`, `${id} is no id of a record of this kind.`, 'id')
  const known = current.get(id)
  // A row without an id is new. What was annulled under its key, as after it was taken back, begins anew.
  if (known !== undefined && !cells.get('id') && annulmentOf(known.state) !== null)
    return openedAgain(opened(kind, id, given, cells.get('department') ?? '', asOf, place), known.seq)
  if (known === undefined) return opened(kind, id, given, cells.get('department') ?? '', asOf, place)
  const now = membersOf(known.state)
  const set: Fields = {}
  for (const [field, value] of Object.entries(given)) {
    if (same(value, now.get(field) ?? null)) continue
    const words = MOVED_BY_ACT.has(field) ? undefined : kindOf(kind).held[field]
    if (words !== undefined) throw refuse('invalid', words.zh, words.en, field)
    set[field] = value
  }
  const { currentDue, source: _, ...rest } = set
  const seq = known.seq
  const acts: Operation[] = []
  if (typeof currentDue === 'string')
    acts.push({
      id,
      occurred: asOf,
      event: 'rescheduled',
      body: { to: currentDue, reasonCode: 'not_stated' },
    })
  if (Object.keys(rest).length > 0) acts.push({ id, occurred: asOf, event: 'updated', body: { set: rest } })
  const department = cells.get('department')
  if (department !== undefined && department !== '' && department !== now.get('department'))
    acts.push({ id, occurred: asOf, event: 'transferred', body: { to: department } })
  // Checked here, so that a wrong cell is told with its place and nothing is written.
  for (const act of acts) if ('event' in act) checkAct(kind, act.event, act.body)
  return acts.map((act, i) => (i === 0 && 'event' in act ? { ...act, seq } : act))
}

function checkAct(kind: TracedKind, event: string, body: unknown): void {
  const face = kindFace(kind).acts.find((one) => one.event === event)
  if (face === undefined) return
  try {
    parseShape(face.shape, body)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw new Problem(error.code, { field: error.field?.replace(/^set\//, '') ?? 'id', words: error.words })
  }
}

function opened(
  kind: TracedKind,
  id: string,
  given: Fields,
  department: string,
  asOf: string,
  place: string,
): Operation[] {
  const { metAt, ...fields } = given
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  parseShape(kindFace(kind).fields, filled)
  const first: Operation = { id, occurred: asOf, department, fields: filled }
  if (typeof metAt !== 'string') return [first]
  return [first, { id, occurred: metAt, event: 'claimed', body: { metAt, evidence: [{ title: place }] } }]
}

function openedAgain([first, ...rest]: Operation[], seq: number): Operation[] {
  if (first === undefined || !('fields' in first)) return []
  const { id, occurred, department, fields } = first
  const body = { reason: 'list', fields, ...(department === '' ? {} : { department }) }
  return [{ id, occurred, event: 'reinstated', body, seq }, ...rest]
}

const same = (a: Json, b: unknown): boolean =>
  isEmpty(a) && isEmpty(b) ? true : canonicalJson(a ?? null) === canonicalJson(b ?? null)
/** A cell tells an empty text, list or object from nothing as little as a reader does. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)

const membersOf = (state: object): ReadonlyMap<string, unknown> => new Map(Object.entries(state))

/** A cell that a spreadsheet wrote in its own way; what stands in the ledger stays. */
interface Rewritten {
  column: string
  cell: string
  text: string
}

function noteOf(
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
function fieldsOf(
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
    if (isOld) rewritten.push({ column: column.name, cell, text })
    else if (cell !== text) requireOwn(column, cell)
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
