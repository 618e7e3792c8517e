/** The derived rows of records: what can be listed, linked and put in a calendar. Rebuilt by any replay. */

import type { State } from '../../domain/kinds/kinds.ts'
import { datesOf, linksOf } from '../../domain/kinds/replay.ts'
import { versionOf } from '../../domain/kinds/table.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import type { Statement } from '../database.ts'
import { summaryOf } from './summary.ts'

type Value = string | number | null | Uint8Array

/** A record as the entries of one batch leave it. */
export interface Derived {
  state: State
  before: State | null
  seq: number
  /** Index of its first and its last entry in this batch. */
  first: number
  last: number
  recorded: string
}

/** SQLite takes 32,766 values in one statement. */
const MOST_VALUES = 30_000

/** One multi-row INSERT: SQLite spends far less on one statement of n rows than on n statements. */
export function insert(
  into: string,
  columns: number,
  rows: readonly (readonly Value[])[],
  tail = '',
): Statement {
  const tuple = `(${Array(columns).fill('?').join(',')})`
  return {
    sql: `INSERT INTO ${into} VALUES ${Array(rows.length).fill(tuple).join(',')}${tail}`,
    args: rows.flat(),
  }
}

/**
 * Statements that insert rows, in parts of so many that SQLite takes.
 *
 * @param into table and columns, as `link (source, rel, target)`
 * @param columns number of them
 * @param tail behind the values, as a conflict clause
 */
export function insertMany(
  into: string,
  columns: number,
  rows: readonly (readonly Value[])[],
  tail = '',
): Statement[] {
  const most = Math.floor(MOST_VALUES / columns)
  const statements: Statement[] = []
  for (let at = 0; at < rows.length; at += most)
    statements.push(insert(into, columns, rows.slice(at, at + most), tail))
  return statements
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
] as const

function valuesOf(state: State): Value[] {
  const summary = summaryOf(state)
  return [...SUMMARY.map((name) => summary[name]), canonicalJson(state)]
}

/**
 * Statements that write the derived rows of some records; of links and days those of records where they are
 * other than before.
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
  // Links and days are written where they differ from before: beside a row of other code they may be other than that.
  updated.push('derived = CASE WHEN derived = excluded.derived THEN derived ELSE 0 END')
  const differ = (rowsOf: (state: State) => unknown) =>
    all.filter(
      ([, { state, before }]) =>
        canonicalJson(rowsOf(state)) !== canonicalJson(before === null ? [] : rowsOf(before)),
    )
  return [
    insert(
      `record (${columns.join(', ')})`,
      columns.length,
      rows,
      ` ON CONFLICT (id) DO UPDATE SET ${updated.join(', ')}`,
    ),
    ...linkStatements(differ(linksOf).map(([id, { state }]) => [id, state])),
    ...dateStatements(differ(datesOf).map(([id, { state }]) => [id, state])),
  ]
}

function clear(table: string, ids: readonly string[]): Statement {
  return { sql: `DELETE FROM ${table} WHERE source IN (${ids.map(() => '?').join(',')})`, args: [...ids] }
}

function linkStatements(records: readonly [string, State][]): Statement[] {
  if (records.length === 0) return []
  const rows = records.flatMap(([id, state]) => linksOf(state).map(({ rel, target }) => [id, rel, target]))
  const ids = records.map(([id]) => id)
  return [clear('link', ids), ...insertMany('link (source, rel, target)', 3, rows)]
}

function dateStatements(records: readonly [string, State][]): Statement[] {
  if (records.length === 0) return []
  const rows = new Map<string, Value[]>()
  for (const [id, state] of records) {
    for (const { rel, day, until, part } of datesOf(state))
      rows.set(`${id} ${rel} ${part} ${day}`, [id, rel, day, until, part])
  }
  const ids = records.map(([id]) => id)
  return [clear('dated', ids), ...insertMany('dated (source, rel, day, until, part)', 5, [...rows.values()])]
}
