/** The state that the lines of a file leave. */
import type { CaseStatus, RemedyStatus } from './words.ts'

export interface CaseMember {
  account: string
  part: 'handler' | 'approver'
  declaration: string
  since: string
  /** Instant until which new ways into the account were confirmed last; absent until one was. */
  confirmed?: string
}

export interface CaseRemedy {
  /** `r1`, `r2` … */
  id: string
  department: string
  text: string
  /** The day on which it was ordered. */
  ordered: string
  due: string
  milestone: string | null
  status: RemedyStatus
}

export interface CaseReview {
  kind: 'review' | 're_review'
  applied: string
  result: 'upheld' | 'changed' | 'revoked' | null
}

export interface CaseState {
  id: string
  /** Number of its last act, from 1. */
  seq: number
  title: string
  source: string
  leadKind: string | null
  lead: string
  subjects: string[]
  departments: string[]
  flag: string | null
  opened: string
  status: CaseStatus
  members: CaseMember[]
  /** The disposition that was proposed and waits for the approver. */
  proposed: { disposition: string; reason: string; by: string } | null
  /** The disposition that was approved last. */
  disposition: string | null
  outcome: string | null
  remedies: CaseRemedy[]
  reviews: CaseReview[]
  /** Days of its last closing and of its public summary; null before each. */
  closed: string | null
  summarised: string | null
}
