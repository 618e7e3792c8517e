/** What became of the flags of one rule, as the ledger has it now. */
import type { FlagState } from '../domain/flag/flag.ts'
import { outcomesOf, type RuleOutcomes } from '../domain/flag/outcomes.ts'
import type { Reading } from './reading.ts'

const PAGE = 500

export async function readOutcomes(reading: Pick<Reading, 'records'>, rule: string): Promise<RuleOutcomes> {
  const flags: FlagState[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await reading.records({ kind: 'flag', type: rule, limit: PAGE, cursor })
    flags.push(...page.items.flatMap(({ state }) => (state.kind === 'flag' ? [state] : [])))
    if (page.next === null) return outcomesOf(flags)
    cursor = page.next
  }
}
