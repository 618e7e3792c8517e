import type { AccountState } from '../../domain/kinds/account/account.ts'
import { stateOf } from '../../domain/kinds/kinds.ts'
import { type Row, textOf } from '../database.ts'

/** An account as its entries leave it. */
export type StoredAccount = AccountState

/** The account in a row with the `state` of its record; null when it is none. */
export function accountOf(row: Row): StoredAccount | null {
  const state = stateOf(textOf(row.state))
  return state?.kind === 'account' ? state : null
}
