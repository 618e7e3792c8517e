/** The kinds of record there are: the one table of them, beside that of their words in `kind-words.ts`. */
import type { Kind } from '../record/kind.ts'
import type { AccountState } from './account/account.ts'
import { account } from './account/kind.ts'
import type { AnnotationState } from './annotation/annotation.ts'
import { annotation } from './annotation/kind.ts'
import type { CatalogueState } from './catalogue/catalogue.ts'
import { catalogue } from './catalogue/kind.ts'
import type { CommentState } from './comment/comment.ts'
import { comment } from './comment/kind.ts'
import { consultation } from './consultation/kind.ts'
import type { ConsultationState } from './consultation/state.ts'
import { decision } from './decision/kind.ts'
import type { DecisionState } from './decision/state.ts'
import { department } from './department/kind.ts'
import type { DepartmentState } from './department/state.ts'
import type { DigestState } from './digest/digest.ts'
import { digest } from './digest/kind.ts'
import type { ErasureState } from './erasure/erasure.ts'
import { erasure } from './erasure/kind.ts'
import type { EvaluationState } from './evaluation/evaluation.ts'
import { evaluation } from './evaluation/kind.ts'
import type { FlagState } from './flag/flag.ts'
import { flag } from './flag/kind.ts'
import type { HandoverState } from './handover/handover.ts'
import { handover } from './handover/kind.ts'
import { ledger } from './ledger/kind.ts'
import type { LedgerState } from './ledger/ledger.ts'
import { membership } from './membership/kind.ts'
import type { MembershipState } from './membership/membership.ts'
import { mention } from './mention/kind.ts'
import type { MentionState } from './mention/mention.ts'
import { milestone } from './milestone/kind.ts'
import type { MilestoneState } from './milestone/state.ts'
import { overdue } from './overdue/kind.ts'
import type { OverdueState } from './overdue/overdue.ts'
import { person } from './person/kind.ts'
import type { PersonState } from './person/person.ts'
import { question } from './question/kind.ts'
import type { QuestionState } from './question/state.ts'
import { responsibility } from './responsibility/kind.ts'
import type { ResponsibilityState } from './responsibility/state.ts'
import { rulebook } from './rulebook/kind.ts'
import type { RulebookState } from './rulebook/rulebook.ts'
import { translation } from './translation/kind.ts'
import type { TranslationState } from './translation/translation.ts'
import { unsealing } from './unsealing/kind.ts'
import type { UnsealingState } from './unsealing/unsealing.ts'

/** The state of a record, by its kind. A map of its own: kinds name one another by these keys. */
export interface States {
  department: DepartmentState
  responsibility: ResponsibilityState
  decision: DecisionState
  milestone: MilestoneState
  evaluation: EvaluationState
  handover: HandoverState
  membership: MembershipState
  person: PersonState
  flag: FlagState
  question: QuestionState
  overdue: OverdueState
  consultation: ConsultationState
  comment: CommentState
  annotation: AnnotationState
  mention: MentionState
  translation: TranslationState
  account: AccountState
  digest: DigestState
  catalogue: CatalogueState
  erasure: ErasureState
  unsealing: UnsealingState
  rulebook: RulebookState
  ledger: LedgerState
}

export type State = States[keyof States]

/** In the order in which one refers to another: of an export and of lists of kinds. */
export const kinds = {
  department,
  responsibility,
  decision,
  milestone,
  evaluation,
  handover,
  membership,
  person,
  flag,
  question,
  overdue,
  consultation,
  comment,
  annotation,
  mention,
  translation,
  account,
  digest,
  catalogue,
  erasure,
  unsealing,
  rulebook,
  ledger,
} as const satisfies { readonly [K in keyof States]: Kind<K, States[K]> }

export type Kinds = typeof kinds
