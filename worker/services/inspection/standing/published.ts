/** 公开的覆盖: how much each rule could assess and why not, for everybody. What was found is for inspectors to raise. */
import type { Rule } from '../../../domain/rules/rule.ts'
import { ruleOf } from '../../../domain/rules/rules.ts'
import { NO_TALLY, type Tally } from '../../../domain/rules/tally.ts'
import type { RuleCoverage } from '../views.ts'
import type { Standing, StandingService } from './standing.ts'

export type Assessable = Omit<Tally, 'found'>

export interface PublishedCoverage extends Assessable {
  rule: string
  /**
   * The rule fired on more than a fifth of what it could assess in the whole ledger, and so warns about itself.
   * Null for a rule whose findings are not for the public, and where one department was asked for.
   */
  tooOften: boolean | null
  /** Those to which it applies most often first; null stands for what belongs to no department. */
  departments: (Assessable & { department: string | null })[]
}

export interface Published {
  items: PublishedCoverage[]
  standing: Standing
}

/** @param of one rule, one department, or both; everything by default */
export async function publishedCoverage(
  standing: Pick<StandingService, 'coverage' | 'standing'>,
  { rule, department }: { rule?: string | undefined; department?: string | undefined } = {},
): Promise<Published> {
  const [coverage, now] = await Promise.all([standing.coverage(rule), standing.standing()])
  return { items: coverage.map((one) => published(one, department)), standing: now }
}

/** Coverage of one rule; nothing where it is not among those that run. */
export async function coverageOfRule(
  standing: Pick<StandingService, 'coverage' | 'standing'>,
  { id }: Rule,
): Promise<{ coverage: PublishedCoverage; standing: Standing }> {
  const { items, standing: now } = await publishedCoverage(standing, { rule: id })
  const nothing = { rule: id, ...assessable(NO_TALLY), tooOften: null, departments: [] }
  return { coverage: items[0] ?? nothing, standing: now }
}

function published(coverage: RuleCoverage, department: string | undefined): PublishedCoverage {
  const departments = coverage.departments
    .filter((one) => department === undefined || one.department === department)
    .map((one) => ({ department: one.department, ...assessable(one.tally) }))
    .sort((a, b) => b.applicable - a.applicable)
  const whole = department === undefined ? coverage : departments[0]
  const isPublic = ruleOf(coverage.rule)?.audience === 'public'
  return {
    rule: coverage.rule,
    ...assessable(whole ?? NO_TALLY),
    tooOften: isPublic && department === undefined ? coverage.tooOften : null,
    departments,
  }
}

function assessable({ applicable, assessed, notAssessable }: Assessable): Assessable {
  return { applicable, assessed, notAssessable }
}
