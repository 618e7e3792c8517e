/** Consultations of a decision, as the procedure rules look at them. */

import type { ConsultationState } from '../../kinds/consultation/state.ts'
import type { DecisionState } from '../../kinds/decision/state.ts'
import type { Context } from '../rule.ts'

/** Consultations on a decision that took place or take place: neither cancelled, nor withheld, nor still ahead. */
export function consultationsOf(
  { id }: Pick<DecisionState, 'id'>,
  { pointing, today }: Pick<Context, 'pointing' | 'today'>,
): ConsultationState[] {
  return pointing(id, 'decision').flatMap((state) =>
    state.kind === 'consultation' &&
    state.annulled === undefined &&
    state.status !== 'cancelled' &&
    state.status !== 'withheld' &&
    state.openAt !== null &&
    state.openAt <= today
      ? [state]
      : [],
  )
}
