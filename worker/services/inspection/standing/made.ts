/**
 * Yield of the rules from one record or group: what they looked up, what they took for groups, what they
 * found.
 */
import { notingReads } from '../../../domain/rules/reads.ts'
import {
  type Assessment,
  type Context,
  departmentOfGroup,
  type Group,
  type GroupRule,
  type Measure,
  type Rule,
} from '../../../domain/rules/rule.ts'
import { isGroupRule, isRecordRule } from '../../../domain/rules/rules.ts'
import type { StandingFigure } from '../../../store/standing/subjects.ts'
import { assess, assessGroup, measure, measureGroup, observe } from '../asking.ts'
import { aroundGroup } from '../inspection.ts'
import { deliveryOf, type LoadedSubject } from '../subjects.ts'

export interface Made {
  /** Id of the record, or rule and group. */
  owner: string
  /** Id of the record, or of the group. */
  subject: string
  department: string
  delivery: { register: string; asOf: string } | null
  /** In order. */
  reads: string[]
  figures: StandingFigure[]
  assessments: { rule: Rule; assessment: Assessment }[]
}

/** Part of a context that is the same for all subjects. */
export type Fixed = Omit<Context, 'record' | 'pointing'>

/** The key of a group of a rule; ids of records have no space. */
export const ownerOf = (rule: string, group: string): string => `${rule} ${group}`

/** `T08 dep-x|post` → `['T08', 'dep-x|post']` */
export function ruleAndGroup(owner: string): [rule: string, group: string] {
  const at = owner.indexOf(' ')
  return [owner.slice(0, at), owner.slice(at + 1)]
}

/** All rules about one record. @param n its first index in the ledger */
export async function makeRecord(
  rules: readonly Rule[],
  { subject, department, around }: LoadedSubject,
  n: number,
  fixed: Fixed,
): Promise<Made> {
  const reads = new Set<string>()
  const context = notingReads({ ...fixed, ...around }, reads)
  const owner = subject.state.id
  const figures: StandingFigure[] = []
  const take = (rule: string, what: StandingFigure['what'], group: string, figure: unknown): void => {
    const part = figures.length
    figures.push({ subject: owner, part, n, what, rule, group, figure: JSON.stringify(figure) })
  }
  const assessments: Made['assessments'] = []
  for (const rule of rules) {
    if (isGroupRule(rule)) {
      for (const { group, observation } of await observe(rule, subject, context))
        take(rule.id, 'observation', group, observation)
    }
    if (isRecordRule(rule)) {
      for (const { group, value } of finite(await measure(rule, subject, context)))
        take(rule.id, 'measure', group, value)
      const assessment = await assess(rule, subject, context)
      if (assessment !== null) assessments.push({ rule, assessment })
    }
  }
  return {
    owner,
    subject: owner,
    department: department ?? '',
    delivery: deliveryOf(subject.state),
    reads: [...reads].sort(),
    figures,
    assessments,
  }
}

/** One rule about one group. @param department the states of departments by id */
export async function makeGroup(
  rule: GroupRule,
  group: Group,
  department: Parameters<typeof aroundGroup>[1],
  fixed: Fixed,
): Promise<Made> {
  const reads = new Set<string>()
  const context = notingReads({ ...fixed, ...aroundGroup(group, department) }, reads)
  const owner = ownerOf(rule.id, group.id)
  const figures = finite(await measureGroup(rule, group, context)).map(
    (one, part): StandingFigure => ({
      subject: owner,
      part,
      n: 0,
      what: 'measure',
      rule: rule.id,
      group: one.group,
      figure: JSON.stringify(one.value),
    }),
  )
  const assessment = await assessGroup(rule, group, context)
  return {
    owner,
    subject: group.id,
    department: departmentOfGroup(group.id) ?? '',
    delivery: null,
    reads: [...reads].sort(),
    figures,
    assessments: assessment === null ? [] : [{ rule, assessment }],
  }
}

/** A population holds numbers alone. */
function finite(measures: readonly Measure[]): Measure[] {
  return measures.filter(({ value }) => Number.isFinite(value))
}
