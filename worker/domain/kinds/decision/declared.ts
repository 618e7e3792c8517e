/** Declared status beside the derived one: where the two disagree, both are shown and it is said. */
import type { DecisionState } from './state.ts'
import { type DecisionStatus, decisionStatuses } from './vocabulary.ts'

const ENDED: readonly DecisionStatus[] = ['rejected', 'deferred', 'lapsed', 'withdrawn']
const ORDER = Object.keys(decisionStatuses)

/**
 * True where the words of the source mean another status than the one that the entries make. A decision that is
 * further on than those words, as one that is being carried out, does not disagree.
 */
export function declaredOtherwise({
  declaredMeans: means,
  status,
}: Pick<DecisionState, 'declaredMeans' | 'status'>): boolean {
  if (means === null || means === status || status === 'withheld') return false
  if (ENDED.includes(means) || ENDED.includes(status)) return true
  return ORDER.indexOf(means) > ORDER.indexOf(status)
}
