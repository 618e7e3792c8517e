/** Numbers of the records on lists. */
import { type Database, numberOf } from '../database.ts'
import type { Condition } from './condition.ts'
import { NARROW } from './order.ts'
import { countingFrom } from './tally.ts'

/** The number of records on a list. */
export async function countList(
  { client }: Database,
  { where, args, kind, tallied }: Condition,
): Promise<number> {
  const { from, each } =
    kind === undefined && tallied !== true ? { from: 'record', each: '1' } : countingFrom(tallied, NARROW)
  const { rows } = await client.execute({
    sql: `SELECT ifnull(SUM(${each}), 0) AS total FROM ${from} WHERE (${where})`,
    args: [...args],
  })
  return numberOf(rows[0]?.total)
}
