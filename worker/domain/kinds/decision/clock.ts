/** The clocks of the steps of a decision: how long opinions are taken, when papers are due, when opinions are answered. */
import type { WorkingDays } from '../../calendar/working-days.ts'
import { type Clock, clockOf } from '../../clock/clock.ts'
import type { Clocks } from '../../clock/clocks.ts'
import type { ClockEvents } from '../../clock/events.ts'
import type { ClockProfile } from '../../clock/profile.ts'
import { precisionOf } from '../../record/date.ts'
import { dayIn } from '../../record/zone.ts'
import { isUnderProcedure } from './procedure.ts'
import type { DecisionState } from './state.ts'
import type { Step } from './step.ts'

export interface StepClock {
  /** Id of the step. */
  step: string
  profile: ClockProfile
  clock: Clock
}

/** The clocks of a step that runs by days; those of months and years, or without a beginning, have none. */
function clocksOf(step: Step, zone: string): (readonly [profile: string, events: ClockEvents])[] {
  const day = (date: string | undefined): string | null => {
    const precision = date === undefined ? null : precisionOf(date)
    if (date === undefined || (precision !== 'day' && precision !== 'instant')) return null
    return precision === 'instant' ? dayIn(zone, date) : date
  }
  if (step.type === 'hearing')
    return [['hearing.papers', { start: day(step.heldAt), ended: day(step.materialsDeliveredAt) }]]
  if (step.type !== 'participation') return []
  const open = ['consult.open', { start: day(step.openAt), ended: day(step.closeAt) }] as const
  // Of a report that is there, the day on which it came is not among the fields of the step.
  if (step.adoptionReport !== undefined || !((step.received ?? 0) > 0)) return [open]
  return [open, ['adoption.report', { start: day(step.closeAt) }]]
}

/**
 * The clocks of all steps of a decision that the procedure governs, computed for a day.
 *
 * @param only id of the one limit that is asked for; all where left out
 */
export function stepClocks(
  state: DecisionState,
  calendar: WorkingDays,
  clocks: Clocks,
  today: string,
  only?: string,
): StepClock[] {
  if (!isUnderProcedure(state)) return []
  return state.steps.flatMap((step) =>
    clocksOf(step, calendar.zone).flatMap(([id, events]) => {
      if (only !== undefined && id !== only) return []
      if (events.start === null || step.id === undefined || !clocks.isInForce(id, events.start)) return []
      const profile = clocks.profile(id, events.start)
      return [{ step: step.id, profile, clock: clockOf(profile, events, calendar, today) }]
    }),
  )
}
