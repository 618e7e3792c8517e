/** Numbers of services by their marks: matters, whom they serve, what their guides lack. */
import { type ServiceFilter, serviceMarks } from '../../domain/kinds/responsibility/marks.ts'
import { type Database, numberOf } from '../database.ts'
import type { Choice } from './choices.ts'
import { conditionOf, type RecordFilter } from './condition.ts'
import { NARROW } from './order.ts'
import { countingFrom } from './tally.ts'

export type ServiceCounts = Record<ServiceFilter, Choice[]>

/** Numbers of the records of a list for each code of their marks, the most frequent first. One range of an index, and no row. */
export async function countServices({ client }: Database, filter: RecordFilter): Promise<ServiceCounts> {
  const { where, args, tallied } = conditionOf(filter)
  const { from, each } = countingFrom(tallied, NARROW)
  const { rows } = await client.execute({
    sql: `SELECT marks, SUM(${each}) AS n FROM ${from} WHERE ${where} GROUP BY marks`,
    args: [...args],
  })
  const found: Record<ServiceFilter, Map<string, number>> = {
    matter: new Map(),
    serves: new Map(),
    lacks: new Map(),
  }
  for (const { marks, n } of rows)
    for (const { name, code } of serviceMarks(numberOf(marks)))
      found[name].set(code, (found[name].get(code) ?? 0) + numberOf(n))
  const of = (name: ServiceFilter): Choice[] =>
    [...found[name]]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return { matter: of('matter'), serves: of('serves'), lacks: of('lacks') }
}
