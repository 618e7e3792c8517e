import { dayNumber, dayText } from '../record/date.ts'
import { CHINA_ZONE } from '../record/zone.ts'
import type { HolidayCalendar } from './holiday-calendar.ts'
import type { DayKind, WorkingDays } from './working-days.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** 1970-01-01 was a Thursday. */
const THURSDAY = 4

/** Day of the week of a day number, 0 Sunday to 6 Saturday. */
export function weekdayOf(day: number): number {
  return (((day + THURSDAY) % 7) + 7) % 7
}

/**
 * Working days by one or several calendars; where two speak of the same day, the later in the list is heard,
 * and a day of which none speaks is beyond the calendar.
 */
export function workingDaysOf(...calendars: readonly HolidayCalendar[]): WorkingDays {
  const first = Math.min(...calendars.map(({ from }) => dayNumber(from)))
  const end = Math.max(...calendars.map(({ to }) => dayNumber(to))) + 1
  const known = new Map<number, DayKind>()
  for (const calendar of calendars) declare(known, calendar)

  // How many days before each one are worked, and how many are not known: a period is a difference of two.
  const worked: number[] = [0]
  const unknown: number[] = [0]
  for (let day = first; day < end; day += 1) {
    const kind = known.get(day)
    worked.push((worked.at(-1) ?? 0) + (kind !== undefined && isWorked(kind) ? 1 : 0))
    unknown.push((unknown.at(-1) ?? 0) + (kind === undefined ? 1 : 0))
  }
  const before = (counts: number[], day: number): number => counts[day - first] ?? 0
  const isWithin = (from: number, to: number): boolean =>
    from >= first && to <= end && before(unknown, from) === before(unknown, to)

  const kindOf = (text: string): DayKind | null =>
    DAY.test(text) ? (known.get(dayNumber(text)) ?? null) : null
  const names = new Map(calendars.flatMap((one) => [...(one.names ?? [])]))

  return {
    zone: calendars.at(-1)?.zone ?? CHINA_ZONE,

    isWorkingDay(text) {
      const kind = kindOf(text)
      return kind === null ? null : isWorked(kind)
    },

    kindOf,

    nameOf: (text) => (kindOf(text) === 'holiday' ? (names.get(text) ?? null) : null),

    between(from, to) {
      if (!DAY.test(from) || !DAY.test(to)) return null
      const [begin, stop] = [dayNumber(from) + 1, dayNumber(to) + 1]
      if (stop <= begin) return 0
      return isWithin(begin, stop) ? before(worked, stop) - before(worked, begin) : null
    },

    add(text, n) {
      if (n === 0) return text
      if (!DAY.test(text) || n < 0 || !Number.isInteger(n)) return null
      const begin = dayNumber(text) + 1
      if (begin < first || begin >= end) return null
      const wanted = before(worked, begin) + n
      let [low, high] = [begin + 1, end + 1]
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        if (before(worked, middle) >= wanted) high = middle
        else low = middle + 1
      }
      return low <= end && isWithin(begin, low) ? dayText(low - 1) : null
    },
  }
}

const isWorked = (kind: DayKind): boolean => kind === 'working' || kind === 'make_up'

function declare(
  known: Map<number, DayKind>,
  { from, to, weekend, holidays, makeUpDays }: HolidayCalendar,
): void {
  const [off, on] = [new Set(holidays.map(dayNumber)), new Set(makeUpDays.map(dayNumber))]
  for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
    const rests = weekend.includes(weekdayOf(day))
    known.set(day, on.has(day) ? 'make_up' : off.has(day) ? 'holiday' : rests ? 'weekend' : 'working')
  }
}
