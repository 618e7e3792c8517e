/** Loads the other records that a decision looks at. */

import type { DepartmentState } from '../../domain/kinds/department/types.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import type { ResponsibilityState } from '../../domain/kinds/responsibility/types.ts'
import { readRecords } from '../../store/records/records.ts'
import type { Ledger } from '../open.ts'

export interface Around {
  record(id: string): State | undefined
  department(id: string): DepartmentState | undefined
  responsibility(id: string): ResponsibilityState | undefined
}

/** How many levels of parents are followed. */
const DEPTH = 21

/** The records named, and the parents of those, level by level. Names of nothing are simply not there. */
export async function loadAround(
  ledger: Ledger,
  ids: readonly (string | null | undefined)[],
): Promise<Around> {
  const states = new Map<string, State>()
  let wanted = [...new Set(ids.filter((id) => typeof id === 'string'))]
  for (let depth = 0; depth < DEPTH && wanted.length > 0; depth++) {
    const found = await readRecords(ledger.database, wanted)
    for (const { id, state } of found) states.set(id, state)
    const parents = found.flatMap(({ state }) =>
      'parent' in state && state.parent !== null ? [state.parent] : [],
    )
    wanted = [...new Set(parents)].filter((id) => !states.has(id))
  }
  return {
    record: (id) => states.get(id),
    department(id) {
      const state = states.get(id)
      return state?.kind === 'department' ? state : undefined
    },
    responsibility(id) {
      const state = states.get(id)
      return state?.kind === 'responsibility' ? state : undefined
    },
  }
}
