import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { copyAtRest, settle } from '../../worker/machine/backup/settled.ts'
import { openFileDatabase } from '../../worker/store/file-database.ts'
import { newFolder } from '../support/folders.ts'

it('a folder whose database was closed and still has its log is copied whole, without that log', async () => {
  const from = await newFolder()
  const { client } = await openFileDatabase(join(from, 'one.db'))
  await client.executeMultiple('CREATE TABLE kept (n INTEGER)')
  for (let n = 0; n < 100; n++) await client.execute({ sql: 'INSERT INTO kept VALUES (?)', args: [n] })
  await client.close()
  expect(existsSync(join(from, 'one.db-wal')), 'the log of a closed connection').toBe(true)

  await settle(from)
  const to = join(await newFolder(), 'copy')
  await copyAtRest(from, to)
  expect(readdirSync(to)).toEqual(['one.db'])
  const copy = new DatabaseSync(join(to, 'one.db'), { readOnly: true })
  expect(copy.prepare('SELECT COUNT(*) AS n FROM kept').get()).toEqual({ n: 100 })
  copy.close()
})
