/** Standing of questions on a day: their clocks, and the order in which they are dealt with. */
import { clocksOfQuestion, type QuestionClocks } from '../../domain/kinds/question/clock.ts'
import { type Priority, priorityOf, type Weights } from '../../domain/kinds/question/priority.ts'
import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { weightsIn } from '../../domain/kinds/question/weights.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { RULEBOOK } from '../../domain/kinds/rulebook/rulebook.ts'
import { readHistory, recordedOf } from '../../store/log/entries.ts'
import { readRecord } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'
import { todayOf } from '../submit/call.ts'
import type { Askers } from './askers.ts'

/** The clocks of a question today; null where this ledger does not know the one that it began with. */
export function clocksToday(
  ledger: Pick<Ledger, 'now' | 'calendar' | 'clocks'>,
  state: QuestionState,
): QuestionClocks | null {
  const today = todayOf(ledger.now(), ledger.calendar.days.zone)
  return clocksOfQuestion(state, { clocks: ledger.clocks, calendar: ledger.calendar.days, today })
}

/** The weights of the rulebook. */
export async function weightsNow({ database }: Pick<Ledger, 'database'>): Promise<Weights> {
  const state = (await readRecord(database, RULEBOOK))?.state
  return weightsIn(state?.kind === 'rulebook' ? state.settings : {})
}

/** The weights of the rulebook as they were in a ledger of a size. */
export async function weightsAt({ database }: Pick<Ledger, 'database'>, size: number): Promise<Weights> {
  const entries = (await readHistory(database, RULEBOOK)).filter(({ index }) => index < size)
  const state = replay(RULEBOOK, entries.map(recordedOf))
  return weightsIn(state?.kind === 'rulebook' ? state.settings : {})
}

/** The priority of a question today. */
export function priorityToday(
  ledger: Pick<Ledger, 'now' | 'calendar' | 'clocks'>,
  state: QuestionState,
  weights: Weights,
  askers: Askers,
): Priority {
  return priorityOf(state, {
    clocks: clocksToday(ledger, state),
    askers: askers(state),
    calendar: ledger.calendar.days,
    today: todayOf(ledger.now(), ledger.calendar.days.zone),
    weights,
  })
}
