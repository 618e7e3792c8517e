import type { ConsultationState } from './state.ts'
import type { Phase } from './vocabulary.ts'

type Dated = Pick<ConsultationState, 'status' | 'openAt' | 'closeAt'>

/** The phase on a day, `YYYY-MM-DD`, by the dates and by what ended it. */
export function phaseOf({ status, openAt, closeAt }: Dated, today: string): Phase {
  if (status === 'cancelled' || status === 'withheld') return 'cancelled'
  if (status === 'reported') return 'reported'
  if (status === 'closed') return 'closed'
  if (openAt === null || today < openAt) return 'upcoming'
  return closeAt !== null && today > closeAt ? 'closed' : 'open'
}

/** True on a day on which comments are taken. */
export function takesComments(state: Dated, today: string): boolean {
  return phaseOf(state, today) === 'open'
}

/** True where the last entry says otherwise than the dates: open after its last day, or announced on its first. */
export function disagrees(state: Dated, today: string): boolean {
  const phase = phaseOf(state, today)
  if (state.status === 'announced') return phase !== 'upcoming'
  return state.status === 'open' && phase !== 'open'
}
