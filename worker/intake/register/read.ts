/** A delivery of a register: files in, records as they are to be, each with its key. Pure over bytes. */

import { parseShape, readShape } from '../../domain/input/shape.schema.ts'
import { step } from '../../domain/kinds/decision/step.ts'
import { deliveredRecordId } from '../../domain/kinds/ids.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import { responsibilityFields } from '../../domain/kinds/responsibility/fields.ts'
import { earliest, isDateText, latest } from '../../domain/record/date.ts'
import { addAll } from '../../domain/record/list/long.ts'
import { Problem, type Words } from '../../domain/record/problem.ts'
import { compact } from '../../domain/record/shape.ts'
import { canonicalJson, type Json } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/merkle.ts'
import type { GivenFile } from '../files/sheet.ts'
import { baseName } from '../files/sheet.ts'
import type { Note, Place, Rejection } from '../list/rejection.ts'
import { absentBeside, absentIn, type Group, isForeign } from './declared.ts'
import { folded, foldedAtFirst, says } from './fold.ts'
import { type DepartmentNames, departmentNames } from './ids/department-names.ts'
import type { Condition, RecordMapping, RegisterMapping } from './mapping.schema.ts'
import { type ColumnMarks, columnMarks } from './numbers/column-marks.ts'
import { holds, type Row, rowsAt, type Scope, textAt } from './scope.ts'
import { type PlacedRow, rowsOfFile, type Tables, tablesOf } from './tables.ts'
import { departmentIn, type Fault, partOf, type Reader, readValue } from './values.ts'

/** What nothing is left of when case and punctuation do not matter. */
export const NO_LETTER = '^[^\\p{L}\\p{N}]*$'

export type DeliveredFields = { [field: string]: Json }

/** One record as a delivery has it. */
export interface DeliveredRecord {
  kind: RecordMapping['kind']
  id: string
  key: string
  /** The key that a ledger may hold it under from before marks and symbols told keys apart; mostly null. */
  earlier: string | null
  department: string
  occurred: string | null
  fields: DeliveredFields
  steps: DeliveredFields[]
  ruling: DeliveredFields | null
  report: DeliveredFields | null
  done: string | null
  /** Said to be done, without a date; null where the mapping does not ask. */
  finished: boolean | null
  reason: string | null
  rule: RecordMapping
  /** Which row of the delivery it came from, from 0. */
  ordinal: number
  where: { file: string; sheet: string; row: number }
}

/** A row that gave no record. */
export interface PassedRow extends Place {
  /** Which row of the delivery. */
  ordinal: number
  reason: Words
}

/** One delivery: everything that was published for one date. */
export interface RegisterDelivery {
  asOf: string
  files: string[]
  records: DeliveredRecord[]
  /** Rows read, before they became records. */
  rows: number
  /** Rows that gave no record, each with the reason. */
  passed: PassedRow[]
  rejected: Rejection[]
  /** Rows of which something was rejected, by their place in the delivery. */
  rejectedRows: Set<number>
  /** Keys of records that were rejected: they are in the delivery all the same. A null key may be any record. */
  refused: { kind: RecordMapping['kind']; key: string | null }[]
  notes: Note[]
  /** It lacks what the mapping names: none of it may be entered. */
  lacking: boolean
  /** Names of departments by their ids. */
  departments: Map<string, string>
}

export interface ReadOptions {
  mapping: RegisterMapping
  /** Given by the user; else from the names of the files. */
  asOf: string | null
  today: string
  departmentOf(name: string): string | null
  /** Whether a department has this id already. */
  isTaken?(id: string): boolean
}

/** Reads everything that was given, as deliveries in the order of their dates. */
export function readRegister(files: readonly GivenFile[], options: ReadOptions): RegisterDelivery[] {
  const { mapping } = options
  const which = new RegExp(mapping.input.files, 'u')
  const holding = files.filter(({ path }) => which.test(path))
  const groups = mapping.delivery === 'each-file' ? holding.map((file) => [file]) : [holding]
  return groups
    .filter((group) => group.length > 0)
    .map((group) => readOne(group, files, asOfOf(group, options), options))
    .sort((a, b) => (a.asOf < b.asOf ? -1 : a.asOf > b.asOf ? 1 : 0))
}

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
  const rows: OrdinalRow[] = []
  let tables: Tables = new Map()
  try {
    const looked = tablesOf(all, mapping)
    tables = looked.tables
    lacks(delivery, looked.rejected)
  } catch (error) {
    lacks(delivery, [wholeFile(delivery.files[0] ?? '', error)])
  }
  for (const file of group) {
    try {
      const read = rowsOfFile(file, mapping.input)
      const marks = columnMarks(read, new Set(mapping.empty))
      const known: Known = { names, marks, said: new Set() }
      for (const row of read) rows.push({ ...row, ordinal: rows.length, known })
    } catch (error) {
      delivery.rejected.push(wholeFile(baseName(file.path), error))
      // What is wrong with the file itself names the file; else the mapping names what it has not.
      if (error instanceof Problem && error.field !== baseName(file.path)) delivery.lacking = true
    }
  }
  delivery.rows = rows.length
  const own = withoutForeign(rows, delivery, mapping)
  for (const one of groupsOf(own, mapping)) lacks(delivery, absentIn(one, mapping))
  const joined = joinAll(own, tables, delivery, mapping)
  // What is named and absent is told alone: without it no row says what it should.
  if (delivery.lacking) return delivery
  const origins = new Map<DeliveredRecord, Scope>()
  for (const row of joined) readRow(row, delivery, mapping, origins)
  return tellApart(delivery, origins)
}

function lacks(delivery: RegisterDelivery, found: readonly Rejection[]): void {
  addAll(delivery.rejected, found)
  delivery.lacking ||= found.length > 0
}

/** Rows with the same columns: of one sheet each; of JSON all rows of the delivery, as each has its own. */
function groupsOf(rows: readonly PlacedRow[], { input, records }: RegisterMapping): Group[] {
  const byFile = records.some(({ when }) => when.some(({ from }) => from === '@file'))
  const groups = new Map<string, { file: string; sheet: string; rows: Row[] }>()
  for (const { file, sheet, row } of rows) {
    const name = input.format === 'json' && !byFile ? '' : `${file}\n${sheet}`
    const group = groups.get(name) ?? { file, sheet, rows: [] }
    group.rows.push(row)
    groups.set(name, group)
  }
  return [...groups.values()]
}

/** Sheets beside others of a workbook in which nothing is that the mapping names are passed over, and told. */
function withoutForeign(
  rows: readonly OrdinalRow[],
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
): readonly OrdinalRow[] {
  const groups = groupsOf(rows, mapping)
  const foreign = groups.filter((group) => isForeign(group, mapping))
  const isLeft = ({ file, sheet }: { file: string; sheet: string }): boolean =>
    foreign.some((one) => one.file === file && one.sheet === sheet) &&
    groups.some((one) => one.file === file && !foreign.includes(one))
  if (!foreign.some(isLeft)) return rows
  const reason = {
    zh: '所在的表没有映射写明的任何一列',
    en: 'its sheet has none of the columns that the mapping names',
  }
  for (const row of rows.filter(isLeft))
    delivery.passed.push({ ...whereOf(row), ordinal: row.ordinal, reason })
  return rows.filter((row) => !isLeft(row))
}

/** The rows with those of tables beside them. A lookup of which no row finds anything is one that fails. */
function joinAll(
  rows: readonly OrdinalRow[],
  tables: Tables,
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
): readonly OrdinalRow[] {
  if (mapping.join.length === 0) return rows
  const empty = new Set(mapping.empty)
  const tried = mapping.join.map(() => ({ asked: 0, found: 0, missed: new Set<string>() }))
  const joined = rows.map((placed): OrdinalRow => {
    const row: { [field: string]: Json } = { ...placed.row }
    const scope: Scope = { row, around: null, about: aboutOf(placed, delivery) }
    for (const [i, { as, table, on }] of mapping.join.entries()) {
      const wanted = textAt({ empty }, scope, on)
      const found = tables.get(table)?.get(wanted)
      row[as] = found ?? {}
      const count = tried[i]
      if (count === undefined || wanted === '') continue
      count.asked += 1
      if (found === undefined) count.missed.add(wanted)
      else count.found += 1
    }
    return { ...placed, row }
  })
  const [file = ''] = delivery.files
  for (const [i, { table, on }] of mapping.join.entries()) {
    const { asked = 0, found = 0, missed = new Set<string>() } = tried[i] ?? {}
    const shown = [...missed].slice(0, 5)
    if (asked > 0 && found === 0 && !mapping.input.optional.includes(on))
      lacks(delivery, [noLookup(file, table, on, shown)])
    else if (missed.size > 0)
      delivery.notes.push({
        ...{ file, sheet: '', row: null },
        words: {
          zh: `“${on}”有 ${missed.size} 个值在表“${table}”里查不到：${shown.join('、')}`,
          en: `${missed.size} values of "${on}" are not in the table "${table}": ${shown.join(', ')}`,
        },
      })
  }
  const sample = joined.map(({ row }) => row)
  lacks(delivery, absentBeside({ file, sheet: '', rows: sample }, mapping))
  return joined
}

function noLookup(file: string, table: string, on: string, shown: readonly string[]): Rejection {
  return {
    ...{ file, sheet: '', row: 0, column: on, field: null, value: shown.join(', ') },
    reason: {
      zh: `“${on}”没有一个值能在表“${table}”里查到`,
      en: `not one value of "${on}" is found in the table "${table}"`,
    },
    expected: {
      zh: '应与该表 key 列的值相同',
      en: 'expected values as in the key of that table',
    },
  }
}

function aboutOf({ file, number, key }: PlacedRow, { asOf }: RegisterDelivery): Scope['about'] {
  return { '@file': file, '@row': String(number), '@asOf': asOf, ...(key === null ? {} : { '@key': key }) }
}

/** A row, and its place in the whole delivery. */
interface OrdinalRow extends PlacedRow {
  ordinal: number
  /** What is known of the file that it stands in. */
  known: Known
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

/** What is known of a whole delivery, or of a file of it, when a row is read. */
interface Known {
  names: DepartmentNames
  marks: ColumnMarks
  said: Set<Words>
}

function readRow(
  placed: OrdinalRow,
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
  origins: Map<DeliveredRecord, Scope>,
): void {
  const scope: Scope = { row: placed.row, around: null, about: aboutOf(placed, delivery) }
  const empty = new Set(mapping.empty)
  const [records, rejected] = [delivery.records.length, delivery.rejected.length]
  const reasons: Words[] = []
  for (const rule of mapping.records) {
    const scopes = rule.each === undefined ? [scope] : rowsAt(scope, rule.each)
    if (rule.each !== undefined && scopes.length === 0)
      reasons.push({ zh: `“${rule.each}”里什么也没有`, en: `"${rule.each}" holds nothing` })
    for (const one of scopes) {
      const unmet = rule.when.find((condition) => !holds([condition], one, { empty }))
      if (unmet === undefined) readRecord(rule, one, placed, delivery, mapping, empty, origins)
      else reasons.push(conditionIn(unmet))
    }
  }
  const [reason] = reasons
  if (delivery.rejected.length > rejected) delivery.rejectedRows.add(placed.ordinal)
  else if (delivery.records.length === records)
    delivery.passed.push({
      ...whereOf(placed),
      ordinal: placed.ordinal,
      reason: reason ?? { zh: '没有内容', en: 'it holds nothing' },
    })
}

/** Why a row was passed over: a condition that it does not meet. */
function conditionIn({ from, is, not }: Condition): Words {
  if (is === undefined && (not === '^$' || not === NO_LETTER))
    return { zh: `“${from}”是空的`, en: `"${from}" is empty` }
  const [zh, en] = is === undefined ? [`是 ${not ?? ''}`, `is ${not ?? ''}`] : [`不是 ${is}`, `is not ${is}`]
  return { zh: `按 when，“${from}”${zh}`, en: `by "when": "${from}" ${en}` }
}

const whereOf = ({ file, sheet, number }: PlacedRow): Place => ({ file, sheet, row: number })

function readRecord(
  rule: RecordMapping,
  scope: Scope,
  placed: OrdinalRow,
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
  empty: ReadonlySet<string>,
  origins: Map<DeliveredRecord, Scope>,
): void {
  const where = whereOf(placed)
  const { names, marks, said } = placed.known
  const reader: Reader = {
    register: mapping.name,
    empty,
    departments: names,
    marks,
    folds: (kind) => mapping.records.find((one) => one.kind === kind)?.key.fold ?? false,
    faults: [],
    told: [],
    unread: [],
  }
  const key = keyOf(rule.key.from, rule, reader, scope)
  if (key === null) {
    delivery.refused.push({ kind: rule.kind, key })
    delivery.rejected.push(
      rejection(where, {
        field: 'key',
        from: rule.key.from.join(', '),
        value: '',
        reason: { zh: '没有识别记录的内容', en: 'nothing names this record' },
        expected: { zh: '这些列都应有内容', en: 'these columns must have text' },
      }),
    )
    return
  }
  const { kind } = rule
  const name = readValue(reader, scope, rule.department, 'department')
  const occurred = rule.occurred === undefined ? null : readValue(reader, scope, rule.occurred, 'occurred')
  const fields = partOf(reader, scope, rule.fields, 'fields') ?? {}
  const steps =
    rule.steps === undefined
      ? []
      : rowsAt(scope, rule.steps.each).map(
          (inner, i) => partOf(reader, inner, rule.steps?.item ?? {}, `steps/${i}`) ?? {},
        )
  const ruling = rule.ruling === undefined ? null : partOf(reader, scope, rule.ruling, 'ruling')
  const report = rule.report === undefined ? null : partOf(reader, scope, rule.report, 'report')
  const done = rule.done === undefined ? null : readValue(reader, scope, rule.done, 'done')
  const finished =
    rule.finished === undefined ? null : readValue(reader, scope, rule.finished, 'finished') === true
  const reason = rule.reason === undefined ? null : readValue(reader, scope, rule.reason, 'reason')
  const source = {
    mapping: mapping.name,
    file: placed.file,
    ...(placed.sheet === '' ? {} : { sheet: placed.sheet }),
    row: placed.number,
    key,
    ...(rule.kind === 'responsibility' ? {} : { asOf: delivery.asOf }),
  }
  const faults = [...reader.faults]
  if (typeof name !== 'string') {
    faults.push({
      field: 'department',
      from: fromOf(rule.department),
      value: '',
      reason: { zh: '没有部门', en: 'no department' },
      expected: { zh: '应写明部门', en: 'a department must be named' },
    })
  }
  const given = { ...fields, source }
  const checked = faults.length > 0 ? given : (check(kind, given, steps, faults) ?? given)
  for (const fault of reader.unread) delivery.notes.push(noteOf(where, fault))
  if (faults.length > 0 || typeof name !== 'string') {
    for (const fault of faults) delivery.rejected.push(rejection(where, fault))
    delivery.refused.push({ kind, key })
    return
  }
  // Nobody has done what is still to come: such a date is a plan, or a mark for none.
  const early = typeof done === 'string' && earliest(done) > latest(delivery.asOf)
  if (early) reader.told.push(notYet(done, delivery.asOf))
  const department = departmentIn(reader, name)
  for (const words of reader.told) {
    // What is said of a whole column is one object, and told once.
    if (!said.has(words)) delivery.notes.push({ ...where, words })
    said.add(words)
  }
  const record: DeliveredRecord = {
    kind,
    id: '',
    key,
    earlier: earlierKey(rule, reader, scope),
    department,
    occurred: typeof occurred === 'string' ? occurred : null,
    fields: checked,
    steps: steps.map((one, i) => ({
      ...one,
      id: typeof one.id === 'string' || typeof one.id === 'number' ? String(one.id) : `n${i + 1}`,
    })),
    ruling: ruling?.outcome === undefined ? null : ruling,
    report,
    done: typeof done === 'string' && !early ? done : null,
    finished,
    reason: typeof reason === 'string' ? reason : null,
    rule,
    ordinal: placed.ordinal,
    where,
  }
  origins.set(record, scope)
  delivery.records.push(record)
}

/** The fields as the domain would take them; what it would refuse becomes a fault. */
function check(
  kind: RecordMapping['kind'],
  given: DeliveredFields,
  steps: readonly DeliveredFields[],
  faults: Fault[],
): DeliveredFields | null {
  const attempt = <T>(field: string, work: () => T): T | null => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const none = { zh: '', en: '' }
      faults.push({ field: error.field ?? field, from: '', value: '', reason: error.words, expected: none })
      return null
    }
  }
  for (const [i, one] of steps.entries())
    attempt(`steps/${i}`, () => parseShape(step, { ...one, id: String(one.id ?? '') }))
  if (kind === 'responsibility') {
    const { mapping: _, ...source } = objectIn(given.source)
    const parsed = attempt('fields', () =>
      readShape(responsibilityFields, {
        ...given,
        source: { ...source, mapping: objectIn(given.source).mapping },
      }),
    )
    return parsed === null ? null : JSON.parse(canonicalJson(parsed))
  }
  const parsed = attempt('fields', () => parseShape(kindFace(kind).fields, given))
  return parsed === null ? null : objectIn(compact(parsed, kindFace(kind).fields.spec))
}

function objectIn(value: Json | undefined): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function keyOf(from: readonly string[], { key }: RecordMapping, reader: Reader, scope: Scope): string | null {
  const parts = from
    .map((path) => textAt(reader, scope, path))
    .map((text) => (key.fold ? folded(text) : text))
  return parts.every((part) => part === '' || (key.fold && !says(part))) ? null : parts.join('|')
}

/** The key as ledgers made it at first, where that was less than the key is now; null where it is the same. */
function earlierKey({ key }: RecordMapping, reader: Reader, scope: Scope): string | null {
  if (!key.fold) return null
  const texts = key.from.map((path) => textAt(reader, scope, path))
  const earlier = texts.map(foldedAtFirst).join('|')
  return earlier === texts.map(folded).join('|') ? null : earlier
}

/**
 * Records of one key are told apart by what the mapping says, then by their order. Each gets its id. Of rows that are
 * the same in everything only the first is a record.
 */
function tellApart(
  delivery: RegisterDelivery,
  origins: ReadonlyMap<DeliveredRecord, Scope>,
): RegisterDelivery {
  const groups = new Map<string, DeliveredRecord[]>()
  for (const one of delivery.records) {
    const group = groups.get(`${one.kind} ${one.key}`) ?? []
    group.push(one)
    groups.set(`${one.kind} ${one.key}`, group)
  }
  const records: DeliveredRecord[] = []
  const renamed = new Map<string, string>()
  for (const given of groups.values()) {
    const group =
      given.length === 1 ? given : withoutEarlier(withoutRepeated(given, delivery, origins), delivery)
    const seen = new Map<string, number>()
    for (const one of group) {
      const untold = idOf(one)
      if (group.length > 1) {
        const tell = one.rule.key.tell.map((field) => folded(String(one.fields[field] ?? ''))).join('|')
        const told = tell === '' ? one.key : `${one.key}|${tell}`
        const n = (seen.get(told) ?? 0) + 1
        seen.set(told, n)
        one.key = n === 1 ? told : `${told}#${n}`
        if (n > 1) {
          delivery.notes.push({
            ...one.where,
            words: {
              zh: `与前面一行同名且无法区分，按顺序记为第 ${n} 个`,
              en: `it has the key of a row above and nothing tells them apart: taken as number ${n}`,
            },
          })
        }
      }
      one.id = idOf(one)
      if (one.id !== untold) renamed.set(`${placeOf(one)} ${untold}`, one.id)
      one.fields = { ...one.fields, source: { ...objectIn(one.fields.source), key: one.key } }
      records.push(one)
    }
  }
  // Records of one row name one another by keys that were not told apart yet.
  for (const one of records) {
    for (const field of ['decision', 'responsibility', 'parent']) {
      const now = renamed.get(`${placeOf(one)} ${String(one.fields[field] ?? '')}`)
      if (now !== undefined) one.fields = { ...one.fields, [field]: now }
    }
  }
  return { ...delivery, records }
}

function withoutRepeated(
  group: readonly DeliveredRecord[],
  delivery: RegisterDelivery,
  origins: ReadonlyMap<DeliveredRecord, Scope>,
): DeliveredRecord[] {
  const contents = new Map<string, DeliveredRecord>()
  const kept: DeliveredRecord[] = []
  for (const record of group) {
    const scope = origins.get(record)
    const content = JSON.stringify([scope?.row, scope?.around?.row])
    const first = contents.get(content)
    if (first === undefined) {
      contents.set(content, record)
      kept.push(record)
      continue
    }
    const { row, file } = first.where
    delivery.passed.push({ ...record.where, ordinal: record.ordinal, reason: REPEATED })
    delivery.notes.push({
      ...record.where,
      words: {
        zh: `与 ${file} 第 ${row} 行完全相同，只算一条记录`,
        en: `it is the same as row ${row} of ${file} in everything and counts as one record with it`,
      },
    })
  }
  return kept
}

/** Where a record may come again, in a later file or row, the last of its rows counts. */
function withoutEarlier(group: readonly DeliveredRecord[], delivery: RegisterDelivery): DeliveredRecord[] {
  const [last] = group.slice(-1)
  if (last === undefined || last.rule.key.again !== 'last') return [...group]
  for (const record of group.slice(0, -1))
    delivery.passed.push({ ...record.where, ordinal: record.ordinal, reason: COMES_AGAIN })
  return [last]
}

const COMES_AGAIN: Words = {
  zh: '同一条记录后面还有一行，以后面的为准',
  en: 'the same record comes again further down, and the last row counts',
}
const REPEATED: Words = { zh: '与另一行完全相同', en: 'it is the same as another row in everything' }

function idOf({ kind, fields, key }: DeliveredRecord): string {
  return deliveredRecordId(kind, String(objectIn(fields.source).mapping ?? ''), key, sha256)
}

const notYet = (done: string, asOf: string): Words => ({
  zh: `完成日期 ${done} 晚于本次交付（${asOf}），不当作已完成`,
  en: `the date ${done} on which it is said to be done is after this delivery (${asOf}): not taken as done`,
})

const placeOf = ({ where }: DeliveredRecord): string => `${where.file}\n${where.sheet}\n${where.row}`

const fromOf = (value: RecordMapping['department']): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.join(', ')
      : [value.from ?? value.template ?? ''].flat().join(', ')

function rejection(
  where: DeliveredRecord['where'],
  { field, from, value, reason, expected }: Fault,
): Rejection {
  return { ...where, column: from === '' ? null : from, field, value, reason, expected }
}

function noteOf(where: DeliveredRecord['where'], { field, from, value }: Fault): Note {
  return {
    ...where,
    words: {
      zh: `${from}（${field}）的“${value}”读不出，未取`,
      en: `"${value}" in ${from} (${field}) cannot be read and was not taken`,
    },
  }
}
