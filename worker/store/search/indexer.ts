import { type SearchField, searchFields, stateOf } from '../../domain/kinds.ts'
import type { Database, Statement } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import { indexTerms } from './terms.ts'

/** Records indexed in one transaction. */
const PAGE = 200
/** A private-use character is a term of its own for `unicode61`. */
const GAP = ' \ue000 '
const FIELDS: SearchField['field'][] = ['title', 'aliases', 'unit', 'basis', 'text']

/**
 * Brings the search index up to the ledger: indexes afresh every record that changed since it last was
 * current. Two processes may do it at once; the result is the same.
 *
 * @returns the ledger size up to which the index is now current
 */
export async function indexRecords(database: Database, size: number): Promise<number> {
  const { rows } = await database.client.execute('SELECT size FROM search_progress WHERE id = 1')
  let done = numberOf(rows[0]?.size ?? 0)
  while (done < size) {
    const page = await database.client.execute({
      sql: 'SELECT n, state, last_index FROM record WHERE last_index >= ? ORDER BY last_index LIMIT ?',
      args: [done, PAGE],
    })
    const last = page.rows.at(-1)
    done = page.rows.length < PAGE || last === undefined ? size : numberOf(last.last_index) + 1
    await database.client.batch([...page.rows.flatMap(indexStatements), progressTo(done)], 'write')
  }
  return done
}

/** Throws the index away, to be built again from the records. */
export async function resetIndex({ client }: Database): Promise<void> {
  await client.batch(["INSERT INTO search (search) VALUES ('delete-all')", progressTo(0, false)], 'write')
}

function indexStatements(row: { [column: string]: unknown }): Statement[] {
  const n = numberOf(row.n)
  const state = stateOf(textOf(row.state))
  const texts = new Map<string, string[]>()
  for (const { field, text } of state === null ? [] : searchFields(state)) {
    texts.set(field, [...(texts.get(field) ?? []), indexTerms(text)])
  }
  // The gap keeps a phrase from running from one text of a field into the next.
  const columns = FIELDS.map((field) => (texts.get(field) ?? []).join(GAP))
  return [
    { sql: 'DELETE FROM search WHERE rowid = ?', args: [n] },
    {
      sql: 'INSERT INTO search (rowid, title, aliases, unit, basis, text) VALUES (?, ?, ?, ?, ?, ?)',
      args: [n, ...columns],
    },
  ]
}

function progressTo(size: number, forwardOnly = true): Statement {
  return {
    sql: `UPDATE search_progress SET size = ? WHERE id = 1${forwardOnly ? ' AND size < ?' : ''}`,
    args: forwardOnly ? [size, size] : [size],
  }
}
