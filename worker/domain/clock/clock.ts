/** 期限: the last day of a matter by its profile, how it stands on a day, and every day that led to it. */
import type { WorkingDays } from '../calendar/working-days.ts'
import { dayNumber, dayText } from '../record/date.ts'
import { type Count, type Counting, count, type NotAssessable, pauseOn, unitsBetween } from './count.ts'
import type { ClockEvents, Pause } from './events.ts'
import { grant } from './grant.ts'
import { type ClockLine, linesOf } from './lines.ts'
import { type ClockProfile, groundOf } from './profile.ts'
import { type ClockState, stateOf } from './state.ts'

export interface Clock {
  /** Id of the profile. */
  profile: string
  /** The day from which it is counted: of a count that began again, the last beginning. Null before it began. */
  start: string | null
  /** The last day on which it is in time; null where that cannot be told, for the reason in `lacks`. */
  due: string | null
  lacks: NotAssessable | null
  state: ClockState
  /** Units in all, extensions with them; null where the matter names its last day. */
  limit: number | null
  /** Units used up to the day for which it is computed, or to the end; null where they cannot be counted. */
  used: number | null
  /** Working days left, 0 on the last day; null when it is over, has ended, or cannot be counted. */
  left: number | null
  /** Units since the day after the last day, up to the day or the end; 0 in time; null where they cannot be counted, or nothing can be late. */
  over: number | null
  /** The last day of twice the limit, after which it is long overdue; null where it cannot be told. */
  twice: string | null
  lines: ClockLine[]
}

/** The count of a clock whose last day the matter names: each day from its start to that day. */
function named(counting: Omit<Counting, 'limit'>, due: string): Count {
  const { profile, start, calendar } = counting
  const units = unitsBetween(profile, start, due, calendar)
  if (units === null || due <= start) return { days: [], due, lacks: null }
  const { days } = count({ ...counting, limit: units, pauses: [] })
  for (let at = dayNumber(days.at(-1)?.day ?? start) + 1; at <= dayNumber(due); at += 1) {
    const rest = calendar.kindOf(dayText(at))
    if (rest === 'weekend' || rest === 'holiday')
      days.push({ day: dayText(at), n: units, as: 'holiday', rest })
  }
  return { days, due, lacks: null }
}

/** The last day of twice the limit; of a clock that names its last day, twice the time from its start. */
function twiceOf(counting: Counting, profile: ClockProfile, due: string | null): string | null {
  if (due === null || profile.bound === 'earliest' || profile.counts === 'before') return null
  if (profile.limit !== null) return count({ ...counting, limit: counting.limit * 2 }).due
  return due <= counting.start ? null : dayText(2 * dayNumber(due) - dayNumber(counting.start))
}

/** Units used up to a day. */
function usedBy({ days, due }: Count, day: string, { unit, counts }: ClockProfile): number | null {
  if (unit === 'month' || counts === 'before') return null
  if (due !== null && day > due) return days.at(-1)?.n ?? 0
  return days.findLast((one) => one.day <= day)?.n ?? 0
}

/** End of a pause: its own, that of the matter, or the last day that the law gives for its ground. Null while it lasts. */
function endOf(
  pause: Pause,
  profile: ClockProfile,
  ended: string | null,
  calendar: WorkingDays,
): string | null {
  const ground = groundOf(pause, profile)
  const most = ground?.most === undefined ? null : calendar.add(pause.from, ground.most)
  const ends = [pause.to ?? ended, most].filter((one) => one !== null).sort()
  return ends[0] ?? null
}

/** The day on which the count begins, and the last day that the matter itself names. */
function beginningOf(
  profile: ClockProfile,
  events: ClockEvents,
): { start: string; due: string | null } | null {
  const due = profile.limit === null ? (events.due ?? null) : null
  const start =
    events.start === null ? due : ([events.start, ...(events.restarts ?? [])].sort().at(-1) ?? null)
  return start === null ? null : { start, due }
}

/**
 * A clock, computed for a day.
 *
 * @param events days as `YYYY-MM-DD`; pauses and extensions that the profile does not know are said and not counted
 * @param today the day for which it is computed
 */
export function clockOf(
  profile: ClockProfile,
  events: ClockEvents,
  calendar: WorkingDays,
  today: string,
): Clock {
  const begun = beginningOf(profile, events)
  if (begun === null) {
    const nothing = { start: null, due: null, used: null, left: null, over: null, twice: null, lines: [] }
    return {
      profile: profile.id,
      limit: profile.limit,
      lacks: 'not_started',
      state: 'not_started',
      ...nothing,
    }
  }
  const { start } = begun
  const ended = events.ended ?? null
  const pauses = (events.pauses ?? []).filter((one) => groundOf(one, profile) !== undefined)
  const closed = pauses.map((one) => ({ ...one, to: endOf(one, profile, ended, calendar) }))
  const first = { profile, start, limit: profile.limit ?? 0, pauses: closed, calendar }
  const granted = profile.limit === null ? [] : grant(first, profile, events.extensions ?? [])
  const limit = first.limit + granted.reduce((sum, { counted }) => sum + counted, 0)
  const counting: Counting = { ...first, limit }
  const counted: Count =
    profile.limit !== null
      ? count(counting)
      : begun.due === null
        ? { days: [], due: null, lacks: 'not_named' }
        : named(first, begun.due)
  const { due, lacks } = counted
  const twice = twiceOf(counting, profile, due)
  const until = ended ?? today
  const isPaused = ended === null && pauseOn(closed, today) !== undefined
  const left = due === null || ended !== null || today > due ? null : calendar.between(today, due)
  return {
    profile: profile.id,
    start: events.start === null ? null : start,
    due,
    lacks,
    state: stateOf({
      ...{ profile, start, due, lacks, twice, ended, today, left, isPaused },
      isDropped: events.dropped === true,
    }),
    limit: profile.limit === null ? null : limit,
    used: usedBy(counted, until, profile),
    left,
    over:
      due === null || profile.bound === 'earliest'
        ? null
        : until <= due
          ? 0
          : unitsBetween(profile, due, until, calendar),
    twice,
    lines: linesOf({ profile, events, start, counted, granted, limit, pauses: closed, calendar, today }),
  }
}
