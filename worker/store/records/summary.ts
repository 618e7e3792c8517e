import { type State, summarise } from '../../domain/kinds/kinds.ts'
import type { Summary } from '../../domain/record/facts.ts'

/** The columns of a derived row that say what the record is; null where its kind says nothing. */
export function summaryOf(state: State): Required<Summary> {
  return { area: null, baseline: null, due: null, done: null, delay: null, ...summarise(state) }
}
