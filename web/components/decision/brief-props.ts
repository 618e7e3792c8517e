/** Properties from which the cards at the head of a decision are drawn. */
import type { DecisionState, Moment, RecordView } from '../../types.ts'

export interface BriefProps {
  record: RecordView
  state: DecisionState
  /** The entries of its line. */
  moments: Moment[]
  /** The entry by which its amounts were last put otherwise; null where none did. */
  costChanged: Moment | null
  /** Entries of its parts that are not shown. */
  hidden: Moment[]
  milestones: RecordView[]
  figures: {
    all: number
    done: number
    overdue: number
    ahead: number
    byCount: number | null
    byWeight: number | null
  }
  flags: RecordView[]
  today: string
  /** True for a page that shows an earlier state: of its promises it knows only how they stand now. */
  past: boolean
  /** Out of order and missing steps of its procedure. */
  oddities: { odd: number; missing: number }
}
