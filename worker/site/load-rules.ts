/** Loads the catalogue of rules, which rests on the software alone; and of one rule what became of its flags. */
import { viewOf } from '../domain/rules/catalogue.ts'
import { ruleOf, rules } from '../domain/rules/rules.ts'
import { readOutcomes } from '../services/rule-outcomes.ts'
import { type Loaded, NONE } from './load-common.ts'
import type { SiteReading } from './reading.ts'

const NO_NAMES: ReadonlyMap<string, string> = new Map()

export async function loadRules(): Promise<Loaded> {
  return { view: { page: 'rules', data: { rules: rules.map(viewOf) } }, check: NONE, names: NO_NAMES }
}

/** One rule; null when there is none with this id. */
export async function loadRule(reading: Pick<SiteReading, 'records'>, id: string): Promise<Loaded | null> {
  const rule = ruleOf(id)
  if (rule === null) return null
  const outcomes = await readOutcomes(reading, id)
  return { view: { page: 'rule', data: { rule: viewOf(rule), outcomes } }, check: NONE, names: NO_NAMES }
}
