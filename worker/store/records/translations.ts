/** Translations as an erasure sees them: copies of what a record says. */
import { addAll } from '../../domain/record/list/long.ts'
import type { Database } from '../database.ts'
import { textOf } from '../database.ts'
import { readHistory, type StoredEntry } from '../log/entries.ts'
import type { Requirement } from '../log/requirement.ts'

const TRANSLATIONS = `SELECT link.source FROM link JOIN record ON record.id = link.source
  WHERE link.target = ?1 AND link.rel = 'subject' AND record.kind = 'translation'
  UNION SELECT id FROM record WHERE id = ?1 AND kind = 'translation'`

/** Entries that repeat what a record says, and the requirement that there are no others. */
export interface Translated {
  entries: StoredEntry[]
  unchanged: Requirement
}

/**
 * All entries of all translations of a record, those that were annulled too; of a translation, its own: what leads from
 * it to its record stands in its first entry, so that no later one may be left behind.
 */
export async function translationsWith(database: Database, record: string): Promise<Translated> {
  const { rows } = await database.client.execute({ sql: TRANSLATIONS, args: [record] })
  const found = rows.map(({ source }) => textOf(source))
  const entries: StoredEntry[] = []
  for (const id of found) addAll(entries, await readHistory(database, id))
  const sql = `(SELECT count(*) FROM entry WHERE record IN (${TRANSLATIONS.replaceAll('?1', '?')})) = ?`
  return { entries, unchanged: { what: record, sql, args: [record, record, entries.length] } }
}
