/**
 * The one way from a derived row to a state. What another version of this code derived is never read as it is
 * stored: its entries are replayed, so that what is shown is what they give, at every moment of an upgrade.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { replay, stateOf } from '../../domain/kinds/replay.ts'
import { versionOf } from '../../domain/kinds/table.ts'
import type { Database } from '../database.ts'
import { readHistories, recordedOf } from '../log/entries.ts'
import { eachInTurn } from '../pause.ts'

/** Part of a derived row that says how to read its state. */
export interface DerivedRow {
  id: string
  kind: string
  /** Number of entries that the row takes into account. */
  seq: number
  /** JSON */
  state: string
  /** Version of the code that derived it. */
  derived: number
}

/** True when this code derived the row. */
export function isCurrent({ kind, derived }: Pick<DerivedRow, 'kind' | 'derived'>): boolean {
  return versionOf(kind) === derived
}

/** The states of some rows, in their order; null for one of a kind that this code does not know. */
export async function statesOf(database: Database, rows: readonly DerivedRow[]): Promise<(State | null)[]> {
  const others = rows.filter((row) => !isCurrent(row))
  if (others.length === 0) return eachInTurn(rows, ({ state }) => stateOf(state))
  const histories = await readHistories(database, [...new Set(others.map(({ id }) => id))])
  return eachInTurn(rows, (row) => {
    if (isCurrent(row)) return stateOf(row.state)
    const entries = (histories.get(row.id) ?? []).map(recordedOf)
    return replay(
      row.id,
      entries.filter(({ envelope }) => envelope.seq <= row.seq),
    )
  })
}
