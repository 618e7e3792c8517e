/**
 * One page of a list. Whoever stays on the list is seen exactly once, whatever is recorded between one page and the
 * next: rows that leave or arrive shift nobody, because a page goes on behind a key and not behind a count; and where
 * entries can give a record another key, all pages stand in the order of the moment of the first.
 */
import { type Database, numberOf, textOf } from '../database.ts'
import type { Condition } from './condition.ts'
import { countedKeysOf, HEAD, keysOf, ordered, type Place, tableFor } from './keys.ts'
import { movedPage } from './moved.ts'
import type { ListOrder } from './order.ts'
import { type ListPage, pageOf } from './rows.ts'

/** True for a page with which its list is counted: what narrows it is looked at once for both. */
export function isCounted({ kind, narrowed, tallied }: Condition, after: Place | null): boolean {
  return after === null && kind !== undefined && narrowed === true && tallied !== true
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
