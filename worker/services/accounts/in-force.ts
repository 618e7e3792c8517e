/** In force today: the one answer to who may sign in, hold a key, approve, be assigned, or count as the last one. */

import { type AccountState, isLive } from '../../domain/kinds/account/account.ts'
import { isRole, type Role } from '../../domain/kinds/account/vocabulary.ts'
import type { State } from '../../domain/kinds/kinds.ts'
import type { Right } from '../../domain/rights/rights.ts'
import type { Ledger } from '../open.ts'
import { type Caller, hasRight } from '../roles.ts'
import { todayOf } from '../submit/call.ts'

export type Holder = AccountState & { role: Role }

type Clock = Pick<Ledger, 'now' | 'calendar'>

/** True for a grant that holds on the ledger's day: not revoked, not run out, and of a role that is known. */
export function isInForce({ now, calendar }: Clock, state: AccountState): state is Holder {
  return isLive(state, todayOf(now(), calendar.days.zone)) && isRole(state.role)
}

/** The account as it may act today; null for anything else, so that nobody reads its role who has not asked. */
export function holderIn(ledger: Clock, state: State | undefined): Holder | null {
  return state?.kind === 'account' && isInForce(ledger, state) ? state : null
}

/** The account as a caller, with the rights of its role. */
export function callerOf({ id, role, department }: Holder): Caller {
  return { account: id, role, department }
}

/** True for a record that is an account holding a right today. */
export function holdsToday(ledger: Clock, state: State | undefined, right: Right): boolean {
  const holder = holderIn(ledger, state)
  return holder !== null && hasRight(callerOf(holder), right)
}
