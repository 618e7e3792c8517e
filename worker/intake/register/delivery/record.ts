/** One row of a delivery, as the records that the mapping makes of it; what cannot be read becomes a rejection. */
import { parseShape, readShape } from '../../../domain/input/shape.schema.ts'
import { step } from '../../../domain/kinds/decision/step.ts'
import { answering, stating } from '../../../domain/kinds/question/fields.ts'
import { kindFace } from '../../../domain/kinds/registry.ts'
import { responsibilityFields } from '../../../domain/kinds/responsibility/fields.ts'
import { earliest, latest } from '../../../domain/record/date.ts'
import { Problem, type Words } from '../../../domain/record/problem.ts'
import { compact } from '../../../domain/record/shape.ts'
import { canonicalCopy } from '../../../ledger/canonical-copy.ts'
import { SUM } from '../../files/sums.ts'
import type { Note, Place, Rejection } from '../../list/rejection.ts'
import { folded, foldedAtFirst, foldedKey, NO_LETTER, NO_TEXT, says } from '../fold.ts'
import type { Condition, RecordMapping, RegisterMapping, Value } from '../mapping.schema.ts'
import { holds, rowsAt, type Scope, textAt } from '../scope.ts'
import { departmentIn, type Fault, type Reader } from '../values/text.ts'
import { partOf, readValue } from '../values/values.ts'
import {
  aboutOf,
  type DeliveredFields,
  type DeliveredRecord,
  type OrdinalRow,
  type Origin,
  objectIn,
  type RegisterDelivery,
  whereOf,
} from './delivery.ts'

/**
 * Reads one row into its delivery: records, or why there are none.
 *
 * @param origins takes of each record what it was read from
 */
export function readRow(
  placed: OrdinalRow,
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
  origins: Origin[],
): void {
  if (isHeaderAgain(placed, mapping)) {
    delivery.passed.push({ ...whereOf(placed), ordinal: placed.ordinal, reason: HEADER_AGAIN })
    delivery.notes.push({ ...whereOf(placed), words: OTHER_TABLE })
    return
  }
  if (placed.heading) {
    delivery.passed.push({ ...whereOf(placed), ordinal: placed.ordinal, reason: HEADING_ROW })
    return
  }
  if (placed.other === 'below') {
    delivery.passed.push({ ...whereOf(placed), ordinal: placed.ordinal, reason: BELOW })
    return
  }
  const [misplaced] = [placed.other === 'header' ? ANOTHER : placed.beyond === undefined ? null : TOO_MANY]
  if (misplaced !== null) {
    delivery.rejectedRows.add(placed.ordinal)
    for (const { kind } of mapping.records) delivery.refused.push({ kind, key: null })
    const value = placed.beyond ?? ''
    delivery.rejected.push({ ...whereOf(placed), column: null, field: null, value, ...misplaced })
    return
  }
  const scope: Scope = { row: placed.row, around: null, about: aboutOf(placed, delivery) }
  const empty = new Set(mapping.empty)
  const [records, rejected] = [delivery.records.length, delivery.rejected.length]
  const reasons: Words[] = []
  // One object for all records of the row: of a long register a copy for each would be held for nothing.
  const where = whereOf(placed)
  for (const rule of mapping.records) {
    const scopes = rule.each === undefined ? [scope] : rowsAt(scope, rule.each)
    if (rule.each !== undefined && scopes.length === 0)
      reasons.push({ zh: `“${rule.each}”里什么也没有`, en: `"${rule.each}" holds nothing` })
    for (const one of scopes) {
      const unmet = rule.when.find((condition) => !holds([condition], one, { empty }))
      if (unmet === undefined) readRecord(rule, one, placed, where, delivery, mapping, empty, origins)
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

const BELOW: Words = { zh: '在另一张表的表头之下', en: 'it stands below the header of another table' }
const ANOTHER: Pick<Rejection, 'reason' | 'expected'> = {
  reason: { zh: '这里像是另一张表的表头', en: 'another table seems to begin here' },
  expected: {
    zh: '请把它拆成另一个文件；若是记录，请去掉它上面的空行',
    en: 'put it in a file of its own; if it is a record, take out the empty line above it',
  },
}
const TOO_MANY: Pick<Rejection, 'reason' | 'expected'> = {
  reason: {
    zh: '这一行的格数比表头多，后面的内容可能错了位',
    en: 'it has more cells than the header, and what stands in it may have moved',
  },
  expected: {
    zh: '单元格里有分隔符的，应加引号；或给每一列一个表头',
    en: 'a cell that holds the separator belongs in quotation marks, or each column needs a header',
  },
}
const HEADING_ROW: Words = { zh: '是下面各行的小标题', en: 'it is a heading of the rows below it' }
const HEADER_AGAIN: Words = { zh: '又是表头', en: 'it is the header again' }
const OTHER_TABLE: Words = {
  zh: '这里又是表头：若下面是另一张表，列的含义可能不同，请拆成两个文件',
  en: 'here stands the header again: if another table begins, its columns may mean something else, and it belongs in a file of its own',
}

/** True for a row of a table of which three cells and more than half say what their columns are called. */
function isHeaderAgain({ row }: OrdinalRow, { input }: RegisterMapping): boolean {
  if (input.format !== 'table') return false
  const cells = Object.entries(row).flatMap(([name, cell]) =>
    typeof cell === 'string' && cell.trim() !== '' ? [[name, cell] as const] : [],
  )
  const own = cells.filter(
    ([name, cell]) => cell.trim().length === name.length && folded(cell) === folded(name),
  )
  return own.length >= 3 && own.length > cells.length / 2
}

/** Reason for which a row was passed over: a condition that it does not meet. */
function conditionIn({ from, is, not }: Condition): Words {
  if (is === undefined && [NO_LETTER, NO_TEXT, '^$'].includes(not ?? ''))
    return { zh: `“${from}”是空的`, en: `"${from}" is empty` }
  if (is === undefined && not === SUM)
    return { zh: `“${from}”说这一行是合计`, en: `"${from}" says that the row is a sum` }
  const [zh, en] = is === undefined ? [`是 ${not ?? ''}`, `is ${not ?? ''}`] : [`不是 ${is}`, `is not ${is}`]
  return { zh: `按 when，“${from}”${zh}`, en: `by "when": "${from}" ${en}` }
}

function readRecord(
  rule: RecordMapping,
  scope: Scope,
  placed: OrdinalRow,
  where: Place,
  delivery: RegisterDelivery,
  mapping: RegisterMapping,
  empty: ReadonlySet<string>,
  origins: Origin[],
): void {
  const { names, ids, powers, marks, said } = placed.known
  const reader: Reader = {
    register: mapping.name,
    empty,
    departments: names,
    kind: rule.kind,
    ids,
    powers,
    marks,
    foldOf: (kind) => mapping.records.find((one) => one.kind === kind)?.key.fold ?? false,
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
      : stepsAt(scope, rule.steps, empty).map(
          (inner, i) => partOf(reader, inner, rule.steps?.item ?? {}, `steps/${i}`) ?? {},
        )
  const ruling = rule.ruling === undefined ? null : partOf(reader, scope, rule.ruling, 'ruling')
  const report = rule.report === undefined ? null : partOf(reader, scope, rule.report, 'report')
  const answer = rule.answer === undefined ? null : partOf(reader, scope, rule.answer, 'answer')
  const rating = rule.rating === undefined ? null : partOf(reader, scope, rule.rating, 'rating')
  const done = rule.done === undefined ? null : readValue(reader, scope, rule.done, 'done')
  const finished =
    rule.finished === undefined ? null : readValue(reader, scope, rule.finished, 'finished') === true
  const reason = rule.reason === undefined ? null : readValue(reader, scope, rule.reason, 'reason')
  const url = rule.address === undefined ? null : addressOf(reader, scope, rule.address)
  const source = {
    mapping: mapping.name,
    file: placed.file,
    ...(placed.sheet === '' ? {} : { sheet: placed.sheet }),
    row: placed.number,
    key,
    ...(url === null ? {} : { url }),
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
  if (rule.answer !== undefined && typeof done === 'string' && typeof occurred === 'string')
    if (latest(done) < earliest(occurred)) faults.push(backwards(rule, occurred, done))
  const undated = rule.occurred !== undefined && occurred === null && mayBeUndated(kind)
  const given = { ...fields, ...(undated ? { undated } : {}), source }
  let checked: DeliveredFields =
    faults.length > 0 ? given : (check(kind, given, { steps, answer, rating }, faults) ?? given)
  for (const fault of reader.unread) delivery.notes.push(noteOf(where, fault))
  if (faults.length > 0 || typeof name !== 'string') {
    for (const fault of faults)
      delivery.rejected.push(rejection(where, { ...fault, from: fault.from || columnOf(rule, fault.field) }))
    delivery.refused.push({ kind, key })
    return
  }
  // Nobody has done what is still to come: such a date is a plan, or a mark for none.
  const early = typeof done === 'string' && earliest(done) > latest(delivery.asOf)
  if (early) reader.told.push(notYet(done, delivery.asOf, finished === true))
  const { startedAt, currentDue: planned } = checked
  if (typeof startedAt === 'string' && typeof planned === 'string' && latest(planned) < earliest(startedAt))
    reader.told.push(dueBeforeStart(startedAt, planned))
  const never = typeof done === 'string' && isNoDay(done)
  if (never) reader.told.push(noDay(done))
  for (const field of DUES) {
    const { [field]: due, ...rest } = checked
    if (typeof due !== 'string' || !isNoDay(due)) continue
    reader.told.push(noDay(due))
    checked = rest
  }
  const department = departmentIn(reader, name)
  for (const words of reader.told) {
    // What is said of a whole column is one object, and told once.
    if (!said.has(words)) delivery.notes.push({ ...where, words })
    said.add(words)
  }
  const { counted } = placed.known
  const record: DeliveredRecord = {
    kind,
    id: '',
    key,
    earlier: earlierKey(rule, reader, scope),
    told: null,
    department,
    occurred: typeof occurred === 'string' ? occurred : null,
    fields: counted ? apartOf(checked, rule) : checked,
    steps: counted || steps.length === 0 ? NONE : steps.map(numbered),
    ruling: ruling?.outcome === undefined ? null : ruling,
    report,
    answer,
    rating,
    done: typeof done === 'string' && !early && !never ? done : null,
    finished,
    reason: typeof reason === 'string' ? reason : null,
    rule,
    ordinal: placed.ordinal,
    where,
  }
  origins.push(scope.around === null ? scope.row : [scope.row, scope.around.row])
  delivery.records.push(record)
}

const NONE: readonly DeliveredFields[] = []

/** A step under its own id, else under its number. */
function numbered({ id, ...one }: DeliveredFields, i: number): DeliveredFields {
  return { ...one, id: typeof id === 'string' || typeof id === 'number' ? String(id) : `n${i + 1}` }
}

/** Marks that tell a record from others of its key, and the key that its source prints. */
function apartOf(fields: DeliveredFields, { key }: RecordMapping): DeliveredFields {
  const kept: DeliveredFields = { source: fields.source ?? null }
  for (const field of key.tell) {
    const value = fields[field]
    if (value !== undefined) kept[field] = value
  }
  return kept
}

/** The items of a list that are steps. */
function stepsAt(
  scope: Scope,
  { each, when }: NonNullable<RecordMapping['steps']>,
  empty: ReadonlySet<string>,
): Scope[] {
  return rowsAt(scope, each).filter((inner) => holds(when, inner, { empty }))
}

/** True for a kind whose records may say that the day on which they began is not stated. */
function mayBeUndated(kind: RecordMapping['kind']): boolean {
  const { spec } = kindFace(kind).fields
  return spec.is === 'object' && Object.hasOwn(spec.fields, 'undated')
}

function backwards({ done }: RecordMapping, occurred: string, value: string): Fault {
  return {
    field: 'done',
    from: done === undefined ? '' : fromOf(done),
    value,
    reason: { zh: `早于收到日期 ${occurred}`, en: `it is before the day of receipt, ${occurred}` },
    expected: { zh: '应在收到当日或以后', en: 'expected the day of receipt or a later one' },
  }
}

/** The fields as the domain would take them; what it would refuse becomes a fault. */
function check(
  kind: RecordMapping['kind'],
  given: DeliveredFields,
  {
    steps,
    answer,
    rating,
  }: { steps: readonly DeliveredFields[] } & Pick<DeliveredRecord, 'answer' | 'rating'>,
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
  if (answer !== null) attempt('answer', () => parseShape(answering, answer))
  if (rating !== null) attempt('rating', () => parseShape(stating, rating))
  if (kind === 'responsibility') {
    const { mapping: _, ...source } = objectIn(given.source)
    const parsed = attempt('fields', () =>
      readShape(responsibilityFields, {
        ...given,
        source: { ...source, mapping: objectIn(given.source).mapping },
      }),
    )
    return parsed === null ? null : objectIn(canonicalCopy(parsed))
  }
  const parsed = attempt('fields', () => parseShape(kindFace(kind).fields, given))
  return parsed === null ? null : objectIn(compact(parsed, kindFace(kind).fields.spec))
}

function keyOf(from: readonly string[], { key }: RecordMapping, reader: Reader, scope: Scope): string | null {
  const parts = from.map((path) => textAt(reader, scope, path)).map((text) => foldedKey(text, key.fold))
  return parts.every((part) => part === '' || (key.fold === true && !says(part))) ? null : parts.join('|')
}

/**
 * The key that a ledger may hold the record under as well, where that is another than its key is now; null where it is
 * the same: as ledgers made it at first, of a folded one; as it is printed, of a number.
 */
function earlierKey({ key }: RecordMapping, reader: Reader, scope: Scope): string | null {
  if (!key.fold) return null
  const texts = key.from.map((path) => textAt(reader, scope, path))
  const earlier = (key.fold === 'number' ? texts : texts.map(foldedAtFirst)).join('|')
  return earlier === texts.map((text) => foldedKey(text, key.fold)).join('|') ? null : earlier
}

const dueBeforeStart = (start: string, due: string): Words => ({
  zh: `期限 ${due} 早于开始日期 ${start}：请核对列是否写反`,
  en: `it is due on ${due}, before it begins on ${start}: make sure that the columns are not exchanged`,
})

/** Fields of a day on which something is due. */
const DUES = ['currentDue', 'baselineDue'] as const

/** Days from which programmes count, and which they write where there is none. */
const isNoDay = (day: string): boolean =>
  ['1899-12-30', '1899-12-31', '1900-01-01', '1970-01-01'].includes(day)

const noDay = (day: string): Words => ({
  zh: `${day} 是程序计日的起点，多半表示没有日期，未取；请写进 empty`,
  en: `${day} is a day from which programmes count, and mostly stands for none: not taken; declare it in "empty"`,
})

const notYet = (done: string, asOf: string, finished: boolean): Words => ({
  zh: `完成日期 ${done} 晚于本次交付（${asOf}），${finished ? '未取这个日期；按其状态仍记为已完成' : '不当作已完成'}`,
  en: `the date ${done} on which it is said to be done is after this delivery (${asOf}): ${finished ? 'the date is not taken; by its status it is recorded as done' : 'not taken as done'}`,
})

const fromOf = (value: RecordMapping['department']): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.join(', ')
      : [value.from ?? value.template ?? ''].flat().join(', ')

/** The column from which a mapping takes a field that the domain refuses, as `/title` or `steps/0/type`; empty for none. */
function columnOf({ fields, steps }: RecordMapping, field: string): string {
  const parts = field.split('/').filter((part) => part !== '' && part !== 'fields')
  const [first = '', last = ''] = [parts[0], parts.at(-1)]
  const declared = first === 'steps' ? steps?.item[last] : fields[first]
  return declared === undefined ? '' : fromOf(declared)
}

function rejection(
  where: DeliveredRecord['where'],
  { field, from, value, reason, expected }: Fault,
): Rejection {
  return { ...where, column: from === '' ? null : from, field, value, reason, expected }
}

/** The address at which the source shows a record; null, and a fault to be told, for what is no address of the web. */
function addressOf(reader: Reader, scope: Scope, declared: Value): string | null {
  const value = readValue(reader, scope, declared, 'address')
  if (value === null || value === '') return null
  if (typeof value === 'string' && /^https?:\/\/[^\s]{1,1990}$/i.test(value)) return value
  reader.unread.push({
    field: 'address',
    from: fromOf(declared),
    value: String(value),
    reason: { zh: '不是网址', en: 'it is no address of the web' },
    expected: { zh: '应以 http:// 或 https:// 开头', en: 'it begins with http:// or https://' },
  })
  return null
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
