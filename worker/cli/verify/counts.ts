/** The figures that the records of a replay give. */
import type { State } from '../../domain/kinds/kinds.ts'
import { statusOn, summarise } from '../../domain/kinds/replay.ts'
import { annulmentOf } from '../../domain/record/entered/annulment.ts'
import { deliveriesOf, judgedOn } from '../../domain/record/entered/judged.ts'
import type { Counts } from './source/source.ts'

/**
 * Figures of some records. Annulled ones are not counted, and statuses are those of the day for which each
 * record is judged.
 *
 * @param all goes through the states, and is asked to do so twice: they need not be in memory at one time
 * @param entries number of entries that were replayed
 * @param today the day for which the figures were published; null for statuses as the entries left them
 */
export function countsOf(all: () => Iterable<State>, entries: number, today: string | null): Counts {
  const deliveries = deliveriesOf(standing(all()))
  const kinds = new Map<State['kind'], number>()
  const byType: Record<string, number> = {}
  const byStatus: Record<string, number> = {}
  for (const state of standing(all())) {
    kinds.set(state.kind, (kinds.get(state.kind) ?? 0) + 1)
    if (state.kind !== 'responsibility') continue
    const day = today && judgedOn(state, today, (register) => deliveries.get(register) ?? null)
    const { type, status } = summarise(state)
    tally(byType, type)
    tally(byStatus, day === null ? status : statusOn(state, day))
  }
  const many = (wanted: State['kind']): number => kinds.get(wanted) ?? 0
  return {
    entries,
    departments: many('department'),
    responsibilities: many('responsibility'),
    decisions: many('decision'),
    milestones: many('milestone'),
    ...{ byType, byStatus, today },
  }
}

function* standing(states: Iterable<State>): Generator<State, void, undefined> {
  for (const state of states) if (annulmentOf(state) === null) yield state
}

function tally(counts: Record<string, number>, value: string | null): void {
  if (value !== null) counts[value] = (counts[value] ?? 0) + 1
}
