/** Counts what an inspection finds, by rule and department, and passes the findings on. */
import type { Assessment, Rule } from '../../domain/rules/rule.ts'
import { count, emptyTally, firesTooOften, type Tally } from '../../domain/rules/tally.ts'
import type { Finding, RuleCoverage } from './views.ts'

/** About what a finding is. */
export interface About {
  subject: string
  title: string
  department: string | null
}

/**
 * Finding of a rule: its assessment of a subject, for a day.
 *
 * @param asOf the day for which it was assessed, `YYYY-MM-DD`
 */
export function findingOf(rule: Rule, assessment: Assessment, about: About, asOf: string): Finding {
  return { rule: rule.id, ruleVersion: rule.version, about: rule.about, ...about, asOf, ...assessment }
}

interface Counts {
  whole: Tally
  severities: RuleCoverage['severities']
  departments: Map<string | null, Tally>
}

export class Counting {
  readonly #counts: Map<string, Counts>
  readonly #asOf: string
  readonly #onAssessment: (made: Finding) => void

  constructor(rules: readonly Rule[], asOf: string, onAssessment: (made: Finding) => void) {
    this.#asOf = asOf
    this.#onAssessment = onAssessment
    this.#counts = new Map(
      rules.map(({ id }) => [id, { whole: emptyTally(), severities: {}, departments: new Map() }]),
    )
  }

  /** Takes one more assessment; null, not applicable, counts for nothing. */
  take(rule: Rule, assessment: Assessment | null, about: About): void {
    const counts = this.#counts.get(rule.id)
    if (assessment === null || counts === undefined) return
    const tally = counts.departments.get(about.department) ?? emptyTally()
    counts.departments.set(about.department, tally)
    count(counts.whole, assessment)
    count(tally, assessment)
    const { severity } = assessment
    if (severity !== null) counts.severities[severity] = (counts.severities[severity] ?? 0) + 1
    this.#onAssessment(findingOf(rule, assessment, about, this.#asOf))
  }

  /** In the order of the rules; departments with the most findings first. */
  coverage(): RuleCoverage[] {
    return [...this.#counts].map(([rule, { whole, severities, departments }]) => ({
      rule,
      ...whole,
      tooOften: firesTooOften(whole),
      severities,
      departments: [...departments]
        .map(([department, tally]) => ({ department, tally }))
        .sort((a, b) => b.tally.found - a.tally.found || b.tally.applicable - a.tally.applicable),
    }))
  }
}
