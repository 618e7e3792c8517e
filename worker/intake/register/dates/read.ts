/** Dates as registers print them. */
import { isDateText, latest } from '../../../domain/record/date.ts'
import { dayIn } from '../../../domain/record/zone.ts'
import { withoutMarks } from '../../../domain/text/unseen.ts'
import { COUNTED_FORMATS, countedOf } from './counted.ts'
import { digits } from './digits.ts'
import { formatOf, KNOWN_FORMATS, type Printed } from './format.ts'
import { PERIOD_FORMATS, periodOf, readSpan, SPAN_ENDS } from './periods.ts'

export interface DateOptions {
  /** A date that it cannot precede: moves a year of two digits on by centuries. */
  notBefore?: string | null
  /** An IANA time zone: the day of an instant is the one that begins there. */
  zone?: string | undefined
  /** Month or day that a quarter or another period is read as: of a beginning the first. */
  quarter?: 'first' | 'last'
}

export interface DateRead {
  date: string
  /** Date that another of the formats makes of the same text; null if none does. */
  other: string | null
}

/** Years of two digits are of this century and the next fifty years, unless something says otherwise. */
const PIVOT = 70
/** No date that is printed is longer, its weekday and time with it. */
const LONGEST = 80
/** Registers print no later year, but for marks that stand for no date, and for years of another calendar. */
const LAST_YEAR = 2299
/** The first whole year of the calendar: an earlier one is of another, as 1448 of the Hijra and 1405 of Persia. */
const FIRST_YEAR = 1583

/** A date in the first of the formats that fits; null for anything else, and for days that no calendar has. */
export function readDated(
  text: string,
  formats: readonly string[],
  options: DateOptions = {},
): DateRead | null {
  if (text.length > LONGEST) return null
  const given = asPrinted(text)
  if (!/\d|元/u.test(given)) return null
  const dates = formats.map((format) => readOne(given, format, options)).filter((one) => one !== null)
  const [date] = dates
  if (date === undefined) return null
  return { date, other: dates.find((one) => one !== date && !one.startsWith(date)) ?? null }
}

/** The date alone. */
export function readDate(
  text: string,
  formats: readonly string[],
  notBefore: string | null = null,
): string | null {
  return readDated(text, formats, { notBefore })?.date ?? null
}

/** True for the name of a format that dates can be declared in. */
export function isDateFormat(text: string): boolean {
  return text === 'span' || (periodOf(text) ?? countedOf(text) ?? formatOf(text) ?? null) !== null
}

/** True for a text that stands for more than a day, a month or a year: a half, a quarter, a week, 旬, or a span. */
export function isPeriod(text: string): boolean {
  const given = asPrinted(text)
  return (
    PERIOD_FORMATS.some((format) => readOne(given, format, {}) !== null) ||
    /[上中下]旬|[상중하]순/u.test(given)
  )
}

/** Formats of bare numbers. */
const BARE = new Set(COUNTED_FORMATS.filter((format) => format !== 'fiscal'))

/** At most so many formats are proposed for one text. */
const PROPOSED = 3

/** Known formats that read a text; those that count days or read bare numbers aside. */
export function formatsFor(text: string): string[] {
  return KNOWN_FORMATS.filter((format) => !BARE.has(format) && readDate(text, [format]) !== null).slice(
    0,
    PROPOSED,
  )
}

/** ASCII with one space between its words. */
const TIDY = /^[!-~]+(?: [!-~]+)*$/

/** Full-width letters and digits of any script as ASCII, Han numbers before 年月日 too. */
export function asPrinted(text: string): string {
  if (TIDY.test(text)) return text
  const plain = withoutMarks(text.normalize('NFKC')).replace(/\s+/gu, ' ').trim()
  return /^[ -~]*$/.test(plain) ? plain : hanNumbers(digits(plain))
}

const HAN = '〇一二三四五六七八九'

function hanNumbers(text: string): string {
  return text.replace(/[〇零一二三四五六七八九十]+(?=\s*[年月日])/gu, (number) => {
    const plain = number.replaceAll('零', '〇')
    if (!plain.includes('十')) return [...plain].map((digit) => HAN.indexOf(digit)).join('')
    const [tens = '', ones = ''] = plain.split('十')
    return String((tens === '' ? 1 : HAN.indexOf(tens)) * 10 + (ones === '' ? 0 : HAN.indexOf(ones)))
  })
}

function readOne(text: string, format: string, options: DateOptions): string | null {
  const counted = countedOf(format)
  if (counted !== undefined) return counted(text, options)
  if (format === 'span')
    return readSpan(
      text,
      options,
      (end, quarter) => readDated(end, SPAN_ENDS, { ...options, quarter })?.date ?? null,
    )
  const period = periodOf(format)
  if (period !== undefined) return period(text, options)
  const printed = formatOf(format)?.(text) ?? null
  if (printed === null) return null
  const date = printed.short ? inCentury(printed, options) : dateOf(printed, printed.year, options)
  if (date === null || !isDateText(date) || !isOfCalendar(Number(date.slice(0, 4)))) return null
  return options.zone === undefined || date.length !== 10 ? date : dayThere(text, date, options.zone)
}

const isOfCalendar = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR

function dateOf({ month, quarter, third, day }: Printed, year: number, options: DateOptions): string {
  const begins = options.quarter === 'first'
  const number = quarter === null ? month : quarter * 3 + (begins ? -2 : 0)
  const date = [year, number, day]
    .filter((one) => one !== null)
    .map((one) => String(one).padStart(2, '0'))
    .join('-')
  if (third === null || !isDateText(date)) return date
  if (!begins && third === 3) return latest(date)
  return `${date}-${String(third * 10 - (begins ? 9 : 0)).padStart(2, '0')}`
}

function inCentury(printed: Printed, options: DateOptions): string {
  const { notBefore = null } = options
  let year = printed.year + (printed.year < PIVOT ? 2000 : 1900)
  while (notBefore !== null && dateOf(printed, year, options) < notBefore && year < LAST_YEAR) year += 100
  return dateOf(printed, year, options)
}

/** The day in a time zone of an instant that is printed with its offset; else the day as printed. */
function dayThere(text: string, day: string, zone: string): string {
  const match = /\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/.exec(text)
  if (match === null) return day
  const [, hour = '', minute, second = '00', offset = ''] = match
  const shift = /\d/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(-2)}` : 'Z'
  return dayIn(zone, `${day}T${hour.padStart(2, '0')}:${minute}:${second}${shift}`)
}
