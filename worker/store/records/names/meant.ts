/**
 * Records that printed names mean. A name means the one record that was so called on the day of the naming, in the
 * register of whoever prints it or everywhere; where several were, it means none of them.
 */
import type { Named, NamingRel } from '../../../domain/record/names/naming.ts'
import { english } from './english.ts'

/** Condition under which `c`, a row of `called`, is what `m`, a row of `naming`, prints; `r` is the record that prints it. */
const FITS = (c: string): string =>
  `${c}.key = m.key AND m.day BETWEEN ${c}.begins AND ${c}.ends AND ${c}.scope IN ('', ifnull(r.register, ''))`

/**
 * Condition of the records that name a record in some relations: text with one place for the id of that record.
 */
export function namedAs(...rels: readonly NamingRel[]): string {
  return `record.id IN (SELECT m.source FROM called c
    JOIN naming m ON m.key = c.key AND m.rel IN (${rels.map((rel) => `'${rel}'`).join(', ')})
    JOIN record r ON r.id = m.source
    WHERE c.source = ? AND ${FITS('c')}
      AND NOT EXISTS (SELECT 1 FROM called o WHERE ${FITS('o')} AND o.source <> c.source))`
}

/**
 * Column of the records that the names in a row of `record` mean, as JSON of {@link Named} in lists.
 *
 * @param rels those relations alone; all of them when left out
 */
export function meant(rels?: readonly NamingRel[]): string {
  const only = rels === undefined ? '' : `AND m.rel IN (${rels.map((rel) => `'${rel}'`).join(', ')})`
  return `(SELECT json_group_array(json_array(f.key, f.day, t.id, t.title, ${english('t')}))
    FROM (SELECT m.key AS key, m.day AS day, min(c.source) AS one
      FROM record r JOIN naming m ON m.source = r.id ${only} JOIN called c ON ${FITS('c')}
      WHERE r.n = record.n GROUP BY m.key, m.day HAVING count(DISTINCT c.source) = 1) AS f
    JOIN record t ON t.id = f.one) AS named`
}

/** The records of that column. */
export function namedIn(json: unknown): Named[] {
  const rows: unknown = typeof json === 'string' ? JSON.parse(json) : []
  if (!Array.isArray(rows)) return []
  return rows.map(([key, day, id, title, titleEn]: [string, number, string, string, string | null]) => ({
    key,
    day,
    id,
    title,
    titleEn,
  }))
}
