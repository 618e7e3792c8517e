/** Votes that a decision names, as those of one office-holder. Pure. */
import { dayNumber, earliest } from '../../record/date.ts'
import { type Called, nameKey } from '../../record/names/naming.ts'
import { of } from '../../record/problem.ts'
import type { DecisionState } from '../decision/state.ts'
import { dateOfStep } from '../decision/step.ts'
import { votes } from '../decision/vocabulary.ts'

/** One vote in one step of a decision. */
export interface CastVote {
  /** Title of the step, as the source has it; null where it has none. */
  step: string | null
  /** Date of the step, of the precision given. */
  date: string | null
  vote: string | null
  /** Word of the source for it. */
  as: string | null
}

/** Stances by which votes are narrowed: each vote, and all dissent. */
export const stanceChoices = {
  dissent: of('反对或弃权', 'Against or abstaining'),
  ...votes,
}
export type StanceChoice = keyof typeof stanceChoices

/** True for a vote of a chosen stance. */
export function isOfStance(stance: StanceChoice, vote: Pick<CastVote, 'vote'>): boolean {
  return stance === 'dissent' ? isDissent(vote) : vote.vote === stance
}

/** Votes against, and those withheld from what was voted on. */
const DISSENT: ReadonlySet<string | null> = new Set(['no', 'abstain'])

/** True for a vote that was not for what was voted on, absence aside. */
export function isDissent({ vote }: Pick<CastVote, 'vote'>): boolean {
  return DISSENT.has(vote)
}

/**
 * Votes that are printed under one of these names in their register, on a day on which somebody was so called, in the
 * order of the steps.
 */
export function votesUnder(called: readonly Called[], { steps, source, listed }: DecisionState): CastVote[] {
  const known = called.filter(({ scope }) => scope === '' || scope === source?.mapping)
  return steps.flatMap((step) => {
    const day = dayNumber(earliest(dateOfStep(step) ?? listed))
    const keys = new Set(known.filter((one) => one.begins <= day && day <= one.ends).map(({ key }) => key))
    return (step.ballots ?? [])
      .filter(({ member }) => member !== undefined && keys.has(nameKey(member)))
      .map(({ vote, as }) => ({
        step: step.title ?? null,
        date: dateOfStep(step),
        vote: vote ?? null,
        as: as ?? null,
      }))
  })
}
