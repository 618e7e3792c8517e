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
 * @param entries number of entries that were replayed
 * @param today the day for which the figures were published; null for statuses as the entries left them
 */
export function countsOf(all: readonly State[], entries: number, today: string | null): Counts {
  const states = all.filter((state) => annulmentOf(state) === null)
  const deliveries = deliveriesOf(states)
  const judged = (state: State, day: string): string =>
    judgedOn(state, day, (register) => deliveries.get(register) ?? null)
  const summaries = states.map((state) => ({
    kind: state.kind,
    ...summarise(state),
    ...(today === null ? {} : { status: statusOn(state, judged(state, today)) }),
  }))
  const many = (wanted: State['kind']): number => summaries.filter(({ kind }) => kind === wanted).length
  const items = summaries.filter(({ kind }) => kind === 'responsibility')
  return {
    entries,
    departments: many('department'),
    responsibilities: items.length,
    decisions: many('decision'),
    milestones: many('milestone'),
    byType: tally(items.map(({ type }) => type)),
    byStatus: tally(items.map(({ status }) => status)),
    today,
  }
}

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
