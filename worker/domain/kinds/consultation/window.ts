/** 征求意见期: where a consultation stands on a day. Computed, never stored. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type Clock, clockOf } from '../../clock/clock.ts'
import type { Clocks } from '../../clock/clocks.ts'
import { dayNumber } from '../../record/date.ts'
import { dayIn } from '../../record/zone.ts'
import { type ConsultationState, reportOf } from './state.ts'
import type { Phase } from './vocabulary.ts'

type Dated = Pick<ConsultationState, 'status' | 'openAt' | 'closeAt'>

/** The phase on a day, `YYYY-MM-DD`, by the dates and by what ended it. */
export function phaseOf({ status, openAt, closeAt }: Dated, today: string): Phase {
  if (status === 'cancelled' || status === 'withheld') return 'cancelled'
  if (status === 'reported') return 'reported'
  if (status === 'closed') return 'closed'
  if (openAt === null || today < openAt) return 'upcoming'
  return closeAt !== null && today > closeAt ? 'closed' : 'open'
}

/** True on a day on which comments are taken. */
export function takesComments(state: Dated, today: string): boolean {
  return phaseOf(state, today) === 'open'
}

/** True where the last entry says otherwise than the dates: open after its last day, or announced on its first. */
export function disagrees(state: Dated, today: string): boolean {
  const phase = phaseOf(state, today)
  if (state.status === 'announced') return phase !== 'upcoming'
  return state.status === 'open' && phase !== 'open'
}

/** Days on which comments are taken, both ends among them; null where one is not known. */
export function daysOpen({ openAt, closeAt }: Pick<Dated, 'openAt' | 'closeAt'>): number | null {
  if (openAt === null || closeAt === null) return null
  return dayNumber(closeAt) - dayNumber(openAt) + 1
}

/** Calendar, clocks and day by which the clocks are counted. */
export interface Counting {
  clocks: Clocks
  calendar: WorkingDays
  /** `YYYY-MM-DD` */
  today: string
}

export interface ConsultationClocks {
  /** How long it has to stay open at the least (D713 Art. 15 ¶1). */
  open: Clock | null
  /** The day by which the report is promised; null before it closes. */
  report: Clock | null
}

/** The clocks of a consultation on a day. */
export function clocksOfConsultation(
  state: ConsultationState,
  { clocks, calendar, today }: Counting,
): ConsultationClocks {
  const { openAt, closeAt } = state
  const phase = phaseOf(state, today)
  const at = (id: string, start: string | null, ended: string | null): Clock | null =>
    start === null || phase === 'cancelled' || !clocks.isInForce(id, start)
      ? null
      : clockOf(clocks.profile(id, start), { start, ended }, calendar, today)
  const report = reportOf(state)
  const isOver = phase === 'closed' || phase === 'reported'
  return {
    open: at('consult.open', openAt, closeAt),
    report: isOver
      ? at('adoption.report', closeAt, report === null ? null : dayIn(calendar.zone, report.recorded))
      : null,
  }
}
