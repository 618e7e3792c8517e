/** Dates of any precision, as rules compare them: never surer than what was written. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type DateText, dayNumber, earliest, latest, precisionOf } from '../../record/date.ts'

/** The last minute of the day in UTC+8, in which the ledger's days are counted. */
const EIGHT_HOURS = 8

/** The day of a date given to the day, or of an instant in China; null for a month or a year. */
export function dayOf(date: DateText): string | null {
  const precision = precisionOf(date)
  if (precision === 'day') return date
  return precision === 'instant' ? dayInChina(date) : null
}

/** The calendar day in China (UTC+8) of an instant. */
export function dayInChina(instant: DateText): string {
  const day = instant.slice(0, 10)
  return Number(instant.slice(11, 13)) + EIGHT_HOURS < 24 ? day : dayAfter(day)
}

/** The day `days` after a day, `YYYY-MM-DD`. */
export function dayAfter(day: string, days = 1): string {
  return new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10)
}

/** First and last day, as day numbers, that a date may mean. */
export interface Span {
  first: number
  last: number
}

export function spanOf(date: DateText): Span {
  const day = dayOf(date)
  return day === null
    ? { first: dayNumber(earliest(date)), last: dayNumber(latest(date)) }
    : { first: dayNumber(day), last: dayNumber(day) }
}

/** Least and most days that may lie between two dates; negative when `to` came first. */
export function daysApart(from: DateText, to: DateText): { least: number; most: number } {
  const [a, b] = [spanOf(from), spanOf(to)]
  return { least: b.first - a.last, most: b.last - a.first }
}

/** True when one date is before another; null when their precision leaves it open. The same day is not before. */
export function isBefore(one: DateText, other: DateText): boolean | null {
  const { least, most } = daysApart(one, other)
  return least > 0 ? true : most <= 0 ? false : null
}

/** Working days after `from` up to and with `to`, or why they cannot be counted. */
export function workingDaysBetween(
  calendar: WorkingDays,
  from: DateText,
  to: DateText,
): number | 'date_imprecise' | 'beyond_calendar' {
  const [first, last] = [dayOf(from), dayOf(to)]
  if (first === null || last === null) return 'date_imprecise'
  return calendar.between(first, last) ?? 'beyond_calendar'
}
