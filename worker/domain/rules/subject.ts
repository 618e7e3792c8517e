/** A record as the rules see it. */
import { timeline } from '../kinds/compare.ts'

import type { State } from '../kinds/kinds.ts'
import { replay } from '../kinds/replay.ts'
import type { Moment, Recorded } from '../record/event.ts'
import type { Subject } from './rule.ts'

/** The subject of a state that is known, and of its entries, oldest first. What they changed is computed once. */
export function subjectFrom<S extends State>(state: S, history: readonly Recorded[]): Subject<S> {
  let moments: readonly Moment[] | null = null
  return {
    state,
    history,
    moments() {
      moments ??= timeline(history)
      return moments
    },
  }
}

/** The subject that the entries of one record make; null without entries. */
export function subjectOf(history: readonly Recorded[]): Subject | null {
  const first = history[0]
  const state = first === undefined ? null : replay(first.envelope.record, history)
  return state === null ? null : subjectFrom(state, history)
}
