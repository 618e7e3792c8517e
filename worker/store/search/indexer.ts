import { type SearchField, searchFields, stateOf } from '../../domain/kinds/kinds.ts'
import type { Database, Row, Statement } from '../database.ts'
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
 * @param also statements that go along in the same transactions; writing them twice must do no harm
 * @returns the ledger size up to which the index is now current
 */
export async function indexRecords(
  database: Database,
  size: number,
  also: readonly Statement[] = [],
): Promise<number> {
  const { rows } = await database.client.execute('SELECT size FROM search_progress WHERE id = 1')
  let done = numberOf(rows[0]?.size ?? 0)
  if (done >= size && also.length > 0) await database.client.batch([...also], 'write')
  while (done < size) {
    const page = await database.client.execute({
      sql: 'SELECT n, state, last_index FROM record WHERE last_index >= ? ORDER BY last_index LIMIT ?',
      args: [done, PAGE],
    })
    const last = page.rows.at(-1)
    done = page.rows.length < PAGE || last === undefined ? size : numberOf(last.last_index) + 1
    await database.client.batch([...also, ...indexStatements(page.rows), progressTo(done)], 'write')
  }
  return done
}

/** Indexes rows afresh: two statements for all of them. */
function indexStatements(rows: readonly Row[]): Statement[] {
  if (rows.length === 0) return []
  const documents = rows.map((row) => [numberOf(row.n), ...columnsOf(textOf(row.state))])
  const marks = (n: number): string => `(${Array(n).fill('?').join(',')})`
  return [
    {
      sql: `DELETE FROM search WHERE rowid IN ${marks(rows.length)}`,
      args: rows.map((row) => numberOf(row.n)),
    },
    {
      sql: `INSERT INTO search (rowid, title, aliases, unit, basis, text) VALUES ${documents.map(() => marks(6)).join(',')}`,
      args: documents.flat(),
    },
  ]
}

/** The terms of a state, field by field. */
function columnsOf(json: string): string[] {
  const state = stateOf(json)
  const fields = state === null ? [] : searchFields(state)
  return FIELDS.map((name) =>
    fields.flatMap(({ field, text }) => (field === name ? [indexTerms(text)] : [])).join(GAP),
  )
}

function progressTo(size: number, forwardOnly = true): Statement {
  return {
    sql: `UPDATE search_progress SET size = ? WHERE id = 1${forwardOnly ? ' AND size < ?' : ''}`,
    args: forwardOnly ? [size, size] : [size],
  }
}
