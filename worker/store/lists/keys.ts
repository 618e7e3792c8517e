/** The keys of a list in order, and the index by which they are read. */
import type { InValue } from '@libsql/client'
import { kindOf } from '../../domain/kinds/table.ts'
import type { Database } from '../database.ts'
import { NAMED } from '../records/records.ts'
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

/** Records of a list that are put in order; of more, those in the order that lies ready are looked at one by one. */
const FEW = 2000
export const HEAD = 'SELECT ifnull(max(size), 0) AS size FROM "commit"'

export interface Statement {
  sql: string
  args: InValue[]
}

/**
 * The table with the index by which a list is read: that of its order, where nothing narrows it; else the one that
 * holds all filters, unless the key has to be read from the rows of many.
 */
export async function tableFor(
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
export function keysOf(
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
export function countedKeysOf(
  condition: Condition,
  order: ListOrder,
  limit: number,
  from: string,
): Statement {
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
export function ordered(keys: Statement, order: ListOrder, limit: number, more = ''): Statement {
  return {
    sql: `SELECT ${NAMED}, page.k AS k${more} FROM (${keys.sql}) AS page JOIN record ON record.n = page.n
      ORDER BY ${ways(order, 'page.')} LIMIT ?`,
    args: [...keys.args, limit],
  }
}
