import { formatDay } from './dates.ts'

/** Days from the end of what `occurred` may mean to the day of `recorded`; 0 when it was recorded in time. */
export function gapDays(occurred: string, recorded: string, timeZone: string): number {
  const day = formatDay(occurred, timeZone)
  const [year = 0, month = 12, date] = day.split('-').map(Number)
  // Day 0 of the next month is the last day of this one: a month or a year is as late as its end.
  const end = date === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, date)
  const days = Math.round((Date.parse(formatDay(recorded, timeZone)) - end) / 86_400_000)
  return Number.isFinite(days) ? Math.max(0, days) : 0
}
