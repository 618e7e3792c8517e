/** Dates of any precision, as rules compare them: never surer than what was written. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type DateText, dayNumber, earliest, latest, precisionOf } from '../../record/date.ts'
import { dayIn } from '../../record/zone.ts'

/**
 * Zone in which days begin: every comparison of dates asks for it, so that none is counted by another
 * country's clock.
 */
export type Zoned = Pick<WorkingDays, 'zone'>

/** The day of a date given to the day, or of an instant where days begin by a calendar; null for a month or a year. */
export function dayOf({ zone }: Zoned, date: DateText): string | null {
  const precision = precisionOf(date)
  if (precision === 'day') return date
  return precision === 'instant' ? dayIn(zone, date) : null
}

/** First and last day, as day numbers, that a date may mean. */
export interface Span {
  first: number
  last: number
}

/**
 * First and last day that a date may mean, as day numbers: days since 1970-01-01. An instant is its day in
 * the calendar's zone.
 */
export function spanOf(calendar: Zoned, date: DateText): Span {
  const day = dayOf(calendar, date)
  return day === null
    ? { first: dayNumber(earliest(date)), last: dayNumber(latest(date)) }
    : { first: dayNumber(day), last: dayNumber(day) }
}

/** Least and most days that may lie between two dates; negative when `to` came first. */
export function daysApart(calendar: Zoned, from: DateText, to: DateText): { least: number; most: number } {
  const [a, b] = [spanOf(calendar, from), spanOf(calendar, to)]
  return { least: b.first - a.last, most: b.last - a.first }
}

/** True when one date is before another; null when their precision leaves it open. The same day is not before. */
export function isBefore(calendar: Zoned, one: DateText, other: DateText): boolean | null {
  const { least, most } = daysApart(calendar, one, other)
  return least > 0 ? true : most <= 0 ? false : null
}

/** Working days after `from` up to and with `to`, or why they cannot be counted. */
export function workingDaysBetween(
  calendar: WorkingDays,
  from: DateText,
  to: DateText,
): number | 'date_imprecise' | 'beyond_calendar' {
  const [first, last] = [dayOf(calendar, from), dayOf(calendar, to)]
  if (first === null || last === null) return 'date_imprecise'
  return calendar.between(first, last) ?? 'beyond_calendar'
}
