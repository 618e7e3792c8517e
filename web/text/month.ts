/** A month of the calendar: what stands on which day, what runs through it, and its weeks. Pure. */
import { dayNumber, daysInMonth } from '../../worker/domain/record/date.ts'
import type { CalendarItem } from '../types.ts'

type Dated = Pick<CalendarItem, 'day' | 'until'>

/** One thing on one day; `ends` when it began earlier and this is its last day. */
export interface Placed<T extends Dated = CalendarItem> {
  item: T
  ends: boolean
}

export interface Day<T extends Dated = CalendarItem> {
  day: string
  placed: Placed<T>[]
}

export interface Agenda<T extends Dated> {
  /** Items that began before the month and end after it. */
  running: T[]
  days: Day<T>[]
}

/** Monday is 1. 1970-01-01 was a Thursday. */
export function weekdayOf(day: string): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** Days of a month with what stands on them, in order. */
export function agendaOf<T extends Dated>(items: readonly T[], month: string): Agenda<T> {
  const days = new Map<string, Placed<T>[]>()
  const running: T[] = []
  for (const item of items) {
    const last = item.until?.slice(0, 10) ?? item.day
    const marks = [
      ...(item.day.startsWith(month) ? [{ day: item.day, ends: false }] : []),
      ...(last !== item.day && last.startsWith(month) ? [{ day: last, ends: true }] : []),
    ]
    if (marks.length === 0) running.push(item)
    for (const { day, ends } of marks) days.set(day, [...(days.get(day) ?? []), { item, ends }])
  }
  return {
    running,
    days: [...days].map(([day, placed]) => ({ day, placed })).sort((a, b) => (a.day < b.day ? -1 : 1)),
  }
}

/** The weeks of a month from Monday to Sunday; null outside of it. */
export function weeksOf(month: string): (string | null)[][] {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const lead = weekdayOf(`${month}-01`) - 1
  const length = daysInMonth(year, number)
  return Array.from({ length: Math.ceil((lead + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - lead + 1
      return day < 1 || day > length ? null : `${month}-${String(day).padStart(2, '0')}`
    }),
  )
}
