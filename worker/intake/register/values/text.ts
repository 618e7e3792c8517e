/** One text of a source as a value of its kind: text, date, number, flag, code. What cannot be read is a fault. */
import { deliveredRecordId } from '../../../domain/kinds/ids.ts'
import { dayNumber, latest } from '../../../domain/record/date.ts'
import type { Words } from '../../../domain/record/problem.ts'
import type { Json } from '../../../ledger/canonical.ts'
import { sha256 } from '../../../ledger/merkle.ts'
import { isAccounts } from '../dates/accounts.ts'
import { digits } from '../dates/digits.ts'
import { asPrinted, type DateRead, formatsFor, readDate, readDated } from '../dates/read.ts'
import { findWord, foldedKey, type KeyFold } from '../fold.ts'
import type { DepartmentNames } from '../ids/department-names.ts'
import type { NamesInFile } from '../ids/names-in-file.ts'
import type { RecordMapping, Value, ValueObject } from '../mapping.schema.ts'
import type { ColumnMarks } from '../numbers/column-marks.ts'
import { CUT_SHORT, type DecimalMark, readAmount, whyNoNumber } from '../numbers/number.ts'
import { brief, plusDays, readDays, readHtml, readMoment, readTime } from '../scalars.ts'
import { type Scope, textAt } from '../scope.ts'
import { CONVERTED, readPoint } from './point.ts'

/** One value that does not fit, and what would. */
export interface Fault {
  /** Field of the record, as `steps/3/type`. */
  field: string
  /** Place in the source. */
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
  /** Kind of the record that is read. */
  kind: RecordMapping['kind']
  /** Names that stand in the same file for ids. */
  ids: NamesInFile
  /** The ids of records by the powers that the mapping declares. */
  powers: ReadonlyMap<string, string>
  /** The way in which the keys of records of a kind are compared. */
  foldOf(kind: string): KeyFold
  faults: Fault[]
  /** Remarks on what was taken. */
  told: Words[]
  /** Values that could not be read and were left out by declaration. */
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
const TEXTS: ReadonlySet<string> = new Set(['text', 'line', 'brief', 'html', 'department', 'record', 'power'])

/** Words of a flag where the mapping names none. */
export const YES: readonly string[] = ['yes', 'true', '1', 'y', '✓', '✔', '√', '☑', '✅', '是', '有']
export const NO: readonly string[] = ['no', 'false', '0', 'n', '✗', '✘', '☐', '✖', '❌', '×', '否', '无']

/** A sign without what says whether it is drawn in colour, as ✔️ and ✔. */
export function unvaried(text: string): string {
  return text.replace(/[\ufe0e\ufe0f]/g, '')
}

/** One text that is read, and what belongs to it. */
export interface Text {
  text: string
  /** field of the record in which the value will stand, for a fault */
  field: string
  /** the number that the text stands for, where the source holds one */
  typed?: number | null
  /** reads a further value of the same row, as the days that are added to a date */
  further(value: Value): Json
}

/** Value of one text as its declaration asks for it; null, with a fault, when it cannot be read. */
export function scalar(
  reader: Reader,
  scope: Scope,
  value: ValueObject,
  { text, field, typed = null, further }: Text,
): Json {
  if (value.codes !== undefined) {
    const code = coded(reader, value, text, field)
    return value.as === 'power' && typeof code === 'string' ? (reader.powers.get(code) ?? null) : code
  }
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
      // Markup around nothing is an empty cell.
      return readHtml(text) || null
    case 'date': {
      const date = dateOf(reader, scope, value, text, field)
      if (value.since !== undefined && isBefore(value.since, text, date)) {
        reader.told.push(unknownDay(text, value.since))
        return null
      }
      if (date === null) {
        const { zh, en } = noDate(text, formatsOf(value))
        return fault(zh, en)
      }
      return moved(value, date, further)
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
      const read = typed === null ? readAmount(text, decimalOf(reader, value)) : null
      const number = share ? typed * 100 : (typed ?? read?.number ?? null)
      if (number === null) {
        const { zh, en } = whyNoNumber(text, decimalOf(reader, value))
        return fault(zh, en)
      }
      // What a cell says of its own unit goes before what is said of the column.
      return (value.times === undefined && !share) || read?.own === true
        ? number
        : Number((number * (value.times ?? 1)).toPrecision(15))
    }
    case 'point': {
      const point = readPoint(text, value.crs)
      if (typeof point !== 'string') return fault(point.zh, point.en)
      const remark = CONVERTED[value.crs ?? 'wgs84']
      if (remark !== null) reader.told.push(remark)
      return point
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
        value.yes === undefined
          ? [...words(YES, true), ...words(NO, false)]
          : words(value.yes.map(unvaried), true)
      const found = findWord(known, unvaried(text))
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
      return deliveredRecordId(kind, reader.register, foldedKey(text, reader.foldOf(kind)), sha256)
    }
    case 'power': {
      const known = [...reader.powers.keys()].join(', ')
      return (
        reader.powers.get(text) ??
        fault(
          `应为映射在 powers 中声明的职权：${known}`,
          `expected a power that the mapping declares: ${known}`,
        )
      )
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

/** Words for a text that is no date of the declared formats: those that would read it, where any does. */
function noDate(text: string, formats: readonly string[]): Words {
  const older = /(?<!\p{Nd})1[345]\d\d(?!\p{Nd})/u.exec(digits(text))?.[0]
  if (older !== undefined)
    return {
      zh: `应为公历日期：${older} 年像是别的历法（如回历、波斯历），请先换算`,
      en: `expected a date of the Gregorian calendar: the year ${older} seems to be of another (of the Hijra, or of Persia), to be converted first`,
    }
  if (isAccounts(asPrinted(text)) && readDate(text, ['fiscal']) === null)
    return {
      zh: '应为日期：这是财政年度，没有写明从哪个月开始；从 4 月开始的请写 "formats": ["fiscal 4"]，从上一年 10 月开始的写 "fiscal 10 end"，与日历年相同的写 "fiscal 1"',
      en: 'expected a date: this is a fiscal year that does not say in which month it begins; declare "formats": ["fiscal 4"] where it begins in April, "fiscal 10 end" where in October of the year before, "fiscal 1" where it is a calendar year',
    }
  const fitting = formatsFor(text)
  const [zh, en] =
    fitting.length === 0
      ? ['', '']
      : [
          `；${fitting.join('、')} 读得出它，可加进 formats`,
          `; ${fitting.join(' or ')} would read this one, and can be added to "formats"`,
        ]
  return {
    zh: `应为日期（${formats.join('、')}）${zh}`,
    en: `expected a date (${formats.join(', ')})${en}`,
  }
}

const ambiguous = (text: string, { date, other }: DateRead): Words => ({
  zh: `“${text}”可以是 ${date}，也可以是 ${other ?? ''}；按 formats 的次序取 ${date}`,
  en: `"${text}" could be ${date} or ${other ?? ''}: ${date} is taken, by the order of "formats"`,
})

/** A year with a leading zero, which no format reads. */
const NO_YEAR = /(?<!\d)0\d{3}(?!\d)/

const isBefore = (since: string, text: string, date: string | null): boolean =>
  date === null ? NO_YEAR.test(text) : dayNumber(latest(date)) < dayNumber(since)

const unknownDay = (text: string, since: string): Words => ({
  zh: `“${text}”早于 ${since}，按映射表示日期不详，未取`,
  en: `"${text}" is before ${since} and by the mapping stands for an unknown day: not taken`,
})

/** A date with the days added that belong to it; null where one of them is not there. */
function moved({ plus }: ValueObject, date: string, further: Text['further']): string | null {
  let at: string | null = date
  for (const one of plus === undefined ? [] : Array.isArray(plus) ? plus : [plus]) {
    const days = further(one)
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
  if (found.is === 'none' && value.otherwise !== undefined)
    return value.otherwise?.replaceAll('{}', () => text) ?? null
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
