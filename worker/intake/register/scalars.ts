/** Dates, numbers and words as registers print them. */
import { dayNumber, isDateText, precisionOf } from '../../domain/record/date.ts'
import type { DateFormat } from './mapping.schema.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Parts of each format: the order of day, month and year among the groups. */
const FORMATS: { readonly [format in Exclude<DateFormat, 'excel'>]: [RegExp, string] } = {
  'yyyy-mm-dd': [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/, 'ymd'],
  'yyyy/mm/dd': [/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, 'ymd'],
  yyyy年mm月dd日: [/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, 'ymd'],
  'dd/mm/yyyy': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 'dmy'],
  'mm/dd/yyyy': [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, 'mdy'],
  'dd.mm.yyyy': [/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, 'dmy'],
  'dd.mm.yy': [/^(\d{1,2})\.(\d{1,2})\.(\d{2})$/, 'dmy'],
  'dd/mm/yy': [/^(\d{1,2})\/(\d{1,2})\/(\d{2})$/, 'dmy'],
  'dd month yyyy': [/^(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/i, 'dmy'],
  'month yyyy': [/^([a-z]{3,9})\.?[\s-]+(\d{4})$/i, 'my'],
  'mm/yyyy': [/^(\d{1,2})\/(\d{4})$/, 'my'],
  'yyyy-mm': [/^(\d{4})-(\d{1,2})$/, 'ym'],
  yyyy: [/^(\d{4})$/, 'y'],
}

/** Years of two digits are of this century and the next fifty years, unless something says otherwise. */
const PIVOT = 70

/**
 * A date of one of the formats; null for anything else, and for days that no calendar has.
 *
 * @param notBefore a date that it cannot precede: moves a year of two digits on by centuries
 */
export function readDate(
  text: string,
  formats: readonly DateFormat[],
  notBefore: string | null = null,
): string | null {
  const given = text.trim()
  for (const format of formats) {
    const found = format === 'excel' ? readSerial(given) : readFormat(given, format, notBefore)
    if (found !== null) return found
  }
  return null
}

function readFormat(
  text: string,
  format: Exclude<DateFormat, 'excel'>,
  notBefore: string | null,
): string | null {
  const [shape, order] = FORMATS[format]
  const match = shape.exec(text)
  if (match === null) return null
  const part = (name: string): string | undefined => match[order.indexOf(name) + 1]
  const [y, m, d] = ['y', 'm', 'd'].map((name) => (order.includes(name) ? part(name) : undefined))
  if (y === undefined) return null
  const month = m === undefined ? null : monthOf(m)
  if (m !== undefined && month === null) return null
  const dateIn = (year: number): string =>
    [String(year), ...(month === null ? [] : [String(month)]), ...(d === undefined ? [] : [d])]
      .map((one) => one.padStart(2, '0'))
      .join('-')
  if (y.length === 4) return valid(dateIn(Number(y)))
  const short = Number(y)
  let year = short + (short < PIVOT ? 2000 : 1900)
  while (notBefore !== null && dateIn(year) < notBefore && year < 2300) year += 100
  return valid(dateIn(year))
}

const valid = (date: string): string | null => (isDateText(date) ? date : null)

function monthOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const at = MONTHS.indexOf(text.slice(0, 3).toLowerCase())
  return at === -1 ? null : at + 1
}

/** Days since 1899-12-30, as spreadsheets keep dates. */
function readSerial(text: string): string | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  return plusDays('1899-12-30', Math.floor(Number(text)))
}

/** A day moved by days; null unless it is a whole day of the calendar. */
export function plusDays(day: string, days: number): string | null {
  if (precisionOf(day) !== 'day') return null
  const moved = new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10)
  return isDateText(moved) ? moved : null
}

/** An instant in UTC, its fraction brought to milliseconds. */
export function readMoment(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/.exec(text.trim())
  if (match === null) return null
  const [, whole = '', fraction] = match
  const moment = fraction === undefined ? `${whole}Z` : `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}Z`
  return isDateText(moment) ? moment : null
}

/** The time of day of an instant as printed; null for midnight, which registers print where they know none. */
export function readTime(text: string): string | null {
  const time = /(?:^|[T ])(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim())?.[1]
  return time === undefined || time === '00:00' ? null : time
}

/** A number with currency signs, spaces and group marks; null for anything else. */
export function readNumber(text: string, decimal: '.' | ',' = '.'): number | null {
  const bare = text.replace(/[\s\u00a0'’%]|[\p{Sc}\ufffdŁ]|(?<=^-?)[A-Z]{1,3}(?=\d)/gu, '')
  const plain = decimal === ',' ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

/** "580 days", "-29 days", "12". */
export function readDays(text: string): number | null {
  const match = /^(-?\d+)(?:\.0+)?(?:\s*(?:days?|d|天|日))?$/i.exec(text.trim())
  return match === null ? null : Number(match[1])
}

const ENTITIES: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The text of HTML. */
export function readHtml(text: string): string {
  return text
    .replace(/<(?:br|\/p|\/li|\/div)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
      const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : ''
    })
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The first sentence, cut between words where it is longer than 300 characters. */
export function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const sentence = /^.+?[.!?。！？](?=\s|$)/u.exec(line)?.[0] ?? line
  if (sentence.length <= 300) return sentence
  return `${sentence.slice(0, 299).replace(/\s+\S*$/, '')}…`
}
