/** The assessment of a subject by a rule, the same for every rule. */

import type { State } from '../kinds/kinds.ts'
import { annulmentOf } from '../record/entered/annulment.ts'
import { atOnce, type Parts } from '../text/parts.ts'
import { judging } from './reads.ts'
import {
  type Assessment,
  type Context,
  type Group,
  type GroupRule,
  lacking,
  type Measure,
  type Observed,
  type Outcome,
  type RecordRule,
  type RuleFacts,
  type Subject,
  type ValuesOf,
} from './rule.ts'

/** The parameters of a rule: as set, within their range, else by default. */
export function valuesOf<P extends RuleFacts['parameters']>(
  rule: { id: string; parameters: P },
  { settings }: Pick<Context, 'settings'>,
): ValuesOf<P> {
  const set = settings[rule.id] ?? {}
  const entries = Object.entries(rule.parameters).map(([name, { default: usual, least, most }]) => [
    name,
    Math.min(most, Math.max(least, set[name] ?? usual)),
  ])
  return Object.fromEntries(entries) as ValuesOf<P>
}

/** True when the first entry of the record, and so its content, is withheld. */
export function isWithheld(state: State): boolean {
  return 'status' in state && state.status === 'withheld'
}

/**
 * Assessment of one record by a rule; null when it does not apply to it. Of a record that is withheld as a
 * whole nothing is known, not even whether the rule applies: it counts, and cannot be assessed.
 */
export function assess(rule: RecordRule, subject: Subject, given: Context): Assessment | null {
  if (!rule.kinds.includes(subject.state.kind) || annulmentOf(subject.state) !== null) return null
  const context = judging(given, subject.state)
  const values = valuesOf(rule, context)
  if (!rule.seesWithheld && isWithheld(subject.state)) return settled(rule, lacking('content_withheld'))
  if (!rule.applies(subject, context, values)) return null
  return settled(rule, rule.assess(subject, context, values))
}

/** The assessment of one group by a rule; null when it does not apply to it. */
export function* assessGroupInParts(
  rule: GroupRule,
  group: Group,
  context: Context,
): Parts<Assessment | null> {
  const values = valuesOf(rule, context)
  if (!rule.applies(group, context, values)) return null
  const outcome = rule.assess(group, context, values)
  return settled(rule, 'next' in outcome ? yield* outcome : outcome)
}

/** The same for whoever has nobody waiting. */
export function assessGroup(rule: GroupRule, group: Group, context: Context): Assessment | null {
  return atOnce(assessGroupInParts(rule, group, context))
}

/** The figures that a rule takes from a record for its peer groups, whether or not it applies to that record. */
export function measure(rule: RecordRule, subject: Subject, context: Context): Measure[] {
  const { state } = subject
  if (!rule.kinds.includes(state.kind) || isWithheld(state) || annulmentOf(state) !== null) return []
  return rule.measure(subject, judging(context, state), valuesOf(rule, context))
}

/** The figures that a rule takes from a group to which it applies. */
export function measureGroup(rule: GroupRule, group: Group, context: Context): Measure[] {
  const values = valuesOf(rule, context)
  return rule.applies(group, context, values) ? rule.measure(group, context, values) : []
}

/** The observation that a rule about groups takes from a record. */
export function observe(rule: GroupRule, subject: Subject, context: Context): Observed<unknown>[] {
  const { state } = subject
  if (!rule.kinds.includes(state.kind) || (!rule.seesWithheld && isWithheld(state))) return []
  if (annulmentOf(state) !== null) return []
  return rule.observe(subject, judging(context, state), valuesOf(rule, context))
}

function settled({ severity }: RuleFacts, outcome: Outcome): Assessment {
  return { ...outcome, severity: outcome.result === 'found' ? (outcome.severity ?? severity) : null }
}
