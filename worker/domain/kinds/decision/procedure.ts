/** Standing of a decision to 重大行政决策程序暂行条例 (State Council Order 713), which governs it by its class. */
import type { DecisionState } from './state.ts'

/** Statuses of a decision that was taken. */
export const TAKEN: ReadonlySet<DecisionState['status']> = new Set([
  'adopted',
  'promulgated',
  'executing',
  'suspended',
  'stopped',
  'completed',
  'evaluated',
  'archived',
])

/** True for a decision for which the law prescribes its procedure at all (Art. 3). */
export function isUnderProcedure({ class: kind }: Pick<DecisionState, 'class'>): boolean {
  return kind === 'major_admin'
}
