/** State of a milestone after its entries. */
import type { RecordBase } from '../../record/acts.ts'
import { refuse } from '../../record/guard.ts'
import type * as parts from '../../record/parts.ts'
import type { ReadOf } from '../../record/shape.ts'
import type { MilestoneFields, Report } from './fields.ts'
import type { MilestoneStatus, verificationOutcomes } from './vocabulary.ts'

/** 调整: one move of the date, with its reason and who approved it. */
export interface Reschedule {
  from: string | null
  to: string
  reasonCode: string
  reason: string | null
  approver: string | null
  docNumber: string | null
  approvedAt: string | null
  occurred: string
}

export interface MilestoneState extends RecordBase, MilestoneFields {
  kind: 'milestone'
  status: MilestoneStatus
  reschedules: Reschedule[]
  reports: Report[]
  evidence: ReadOf<typeof parts.evidence>
  /** Unit that claimed completion; whoever verifies must be another. */
  claimedBy: string | null
  verifiedBy: string | null
  verifiedAt: string | null
  /** Verification that took place elsewhere, as the department states it: it counts as none. Absent without one. */
  statedVerification?: StatedVerification
  reopened: number
}

export interface StatedVerification {
  outcome: keyof typeof verificationOutcomes
  by: string
  /** Day on which it is said to have taken place; null where it is not said. */
  at: string | null
}

/** States in which nothing more is reported. */
export const ENDED: readonly MilestoneStatus[] = ['met', 'partially_met', 'not_met', 'cancelled']

/** @throws Problem `wrong_state` for one that was verified or cancelled */
export function requireRunning(state: MilestoneState): void {
  if (!ENDED.includes(state.status)) return
  throw refuse(
    'wrong_state',
    '该节点已经核验或取消：请先重新打开（reopen）。',
    'This milestone was verified or cancelled: reopen it first.',
  )
}
