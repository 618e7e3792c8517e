import { expect, it } from 'vitest'
import type { DatabaseClient } from '../../worker/store/database.ts'
import { gathering } from '../../worker/store/gathering.ts'
import { freshDatabase } from '../support/ledger/ledger.ts'

async function counted(): Promise<{ client: DatabaseClient; asked: string[] }> {
  const { client } = await freshDatabase()
  const asked: string[] = []
  const noting: DatabaseClient = {
    execute: (statement) => {
      asked.push('execute')
      return client.execute(statement)
    },
    batch: (statements, mode) => {
      asked.push(`batch ${mode} ${statements.length}`)
      return client.batch(statements, mode)
    },
    executeMultiple: (sql) => client.executeMultiple(sql),
    transaction: (mode) => client.transaction(mode),
    close: () => client.close(),
  }
  return { client: gathering(noting), asked }
}

it('sends reads that are asked for together as one batch, each with its own answer', async () => {
  const { client, asked } = await counted()
  const one = async (): Promise<unknown> => (await client.execute('SELECT 1 AS n')).rows[0]?.n
  const [a, b, c] = await Promise.all([
    one(),
    client.execute({ sql: 'SELECT ? AS n', args: ['x'] }),
    client.batch(['SELECT 3 AS n', 'SELECT 4 AS n'], 'read'),
  ])
  expect([a, b?.rows[0]?.n, c?.map(({ rows }) => rows[0]?.n)]).toEqual([1, 'x', [3, 4]])
  expect(asked).toEqual(['batch read 4'])
})

it('lets a statement that cannot be answered spoil no other', async () => {
  const { client } = await counted()
  const [good, bad] = await Promise.allSettled([
    client.execute('SELECT 1 AS n'),
    client.execute('SELECT * FROM nothing_of_that_name'),
  ])
  expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected'])
})

it('sends what writes at once and alone, and never more than a batch takes', async () => {
  const { client, asked } = await counted()
  const reads = Array.from({ length: 130 }, (_, i) => client.execute(`SELECT ${i} AS n`))
  await client.execute('CREATE TABLE beside (n INTEGER)')
  await client.batch(['INSERT INTO beside VALUES (1)'], 'write')
  expect((await Promise.all(reads)).map(({ rows }) => rows[0]?.n)).toEqual([...reads.keys()])
  expect(asked.toSorted()).toEqual([
    'batch read 2',
    'batch read 64',
    'batch read 64',
    'batch write 1',
    'execute',
  ])
})

it('asks no server again that was not reached or did not answer', async () => {
  for (const code of ['SERVER_ERROR', 'HRANA_HTTP_ERROR', undefined]) {
    const asked: number[] = []
    const { client } = await counted()
    const failing = gathering({
      ...client,
      batch: (statements) => {
        asked.push(statements.length)
        return Promise.reject(Object.assign(new Error('no answer'), code === undefined ? {} : { code }))
      },
    })
    const answers = await Promise.allSettled([failing.execute('SELECT 1'), failing.execute('SELECT 2')])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(asked).toEqual([2])
  }
})
