/** 期限: the clocks of a consultation for a day. Computed, never stored. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type Clock, clockOf } from '../../clock/clock.ts'
import type { Clocks } from '../../clock/clocks.ts'
import { dayIn } from '../../record/zone.ts'
import { phaseOf } from './phase.ts'
import { type ConsultationState, reportOf } from './state.ts'

/** Calendar, clocks and day by which the clocks are counted. */
export interface Counting {
  clocks: Clocks
  calendar: WorkingDays
  /** `YYYY-MM-DD` */
  today: string
}

export interface ConsultationClocks {
  /** Days for which it has to stay open at the least (D713 Art. 15 ¶1). */
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
