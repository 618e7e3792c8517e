/** All flags of the ledger, however many pages that takes. */

import type { FlagState } from '../../domain/kinds/flag/flag.ts'
import { addAll } from '../../domain/record/list/long.ts'
import type { Reading } from '../read/reading.ts'

const PAGE = 500

/** @param rule those of one rule alone; all by default */
export async function allFlags(reading: Pick<Reading, 'records'>, rule?: string): Promise<FlagState[]> {
  const flags: FlagState[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await reading.records({ kind: 'flag', type: rule, limit: PAGE, cursor })
    addAll(
      flags,
      page.items.flatMap(({ state }) => (state.kind === 'flag' ? [state] : [])),
    )
    if (page.next === null) return flags
    cursor = page.next
  }
}
