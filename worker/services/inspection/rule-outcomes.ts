/** Outcomes of the flags of one rule, as the ledger has it now. */
import { outcomesOf, type RuleOutcomes } from '../../domain/rules/outcomes.ts'
import type { Reading } from '../read/reading.ts'
import { allFlags } from './all-flags.ts'

/** Outcomes of all flags of a rule, by its id. */
export async function readOutcomes(reading: Pick<Reading, 'records'>, rule: string): Promise<RuleOutcomes> {
  return outcomesOf(await allFlags(reading, rule))
}
