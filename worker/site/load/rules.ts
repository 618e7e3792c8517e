/** Loads the catalogue of rules, which rests on the software alone; what they could assess, and what became of their flags. */
import type { CoverageData } from '../../../web/pages/Coverage.tsx'
import type { RuleData } from '../../../web/pages/Rule.tsx'
import type { RulesData } from '../../../web/pages/Rules.tsx'
import { PRIORITY, weightsIn } from '../../domain/kinds/question/weights.ts'
import { titleIn } from '../../domain/kinds/title.ts'
import { valuesOf } from '../../domain/rules/assess.ts'
import { viewOf } from '../../domain/rules/catalogue.ts'
import { ruleOf, rules } from '../../domain/rules/rules.ts'
import { readOutcomes } from '../../services/inspection/rule-outcomes.ts'
import { coverageOfRule, publishedCoverage } from '../../services/inspection/standing/published.ts'
import { type Ask, type From, type Loaded, NONE } from './common.ts'

const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** Catalogue of the rules. */
export async function loadRules({ reading }: From): Promise<Loaded<RulesData>> {
  const [settings, reweighed] = await Promise.all([
    reading.rulebook.settings(),
    reading.rulebook.changes(PRIORITY),
  ])
  const data = { rules: rules.map(viewOf), weights: weightsIn(settings), reweighed }
  return { data, check: NONE, names: NO_NAMES }
}

/** One rule; null when there is none with this id. */
export async function loadRule(from: From, _: Ask, id: string): Promise<Loaded<RuleData> | null> {
  const { reading } = from
  const rule = ruleOf(id)
  if (rule === null) return null
  const [outcomes, published, settings, changes, names] = await Promise.all([
    readOutcomes(reading, id),
    coverageOfRule(reading.standing, rule),
    reading.rulebook.settings(),
    reading.rulebook.changes(id),
    allDepartments(from),
  ])
  const limits = valuesOf(rule, { settings })
  return {
    data: { rule: viewOf(rule), limits, changes, outcomes, ...published },
    check: NONE,
    names,
  }
}

/**
 * Page on the coverage of the rules, of everything or of one department; null when there is no such
 * department.
 */
export async function loadCoverage(from: From, ask: Ask): Promise<Loaded<CoverageData> | null> {
  const id = ask('department')
  const record = id === null ? null : await from.reading.record(id)
  if (id !== null && record?.kind !== 'department') return null
  const [{ items, standing }, names] = await Promise.all([
    publishedCoverage(from.reading.standing, { department: id ?? undefined }),
    allDepartments(from),
  ])
  return {
    data: { rules: rules.map(viewOf), coverage: items, standing, department: id },
    check: NONE,
    names,
  }
}

/** Names of all departments in the language of the reader. */
async function allDepartments({ reading, lang }: From): Promise<Map<string, string>> {
  return new Map((await reading.departmentRecords()).map((record) => [record.id, titleIn(lang, record)]))
}
