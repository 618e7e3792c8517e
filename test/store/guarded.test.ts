/** Ledgers of any age open: a migration that changes what a trigger guards takes the guard away, and puts it back. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createClient } from '@libsql/client'
import { expect, it } from 'vitest'
import { statementsOf } from '../../worker/store/migrate.ts'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))
const migrations = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .map((name) => ({ name, statements: statementsOf(readFileSync(folder + name, 'utf8')) }))

const GUARD = /^(CREATE|DROP) TRIGGER (?:IF (?:NOT )?EXISTS )?[`"]?(\w+)_no_(update|delete)\b/
const CHANGE = /^(?:(UPDATE)(?: OR \w+)?|(DELETE) FROM) [`"]?(\w+)/

/** A statement without the comments before it. */
const bare = (statement: string): string => statement.replace(/^(?:--.*\n|\s)+/, '')

/** Changes of tables whose guard stands at that moment; guards of them, once all migrations have run. */
function played(): { refused: string[]; standing: Set<string> } {
  const standing = new Set<string>()
  const refused: string[] = []
  for (const { name, statements } of migrations)
    for (const statement of statements.map(bare)) {
      const [, made, table, what] = GUARD.exec(statement) ?? []
      if (made === 'CREATE') standing.add(`${table} ${what}`)
      if (made === 'DROP') standing.delete(`${table} ${what}`)
      const [, update, remove, changed] = CHANGE.exec(statement) ?? []
      const verb = update ? 'update' : remove ? 'delete' : ''
      if (standing.has(`${changed} ${verb}`)) refused.push(`${name}: ${statement.slice(0, 60)}`)
    }
  return { refused, standing }
}

it('no migration changes what is guarded at that moment, but what its guard lets through', () => {
  const { refused, standing } = played()
  // Its guard lets exactly these through: digests of what was erased.
  expect(refused).toEqual([
    expect.stringMatching(/^0012_forget_submissions\.sql: UPDATE submission SET digest/),
  ])
  expect([...standing]).toEqual(
    expect.arrayContaining([
      'entry update',
      'entry delete',
      'tile update',
      'commit update',
      'submission update',
    ]),
  )
})

it('a ledger with a withheld entry and the digest of its request gets over them all', async () => {
  const client = createClient({ url: ':memory:' })
  const leaf = new TextEncoder().encode('{"visibility":"sealed"}')
  const at = migrations.findIndex(({ name }) => name.startsWith('0019'))
  expect(at).toBeGreaterThan(0)
  const run = async (some: typeof migrations): Promise<void> => {
    for (const { statements } of some) await client.batch(statements, 'write')
  }
  await run(migrations.slice(0, at))
  await client.execute({
    sql: `INSERT INTO entry ("index", record, seq, kind, department, leaf, leaf_hash) VALUES (0, 'dep-a', 1, 'x', NULL, ?, ?)`,
    args: [leaf, new Uint8Array(32)],
  })
  await client.execute(
    `INSERT INTO submission (key, first, count, digest) VALUES ('a b', 0, 1, 'of the request')`,
  )
  await run(migrations.slice(at))
  expect((await client.execute('SELECT digest FROM submission')).rows).toMatchObject([{ digest: '' }])
  await expect(client.execute(`UPDATE submission SET digest = 'another'`)).rejects.toThrow('append-only')
  client.close()
})
