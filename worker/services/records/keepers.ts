/** Keepers of withheld texts: whoever may read one opens it, with a second person of their own. */

import { isActKind } from '../../domain/kinds/registry.ts'
import { isKind, isUnread } from '../../domain/kinds/table.ts'
import { rightsFor } from '../../domain/rights/acts.ts'
import type { Right } from '../../domain/rights/rights.ts'
import type { Envelope } from '../../ledger/envelope-shape.ts'
import type { Database } from '../../store/database.ts'
import { readRecord } from '../../store/records/records.ts'
import { maySeeSealed } from '../read/sealed.ts'
import { type Caller, hasRight, mayFor } from '../roles.ts'

/**
 * Side that opens a withheld text: its department, or the inspectors among themselves. Null for what the public wrote,
 * which a moderator publishes.
 */
export type Keeper = 'department' | 'inspectors' | null

/** The right to draft an opening as its keeper; who approves it needs the one beside. */
export const KEEPING = {
  department: { draft: 'draft.write', approve: 'draft.approve' },
  inspectors: { draft: 'flag.write', approve: 'flag.write' },
} as const satisfies { readonly [keeper in NonNullable<Keeper>]: { draft: Right; approve: Right } }

/**
 * Keeper of a withheld text, by its envelope: the department for which it was logged, though a registrar or a verifier
 * withheld it. What inspectors withheld is theirs, of whichever kind; so is a flag, and what no department keeps.
 *
 * @param isKept whether the department is one in force
 */
export function keeperOf({ kind, department, actor }: Envelope, isKept: boolean): Keeper {
  if (isUnread(kind)) return null
  const [of = '', event = ''] = kind.split('.')
  const [right] = isKind(of) && isActKind(of) ? rightsFor(of, event) : ['record.write']
  const isTheirs = right === 'flag.write' || hasRight({ ...actor, scopes: undefined }, 'sealed.read')
  return isTheirs || department === null || !isKept ? 'inspectors' : 'department'
}

/** The keeper of a withheld text of a ledger, as its departments stand now. */
export async function keeperIn(database: Database, envelope: Envelope): Promise<Keeper> {
  const { department } = envelope
  const state = department === null ? null : ((await readRecord(database, department))?.state ?? null)
  const isKept = state?.kind === 'department' && state.status !== 'merged' && state.status !== 'abolished'
  return keeperOf(envelope, isKept)
}

/** True for a caller who may draft the opening of a withheld text: who may read it, on the side of its keeper. */
export function mayOpen(caller: Caller, envelope: Envelope, keeper: Keeper): boolean {
  if (keeper === null || !maySeeSealed(caller, envelope)) return false
  if (keeper === 'inspectors') return mayFor(caller, KEEPING.inspectors.draft, null)
  return (
    caller.department === envelope.department && mayFor(caller, KEEPING.department.draft, envelope.department)
  )
}
