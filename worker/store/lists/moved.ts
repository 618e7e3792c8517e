/** A page in the order of the moment of the first, while entries give records other keys, erase or add some. */
import { refuse } from '../../domain/record/guard.ts'
import { Problem } from '../../domain/record/problem.ts'
import { type Database, numberOf, textOf } from '../database.ts'
import { COLUMNS, recordsOfRows, type StoredRecord } from '../records/records.ts'
import type { Condition } from './condition.ts'
import { HEAD, keysOf, ordered, type Place, type Statement, tableFor } from './keys.ts'
import type { ListOrder } from './order.ts'
import { type ListPage, pageOf } from './rows.ts'
import { asTables, orderThen, type Stood, stoodAt } from './stood.ts'

/** Records that may have changed since the first page; of more, the order of that moment is not made again. */
const MOST_MOVED = 500
/** Times that a page is read again when somebody writes meanwhile. */
const ATTEMPTS = 8

/** A page in the order of the moment at which the first was read. */
export async function movedPage(
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
