/** The day for which each record is judged, in SQL: the mirror of `judgedOn` in worker/domain/record/entered/judged.ts. */
import { kindOf, recordKinds } from '../../domain/kinds/table.ts'
import type { Deliveries } from '../../domain/record/entered/judged.ts'
import { type Database, numberOf, textOf } from '../database.ts'

/** Day for which is asked, and day until which each register is known. */
export interface Judging {
  /** Day number. */
  today: number
  deliveries: Deliveries
  /** Time zone in which days begin; that of China when left out. */
  zone?: string
}

/** The day of the last delivery of each register, as far as its records tell that count. */
export async function readDeliveries({ client }: Database): Promise<Deliveries> {
  // Names are found one after the other in the index: a register may have a hundred thousand records.
  const { rows } = await client.execute(`WITH RECURSIVE named (name) AS (
      SELECT min(register) FROM record
      UNION ALL SELECT (SELECT min(register) FROM record WHERE register > name) FROM named WHERE name IS NOT NULL)
    SELECT name, (SELECT max(delivered) FROM record WHERE register = name AND annulled = 0) AS day
    FROM named WHERE name IS NOT NULL`)
  return new Map(rows.flatMap(({ name, day }) => (day === null ? [] : [[textOf(name), numberOf(day)]])))
}

/** Records of a register that are looked through for another department's. */
const LOOKED = 10_000

/**
 * True if a day is later than any until which a register is known, and records of other departments are judged by it.
 *
 * @param delivered day number
 */
export async function movesOthers(
  { client }: Database,
  { register, delivered, department }: { register: string; delivered: number; department: string | null },
): Promise<boolean> {
  const { rows } = await client.execute({
    sql: `SELECT max(delivered) AS last, EXISTS (SELECT 1 FROM (SELECT department FROM record WHERE register = ?1
        ORDER BY delivered DESC LIMIT ${LOOKED}) AS own WHERE own.department IS NOT ?2) AS others
      FROM record WHERE register = ?1 AND annulled = 0`,
    args: [register, department],
  })
  const [row] = rows
  const last = row?.last ?? null
  return last !== null && delivered > numberOf(last) && numberOf(row?.others ?? 0) === 1
}

/** A text as it stands in SQL. What could end the statement is left out: no register is called so. */
const quoted = (text: string): string => `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`

/** The day number for which a row of `record` is judged. @param table its name in the statement */
export function judgedDay({ today, deliveries }: Judging, table = 'record'): string {
  if (deliveries.size === 0) return `MIN(${today}, COALESCE(${table}.heard, ${today}))`
  const cases = [...deliveries].map(([name, day]) => `WHEN ${quoted(name)} THEN ${day}`).join(' ')
  const delivered = `CASE ${table}.register ${cases} END`
  const heard = `${table}.heard`
  // Most rows are of no register: they are told first, and cost next to nothing.
  return `CASE WHEN ${table}.register IS NULL AND ${heard} IS NULL THEN ${today} ELSE MIN(${today}, COALESCE(MAX(COALESCE(${delivered}, ${heard}), COALESCE(${heard}, ${delivered})), ${today})) END`
}

/** The status of a row on the day for which it is judged: the mirror of `statusOn`. */
export function statusOnDay(judging: Judging, table = 'record'): string {
  const day = judgedDay(judging, table)
  const cases = recordKinds.flatMap((kind) => {
    const { term } = kindOf(kind)
    if (term === undefined) return []
    const is = `${table}.kind = '${kind}' AND ${table}.status = '${term.status}'`
    return [
      `WHEN ${is} AND ${table}.begins > ${day} THEN '${term.before}'`,
      `WHEN ${is} AND ${table}.ends < ${day} THEN '${term.after}'`,
    ]
  })
  return `CASE ${cases.join(' ')} ELSE ${table}.status END`
}
