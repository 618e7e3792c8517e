/**
 * Dates as people claim them: a year, a month, a day, or an instant, as text. Nothing here goes through
 * `Date`, which would invent the day of a month that was never given.
 */

/** `2024` | `2024-03` | `2024-03-05` | `2024-03-05T08:00:00Z` | `2024-03-05T08:00:00.123Z` */
export type DateText = string

export type Precision = 'year' | 'month' | 'day' | 'instant'

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d{3})?Z)?)?)?$/
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month in the Gregorian calendar; month 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (MONTHS[month - 1] ?? 0)
}

/** The precision of a date, or null when the text is no date of the calendar. Years run from 1000. */
export function precisionOf(text: string): Precision | null {
  const match = SHAPE.exec(text)
  if (match === null) return null
  const [year = 0, month, day, hour, minute, second] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)))
  if (year < 1000) return null
  if (month === undefined) return 'year'
  if (month < 1 || month > 12) return null
  if (day === undefined) return 'month'
  if (day < 1 || day > daysInMonth(year, month)) return null
  if (hour === undefined || minute === undefined || second === undefined) return 'day'
  return hour < 24 && minute < 60 && second < 60 ? 'instant' : null
}

/** True for a year, a month, a day or an instant that exists, as ISO 8601 text. */
export function isDateText(text: string): boolean {
  return precisionOf(text) !== null
}

/** The day `days` after a day, `YYYY-MM-DD`. */
export function dayAfter(day: string, days = 1): string {
  return dayText(dayNumber(day) + days)
}

const A_DAY = 86_400_000

/** Days from 1900 to 2100, whose texts are kept once they were made: clocks count over the same days again and again. */
const KEPT = { first: -25_567, last: 47_846 } as const
const texts = new Map<number, string>()
const numbers = new Map<string, number>()

/** The day of a day number, `YYYY-MM-DD`. */
export function dayText(number: number): string {
  const known = texts.get(number)
  if (known !== undefined) return known
  const text = new Date(number * A_DAY).toISOString().slice(0, 10)
  if (Number.isInteger(number) && number >= KEPT.first && number <= KEPT.last) {
    texts.set(number, text)
    numbers.set(text, number)
  }
  return text
}

/** True for a calendar date: a year, a month or a day, and no instant. */
export function isCalendarDate(text: string): boolean {
  const precision = precisionOf(text)
  return precision !== null && precision !== 'instant'
}

/** The first day that a date may mean, as `YYYY-MM-DD`. */
export function earliest(date: DateText): string {
  return `${date}${'-01-01'.slice(date.length - 4)}`.slice(0, 10)
}

/** The last day that a date may mean, as `YYYY-MM-DD`. */
export function latest(date: DateText): string {
  if (date.length >= 10) return date.slice(0, 10)
  if (date.length === 7) {
    const [year, month] = date.split('-').map(Number)
    return `${date}-${String(daysInMonth(year ?? 0, month ?? 0)).padStart(2, '0')}`
  }
  return `${date}-12-31`
}

/** Number of the first day that a date may mean; null without a date. */
export function dayOf(date: DateText | null | undefined): number | null {
  return date === null || date === undefined || date === '' ? null : dayNumber(earliest(date))
}

/** Days since 1970-01-01 of a day, by civil-calendar arithmetic. */
export function dayNumber(day: string): number {
  const known = numbers.get(day)
  if (known !== undefined) return known
  const [y = 1970, m = 1, d = 1] = day.slice(0, 10).split('-').map(Number)
  const year = m <= 2 ? y - 1 : y
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  )
}

/** Days from the first day that `from` may mean to the first day that `to` may mean. */
export function daysBetween(from: DateText, to: DateText): number {
  return dayNumber(earliest(to)) - dayNumber(earliest(from))
}

/**
 * The day at UTC+8 of an instant. Days that are part of the ledger, those of digests, are counted there whatever
 * calendar a ledger goes by, so that everybody who checks counts alike; all others by its calendar.
 */
export function ledgerDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** Hours by which the clocks that are furthest ahead of UTC are so. */
const FURTHEST_AHEAD = 14

/**
 * The latest day that it was anywhere on earth at an instant. What may have been on a day or after it, in whichever
 * zone that day was meant, was recorded when this was that day.
 */
export function latestDayOf(instant: string): string {
  return new Date(Date.parse(instant) + FURTHEST_AHEAD * 3_600_000).toISOString().slice(0, 10)
}
