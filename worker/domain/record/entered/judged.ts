/**
 * 判断日: the day for which a record is judged. One from a register says nothing of what came after the last
 * delivery of that register: silence after it is the register's, not the department's.
 */
import { dayNumber, dayText, earliest } from '../date.ts'
import type { State } from '../event.ts'

/** Last delivery of each register, by its name, as a day number: days since 1970-01-01. */
export type Deliveries = ReadonlyMap<string, number>

/** Days until which something is known of a record from a register, as day numbers. */
export interface Known {
  /** Name of the mapping through which it was delivered. */
  register: string
  /** Day of the last delivery that told of it; null where no date is known. */
  delivered: number | null
  /** Day of the last word on it: a delivery, or a report of its own. */
  heard: number | null
}

const firstDay = (date: string | null | undefined): number[] =>
  typeof date === 'string' && date !== '' ? [dayNumber(earliest(date))] : []

const newest = (days: readonly number[]): number | null => (days.length === 0 ? null : Math.max(...days))

/** Deliveries that a record from a register tells of; null for one that was logged here. */
export function knownOf(state: State): Known | null {
  const source = 'source' in state ? state.source : null
  const register = source?.mapping
  if (register === undefined) return null
  const noted = 'sourceChanges' in state ? state.sourceChanges : []
  const reports = 'reports' in state ? state.reports : []
  const delivered = [...firstDay(deliveredAt(state)), ...noted.flatMap(({ asOf }) => firstDay(asOf))]
  const own =
    state.kind === 'responsibility' ? firstDay(state.changed) : reports.flatMap(({ asOf }) => firstDay(asOf))
  return { register, delivered: newest(delivered), heard: newest([...delivered, ...own]) }
}

/** The date of the delivery in which it was first there. An item is listed on the day of its delivery. */
function deliveredAt(state: State): string | null {
  if (state.kind === 'responsibility') return state.listed
  const source = 'source' in state ? state.source : null
  return source?.asOf ?? null
}

/**
 * The one function by which it is said for which day a record is judged: today; or, of one from a register, the day
 * of the last delivery of that register, or of a later report of its own.
 *
 * @param today `YYYY-MM-DD`
 * @param deliveredUntil day number of the last delivery of a register; null when none is known
 * @returns `YYYY-MM-DD`, never after today
 */
export function judgedOn(
  state: State,
  today: string,
  deliveredUntil: (register: string) => number | null,
): string {
  const last = knownUntil(state, deliveredUntil)
  return last === null || last > dayNumber(today) ? today : dayText(last)
}

/** Day number of the last delivery or report of a record from a register; null where today judges, as of all others. */
export function knownUntil(state: State, deliveredUntil: (register: string) => number | null): number | null {
  const known = knownOf(state)
  if (known === null) return null
  return newest([deliveredUntil(known.register), known.heard].filter((day) => day !== null))
}

/** Day until which each register is known, as far as these records tell. */
export function deliveriesOf(states: Iterable<State>): Deliveries {
  const found = new Map<string, number>()
  for (const state of states) {
    const known = knownOf(state)
    if (known?.delivered == null) continue
    found.set(known.register, Math.max(known.delivered, found.get(known.register) ?? known.delivered))
  }
  return found
}
