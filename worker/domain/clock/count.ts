/** Counting day by day: the first day counted is the one after the start, and each day passed says why. */
import type { DayKind, WorkingDays } from '../calendar/working-days.ts'
import { dayNumber, daysInMonth, dayText } from '../record/date.ts'
import type { Pause } from './events.ts'
import type { ClockProfile } from './profile.ts'

/** One day that was looked at: counted as the `n`th, or not, for a reason. */
export type Counted = { day: string; n: number } & (
  | { as: 'count' | 'make_up' }
  | { as: 'holiday'; rest: Exclude<DayKind, 'working' | 'make_up'> }
  | { as: 'pause'; code: string | null }
  | { as: 'roll' }
)

/**
 * Reason for which no last day can be told: not begun, stopped by a pause that lasts, past the calendar, or
 * not named.
 */
export type NotAssessable = 'not_started' | 'paused' | 'beyond_calendar' | 'not_named'

export type Count = { days: Counted[] } & ({ due: string; lacks: null } | { due: null; lacks: NotAssessable })

/** The same day so many months later, or the last day of that month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [y = 1970, m = 1, d = 1] = day.split('-').map(Number)
  const total = y * 12 + (m - 1) + months
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1]
  const last = Math.min(d, daysInMonth(year, month))
  return `${year}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`
}

/** The pause in which a day lies, if it does: the day on which a pause begins is counted, that on which it ends is not. */
export function pauseOn(pauses: readonly Pause[], day: string): Pause | undefined {
  return pauses.find(({ from, to }) => from < day && (to === null || day <= to))
}

export interface Counting {
  profile: Pick<ClockProfile, 'unit' | 'counts' | 'roll'>
  start: string
  /** Units to count. */
  limit: number
  pauses: readonly Pause[]
  calendar: WorkingDays
}

/** The last day, `limit` units from the start, and every day on the way to it. */
export function count({ profile, start, limit, pauses, calendar }: Counting): Count {
  if (profile.unit === 'month') return { days: [], due: monthsAfter(start, limit), lacks: null }
  const step = profile.counts === 'before' ? -1 : 1
  const days: Counted[] = []
  let n = 0
  let at = dayNumber(start)
  while (n < limit) {
    at += step
    const day = dayText(at)
    const pause = pauseOn(pauses, day)
    if (pause !== undefined) {
      if (pause.to === null) return { days, due: null, lacks: 'paused' }
      days.push({ day, n, as: 'pause', code: pause.code ?? null })
      continue
    }
    const kind = profile.unit === 'calendar' ? 'working' : calendar.kindOf(day)
    if (kind === null) return { days, due: null, lacks: 'beyond_calendar' }
    if (kind === 'weekend' || kind === 'holiday') {
      days.push({ day, n, as: 'holiday', rest: kind })
      continue
    }
    n += 1
    days.push({ day, n, as: kind === 'make_up' ? 'make_up' : 'count' })
  }
  return rolled(profile, days, at, n, calendar)
}

/** The last day itself, or the next working day where the profile moves it on. */
function rolled(
  { roll }: Counting['profile'],
  days: Counted[],
  last: number,
  n: number,
  calendar: WorkingDays,
): Count {
  let at = last
  while (roll === 'next_working_day') {
    const works = calendar.isWorkingDay(dayText(at))
    if (works === null) return { days, due: null, lacks: 'beyond_calendar' }
    if (works) break
    at += 1
    days.push({ day: dayText(at), n, as: 'roll' })
  }
  return { days, due: dayText(at), lacks: null }
}

/** Units of a profile from one day to a later one; null beyond the calendar. Of months, calendar days. */
export function unitsBetween(
  { unit }: Pick<ClockProfile, 'unit'>,
  from: string,
  to: string,
  calendar: WorkingDays,
): number | null {
  if (unit === 'working') return calendar.between(from, to)
  return Math.max(0, dayNumber(to) - dayNumber(from))
}
