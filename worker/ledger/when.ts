/**
 * The three forms of time in an envelope, as text. Checked by arithmetic on the proleptic Gregorian calendar:
 * `Date` would take 2024-02-30 for the first of March.
 */
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/
const INSTANT = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/

/** A calendar date to the year, the month or the day: `2024`, `2024-03`, `2024-03-05` (as in EDTF level 0). */
export function isDate(text: string): boolean {
  const found = DATE.exec(text)
  if (found === null) return false
  const [, year = '', month, day] = found
  if (month === undefined) return true
  const days = daysIn(Number(year), Number(month))
  return days > 0 && (day === undefined || (Number(day) >= 1 && Number(day) <= days))
}

/** A calendar date to the day: `2024-03-05`. */
export function isDay(text: string): boolean {
  return text.length === 10 && isDate(text)
}

/** An instant in UTC, to the second or the millisecond: `2024-03-05T08:00:00Z`, `2024-03-05T08:00:00.123Z`. */
export function isInstant(text: string): boolean {
  const found = INSTANT.exec(text)
  return found !== null && isDay(found[1] ?? '')
}

/** An instant in UTC with milliseconds, as the ledger's own clock writes it: the order of text is that of time. */
export function isClockTime(text: string): boolean {
  return text.length === 24 && isInstant(text)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  if (month < 1 || month > 12) return 0
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
