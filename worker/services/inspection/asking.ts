/**
 * The one way in which rules are asked while others wait for answers of their own. A ledger may have any number of
 * records, and a rule may look at any number of entries: between two questions others have their turn.
 */
import * as domain from '../../domain/rules/assess.ts'
import type {
  Assessment,
  Context,
  Group,
  GroupRule,
  Measure,
  Observed,
  RecordRule,
  Subject,
} from '../../domain/rules/rule.ts'
import { breathe, inParts } from '../../store/pause.ts'

/** Assessment of one record; null where the rule does not apply to it. */
export async function assess(
  rule: RecordRule,
  subject: Subject,
  context: Context,
): Promise<Assessment | null> {
  await breathe()
  return domain.assess(rule, subject, context)
}

/** Assessment of one group; null where the rule does not apply to it. */
export async function assessGroup(
  rule: GroupRule,
  group: Group,
  context: Context,
): Promise<Assessment | null> {
  return inParts(domain.assessGroupInParts(rule, group, context))
}

/** Figures that a rule takes from a record for its peer groups. */
export async function measure(rule: RecordRule, subject: Subject, context: Context): Promise<Measure[]> {
  await breathe()
  return domain.measure(rule, subject, context)
}

/** Figures that a rule takes from a group. */
export async function measureGroup(rule: GroupRule, group: Group, context: Context): Promise<Measure[]> {
  await breathe()
  return domain.measureGroup(rule, group, context)
}

/** Observations that a rule about groups takes from a record. */
export async function observe(
  rule: GroupRule,
  subject: Subject,
  context: Context,
): Promise<Observed<unknown>[]> {
  await breathe()
  return domain.observe(rule, subject, context)
}
