/** Everything of which the rulebook sets numbers: the rules, and the weights by which questions are put in order. */
import { PRIORITY, priorityScale } from '../kinds/question/weights.ts'
import type { RuleToAdopt } from '../kinds/rulebook/rulebook.ts'
import type { Parameters } from './rule.ts'
import { rules as all } from './rules.ts'

/** One thing whose numbers are set, each with its range. */
export interface Settable extends RuleToAdopt {
  readonly parameters: Parameters
}

/** The settable thing of this id, a rule in any case of its letters; null when nothing has it. */
export function settableOf(id: string, rules: readonly Settable[] = all): Settable | null {
  if (id === PRIORITY) return priorityScale
  return rules.find((one) => one.id === id.toUpperCase()) ?? null
}
