/** The clock of an answer to a flag: it runs from the day of asking to the day that was named. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type Clock, clockOf } from '../../clock/clock.ts'
import type { Clocks } from '../../clock/clocks.ts'
import { latest, precisionOf } from '../../record/date.ts'
import { dayIn } from '../../record/zone.ts'
import type { FlagAsk, FlagState } from './flag.ts'
import { isOpenFlag } from './states.ts'

/** The day of a date in the zone of a calendar; null for a month or a year, which is no day. */
function dayOf(date: string, zone: string): string | null {
  const precision = precisionOf(date)
  return precision === 'instant' ? dayIn(zone, date) : precision === 'day' ? date : null
}

/** The clock of one request for an explanation; a last day given as a month or a year is its last day. */
export function askClock(ask: FlagAsk, calendar: WorkingDays, clocks: Clocks, today: string): Clock {
  const start = dayOf(ask.on, calendar.zone)
  const events = {
    start,
    due: dayOf(ask.due, calendar.zone) ?? latest(ask.due),
    ended: ask.answered === null ? null : (dayOf(ask.answered, calendar.zone) ?? latest(ask.answered)),
  }
  return clockOf(clocks.profile('flag.answer', start), events, calendar, today)
}

/** The clock of what was asked last; null where nothing was, or where the flag ended without an answer. */
export function answerClockOf(
  state: FlagState,
  calendar: WorkingDays,
  clocks: Clocks,
  today: string,
): Clock | null {
  const ask = state.asks.at(-1)
  if (ask === undefined || (ask.answered === null && !isOpenFlag(state))) return null
  return askClock(ask, calendar, clocks, today)
}
