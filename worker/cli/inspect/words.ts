/** Output of `mingzhang inspect`: the coverage of each rule, and the findings one by one. */
import { severities } from '../../domain/kinds/flag/severity.ts'
import { type MissingReason, missingReasons } from '../../domain/rules/missing.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { NO_VERDICT } from '../../domain/rules/words.ts'
import type { Finding, Inspection, RuleCoverage } from '../../services/inspection/inspection.ts'
import { cutTo, table } from '../shell/terminal.ts'

const HEADER = [
  '规则 rule',
  '名称 name',
  '适用 applicable',
  '可判 assessed',
  '发现 found',
  '无法判断 not assessable',
]

/** Reasons by how often they stood in the way, most often first. */
function reasonsOf({ notAssessable }: RuleCoverage): string {
  const isReason = (reason: string): reason is MissingReason => Object.hasOwn(missingReasons, reason)
  return Object.entries(notAssessable)
    .sort(([, a], [, b]) => b - a)
    .flatMap(([reason, count]) => (isReason(reason) ? [`${count} ${missingReasons[reason].zh}`] : []))
    .join('；')
}

/** Result of a walk through the ledger, when there was one. */
export interface Checked {
  /** False when the ledger as a whole does not hold: no entry counts as checked then. */
  whole: boolean
  size: number
  broken: readonly number[]
}

function checkedText({ whole, size, broken }: Checked): string {
  if (!whole)
    return '账本整体未通过核验，见 mingzhang verify · the ledger as a whole does not hold: see mingzhang verify'
  return `已核验账目 entries checked ${size}，不符 broken ${broken.length}`
}

function warningsOf(rules: readonly RuleCoverage[]): string[] {
  const loud = rules.filter(({ tooOften }) => tooOften).map(({ rule }) => rule)
  if (loud.length === 0) return []
  return [
    '',
    `! 在可判的记录中超过五分之一都被标出，规则可能过宽：${loud.join('、')}`,
    `! More than a fifth of what could be assessed was found; the rule may be too eager: ${loud.join(', ')}`,
  ]
}

/** Table of the coverage of the rules; those that apply to nothing are named below it. */
export function coverageText({ asOf, records, rules }: Inspection, checked: Checked | null): string {
  const idle = rules.filter(({ applicable }) => applicable === 0).map(({ rule }) => rule)
  const rows = rules
    .filter(({ applicable }) => applicable > 0)
    .map((one) => [
      one.rule + (one.tooOften ? ' !' : ''),
      ruleOf(one.rule)?.name.zh ?? '',
      one.applicable,
      one.assessed,
      one.found,
      reasonsOf(one),
    ])
  return `${[
    `截至 as of ${asOf} · 记录 records ${records}${checked === null ? '' : ` · ${checkedText(checked)}`}`,
    ...(rows.length === 0 ? [] : ['', table(HEADER, rows).trimEnd()]),
    ...(idle.length === 0 ? [] : ['', `不适用于任何记录 apply to nothing here: ${idle.join(' ')}`]),
    ...warningsOf(rules),
    '',
    NO_VERDICT.zh,
    NO_VERDICT.en,
  ].join('\n')}\n`
}

/** Line for one finding, with the indices of the first eight entries on which it rests. */
export function findingText(finding: Finding): string {
  const { rule, severity, subject, title, value, threshold, inputs } = finding
  const word = severity === null ? '' : severities[severity].zh
  const against = threshold === null ? '' : ` / ${threshold}`
  return `${rule}  ${word}  ${subject}  ${cutTo(title, 60)}  ${value ?? '–'}${against}  #${inputs.slice(0, 8).join(',')}\n`
}

/** Remark on a past that was judged by other versions of rules than this software has, in both languages. */
export function otherVersionsText(
  others: readonly { rule: string; recorded: number; now: number }[],
): string {
  const list = others.map(({ rule, recorded, now }) => `${rule} v${recorded} → v${now}`).join(', ')
  return `! 规则簿所载版本与本软件不同，结果以本软件的版本为准：${list}
! The rulebook names other versions than this software has; what follows is by this software: ${list}
`
}
