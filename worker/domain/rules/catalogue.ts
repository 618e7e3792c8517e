/** The catalogue of the rules, as plain data: the same for the API, the site and the CLI. */
import type { Severity } from '../kinds/flag/severity.ts'
import { type Law, laws } from '../law/laws.ts'
import type { RecordKind } from '../record/event.ts'
import type { Words } from '../record/problem.ts'
import type { Audience, GroupRule, Parameter, Rule, RuleGroup } from './rule.ts'

/** An article of a statute, or a practice or study, which has neither code nor articles. */
export interface BasisView {
  law: Law | null
  words: Words
  articles: readonly string[]
}

export interface ParameterView extends Parameter {
  name: string
}

export interface RuleView {
  id: string
  group: RuleGroup
  version: number
  name: Words
  definition: Words
  why: Words
  /** Severity of a finding, unless the finding says otherwise. */
  severity: Severity
  audience: Audience
  /** `record`: assesses records one by one. `group`: assesses a department, an organ or another population. */
  about: 'record' | 'group'
  /** A name for the groups; null for a rule about records. */
  by: GroupRule['by'] | null
  /** Kinds of the records that it looks at. */
  kinds: readonly RecordKind[]
  condition: Words
  value: Words | null
  minimumSample: number | null
  parameters: ParameterView[]
  basis: BasisView[]
  falsePositives: readonly Words[]
}

/** Rule as the catalogue shows it: its declaration without its code. */
export function viewOf(rule: Rule): RuleView {
  const { id, group, version, name, definition, why, severity, audience, about, kinds } = rule
  return {
    id,
    group,
    version,
    name,
    definition,
    why,
    severity,
    audience,
    about,
    by: rule.about === 'group' ? rule.by : null,
    kinds,
    condition: rule.condition,
    value: rule.value,
    minimumSample: rule.minimumSample,
    parameters: Object.entries(rule.parameters).map(([parameter, one]) => ({ name: parameter, ...one })),
    basis: rule.basis.map((one) =>
      'source' in one
        ? { law: null, words: one.source, articles: [] }
        : { law: one.law, words: laws[one.law], articles: one.articles },
    ),
    falsePositives: rule.falsePositives,
  }
}
