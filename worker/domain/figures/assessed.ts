/** 覆盖: how many records the rules could assess, as figures. Counted are assessments: one record under one rule. */
import { of } from '../record/problem.ts'
import type { Rule, RuleGroup } from '../rules/rule.ts'
import type { Tally } from '../rules/tally.ts'
import { ruleGroupWords } from '../rules/words.ts'
import type { FigureCounts, TableFigures } from './figures.ts'
import { counted, type FigureTable } from './measures.ts'

/** Table of assessments. */
export interface CoverageTable extends FigureTable {
  name: 'coverage'
}

const coverageTable: CoverageTable = {
  name: 'coverage',
  title: of('规则能查的', 'What the rules could assess'),
  hint: of(
    '单位是“一条规则查一条记录”，一条记录适用几条规则就计几次；是现在的情况，与所选时间无关。分母是适用的。查不了的多因缺少数据，不等于没有问题。',
    'Counted is one record under one rule: a record to which several apply counts several times; as things stand now, whatever the period. The denominator is where a rule applies. What could not be assessed mostly lacks data, and is not clean.',
  ),
  measures: [
    counted('applicable', of('适用', 'Applies')),
    counted('assessed', of('能查', 'Could be assessed'), {}, ['applicable']),
    counted('notAssessable', of('查不了', 'Could not be assessed'), {}, ['applicable']),
  ],
}

type Assessable = Pick<Tally, 'applicable' | 'assessed'>

/** Coverage of a rule, in all and by department. */
export interface Covered extends Assessable {
  rule: string
  departments: readonly (Assessable & { department: string | null })[]
}

/**
 * Coverage by department, or by group of rules.
 *
 * @param groupOf group of a rule by its id; null for one that no longer runs
 */
export function coverageFigures(
  covered: readonly Covered[],
  by: 'department' | 'group',
  groupOf: (rule: string) => Rule['group'] | null,
): TableFigures<CoverageTable> {
  const found = new Map<string | null, Assessable>()
  const add = (key: string | null, { applicable, assessed }: Assessable) => {
    const before = found.get(key) ?? { applicable: 0, assessed: 0 }
    found.set(key, { applicable: before.applicable + applicable, assessed: before.assessed + assessed })
  }
  for (const { rule, departments, ...whole } of covered)
    if (by === 'group') add(groupOf(rule), whole)
    else for (const { department, ...part } of departments) add(department, part)
  const order = Object.keys(ruleGroupWords) as RuleGroup[]
  const place = (key: string | null) =>
    by === 'group' ? order.findIndex((one) => one === key) : (key ?? '~')
  const rows = [...found]
    .filter(([, { applicable }]) => applicable > 0)
    .sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
    .map(([key, one]): FigureCounts => ({ key, counts: countsOf(one) }))
  const all = rows.reduce<readonly number[]>(
    (sum, { counts }) => sum.map((n, at) => n + (counts[at] ?? 0)),
    coverageTable.measures.map(() => 0),
  )
  return { table: coverageTable, rows, all: { key: null, counts: all }, undated: 0, withheld: 0 }
}

const countsOf = ({ applicable, assessed }: Assessable) => [applicable, assessed, applicable - assessed]
