import type { Database, Row, Statement } from '../database.ts'
import { numberOf, textOf } from '../database.ts'
import { isCurrent, statesOf } from '../records/states.ts'
import { DOCUMENT, documentOf } from './document.ts'
import { TERMS_VERSION } from './terms.ts'

/** Records indexed in one transaction. */
const PAGE = 200

const READ = 'SELECT n, id, kind, seq, state, derived, last_index FROM record'

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
      sql: `${READ} WHERE last_index >= ? ORDER BY last_index LIMIT ?`,
      args: [done, PAGE],
    })
    const last = page.rows.at(-1)
    done = page.rows.length < PAGE || last === undefined ? size : numberOf(last.last_index) + 1
    const statements = await indexStatements(database, page.rows)
    await database.client.batch([...also, ...statements, progressTo(done)], 'write')
  }
  return done
}

/**
 * One round of making the whole index anew, where other code made its terms. What is found meanwhile is found by
 * the old terms.
 *
 * @returns false when there is nothing to do
 */
export async function redoIndex(database: Database): Promise<boolean> {
  const { client } = database
  const { rows } = await client.execute('SELECT version, redone FROM search_progress WHERE id = 1')
  const [progress] = rows
  if (progress === undefined) return false
  if (numberOf(progress.version) < TERMS_VERSION) {
    await startRedoing(database)
    return true
  }
  if (progress.redone === null) return false
  const page = await client.execute({
    sql: `${READ} WHERE n > ? ORDER BY n LIMIT ?`,
    args: [numberOf(progress.redone), PAGE],
  })
  const last = page.rows.length < PAGE ? null : numberOf(page.rows.at(-1)?.n)
  await client.batch(
    [
      ...(await indexStatements(database, page.rows)),
      {
        sql: 'UPDATE search_progress SET redone = ? WHERE id = 1 AND version = ? AND redone = ?',
        args: [last, TERMS_VERSION, numberOf(progress.redone)],
      },
    ],
    'write',
  )
  return true
}

/** Has the whole index made anew, from the first record on. */
export async function startRedoing({ client }: Database): Promise<void> {
  await client.execute({
    sql: 'UPDATE search_progress SET version = ?, redone = -1 WHERE id = 1',
    args: [TERMS_VERSION],
  })
}

/**
 * Deleting a row of this index leaves its terms where they are, marked as gone, until they are merged: then they are.
 * Takes about 30 seconds for a million records.
 */
export function mergeIndex(): Statement[] {
  return ["INSERT INTO search (search) VALUES ('optimize')"]
}

/** Indexes rows afresh, unless they have changed since they were read: two statements for all of them. */
async function indexStatements(database: Database, rows: readonly Row[]): Promise<Statement[]> {
  const read = rows.map((row) => ({
    n: numberOf(row.n),
    id: textOf(row.id),
    kind: textOf(row.kind),
    seq: numberOf(row.seq),
    state: textOf(row.state),
    derived: numberOf(row.derived),
  }))
  // What other code derived is indexed when it is derived again: then the terms are those of what is shown.
  const current = read.filter(isCurrent)
  const states = await statesOf(database, current)
  const found = current.flatMap(({ n, state, derived }, i) => {
    const whole = states[i]
    return whole == null ? [] : [{ place: [n, state, derived], document: documentOf(whole) }]
  })
  if (found.length === 0) return []
  const unchanged = 'JOIN record r ON r.n = f.n AND r.state = f.state AND r.derived = f.derived'
  const places = found.map(({ place }) => place)
  const documents = found.map(({ place, document }) => [...place, ...document])
  return [
    {
      sql: `WITH f (n, state, derived) AS (VALUES ${marks(places)})
        DELETE FROM search WHERE rowid IN (SELECT f.n FROM f ${unchanged})`,
      args: places.flat(),
    },
    {
      sql: `WITH f (n, state, derived, ${DOCUMENT}) AS (VALUES ${marks(documents)})
        INSERT INTO search (rowid, ${DOCUMENT})
        SELECT f.n, ${DOCUMENT.split(', ').map((name) => `f.${name}`)} FROM f ${unchanged}`,
      args: documents.flat(),
    },
  ]
}

function marks(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `(${row.map(() => '?').join(',')})`).join(',')
}

function progressTo(size: number): Statement {
  return { sql: 'UPDATE search_progress SET size = ? WHERE id = 1 AND size < ?', args: [size, size] }
}
