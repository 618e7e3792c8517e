/** The derived rows of records: what can be listed, linked and put in a calendar. Rebuilt by any replay. */

import type { State } from '../../domain/kinds/kinds.ts'
import { BESIDE, type Beside } from '../../domain/kinds/rows/beside.ts'
import { versionOf } from '../../domain/kinds/table.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Statement } from '../database.ts'
import { keepWaypoints, type Waypoint } from './history/waypoints.ts'
import { insertMany, type Value } from './insert.ts'
import { summaryOf } from './summary.ts'

/** A record as the entries of one batch leave it. */
export interface Derived {
  state: State
  before: State | null
  seq: number
  /** Index of its first and its last entry in this batch. */
  first: number
  last: number
  recorded: string
  /** Waypoints at which it arrived in this batch. */
  waypoints: readonly Waypoint[]
}

/** The columns of a row that follow from the state, in this order. */
const SUMMARY = [
  'title',
  'department',
  'type',
  'level',
  'status',
  'area',
  'day',
  'opened',
  'amount',
  'baseline',
  'due',
  'done',
  'delay',
  'register',
  'delivered',
  'heard',
  'begins',
  'ends',
  'annulled',
  'altered',
  'marks',
] as const

function valuesOf(state: State): Value[] {
  const summary = summaryOf(state)
  return [...SUMMARY.map((name) => summary[name]), canonicalJson(state)]
}

/**
 * Statements that write the derived rows of some records; of those beside them (links, days, names) the ones that
 * are other than before.
 */
export function derivedStatements(derived: ReadonlyMap<string, Derived>): Statement[] {
  if (derived.size === 0) return []
  const all = [...derived]
  const rows = all.map(([id, { state, seq, first, last, recorded }]) => [
    first,
    id,
    state.kind,
    seq,
    last,
    recorded,
    ...valuesOf(state),
    versionOf(state.kind),
  ])
  const columns = ['n', 'id', 'kind', 'seq', 'last_index', 'recorded', ...SUMMARY, 'state', 'derived']
  const updated = ['seq', 'last_index', 'recorded', ...SUMMARY, 'state'].map(
    (name) => `${name} = excluded.${name}`,
  )
  // What stands beside is written where they differ from before: beside a row of other code they may be other than that.
  updated.push('derived = CASE WHEN derived = excluded.derived THEN derived ELSE 0 END')
  return [
    ...insertMany(
      `record (${columns.join(', ')})`,
      columns.length,
      rows,
      ` ON CONFLICT (id) DO UPDATE SET ${updated.join(', ')}`,
    ),
    ...BESIDE.flatMap((beside) => besideStatements(beside, all)),
    ...keepWaypoints(all.map(([source, { waypoints }]) => ({ source, waypoints }))),
  ]
}

function clear(table: string, ids: readonly string[]): Statement {
  return { sql: `DELETE FROM ${table} WHERE source IN (${ids.map(() => '?').join(',')})`, args: [...ids] }
}

/** Statements for one table beside, of those records whose rows in it are other than before. */
function besideStatements(
  { table, columns, rowsOf }: Beside,
  all: readonly [id: string, derived: Derived][],
): Statement[] {
  const changed = all.flatMap(([id, { state, before }]) => {
    const rows = rowsOf(state)
    const stood = before === null ? [] : rowsOf(before)
    return JSON.stringify(rows) === JSON.stringify(stood) ? [] : [{ id, rows, isNew: before === null }]
  })
  if (changed.length === 0) return []
  const gone = changed.flatMap(({ id, isNew }) => (isNew ? [] : id))
  const rows = changed.flatMap(({ id, rows: own }) => own.map((row) => [id, ...row]))
  return [
    ...(gone.length === 0 ? [] : [clear(table, gone)]),
    ...insertMany(`${table} (source, ${columns.join(', ')})`, columns.length + 1, rows),
  ]
}
