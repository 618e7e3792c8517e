/** Views of published records that an import needs, from plain JSON as well as from the services. */

import type { State } from '../../domain/kinds/kinds.ts'
import type { CurrentItem } from '../list/plan.ts'
import type { KnownDepartment } from './target.ts'

/**
 * Department as an import knows it, with its former names and unrevoked keys; empty for a record of another
 * kind.
 */
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

/** Responsibility as an import compares it; empty for a record of another kind. */
export function currentOf({ id, seq, state }: { id: string; seq: number; state: State }): CurrentItem[] {
  return state.kind === 'responsibility' ? [{ id, seq, state }] : []
}
