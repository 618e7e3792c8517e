/** 程序规则: a procedure as data: its steps, what asks for each and by which article, and which comes before which. */
import type { DecisionFields } from '../kinds/decision/fields.ts'
import type { meetingTypes, StepType, stepOutcomes } from '../kinds/decision/vocabulary.ts'
import type { Citation } from '../law/laws.ts'
import type { Words } from '../record/problem.ts'

/** 适用情形 of a decision, on which a step may depend. */
export type Fact = keyof DecisionFields['applicability']

/** Steps of a decision that count for a step of the procedure: all that is said must hold. */
export interface Match {
  readonly type: StepType
  readonly meeting?: keyof typeof meetingTypes
  /** One of these; nothing is asked of the outcome when left out. */
  readonly outcomes?: readonly (keyof typeof stepOutcomes)[]
  /** A pattern for its title in the source. */
  readonly title?: string
}

/** Circumstances in which a step is asked for; with nothing said, of every decision under the procedure. */
export interface Asked {
  /** Facts that must all be stated to hold; unknown while one is not stated. */
  readonly when?: readonly Fact[]
  /** Not where one of these is stated to hold. */
  readonly unless?: readonly Fact[]
  /** Only where this step of the procedure is recorded. */
  readonly after?: string
  /** Never by itself: it stands in the line where it was recorded. */
  readonly optional?: true
}

export interface ProcedureStep {
  /** Name within the procedure, as `committee_vote`. */
  readonly id: string
  readonly names: Words
  /** Any of these. */
  readonly is: readonly Match[]
  readonly asked: Asked
  /** Reason for which it is asked for, with its article. */
  readonly why: Words
  /** True for one that comes after the decision: it is not missing while that has just been taken. */
  readonly afterwards: boolean
}

export interface ProcedureProfile {
  /** As `d713`. */
  readonly id: string
  readonly names: Words
  readonly basis: Citation
  readonly origin: 'law' | 'local'
  /** Address of the text, https; null where this ledger knows none. */
  readonly link: string | null
  /** Classes of decisions that are under it without naming it. */
  readonly classes: readonly DecisionFields['class'][]
  /** The procedure that it adds to; null for one of its own. */
  readonly extends: string | null
  /** In the order in which they are gone through. */
  readonly steps: readonly ProcedureStep[]
  /** Real edges of the order, by step: the first comes before the second. Others may run side by side. */
  readonly order: readonly (readonly [first: string, then: string])[]
}

/** A step whose id is the type of the steps that count for it. */
export function stepOf(
  type: StepType,
  names: Words,
  why: Words,
  asked: Asked = {},
  afterwards = false,
): ProcedureStep {
  return { id: type, names, is: [{ type }], asked, why, afterwards }
}
