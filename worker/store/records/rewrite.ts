/**
 * Makes all that is derived of one record anew: its row, what stands beside it, its waypoints and its place in the
 * search index.
 */

import type { State } from '../../domain/kinds/kinds.ts'
import { BESIDE } from '../../domain/kinds/rows/beside.ts'
import { versionOf } from '../../domain/kinds/table.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Statement } from '../database.ts'
import { DOCUMENT, documentOf } from '../search/document.ts'
import { replaceWaypoints, type Waypoint } from './history/waypoints.ts'
import { summaryOf } from './summary.ts'

/**
 * Basis on which a record was derived: the number of its entries, and of their bodies. Entries are only ever
 * added and bodies only ever taken away, so two numbers say whether it is still the same.
 */
export interface Basis {
  entries: number
  bodies: number
}

/** A record as its entries leave it. */
export interface Fresh {
  id: string
  state: State
  seq: number
  lastIndex: number
  recorded: string
  waypoints: readonly Waypoint[]
}

const SAME_BASIS = `(SELECT count(*) || ' ' || count(b."index") FROM entry e
  LEFT JOIN body b ON b."index" = e."index" WHERE e.record = ?) = ?`

/**
 * Statements of one write batch, which write nothing where the record has another basis by then: whoever was first
 * has derived it of more than was read here.
 */
export function rewriteStatements(fresh: Fresh, basis: Basis): Statement[] {
  const { id, state, seq, lastIndex, recorded, waypoints } = fresh
  const same = [id, `${basis.entries} ${basis.bodies}`]
  const columns = {
    kind: state.kind,
    seq,
    last_index: lastIndex,
    recorded,
    ...summaryOf(state),
    state: canonicalJson(state),
    derived: versionOf(state.kind),
  }
  return [
    {
      sql: `UPDATE record SET ${Object.keys(columns).map((name) => `${name} = ?`)} WHERE id = ? AND ${SAME_BASIS}`,
      args: [...Object.values(columns), id, ...same],
    },
    ...aroundStatements(id, state, { sql: SAME_BASIS, args: same }),
    ...replaceWaypoints(id, waypoints, { sql: SAME_BASIS, args: same }),
  ]
}

/**
 * The same after an erasure, whatever else was recorded meanwhile: what was taken away must not stay. Where the
 * record has moved on since it was read, its row is marked to be derived again.
 */
export function eraseStatements({
  id,
  state,
  seq,
  waypoints,
}: Pick<Fresh, 'id' | 'state' | 'seq' | 'waypoints'>): Statement[] {
  const columns = { ...summaryOf(state), state: canonicalJson(state) }
  return [
    {
      sql: `UPDATE record SET ${Object.keys(columns).map((name) => `${name} = ?`)},
        derived = CASE WHEN seq = ? THEN ? ELSE 0 END WHERE id = ?`,
      args: [...Object.values(columns), seq, versionOf(state.kind), id],
    },
    ...aroundStatements(id, state, { sql: 'true', args: [] }),
    ...replaceWaypoints(id, waypoints, { sql: 'true', args: [] }),
  ]
}

/** Links, days, names and search terms of a record. */
function aroundStatements(id: string, state: State, only: { sql: string; args: string[] }): Statement[] {
  const row = '(SELECT n FROM record WHERE id = ?)'
  return [
    ...BESIDE.flatMap(({ table, columns, rowsOf }): Statement[] => [
      { sql: `DELETE FROM ${table} WHERE source = ? AND ${only.sql}`, args: [id, ...only.args] },
      {
        sql: `INSERT INTO ${table} (source, ${columns.join(', ')})
          SELECT ?, ${columns.map((_, i) => `value ->> ${i}`).join(', ')} FROM json_each(?) WHERE ${only.sql}`,
        args: [id, JSON.stringify(rowsOf(state)), ...only.args],
      },
    ]),
    { sql: `DELETE FROM search WHERE rowid = ${row} AND ${only.sql}`, args: [id, ...only.args] },
    {
      sql: `INSERT INTO search (rowid, ${DOCUMENT}) SELECT ${row}, ?, ?, ?, ?, ? WHERE ${only.sql}`,
      args: [id, ...documentOf(state), ...only.args],
    },
  ]
}
