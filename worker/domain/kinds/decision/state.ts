/** State of a decision: what its entries make of it. */
import type { RecordBase } from '../../record/acts.ts'
import type { DecisionFields, Report, Ruling } from './fields.ts'
import type { Step } from './step.ts'
import type { DecisionStatus } from './vocabulary.ts'

/** 调整、中止、恢复、停止: what became of the decision after it was taken (D713 Art. 35, 37). */
export interface Turn {
  act: 'adjusted' | 'suspended' | 'resumed' | 'stopped'
  occurred: string
  reasonCode?: string
  reason?: string
  approver?: string
  docNumber?: string
}

export interface DecisionState extends RecordBase, DecisionFields {
  kind: 'decision'
  status: DecisionStatus
  steps: Step[]
  ruling: Ruling | null
  reports: Report[]
  turns: Turn[]
  /** Ids of evaluations. */
  evaluations: string[]
}
