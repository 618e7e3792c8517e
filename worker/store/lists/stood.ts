/** Records as they stood in a ledger of a smaller size, under the names of the tables that hold them now. */
import type { State } from '../../domain/kinds/kinds.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { BESIDE } from '../../domain/kinds/rows/beside.ts'
import type { Database } from '../database.ts'
import { readHistories, recordedOf } from '../log/entries.ts'
import { COLUMNS } from '../records/records.ts'
import { summaryOf } from '../records/summary.ts'
import type { ListOrder } from './order.ts'

/** The order by keys that records had at the moment at which they stood so. */
export function orderThen(order: ListOrder, { states }: Stood): ListOrder {
  return order.argsOf === undefined ? order : { ...order, args: order.argsOf(states) }
}

/** Tables beside `record` in which a record stands by what it says itself. */
const STOOD = BESIDE.filter(({ table }) => table !== 'called')

export interface Stood {
  states: State[]
  columns: string[]
  args: string[]
}

/** Rows of some records, and what stood beside them, as they stood in a ledger of a size, as JSON. */
export async function stoodAt(database: Database, ids: readonly string[], size: number): Promise<Stood> {
  const states: State[] = []
  const histories = await readHistories(database, ids)
  const rows: { [column: string]: string | number | null }[] = []
  const beside = STOOD.map((): unknown[][] => [])
  for (const [id, history] of histories) {
    const entries = history.filter(({ index }) => index < size).map(recordedOf)
    const state = replay(id, entries)
    const [first, last] = [entries[0], entries.at(-1)]
    if (state === null || first === undefined || last === undefined) continue
    states.push(state)
    rows.push({
      ...{ n: first.index, id, kind: state.kind, seq: last.envelope.seq, last_index: last.index },
      recorded: last.envelope.recorded,
      ...summaryOf(state),
    })
    for (const [i, { rowsOf }] of STOOD.entries())
      for (const row of rowsOf(state)) beside[i]?.push([id, ...row])
  }
  return {
    states,
    columns: Object.keys(rows[0] ?? NO_ROW),
    args: [rows, ...beside].map((some) => JSON.stringify(some)),
  }
}

const NO_ROW = Object.fromEntries(COLUMNS.split(', ').map((column) => [column, null]))

/**
 * `record` and what stands beside it of that moment, under the names of the tables, so that every condition fits
 * both. By which names others are found is asked of the table itself.
 */
export function asTables({ columns }: Pick<Stood, 'columns'>): string {
  const read = columns.map((column) => `value ->> '${column}' AS ${column}`).join(', ')
  const beside = STOOD.map(({ table, columns: own }) => {
    const values = ['source', ...own].map((column, i) => `value ->> ${i} AS ${column}`)
    return `${table} AS (SELECT ${values.join(', ')} FROM json_each(?))`
  })
  return `WITH ${[`record AS (SELECT ${read} FROM json_each(?))`, ...beside].join(', ')}`
}
