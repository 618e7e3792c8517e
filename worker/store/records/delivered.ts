/** Records of deliveries, each with the manner in which it was told of, as their entries in the ledger tell it. */
import { DELIVERIES } from '../../domain/record/entered/delivery.ts'
import { type Database, numberOf, textOf } from '../database.ts'

/** Manners in which a delivery told of a record: it opened it, rewrote its past, lost it, or moved it on. */
export const toldAs = ['new', 'changed', 'rewritten', 'vanished'] as const
export type ToldAs = (typeof toldAs)[number]

/** Condition of the submissions of deliveries, in the words of the index that holds them (`submission_delivery`). */
export const DELIVERED = `instr(key, ' ${DELIVERIES}') > 0`

/** A delivery by its name, as `uk-gmpp@2021-03-31`, with its number of entries and the index of the last of them. */
export interface StoredDelivery {
  name: string
  entries: number
  last: number
}

/** All deliveries, the last that was entered first. */
export async function readDelivered({ client }: Database): Promise<StoredDelivery[]> {
  const name = `substr(key, instr(key, ' ') + ${DELIVERIES.length + 1})`
  const { rows } = await client.execute({
    sql: `SELECT name, SUM(count) AS entries, MAX(first + count - 1) AS last
      FROM (SELECT substr(named, 1, instr(named || ':', ':') - 1) AS name, first, count
        FROM (SELECT ${name} AS named, first, count FROM submission WHERE ${DELIVERED}))
      GROUP BY name ORDER BY last DESC`,
    args: [],
  })
  return rows.map((row) => ({
    name: textOf(row.name),
    entries: numberOf(row.entries),
    last: numberOf(row.last),
  }))
}

/**
 * One row for each record of a delivery: how it was told of, its entries, the last of them. An item of a list that is no
 * longer in it was abolished by that: it has vanished as well.
 */
const TOLD = `WITH own AS (
    SELECT e.record, e."index" AS at, e.seq, e.kind FROM submission s
    CROSS JOIN entry e ON e."index" >= s.first AND e."index" < s.first + s.count WHERE instr(s.key, ?) > 0 AND ${DELIVERED}),
  told AS (
    SELECT own.record, max(own.at) AS last, count(*) AS entries,
      CASE WHEN min(own.seq) = 1 THEN 'new'
        WHEN max(own.kind = 'responsibility.abolished' OR (json_valid(b.content)
          AND json_extract(b.content, '$.changes[0].change') = 'vanished')) THEN 'vanished'
        WHEN max(own.kind LIKE '%.source\\_changed' ESCAPE '\\') THEN 'rewritten' ELSE 'changed' END AS what
    FROM own LEFT JOIN body b ON b."index" = own.at AND own.kind LIKE '%.source\\_changed' ESCAPE '\\'
    GROUP BY own.record)`

/** Numbers of records of a delivery, by the prefix of their ids and how they were told of. */
export async function countTold(
  { client }: Database,
  prefix: string,
): Promise<{ prefix: string; what: ToldAs; records: number }[]> {
  const { rows } = await client.execute({
    sql: `${TOLD} SELECT substr(record, 1, instr(record, '-')) AS prefix, what, count(*) AS n FROM told GROUP BY 1, 2`,
    args: [prefix],
  })
  return rows.flatMap((row) => {
    const what = toldAs.find((one) => one === row.what)
    return what === undefined ? [] : [{ prefix: textOf(row.prefix), what, records: numberOf(row.n) }]
  })
}

/** Records of a delivery that were told of in one way, the last that was entered first, before an index. */
export async function readTold(
  { client }: Database,
  prefix: string,
  { what, ids, before, limit }: { what: ToldAs; ids: string | null; before: number; limit: number },
): Promise<{ id: string; last: number }[]> {
  const { rows } = await client.execute({
    sql: `${TOLD} SELECT record, last FROM told WHERE what = ? AND last < ?
      AND (? IS NULL OR substr(record, 1, instr(record, '-')) = ?) ORDER BY last DESC LIMIT ?`,
    args: [prefix, what, before, ids, ids, limit],
  })
  return rows.map((row) => ({ id: textOf(row.record), last: numberOf(row.last) }))
}
