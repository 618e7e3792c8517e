/** All rules, by group and number. One rule, one file. */
import type { Rule } from './rule.ts'

export const rules: readonly Rule[] = []

export function ruleOf(id: string): Rule | null {
  return rules.find((rule) => rule.id === id) ?? null
}
