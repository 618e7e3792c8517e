/** Views of an inspection: plain data, the same for the API, the site and the CLI. */
import type { Severity } from '../../domain/kinds/flag/severity.ts'
import type { Assessment } from '../../domain/rules/rule.ts'
import type { Tally } from '../../domain/rules/tally.ts'

/** Assessment of one record or group by one rule. */
export interface Finding extends Assessment {
  rule: string
  ruleVersion: number
  /** Id of the record, or of the group of a rule about groups. */
  subject: string
  about: 'record' | 'group'
  department: string | null
  title: string
  /** The day for which it was assessed. */
  asOf: string
}

export interface RuleCoverage extends Tally {
  rule: string
  /** The rule fired on more than a fifth of what it could assess. */
  tooOften: boolean
  severities: { [severity in Severity]?: number }
  departments: { department: string | null; tally: Tally }[]
}

export interface Inspection {
  asOf: string
  records: number
  rules: RuleCoverage[]
}
