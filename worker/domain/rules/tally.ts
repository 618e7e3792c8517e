/** 覆盖: of a rule, to how much it applied, how much it could assess, what it found, and why not. */
import type { MissingReason } from './missing.ts'
import type { Assessment } from './rule.ts'

export interface Tally {
  applicable: number
  assessed: number
  found: number
  /** How often each reason stood in the way; one subject may have several. */
  notAssessable: { [reason in MissingReason]?: number }
}

export const NO_TALLY: Readonly<Tally> = { applicable: 0, assessed: 0, found: 0, notAssessable: {} }

export function emptyTally(): Tally {
  return { ...NO_TALLY, notAssessable: {} }
}

/** Counts one more assessment; null, not applicable, counts for nothing. Changes the tally in place. */
export function count(tally: Tally, assessment: Assessment | null): void {
  if (assessment === null) return
  tally.applicable += 1
  if (assessment.result !== 'not_assessable') tally.assessed += 1
  if (assessment.result === 'found') tally.found += 1
  for (const reason of new Set(assessment.missing.map((one) => one.reason)))
    tally.notAssessable[reason] = (tally.notAssessable[reason] ?? 0) + 1
}

/** More than this share of what could be assessed, and a rule says of itself that it may be too eager. */
export const TOO_OFTEN = 1 / 5

/** Whether the rule fires on more than a fifth of what it could assess (Open Contracting cardinal-rs#39). */
export function firesTooOften({ assessed, found }: Tally): boolean {
  return assessed > 0 && found > assessed * TOO_OFTEN
}
