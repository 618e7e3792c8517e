/** Intervals at which somebody who follows something is written to. */
import { dayAfter, dayNumber } from '../record/date.ts'
import { of } from '../record/problem.ts'
import { dayIn, instantIn } from '../record/zone.ts'

export const cadences = {
  now: of('随时（间隔至少十分钟）', 'at once (ten minutes apart at least)'),
  daily: of('每天一封', 'once a day'),
  weekly: of('每周一封（周一）', 'once a week (on Monday)'),
} as const

export type Cadence = keyof typeof cadences

/** True for the code of an interval. */
export const isCadence = (text: string): text is Cadence => Object.hasOwn(cadences, text)

/** Minutes between two messages at least. */
const APART = 10
/** Local time of day at which daily and weekly messages are made. */
const HOUR = 'T08:00:00'

/**
 * The instant from which the next message may be made after one that was made at `now`, or, where none was made yet,
 * from which the first may.
 *
 * @param zone IANA name of the time zone in which days begin
 */
export function nextDue(cadence: Cadence, now: Date, zone: string, first = false): string {
  if (cadence === 'now') return new Date(now.getTime() + (first ? 0 : APART * 60_000)).toISOString()
  const today = dayIn(zone, now.toISOString())
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = dayAfter(today, ahead)
    // 1970-01-05 was a Monday.
    if (cadence === 'weekly' && (dayNumber(day) - 4) % 7 !== 0) continue
    const at = instantIn(zone, day + HOUR)
    if (at > now.toISOString()) return at
  }
  throw new RangeError(`no day after ${today}`)
}
