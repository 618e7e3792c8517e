/** 覆盖: of a rule, to how much it applied, how much it could assess, what it found, and why not. */
import type { MissingReason } from './missing.ts'
import type { Assessment } from './rule.ts'

export interface Tally {
  applicable: number
  assessed: number
  found: number
  /** The number of times that each reason stood in the way; one subject may have several. */
  notAssessable: { [reason in MissingReason]?: number }
}

export const NO_TALLY: Readonly<Tally> = { applicable: 0, assessed: 0, found: 0, notAssessable: {} }

/** Tally of a rule that has seen nothing yet. */
export function emptyTally(): Tally {
  return { ...NO_TALLY, notAssessable: {} }
}

/** The part of an assessment that is counted. */
export type Counted = Pick<Assessment, 'result'> & { missing: readonly { reason: MissingReason }[] }

/**
 * Counts one more assessment, or one less; null, not applicable, counts for nothing. Changes the tally in place.
 *
 * @param by 1, or -1 to take back what was counted
 */
export function count(tally: Tally, assessment: Counted | null, by: 1 | -1 = 1): void {
  if (assessment === null) return
  tally.applicable += by
  if (assessment.result !== 'not_assessable') tally.assessed += by
  if (assessment.result === 'found') tally.found += by
  for (const reason of new Set(assessment.missing.map((one) => one.reason))) {
    const times = (tally.notAssessable[reason] ?? 0) + by
    if (times === 0) delete tally.notAssessable[reason]
    else tally.notAssessable[reason] = times
  }
}

/** More than this share of what could be assessed, and a rule says of itself that it may be too eager. */
const TOO_OFTEN = 1 / 5

/** True when the rule fires on more than a fifth of what it could assess (Open Contracting cardinal-rs#39). */
export function firesTooOften({ assessed, found }: Tally): boolean {
  return assessed > 0 && found > assessed * TOO_OFTEN
}
