import { refuse } from '../../record/guard.ts'
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

/**
 * @throws Problem `wrong_state` on a day on which no comments are taken. A desk may still take in what came to it
 * in time, until the report is there
 */
export function requireTaken(state: Dated, day: string, isDesk: boolean): void {
  const { openAt, closeAt, status } = state
  if (takesComments(state, day)) return
  const isInTime = openAt !== null && closeAt !== null && day >= openAt && day <= closeAt
  if (isDesk && isInTime && status === 'closed') return
  throw refuse(
    'wrong_state',
    `这次征求意见只在 ${openAt} 至 ${closeAt} 收意见${status === 'cancelled' ? '，且已取消' : ''}。对决策仍可提问（/ask）。`,
    `Comments are taken from ${openAt} to ${closeAt} only${status === 'cancelled' ? ', and it was cancelled' : ''}. You can still ask about the decision (/ask).`,
  )
}
