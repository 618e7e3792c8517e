/** Loads the catalogue of rules: it rests on the software alone, and not on the ledger. */
import { viewOf } from '../domain/rules/catalogue.ts'
import { ruleOf, rules } from '../domain/rules/rules.ts'
import { type Loaded, NONE } from './load-common.ts'

const NO_NAMES: ReadonlyMap<string, string> = new Map()

export async function loadRules(): Promise<Loaded> {
  return { view: { page: 'rules', data: { rules: rules.map(viewOf) } }, check: NONE, names: NO_NAMES }
}

/** One rule; null when there is none with this id. */
export async function loadRule(id: string): Promise<Loaded | null> {
  const rule = ruleOf(id)
  if (rule === null) return null
  return { view: { page: 'rule', data: { rule: viewOf(rule) } }, check: NONE, names: NO_NAMES }
}
