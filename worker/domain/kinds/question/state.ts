/** State of a question, as its entries make it. */
import type { RecordBase } from '../../record/acts.ts'
import type { ReadOf } from '../../record/shape.ts'
import type { Spoken } from '../../record/spoken/text.ts'
import type { answering, declining, pausing, QuestionFields, rating, reviewing, stating } from './fields.ts'
import type { QuestionFact, QuestionStatus } from './vocabulary.ts'

/** Something that moved the clock or the place of a question, with the day that was claimed and when it was recorded. */
export interface Turn {
  event: string
  seq: number
  /** Business time as claimed. */
  occurred: string
  /** The ledger's own clock, UTC. */
  recorded: string
  department: string | null
  from?: string
  until?: string
  days?: number
  what?: string[]
  reason?: string
  /** The status before a moderator ended the question, for where another one does not. */
  before?: QuestionStatus
}

export interface QuestionAnswer extends ReadOf<typeof answering> {
  seq: number
  occurred: string
  recorded: string
  department: string | null
}

export interface QuestionState extends Omit<RecordBase, 'department'>, QuestionFields, Spoken {
  kind: 'question'
  /** The organ that has to answer; null until somebody has found which one it is. */
  department: string | null
  status: QuestionStatus
  turns: Turn[]
  answers: QuestionAnswer[]
  /** Rating of the last answer by the asker; null while it is not rated. */
  rating: (ReadOf<typeof rating> & { occurred: string }) | null
  /** Rating by the asker as the list states it that brought the question; null where it states none. */
  stated: (ReadOf<typeof stating> & { occurred: string }) | null
  declined: (ReadOf<typeof declining> & { occurred: string }) | null
  /** The pause that is running. */
  pause: ReadOf<typeof pausing> | null
  /** The one extension of the clock. */
  extension: { by: number; reason: string; toldOn: string } | null
  /** Facts that somebody has checked. */
  checked: { [fact in QuestionFact]?: boolean }
  /** When the ledger recorded the last check of each, UTC. */
  checkedAt: { [fact in QuestionFact]?: string }
  reviews: { asked: string; answered: (ReadOf<typeof reviewing> & { occurred: string }) | null }[]
  /** Versions of texts that the asker wants erased. */
  erasureAsked: number[]
}

/** Milestones by which the answers are carried out, each once. */
export function committedBy({ answers }: Pick<QuestionState, 'answers'>): string[] {
  return [...new Set(answers.flatMap(({ commitments }) => commitments))]
}
