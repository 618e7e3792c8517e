/**
 * 核查情况: for each fact that raises the priority of a question, how many askers claimed it and how many of the claims that
 * were checked were denied. People learn by what a priority is counted: so anybody can see how far claims hold.
 */
import { type QuestionFact, questionFacts } from '../kinds/question/vocabulary.ts'
import { codesOf } from '../record/vocabulary.ts'
import { type Rate, rateOf } from './figures.ts'
import type { Obligation } from './obligations.ts'
import type { Period } from './period.ts'

export interface ClaimFigures {
  fact: QuestionFact
  /** Questions received within the period whose askers claim it. */
  claimed: number
  /** Of those that a desk or a moderator has checked by the day for which is asked, the claims found not to be so. */
  denied: Rate
}

/** Figures of claims, one for each fact, in the order of the vocabulary: nothing is ranked. */
export function claimFigures(all: readonly Obligation[], { from, to, asOf }: Period): ClaimFigures[] {
  const received = all.filter((one) => {
    const day = one.received
    return day !== null && from <= day && day <= to && day <= asOf
  })
  const claims = received.flatMap((one) => one.claims)
  return codesOf(questionFacts).map((fact) => {
    const mine = claims.filter((one) => one.fact === fact)
    const checked = mine.filter(({ on }) => on !== null && on <= asOf)
    return {
      fact,
      claimed: mine.length,
      denied: rateOf(checked.filter(({ denied }) => denied === true).length, checked.length),
    }
  })
}
