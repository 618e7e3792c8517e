import type { State } from '../../domain/kinds/kinds.ts'
import { summarise } from '../../domain/kinds/replay.ts'
import type { Standing, Summary } from '../../domain/record/facts.ts'

/** The columns of a derived row that say what the record is; null where its kind says nothing. */
export function summaryOf(state: State): Required<Summary> & Standing {
  return {
    ...{ area: null, day: null, opened: null, amount: null },
    ...{ baseline: null, due: null, done: null, delay: null, marks: 0 },
    ...summarise(state),
  }
}
