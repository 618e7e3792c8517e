import type { AccountState } from '../../domain/kinds/account/account.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import { statesOf } from '../records/states.ts'

/** An account as its entries leave it. */
export type StoredAccount = AccountState

/** The account in a row with `id`, `kind`, `seq`, `state` and `derived` of its record; null when it is none. */
export async function accountOf(database: Database, row: Row): Promise<StoredAccount | null> {
  const [state] = await statesOf(database, [
    {
      id: textOf(row.id),
      kind: textOf(row.kind),
      seq: numberOf(row.seq),
      state: textOf(row.state),
      derived: numberOf(row.derived),
    },
  ])
  return state?.kind === 'account' ? state : null
}
