/** Forgetting by the rules of a record of which content was lawfully erased. */
import { readKey } from '../../domain/rules/reads.ts'
import type { Erased } from '../copies/erased.ts'
import type { Statement } from '../database.ts'
import { readersDue } from './rounds.ts'

const GROUPS = "SELECT DISTINCT rule || ' ' || grp FROM standing_figure WHERE subject = ?"

/**
 * Findings may quote the record: its own, those of its groups, and those of whoever looked it up. All of them go at
 * once and are due. The rest (counts, and the names of groups) goes with the next round, which makes them anew.
 */
export function forgetStanding({ record }: Erased): Statement[] {
  const key = readKey.record(record)
  return [
    {
      sql: `INSERT INTO standing_due (what, key) SELECT 'record', id FROM standing_subject WHERE id = ?
        ON CONFLICT DO NOTHING`,
      args: [record],
    },
    ...readersDue([key]),
    {
      sql: `INSERT INTO standing_due (what, key)
        SELECT DISTINCT CASE what WHEN 'measure' THEN 'population' ELSE 'group' END, rule || ' ' || grp
        FROM standing_figure WHERE subject = ? ON CONFLICT DO NOTHING`,
      args: [record],
    },
    {
      sql: `DELETE FROM standing_finding WHERE owner = ? OR owner IN (${GROUPS})
        OR owner IN (SELECT subject FROM standing_read WHERE key = ?)`,
      args: [record, record, key],
    },
    { sql: 'DELETE FROM standing_figure WHERE subject = ?', args: [record] },
    { sql: 'DELETE FROM standing_read WHERE subject = ?', args: [record] },
  ]
}
