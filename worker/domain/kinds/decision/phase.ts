/** Status of a decision as steps and rulings move it: onwards alone, and no more once it has ended otherwise. */
import type { Step } from './step.ts'
import { type DecisionStatus, decisionStatuses, type StepType } from './vocabulary.ts'

/** Status to which a step takes a decision that is not decided yet. */
const PHASE: { readonly [type in StepType]?: DecisionStatus } = {
  initiation: 'initiated',
  drafting: 'drafting',
  consult_agencies: 'drafting',
  participation: 'drafting',
  hearing: 'drafting',
  expert_review: 'drafting',
  risk_assessment: 'drafting',
  fair_competition: 'drafting',
  legality_review: 'legality_review',
  deliberation: 'deliberated',
  promulgation: 'promulgated',
  enactment: 'promulgated',
  archive: 'archived',
}
const ORDER = Object.keys(decisionStatuses)
/** Statuses that a step no longer moves: the decision has ended otherwise, or is being carried out. */
const SETTLED: readonly DecisionStatus[] = [
  'rejected',
  'lapsed',
  'withdrawn',
  'executing',
  'suspended',
  'stopped',
  'completed',
  'evaluated',
  'archived',
]

function phaseOf({ type, outcome }: Step): DecisionStatus | undefined {
  // What was vetoed becomes law when the body passes it once more, without a further act.
  if (type === 'override') return outcome === 'passed' ? 'promulgated' : undefined
  return type === undefined ? undefined : PHASE[type]
}

/** Status of a decision after one more step. */
export function afterStep(status: DecisionStatus, given: Step): DecisionStatus {
  const phase = phaseOf(given)
  if (phase === 'archived' && status !== 'withheld') return 'archived'
  if (phase === undefined || SETTLED.includes(status)) return status
  return ORDER.indexOf(phase) > ORDER.indexOf(status) ? phase : status
}

/** Statuses of a decision that was taken and stands. */
export const TAKEN: readonly DecisionStatus[] = [
  'adopted',
  'promulgated',
  'executing',
  'suspended',
  'completed',
  'evaluated',
]

/** A decision that is promulgated or carried out is not set back by an entry that says it was adopted. */
export function laterOf(
  status: DecisionStatus,
  outcome: 'adopted' | 'rejected' | 'deferred' | 'lapsed' | 'withdrawn',
): DecisionStatus {
  return outcome === 'adopted' && ORDER.indexOf(status) > ORDER.indexOf('adopted') && TAKEN.includes(status)
    ? status
    : outcome
}
