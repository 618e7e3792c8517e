/** Numbers of services by what links say of them: matters, whom they serve, what their guides lack. */
import type { Link } from '../../domain/record/facts.ts'
import { type Database, numberOf, textOf } from '../database.ts'
import type { Choice } from './choices.ts'
import { conditionOf, type RecordFilter } from './condition.ts'
import { NARROW } from './order.ts'

const RELS = ['matter', 'serves', 'lacks'] as const satisfies readonly Link['rel'][]

export type ServiceCounts = Record<(typeof RELS)[number], Choice[]>

/** Numbers of the records of a list for each code that they are linked to, the most frequent first. */
export async function countServices({ client }: Database, filter: RecordFilter): Promise<ServiceCounts> {
  const { where, args } = conditionOf(filter)
  const { rows } = await client.execute({
    sql: `SELECT l.rel, l.target, count(*) AS n FROM record INDEXED BY ${NARROW} JOIN link l ON l.source = record.id
      WHERE ${where} AND l.rel IN (${RELS.map((rel) => `'${rel}'`).join(', ')})
      GROUP BY l.rel, l.target ORDER BY n DESC, l.target`,
    args: [...args],
  })
  const of = (rel: (typeof RELS)[number]): Choice[] =>
    rows.flatMap((row) => (row.rel === rel ? [{ value: textOf(row.target), count: numberOf(row.n) }] : []))
  return { matter: of('matter'), serves: of('serves'), lacks: of('lacks') }
}
