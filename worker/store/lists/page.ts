/**
 * One page of a list. Whoever stays on the list is seen exactly once, whatever is recorded between one page and the
 * next: rows that leave or arrive shift nobody, because a page goes on behind a key and not behind a count; and where
 * entries can give a record another key, all pages stand in the order of the moment of the first.
 */
import type { InValue } from '@libsql/client'
import type { State } from '../../domain/kinds/kinds.ts'
import { replay } from '../../domain/kinds/replay.ts'
import { BESIDE } from '../../domain/kinds/rows/beside.ts'
import { kindOf } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { type Database, numberOf, type Row, textOf } from '../database.ts'
import { readHistories, recordedOf } from '../log/entries.ts'
import { COLUMNS, NAMED, recordsOfRows, type StoredRecord } from '../records/records.ts'
import { summaryOf } from '../records/summary.ts'
import type { Condition } from './condition.ts'
import { countList } from './count.ts'
import { type ListOrder, NARROW } from './order.ts'

/** Place at which a page ended. */
export interface Place {
  /** Size of the ledger when the first page was read. */
  readonly size: number
  readonly key: string | number
  /** First index of the last record. */
  readonly n: number
  /** Records on the pages up to here. */
  readonly shown: number
}

export interface ListPage {
  records: StoredRecord[]
  /** Null at the end of the list. */
  next: Place | null
  /** Number of records on the list, where it was counted with the page: a first page of a list that is narrowed. */
  total?: number
  /** Numbers of what is on the list of each kind, the most frequent first, where they were asked for with the page. */
  kinds?: { value: string; count: number }[]
}

/** True for a page with which its list is counted: what narrows it is looked at once for both. */
export function isCounted({ kind, narrowed, tallied }: Condition, after: Place | null): boolean {
  return after === null && kind !== undefined && narrowed === true && tallied !== true
}

/** Records that may have changed since the first page; of more, the order of that moment is not made again. */
const MOST_MOVED = 500
/** Records of a list that are put in order; of more, those in the order that lies ready are looked at one by one. */
const FEW = 2000
/** Times that a page is read again when somebody writes meanwhile. */
const ATTEMPTS = 8

const HEAD = 'SELECT ifnull(max(size), 0) AS size FROM "commit"'

interface Statement {
  sql: string
  args: InValue[]
}

/** @param after where the page before ended; null for the first */
export async function readPage(
  database: Database,
  condition: Condition,
  order: ListOrder,
  after: Place | null,
  limit: number,
): Promise<ListPage> {
  if (after !== null && !order.fixed) return movedPage(database, condition, order, after, limit)
  const { from, total: known } = await tableFor(database, condition, order)
  const byKind = condition.byKind === true && after === null
  const counts = byKind || (isCounted(condition, after) && known === undefined)
  const keys = counts
    ? countedKeysOf(condition, order, limit + 1, from)
    : keysOf(condition, order, after, limit + 1, from)
  const [head, page] = await database.client.batch(
    [HEAD, ordered(keys, order, limit + 1, moreOf(counts, byKind))],
    'read',
  )
  const rows = page?.rows ?? []
  const found = await pageOf(database, rows, numberOf(head?.rows[0]?.size ?? 0), limit, after)
  const total = counts ? numberOf(rows[0]?.total ?? 0) : known
  return {
    ...found,
    ...(total === undefined ? {} : { total }),
    ...(byKind ? { kinds: kindsIn(rows[0]?.kinds ?? '[]') } : {}),
  }
}

/** Columns beside the records of a page that is counted. */
const moreOf = (counts: boolean, byKind: boolean): string =>
  `${counts ? ', page.total AS total' : ''}${byKind ? ', page.kinds AS kinds' : ''}`

function kindsIn(value: unknown): { value: string; count: number }[] {
  const found: unknown = JSON.parse(textOf(value))
  return (Array.isArray(found) ? found : [])
    .map(([kind, count]: unknown[]) => ({ value: textOf(kind), count: numberOf(count) }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

async function pageOf(
  database: Database,
  rows: readonly Row[],
  size: number,
  limit: number,
  after: Place | null,
): Promise<ListPage> {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const shown = (after?.shown ?? 0) + page.length
  return {
    records: await recordsOfRows(database, page),
    next: rows.length > limit && last !== undefined ? placeOf(last, size, shown) : null,
  }
}

function placeOf(row: Row, size: number, shown: number): Place {
  const { k } = row
  return { size, key: typeof k === 'string' ? k : numberOf(k), n: numberOf(row.n), shown }
}

/**
 * The table with the index by which a list is read: that of its order, where nothing narrows it; else the one that
 * holds all filters, unless the key has to be read from the rows of many.
 */
async function tableFor(
  database: Database,
  condition: Condition,
  order: ListOrder,
): Promise<{ from: string; total?: number }> {
  const { kind, narrowed, index } = condition
  if (kind === undefined) return { from: index === undefined ? 'record' : `record INDEXED BY ${index}` }
  if (narrowed === false)
    return { from: `record INDEXED BY ${order.key === 'id' ? 'record_id_unique' : (order.index ?? NARROW)}` }
  // Where the order lies ready, few of many records are looked at for a page. To ask first costs a way there and back.
  const isReady = condition.tallied === true && order.index !== undefined && database.isRemote !== true
  if (order.narrow && !isReady) return { from: `record INDEXED BY ${NARROW}` }
  const total = await countList(database, condition)
  return {
    from: `record INDEXED BY ${order.index === undefined || total < FEW ? NARROW : order.index}`,
    total,
  }
}

/** Keys of the records behind a place, in order. @param from table that is read */
function keysOf(
  condition: Condition,
  order: ListOrder,
  after: Place | null,
  limit: number,
  from = 'record',
): Statement {
  const { args } = condition
  const where = order.key === 'id' ? `${condition.where}${idsOf(condition)}` : condition.where
  const [beyond, behind] = [order.descending ? '<' : '>', order.newestFirst ? '<' : '>']
  const on = after === null ? 'true' : `k ${beyond}= ? AND (k ${beyond} ? OR n ${behind} ?)`
  return {
    sql: `SELECT n, k FROM (SELECT n, ${order.key} AS k FROM ${from} WHERE (${where})) WHERE ${on}
      ORDER BY ${ways(order)} LIMIT ?`,
    args: [...(order.args ?? []), ...args, ...(after === null ? [] : [after.key, after.key, after.n]), limit],
  }
}

/** Keys of the first records, in order, and beside each the number of all. */
function countedKeysOf(condition: Condition, order: ListOrder, limit: number, from: string): Statement {
  const where = order.key === 'id' ? `${condition.where}${idsOf(condition)}` : condition.where
  const kinds = `(SELECT json_group_array(json_array(kind, count)) FROM
    (SELECT kind, count(*) AS count FROM found GROUP BY kind)) AS kinds`
  const byKind = condition.byKind === true
  return {
    sql: `WITH found AS MATERIALIZED
        (SELECT n, ${order.key} AS k${byKind ? ', kind' : ''} FROM ${from} WHERE (${where}))
      SELECT n, k, (SELECT count(*) FROM found) AS total${byKind ? `, ${kinds}` : ''}
      FROM found ORDER BY ${ways(order)} LIMIT ?`,
    args: [...(order.args ?? []), ...condition.args, limit],
  }
}

/** Ids of one kind lie side by side: a full stop is the next character after a hyphen. */
function idsOf({ kind }: Condition): string {
  if (kind === undefined) return ''
  const prefix = kindOf(kind).prefix.slice(0, -1)
  return ` AND record.id >= '${prefix}-' AND record.id < '${prefix}.'`
}

function ways({ descending, newestFirst }: ListOrder, of = ''): string {
  return `${of}k ${descending ? 'DESC' : 'ASC'}, ${of}n ${newestFirst ? 'DESC' : 'ASC'}`
}

/** The records of some keys as they are now. @param more columns beside them */
function ordered(keys: Statement, order: ListOrder, limit: number, more = ''): Statement {
  return {
    sql: `SELECT ${NAMED}, page.k AS k${more} FROM (${keys.sql}) AS page JOIN record ON record.n = page.n
      ORDER BY ${ways(order, 'page.')} LIMIT ?`,
    args: [...keys.args, limit],
  }
}

/** A page in the order of the moment at which the first was read. */
async function movedPage(
  database: Database,
  condition: Condition,
  order: ListOrder,
  after: Place,
  limit: number,
): Promise<ListPage> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, moved, erased } = await movedSince(database, condition, after.size)
    if (after.size > head) throw unknownSize()
    const stood = await stoodAt(database, moved, after.size)
    const still: Condition = {
      where: `(${condition.where}) AND record.last_index < ? AND record.id NOT IN (SELECT value FROM json_each(?))`,
      args: [...condition.args, after.size, JSON.stringify(erased)],
    }
    const { from } = await tableFor(database, condition, order)
    const now = keysOf(still, order, after, limit + 1, from)
    const then = keysOf(condition, orderThen(order, stood), after, limit + 1)
    const keys: Statement = {
      sql: `SELECT n, k FROM (SELECT * FROM (${now.sql}) UNION ALL SELECT * FROM (${asTables(stood)} ${then.sql}))`,
      args: [...now.args, ...stood.args, ...then.args],
    }
    const [page, late] = await database.client.batch(
      [ordered(keys, order, limit + 1), lateStatement(condition, after.size, head)],
      'read',
    )
    // Somebody wrote in between: what changed then would stand in neither part.
    if (numberOf(late?.rows[0]?.late ?? 0) > 0) continue
    const found = await pageOf(database, page?.rows ?? [], after.size, limit, after)
    if (found.next !== null || erased.length === 0) return found
    const behind = await countBehind(database, { still, condition, order, stood, after })
    const left = { shown: after.shown, behind, size: after.size }
    return { ...found, records: [...found.records, ...(await readErased(database, condition, left, erased))] }
  }
  throw new Problem('unavailable', {
    words: {
      zh: '这份清单正在变动，没能取到前后一致的一页。请稍后重试。',
      en: 'This list is changing; no page of one moment could be read. Try again shortly.',
    },
  })
}

/** The order by keys that records had at the moment at which they stood so. */
function orderThen(order: ListOrder, { states }: Stood): ListOrder {
  return order.argsOf === undefined ? order : { ...order, args: order.argsOf(states) }
}

const CHANGED = 'record.n < ? AND record.last_index >= ?'
const ERASED = `SELECT DISTINCT e.record FROM erasure x CROSS JOIN entry e ON e."index" = x.target WHERE x.entry >= ?`

/** Records on the list that changed since a size, and those of which something was erased since. */
async function movedSince(
  { client }: Database,
  { where, args }: Condition,
  size: number,
): Promise<{ head: number; moved: string[]; erased: string[] }> {
  const [head, moved, erased] = await client.batch(
    [
      HEAD,
      {
        sql: `SELECT id FROM record WHERE ${CHANGED} AND (${where}) LIMIT ?`,
        args: [size, size, ...args, MOST_MOVED + 1],
      },
      { sql: ERASED, args: [size] },
    ],
    'read',
  )
  const ids = (moved?.rows ?? []).map(({ id }) => textOf(id))
  if (ids.length > MOST_MOVED)
    throw refuse(
      'invalid',
      '翻页期间入账的变更太多，已无法按当初的顺序继续：请从第一页重新开始。',
      'Too much was recorded since the first page to go on in its order: begin again with the first page.',
      'cursor',
    )
  const gone = (erased?.rows ?? []).map(({ record }) => textOf(record))
  return {
    head: numberOf(head?.rows[0]?.size ?? 0),
    moved: ids.filter((id) => !gone.includes(id)),
    erased: gone,
  }
}

function lateStatement({ where, args }: Condition, size: number, head: number): Statement {
  return {
    sql: `SELECT (SELECT count(*) FROM record WHERE ${CHANGED} AND (${where}))
      + (SELECT count(*) FROM erasure WHERE entry >= ?) AS late`,
    args: [size, head, ...args, head],
  }
}

/** Tables beside `record` in which a record stands by what it says itself. */
const STOOD = BESIDE.filter(({ table }) => table !== 'called')

interface Stood {
  states: State[]
  columns: string[]
  args: string[]
}

/** Rows of some records, and what stood beside them, as they stood in a ledger of a size, as JSON. */
async function stoodAt(database: Database, ids: readonly string[], size: number): Promise<Stood> {
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
function asTables({ columns }: Pick<Stood, 'columns'>): string {
  const read = columns.map((column) => `value ->> '${column}' AS ${column}`).join(', ')
  const beside = STOOD.map(({ table, columns: own }) => {
    const values = ['source', ...own].map((column, i) => `value ->> ${i} AS ${column}`)
    return `${table} AS (SELECT ${values.join(', ')} FROM json_each(?))`
  })
  return `WITH ${[`record AS (SELECT ${read} FROM json_each(?))`, ...beside].join(', ')}`
}

/** Number of records of the list, but for those that were erased, that stood up to a place at its moment. */
async function countBehind(
  { client }: Database,
  {
    still,
    condition,
    order,
    stood,
    after,
  }: {
    still: Condition
    condition: Condition
    order: ListOrder
    stood: Stood
    after: Place
  },
): Promise<number> {
  const [beyond, behind] = [order.descending ? '>' : '<', order.newestFirst ? '>=' : '<=']
  const counted = ({ where, args }: Condition, by = order): Statement => ({
    sql: `SELECT count(*) AS n FROM (SELECT n, ${order.key} AS k FROM record WHERE (${where}))
      WHERE k ${beyond} ? OR (k = ? AND n ${behind} ?)`,
    args: [...(by.args ?? []), ...args, after.key, after.key, after.n],
  })
  const then = counted(condition, orderThen(order, stood))
  const found = await client.batch(
    [counted(still), { sql: `${asTables(stood)} ${then.sql}`, args: [...stood.args, ...then.args] }],
    'read',
  )
  return found.reduce((sum, { rows }) => sum + numberOf(rows[0]?.n ?? 0), 0)
}

/**
 * The records of which something was erased since the first page, and that were not shown yet. Where they stood is
 * nowhere any more, so they come at the end; how many of them were shown follows from how many records were. Where
 * it was one part of them, all come: nobody is missed.
 */
async function readErased(
  database: Database,
  condition: Condition,
  { shown, behind, size }: { shown: number; behind: number; size: number },
  ids: readonly string[],
): Promise<StoredRecord[]> {
  const stood = await stoodAt(database, ids, size)
  const [now, then] = await database.client.batch(
    [
      {
        sql: `SELECT ${COLUMNS} FROM record WHERE n < ? AND id IN (SELECT value FROM json_each(?)) AND (${condition.where}) ORDER BY n`,
        args: [size, JSON.stringify(ids), ...condition.args],
      },
      {
        sql: `${asTables(stood)} SELECT id FROM record WHERE (${condition.where})`,
        args: [...stood.args, ...condition.args],
      },
    ],
    'read',
  )
  const rows = now?.rows ?? []
  const listed = new Set([...rows, ...(then?.rows ?? [])].map(({ id }) => textOf(id)))
  return shown - behind >= listed.size ? [] : recordsOfRows(database, rows)
}

function unknownSize(): Problem {
  return refuse(
    'invalid',
    '翻页标记来自账本尚未到达的一刻：请从第一页重新开始。',
    'The cursor is of a moment that the ledger has not reached: begin again with the first page.',
    'cursor',
  )
}
