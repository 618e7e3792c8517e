/** A database file is the same database on this thread, on a thread of its own, and through the client of libSQL. */
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { LibsqlError } from '@libsql/core/api'
import { afterEach, describe, expect, it } from 'vitest'
import type { Database, Statement } from '../../../worker/store/database.ts'
import { openFileDatabase } from '../../../worker/store/file-database.ts'
import { failureOf } from '../../../worker/store/log/outcome.ts'
import { temporaryFolder } from '../../support/ledger/ledger.ts'

const opened: Database[] = []
async function openAt(path: string, threaded: boolean, wide = false): Promise<Database> {
  const database = await openFileDatabase(path, { threaded, wide })
  opened.push(database)
  return database
}

afterEach(async () => {
  for (const { client } of opened.splice(0)) await client.close()
})

const put = (id: unknown, text: unknown, bytes: unknown = null): Statement => ({
  sql: 'INSERT INTO t (id, text, bytes) VALUES (?, ?, ?)',
  args: [id, text, bytes] as never,
})

/** What is asked one after the other: a statement, several statements in one text, or a batch. */
type Step = Statement | { text: string } | { batch: Statement[]; mode: 'read' | 'write' }

const STEPS: readonly Step[] = [
  {
    text: 'CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT UNIQUE, bytes BLOB); CREATE TABLE u (id INTEGER);',
  },
  put(1, '一'),
  put(2, 'two', new Uint8Array([1, 2, 3])),
  put(3, '一'),
  'SELECT id, text, bytes FROM t ORDER BY id',
  { batch: [put(4, 'four'), put(5, 'two'), put(6, 'six')], mode: 'write' },
  'SELECT count(*) AS n FROM t',
  { batch: [put(4, 'four'), 'UPDATE t SET text = text', 'SELECT max(id) FROM t'], mode: 'write' },
  { batch: ['SELECT 1 AS one, 2 AS one', put(9, 'nine')], mode: 'read' },
  'INSERT INTO t (id, text) VALUES (10, NULL) RETURNING id, text',
  { sql: 'SELECT id FROM t WHERE text = :text', args: { text: 'two' } },
  put(11, undefined),
  put(11, Number.NaN),
  put(11, true),
  put(12, 1.5),
  'SELECT 1 FROM nowhere',
  'DELETE FROM t WHERE id > 100',
  'ALTER TABLE u ADD COLUMN name TEXT',
  'SELECT * FROM u',
  'INSERT INTO u VALUES (1, NULL)',
  'SELECT * FROM u',
  { text: 'BEGIN; INSERT INTO u VALUES (2, NULL);' },
  'SELECT count(*) FROM u',
  'PRAGMA user_version',
  { sql: 'SELECT zeroblob(?) AS b', args: [70_000] },
]

/** All answers, with each error as what is known of it. */
async function answersOf({ client }: Pick<Database, 'client'>, steps = STEPS): Promise<unknown[]> {
  const found: unknown[] = []
  for (const step of steps) {
    try {
      if (typeof step === 'string' || 'sql' in step) found.push(plain(await client.execute(step)))
      else if ('text' in step) found.push(await client.executeMultiple(step.text))
      else found.push((await client.batch(step.batch, step.mode)).map(plain))
    } catch (error) {
      found.push(
        error instanceof LibsqlError
          ? {
              name: error.name,
              code: error.code,
              extended: error.extendedCode,
              raw: error.rawCode,
              at: 'statementIndex' in error ? error.statementIndex : null,
              says: /[A-Z]+ constraint failed: \S+|no such table: \S+/.exec(error.message)?.[0] ?? null,
              failure: failureOf(error),
            }
          : { failure: failureOf(error) },
      )
    }
  }
  return found
}

const plain = ({ rows, rowsAffected }: { rows: readonly object[]; rowsAffected: number }) => ({
  rows: rows.map((row) => Object.entries(row)),
  rowsAffected,
})

describe('answers and errors', () => {
  it.each([false, true])('are those of the client of libSQL (on a thread: %s)', async (threaded) => {
    const folder = temporaryFolder()
    const theirs = createClient({ url: `file:${join(folder, 'theirs.db')}`, concurrency: 1 })
    const expected = await answersOf({ client: theirs as unknown as Database['client'] })
    theirs.close()
    const ours = await openAt(join(folder, 'ours.db'), threaded)
    expect(await answersOf(ours)).toEqual(expected)
  })

  it.each([false, true])(
    'hold integers of 64 bits where it is opened wide (on a thread: %s)',
    async (threaded) => {
      const { client } = await openAt(join(temporaryFolder(), 'wide.db'), threaded, true)
      const { rows } = await client.execute({ sql: 'SELECT ? AS n', args: [9007199254740993n] })
      expect(rows).toEqual([{ n: 9007199254740993n }])
    },
  )
})

describe('a kept statement', () => {
  it.each([false, true])('meets what another connection has changed (on a thread: %s)', async (threaded) => {
    const path = join(temporaryFolder(), 'shared.db')
    const [one, other] = [await openAt(path, threaded), await openAt(path, false)]
    await one.client.executeMultiple('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT);')
    const read = 'SELECT id, text FROM t ORDER BY id'
    expect((await one.client.execute(read)).rows).toEqual([])
    await other.client.execute({ sql: 'INSERT INTO t (id, text) VALUES (?, ?)', args: [1, 'a'] })
    expect((await one.client.execute(read)).rows).toEqual([{ id: 1, text: 'a' }])
    await other.client.executeMultiple('DROP TABLE t; CREATE TABLE t (text TEXT, id INTEGER);')
    await other.client.execute("INSERT INTO t (id, text) VALUES (2, 'b')")
    expect((await one.client.execute(read)).rows).toEqual([{ id: 2, text: 'b' }])
    expect((await one.client.execute('SELECT * FROM t')).rows).toEqual([{ text: 'b', id: 2 }])
  })

  it('does not keep a moment of the database open', async () => {
    const path = join(temporaryFolder(), 'moment.db')
    const [one, other] = [await openAt(path, true), await openAt(path, false)]
    await one.client.executeMultiple('CREATE TABLE t (id INTEGER PRIMARY KEY);')
    await one.client.execute('SELECT id FROM t')
    await other.client.execute('INSERT INTO t VALUES (1)')
    await expect(one.client.execute('INSERT INTO t VALUES (1)')).rejects.toThrow('UNIQUE')
    // The log can be emptied only where nobody reads an earlier state.
    expect([await one.scrub?.(), await other.scrub?.()]).toEqual([true, true])
  })
})

describe('a thread', () => {
  it('does what is asked in its order, whatever else is asked in the same turn', async () => {
    const { client } = await openAt(join(temporaryFolder(), 'order.db'), true)
    await client.executeMultiple('CREATE TABLE t (id INTEGER PRIMARY KEY);')
    const counts = Array.from({ length: 40 }, async (_, i) => {
      void client.execute({ sql: 'INSERT INTO t VALUES (?)', args: [i] })
      const { rows } = await client.execute('SELECT count(*) AS n FROM t')
      return rows[0]?.n
    })
    expect(await Promise.all(counts)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  })

  it('tells of a file that cannot be opened', async () => {
    await expect(
      openFileDatabase(join(temporaryFolder(), 'no', 'such.db'), { threaded: true }),
    ).rejects.toThrow()
  })

  it('refuses whatever is asked after it was closed, and ends once all before is done', async () => {
    const path = join(temporaryFolder(), 'closed.db')
    const { client } = await openFileDatabase(path, { threaded: true })
    const made = client.executeMultiple('CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (1);')
    await client.close()
    await made
    await expect(client.execute('SELECT 1')).rejects.toMatchObject({ code: 'CLIENT_CLOSED' })
    const again = await openAt(path, false)
    expect((await again.client.execute('SELECT id FROM t')).rows).toEqual([{ id: 1 }])
  })
})
