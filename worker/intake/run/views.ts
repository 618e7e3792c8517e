/** What an import needs to know of published records, from plain JSON as well as from the services. */

import type { State } from '../../domain/kinds/kinds.ts'
import type { CurrentItem } from '../list/plan.ts'
import type { KnownDepartment } from './target.ts'

export function knownOf(state: State): KnownDepartment[] {
  if (state.kind !== 'department') return []
  const { id, name, formerNames, status, keys = [], annulled } = state
  return [
    {
      id,
      name,
      formerNames: formerNames.map((former) => former.name),
      inForce: status === 'in_force' && annulled === undefined,
      ...(annulled === undefined ? {} : { annulled: state.seq }),
      keys: keys.flatMap(({ key, revoked }) => (revoked === null ? [key] : [])),
    },
  ]
}

export function currentOf({ id, seq, state }: { id: string; seq: number; state: State }): CurrentItem[] {
  return state.kind === 'responsibility' ? [{ id, seq, state }] : []
}
