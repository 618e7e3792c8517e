/** The figures that the records of a replay give. */
import type { State } from '../../domain/kinds/kinds.ts'
import { summarise } from '../../domain/kinds/replay.ts'
import type { Counts } from './source/source.ts'

/** @param entries how many entries were replayed */
export function countsOf(states: readonly State[], entries: number): Counts {
  const summaries = states.map((state) => ({ kind: state.kind, ...summarise(state) }))
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
  }
}

function tally(values: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
