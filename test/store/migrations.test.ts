/** What is generated from the tables of the code is what is there: the next migration proposes nothing that is done. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type DrizzleSQLiteSnapshotJSON,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import * as schema from '../../worker/store/schema/schema.ts'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))
const tags = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.replace(/\.sql$/, ''))
  .sort()
const snapshotOf = (tag: string): DrizzleSQLiteSnapshotJSON =>
  JSON.parse(readFileSync(`${folder}meta/${tag.slice(0, 4)}_snapshot.json`, 'utf8'))
const newest = snapshotOf(tags.at(-1) ?? '')
const proposed = async (tables: Record<string, unknown>): Promise<string[]> =>
  generateSQLiteMigration(newest, await generateSQLiteDrizzleJson(tables))

describe('migrations', () => {
  it('leave the tables that the code declares: nothing is left to be generated', async () => {
    expect(await proposed(schema)).toEqual([])
  })

  it('would be asked for where a table has none', async () => {
    const more = { ...schema, later: sqliteTable('later', { id: text('id') }) }
    expect(await proposed(more)).toEqual([expect.stringContaining('CREATE TABLE `later`')])
  })

  it('each have their place in the journal, and a snapshot after that of the one before', () => {
    const { entries } = JSON.parse(readFileSync(`${folder}meta/_journal.json`, 'utf8'))
    expect(entries.map(({ idx, tag }: { idx: number; tag: string }) => [idx, tag])).toEqual(
      tags.map((tag, i) => [i, tag]),
    )
    const snapshots = tags.map(snapshotOf)
    expect(snapshots.slice(1).map(({ prevId }) => prevId)).toEqual(snapshots.slice(0, -1).map(({ id }) => id))
  })
})
