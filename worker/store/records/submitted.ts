/** The submissions of deliveries, by the name that stands in their idempotency keys. */
import { recordKinds } from '../../domain/kinds/table.ts'
import { type Database, numberOf, textOf } from '../database.ts'
import { NARROW } from '../lists/order.ts'
import { DELIVERED } from './delivered.ts'

/** All kinds, for the index in which their departments stand. */
const KINDS = recordKinds.map((kind) => `'${kind}'`).join(', ')

/** Place of the entries of one submission in the ledger. */
export interface Range {
  first: number
  count: number
}

/** All submissions of deliveries whose key has a prefix, `delivery:` or more: the key without the account before it, and their places. */
export async function readSubmitted(
  { client }: Database,
  prefix: string,
): Promise<(Range & { key: string })[]> {
  const { rows } = await client.execute({
    sql: `SELECT substr(key, instr(key, ' ') + 1) AS name, first, count FROM submission
      WHERE instr(key, ?) > 0 AND ${DELIVERED} ORDER BY first`,
    args: [` ${prefix}`],
  })
  return rows.map(({ name, first, count }) => ({
    key: textOf(name),
    first: numberOf(first),
    count: numberOf(count),
  }))
}

/** Records that such submissions wrote to, each with its first entry in them, after a place, in that order. */
export async function recordsSubmitted(
  { client }: Database,
  prefix: string,
  after: number,
  limit: number,
): Promise<{ id: string; at: number }[]> {
  const { rows } = await client.execute({
    sql: `SELECT e.record AS id, min(e."index") AS at FROM submission s
      CROSS JOIN entry e ON e."index" >= s.first AND e."index" < s.first + s.count
      WHERE instr(s.key, ?) > 0 AND ${DELIVERED} GROUP BY e.record HAVING min(e."index") > ? ORDER BY 2 LIMIT ?`,
    args: [` ${prefix}`, after, limit],
  })
  return rows.map(({ id, at }) => ({ id: textOf(id), at: numberOf(at) }))
}

/**
 * Number of records that count, are with each of some departments or point at it, and were not written to by such
 * submissions. Departments that nothing else needs are left out.
 */
export async function othersUsing(
  { client }: Database,
  departments: readonly string[],
  prefix: string,
): Promise<Map<string, number>> {
  if (departments.length === 0) return new Map()
  const { rows } = await client.execute({
    sql: `WITH own AS (SELECT DISTINCT e.record AS id FROM submission s
        CROSS JOIN entry e ON e."index" >= s.first AND e."index" < s.first + s.count WHERE instr(s.key, ?) > 0 AND ${DELIVERED}),
      named(id) AS (SELECT value FROM json_each(?)),
      uses(department, id) AS (
        SELECT r.department, r.id FROM named CROSS JOIN record r INDEXED BY ${NARROW}
          ON r.kind IN (${KINDS}) AND r.annulled = 0 AND r.department = named.id
        UNION SELECT l.target, l.source FROM named CROSS JOIN link l ON l.target = named.id)
      SELECT u.department AS id, count(*) AS n FROM uses u CROSS JOIN record r ON r.id = u.id
        WHERE r.annulled = 0 AND r.id <> u.department AND r.id NOT IN (SELECT id FROM own) GROUP BY u.department`,
    args: [` ${prefix}`, JSON.stringify(departments)],
  })
  return new Map(rows.map(({ id, n }) => [textOf(id), numberOf(n)]))
}
