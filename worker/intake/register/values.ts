/** What a declared value gives for one record. Anything that does not fit is a fault, with its place. */

import { deliveredRecordId } from '../../domain/kinds/ids.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Words } from '../../domain/record/problem.ts'
import type { Json } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/merkle.ts'
import { type DateRead, readDate, readDated } from './dates/read.ts'
import { findWord, folded } from './fold.ts'
import type { DepartmentNames } from './ids/department-names.ts'
import type { Value, ValueObject } from './mapping.schema.ts'
import type { ColumnMarks } from './numbers/column-marks.ts'
import { CUT_SHORT, type DecimalMark, readNumber, whyNoNumber } from './numbers/number.ts'
import { brief, plusDays, readDays, readHtml, readMoment, readTime } from './scalars.ts'
import { holds, numberAt, rowsAt, type Scope, textAt } from './scope.ts'

/** One value that does not fit, and what would. */
export interface Fault {
  /** Field of the record, as `steps/3/type`. */
  field: string
  /** Where it stands in the source. */
  from: string
  value: string
  reason: Words
  expected: Words
}

export interface Reader {
  register: string
  empty: ReadonlySet<string>
  /** The decimal marks of its columns. */
  marks: ColumnMarks
  /** The departments of the delivery, by name. */
  departments: DepartmentNames
  /** Whether the key of a record of this kind is folded. */
  folds(kind: string): boolean
  faults: Fault[]
  /** What is to be told of what was taken. */
  told: Words[]
  /** What could not be read and was left out by declaration. */
  unread: Fault[]
}

const USUAL_FORMATS: readonly string[] = [
  ...['yyyy-mm-dd', 'yyyy/mm/dd', 'yyyy.mm.dd', 'yyyy年mm月dd日', 'yyyy-mm', 'yyyy年mm月', 'yyyy年', 'yyyy'],
]
/** No other format means anything else by these, and dates of a workbook are handed on in them. */
const ALWAYS: readonly string[] = ['yyyy-mm-dd', 'yyyy-mm']
/** Fields that say when something began: of a quarter the first month. */
const BEGINNING = /(?:^|\/)(?:startedAt|occurred|from|openAt)$/

/** Readings of what is no figure: digits that a spreadsheet cut away are missed there. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'line', 'brief', 'html', 'department', 'record'])

/** Words of a flag where the mapping names none. */
const YES = ['yes', 'true', '1', 'y', '✓', '✔', '是', '有']
const NO = ['no', 'false', '0', 'n', '✗', '✘', '×', '否', '无']

/** The value; null when there is nothing. `field` is where it will stand, for a fault. */
export function readValue(reader: Reader, scope: Scope, declared: Value, field: string): Json {
  const value: ValueObject =
    typeof declared === 'string' || Array.isArray(declared) ? { from: declared } : declared
  if (value.when !== undefined && !holds(value.when, scope, reader)) return null
  if (value.const !== undefined && value.as === undefined && value.plus === undefined) return value.const
  if (value.list !== undefined) return listOf(reader, scope, value.list, field)
  if (value.parts !== undefined) return partOf(reader, scope, value.parts, field)
  if (value.each !== undefined) return eachOf(reader, scope, value, field)
  const text = sourceText(reader, scope, value) || (value.default ?? '')
  if (value.split !== undefined) {
    const parts = text.split(new RegExp(value.split, 'u')).map((part) => part.trim())
    const left: [string, true][] =
      value.except === undefined ? [] : [[textAt(reader, scope, value.except), true]]
    const wanted = parts.filter((part) => part !== '' && findWord(left, part).is === 'none')
    const found = wanted.map((part) => scalar(reader, scope, value, part, field))
    return [...new Set(found)].filter((one) => one !== null)
  }
  return text === '' ? null : scalar(reader, scope, value, text, field, numberOf(reader, scope, value, text))
}

function sourceText(reader: Reader, scope: Scope, value: ValueObject): string {
  if (value.const !== undefined) return String(value.const)
  const ignored = new Set(value.empty ?? [])
  const read = (path: string): string => {
    const text = textAt(reader, scope, path)
    return ignored.has(text) ? '' : text
  }
  if (value.template !== undefined) {
    let whole = true
    const text = value.template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
      const part = read(path)
      if (part === '') whole = false
      return part
    })
    return whole ? text : ''
  }
  const paths = typeof value.from === 'string' ? [value.from] : (value.from ?? [])
  const texts = paths.map(read)
  const text =
    value.join === undefined
      ? (texts.find((one) => one !== '') ?? '')
      : texts.filter((one) => one !== '').join(value.join)
  if (value.match === undefined) return text
  const match = new RegExp(value.match, 'u').exec(text)
  return (match?.[1] ?? match?.[0] ?? '').trim()
}

/** The number that a text stands for, where the source holds one and not its text alone. */
function numberOf(
  reader: Reader,
  scope: Scope,
  { from, template, match, join, const: constant }: ValueObject,
  text: string,
): number | null {
  if (from === undefined || (template ?? match ?? join ?? constant) !== undefined) return null
  const path = [from].flat().find((one) => textAt(reader, scope, one) === text)
  return path === undefined ? null : numberAt(scope, path)
}

function listOf(
  reader: Reader,
  scope: Scope,
  list: readonly { [field: string]: Value }[],
  field: string,
): Json {
  const stands = (parts: { [field: string]: Value }): boolean => {
    const trial = silent(reader)
    const stand = Object.entries(parts).some(([name, part]) => {
      if (isConstant(part)) return false
      // What cannot be read stands there all the same, and is told when the part is read.
      return filled(readValue(trial, scope, part, `${field}/${name}`)) || trial.faults.length > 0
    })
    // What may be left out leaves the whole part out when nothing else stands there, and is told all the same.
    if (!stand) addAll(reader.unread, trial.unread)
    return stand
  }
  return list
    .filter(stands)
    .map((parts, i) => partOf(reader, scope, parts, `${field}/${i}`))
    .filter((part) => part !== null)
}

const isConstant = (value: Value): boolean =>
  typeof value === 'object' && !Array.isArray(value) && value.const !== undefined
const filled = (value: Json): boolean => value !== null && !(Array.isArray(value) && value.length === 0)
const silent = (reader: Reader): Reader => ({ ...reader, faults: [], told: [], unread: [] })

/** The fields of a part that are there; null when none is. */
export function partOf(
  reader: Reader,
  scope: Scope,
  parts: { readonly [field: string]: Value },
  field: string,
): { [field: string]: Json } | null {
  const found = Object.entries(parts)
    .map(([name, part]): [string, Json] => [name, readValue(reader, scope, part, `${field}/${name}`)])
    .filter(([, one]) => filled(one))
  return found.length === 0 ? null : Object.fromEntries(found)
}

function eachOf(
  reader: Reader,
  scope: Scope,
  { each = '', item = 'value' }: ValueObject,
  field: string,
): Json {
  return rowsAt(scope, each)
    .map((inner, i) =>
      isFields(item)
        ? partOf(reader, inner, item, `${field}/${i}`)
        : readValue(reader, inner, item, `${field}/${i}`),
    )
    .filter(filled)
}

const VALUE_KEYS = new Set(['from', 'const', 'join', 'split', 'each', 'list', 'parts', 'template', 'match'])

/** A value says where it stands; anything else is fields by name. */
export function isFields(item: Value | { [field: string]: Value }): item is { [field: string]: Value } {
  if (typeof item === 'string' || Array.isArray(item)) return false
  const source = Object.entries(item).find(([key]) => VALUE_KEYS.has(key))
  return (
    source === undefined ||
    (typeof source[1] === 'object' && !Array.isArray(source[1]) && source[0] === 'from')
  )
}

function scalar(
  reader: Reader,
  scope: Scope,
  value: ValueObject,
  text: string,
  field: string,
  typed: number | null = null,
): Json {
  if (value.codes !== undefined) return coded(reader, value, text, field)
  const fault = (zh: string, en: string): null => {
    const from = typeof value.from === 'string' ? value.from : (value.from ?? []).join(', ')
    const one: Fault = {
      field,
      from,
      value: text.slice(0, 200),
      reason: { zh: '读不出', en: 'cannot be read' },
      expected: { zh, en },
    }
    if (value.unreadable === 'none') reader.unread.push(one)
    else reader.faults.push(one)
    return null
  }
  if (TEXTS.has(value.as ?? 'text') && CUT_SHORT.test(text)) {
    const { zh, en } = whyNoNumber(text, '.')
    return fault(zh, en)
  }
  switch (value.as ?? 'text') {
    case 'text':
      return text
    case 'line':
      return text.replace(/\s+/g, ' ')
    case 'brief':
      return brief(text)
    case 'html':
      return readHtml(text)
    case 'date': {
      const date = dateOf(reader, scope, value, text, field)
      if (date === null)
        return fault(
          `应为日期（${formatsOf(value).join('、')}）`,
          `expected a date (${formatsOf(value).join(', ')})`,
        )
      return moved(reader, scope, value, date, field)
    }
    case 'moment':
      return (
        readMoment(text, value.zone) ??
        fault('应为带时差的时刻，或写明 zone', 'expected an instant with its offset, or declare its "zone"')
      )
    case 'time':
      return readTime(text)
    case 'number':
    case 'percent': {
      const share = value.as === 'percent' && typed !== null && text.endsWith('%')
      const number = share ? typed * 100 : (typed ?? readNumber(text, decimalOf(reader, value)))
      if (number === null) {
        const { zh, en } = whyNoNumber(text, decimalOf(reader, value))
        return fault(zh, en)
      }
      return value.times === undefined && !share
        ? number
        : Number((number * (value.times ?? 1)).toPrecision(15))
    }
    case 'days':
      return (
        readDays(text) ?? fault('应为天数，如 580 或 “580 days”', 'expected days, such as 580 or "580 days"')
      )
    case 'flag': {
      const words = (list: readonly string[], is: boolean): [string, boolean][] =>
        list.map((word) => [word, is])
      // Where the mapping says which words mean yes, all others mean no.
      const known =
        value.yes === undefined ? [...words(YES, true), ...words(NO, false)] : words(value.yes, true)
      const found = findWord(known, text)
      if (found.is === 'one') return found.value
      if (value.yes !== undefined) return false
      return fault(
        `应为 ${[...YES, ...NO].join('、')}；别的词请在 yes 中写明`,
        `expected one of ${[...YES, ...NO].join(', ')}; declare other words in "yes"`,
      )
    }
    case 'department':
      return departmentIn(reader, text)
    case 'record': {
      const kind = value.kind ?? 'decision'
      return deliveredRecordId(kind, reader.register, reader.folds(kind) ? folded(text) : text, sha256)
    }
  }
}

/** The decimal mark as declared, else as the first column of the value has it. */
function decimalOf(reader: Reader, { decimal, from }: ValueObject): DecimalMark {
  const [path] = [from ?? []].flat()
  if (decimal !== undefined || path === undefined) return decimal ?? '.'
  const { decimal: found, told } = reader.marks.of(path)
  if (told !== null) reader.told.push(told)
  return found
}

function formatsOf(value: ValueObject): readonly string[] {
  return value.formats ?? USUAL_FORMATS
}

function dateOf(
  reader: Reader,
  scope: Scope,
  value: ValueObject,
  text: string,
  field: string,
): string | null {
  const formats = formatsOf(value)
  const bound = value.notBefore === undefined ? '' : textAt(reader, scope, value.notBefore)
  const options = {
    notBefore: bound === '' ? null : readDate(bound, formats),
    zone: value.zone,
    quarter: BEGINNING.test(field) ? ('first' as const) : ('last' as const),
  }
  const read = readDated(text, formats, options) ?? readDated(text, ALWAYS, options)
  if (read?.other != null) reader.told.push(ambiguous(text, read))
  return read?.date ?? null
}

const ambiguous = (text: string, { date, other }: DateRead): Words => ({
  zh: `“${text}”可以是 ${date}，也可以是 ${other ?? ''}；按 formats 的次序取 ${date}`,
  en: `"${text}" could be ${date} or ${other ?? ''}: ${date} is taken, by the order of "formats"`,
})

/** A date with the days added that belong to it; null where one of them is not there. */
function moved(
  reader: Reader,
  scope: Scope,
  { plus }: ValueObject,
  date: string,
  field: string,
): string | null {
  let at: string | null = date
  for (const one of plus === undefined ? [] : Array.isArray(plus) ? plus : [plus]) {
    const days = readValue(reader, scope, one, field)
    if (at === null || typeof days !== 'number') return null
    at = plusDays(at, days)
  }
  return at
}

/** The id of a department by its name; a new one is noted, to be registered. */
export function departmentIn(reader: Reader, name: string): string {
  const { id, told } = reader.departments.meet(name)
  if (told !== null) reader.told.push(told)
  return id
}

function coded(reader: Reader, value: ValueObject, text: string, field: string): Json {
  const found = findWord(Object.entries(value.codes ?? {}), text)
  if (found.is === 'one') return found.value
  if (found.is === 'none' && value.otherwise !== undefined) return value.otherwise
  const known = Object.keys(value.codes ?? {})
  const from = typeof value.from === 'string' ? value.from : (value.from ?? []).join(', ')
  reader.faults.push({
    field,
    from,
    value: text.slice(0, 200),
    reason:
      found.is === 'several'
        ? {
            zh: `与几个词都相近：${found.words.join('、')}`,
            en: `it is like several words: ${found.words.join(', ')}`,
          }
        : { zh: '映射里没有这个词', en: 'the mapping does not know this word' },
    expected: {
      zh: `应为：${known.join('、')}；或在映射中写明 otherwise`,
      en: `expected one of: ${known.join(', ')}; or declare "otherwise" in the mapping`,
    },
  })
  return null
}
