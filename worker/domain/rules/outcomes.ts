/**
 * 循数治理: what became of the flags of a rule, so that everybody sees how often it was right. Flags that are open
 * say nothing yet, and one that lapsed is counted apart. A flag whose content is withheld names no rule.
 */

import type { FlagState } from '../kinds/flag/flag.ts'
import { isOpenFlag } from '../kinds/flag/states.ts'
import { daysBetween } from '../record/date.ts'
import { populationOf, wilson } from './measure/stats.ts'

export interface RuleOutcomes {
  /** All flags of the rule: the sum of the six below. */
  raised: number
  open: number
  /** Ended in a verification or in advice: what the rule found was a matter. */
  confirmed: number
  explained: number
  dataError: number
  cleared: number
  lapsed: number
  /** Share that was confirmed, of those that were decided; null below `LEAST_DECIDED`. */
  precision: Share | null
  /** Days from the flag to the department's first answer; null where none answered. */
  answered: { n: number; median: number } | null
  /** Records that this rule flagged more than once. */
  recurring: number
}

export interface Share {
  of: number
  share: number
  /** Wilson's score interval, 95 %. */
  low: number
  high: number
}

/** With fewer flags decided, no share is told: it would say more than it knows. */
export const LEAST_DECIDED = 5

/** Outcomes by which a finding was confirmed: it ended in a verification or in advice. */
export function isConfirmed({ status }: Pick<FlagState, 'status'>): boolean {
  return status === 'escalated' || status === 'advised'
}

/** The share of decided flags that were confirmed; null with too few to say. */
export function shareOf(confirmed: number, decided: number): Share | null {
  return decided < LEAST_DECIDED
    ? null
    : { of: decided, share: confirmed / decided, ...wilson(confirmed, decided) }
}

/** Outcomes of the flags of one rule. */
export function outcomesOf(flags: readonly FlagState[]): RuleOutcomes {
  const count = (...statuses: readonly FlagState['status'][]): number =>
    flags.filter(({ status }) => statuses.includes(status)).length
  const confirmed = flags.filter(isConfirmed).length
  const [explained, dataError, cleared] = [count('explained'), count('data_error'), count('cleared')]
  const decided = confirmed + explained + dataError + cleared
  const days = flags.flatMap(({ listed, answers: [first] }) =>
    first === undefined ? [] : [Math.max(0, daysBetween(listed, first.occurred))],
  )
  const answered = populationOf(days)
  const bySubject = new Map<string, number>()
  for (const { subject } of flags) bySubject.set(subject, (bySubject.get(subject) ?? 0) + 1)
  return {
    raised: flags.length,
    open: flags.filter(isOpenFlag).length,
    confirmed,
    explained,
    dataError,
    cleared,
    lapsed: count('lapsed'),
    precision: shareOf(confirmed, decided),
    answered: answered === null ? null : { n: answered.n, median: answered.median },
    recurring: [...bySubject.values()].filter((n) => n > 1).length,
  }
}
