import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { getTableName } from 'drizzle-orm/table'
import { beforeAll, describe, expect, it } from 'vitest'
import { BESIDE_ROWS } from '../../../worker/cli/drill/damages/beside.ts'
import { ROWS } from '../../../worker/cli/drill/damages/rows.ts'
import { edit } from '../../../worker/cli/drill/edit.ts'
import { checkSearch } from '../../../worker/cli/verify/beside/search.ts'
import { LEFT, TABLES } from '../../../worker/cli/verify/beside/tables.ts'
import { Replay } from '../../../worker/cli/verify/replay/replay.ts'
import { openFolder } from '../../../worker/cli/verify/source/folder.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import * as schema from '../../../worker/store/schema/schema.ts'
import { livedFolder } from '../../support/city/lived-city.ts'
import { runCli } from '../../support/cli.ts'
import { copyOf, newFolder } from '../../support/folders.ts'

let lived: string
beforeAll(async () => {
  lived = await livedFolder()
})

async function verify(folder: string): Promise<VerifyResult> {
  return (await runCli(['verify', folder, '--json'], { home: await newFolder() })).json() as VerifyResult
}

describe('what stands beside the entries', () => {
  it('is held against them, and nothing of it is left out unsaid', async () => {
    const { findings, parts, unchecked, ok } = await verify(lived)
    expect(findings).toEqual([])
    expect({ ok, ...parts }).toMatchObject({
      ok: true,
      search: true,
      rules: true,
      digest: true,
      access: true,
    })
    const said = unchecked.map(({ en }) => en).join('\n')
    for (const { tables } of LEFT) for (const table of tables) expect(said).toContain(table)
    // Rows of today, of which no digest is entered yet.
    expect(said).not.toContain('Access log: no digest is entered yet')
  })

  it('has a class for every table, and every table of the schema has one', () => {
    const database = new DatabaseSync(join(lived, 'mingzhang.db'), { readOnly: true })
    const stored = database
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%' OR name = 'search_progress'`,
      )
      .all()
      .map(({ name }) => String(name))
    database.close()
    expect(Object.keys(TABLES).sort()).toEqual(stored.sort())
    const declared = Object.values(schema).flatMap((one) => getTableName(one))
    expect(declared.filter((name) => !Object.hasOwn(TABLES, name))).toEqual([])
  })

  it('has a damage for every table that is held against anything, and words for every other', () => {
    const sql = [...ROWS, ...BESIDE_ROWS].map((one) => one.sql).join('\n')
    const touched = (table: string): boolean =>
      new RegExp(`(UPDATE|DELETE FROM|INSERT INTO) "?${table}"?\\b`).test(sql)
    const left = new Set<string>(LEFT.flatMap(({ tables }) => tables))
    const unclear = Object.entries(TABLES).filter(([table, is]) =>
      is === 'beside' ? !left.has(table) : !touched(table),
    )
    // Whose the ledger is, is the subject of the histories of the drill.
    expect(unclear.map(([table]) => table)).toEqual(['ledger'])
  })

  it('is not called good where it could not be compared, and says so by name', async () => {
    const folder = await copyOf(lived)
    edit(folder, [
      'UPDATE search_progress SET redone = -1',
      `INSERT INTO standing_due (what, key) VALUES ('record', 'dep-x')`,
      `INSERT INTO access (at, day, action, subject, request) VALUES ('2099-01-01T00:00:00.000Z', '2099-01-01', 'export', '', '')`,
    ])
    const { parts, unchecked, ok } = await verify(folder)
    expect({ ok, ...parts }).toMatchObject({ ok: true, search: null, rules: null, digest: true })
    const said = unchecked.map(({ en }) => en).join('\n')
    expect(said).toContain('being made anew')
    expect(said).toContain('not yet of the newest entries')
    expect(said).toContain('no digest is entered yet of the days of the last 1 row')
    edit(folder, [`UPDATE standing_round SET stamp = '[]'; DELETE FROM standing_due`])
    const other = await verify(folder)
    expect(other.unchecked.map(({ en }) => en).join('\n')).toContain('made with other rules')
    expect(other.parts.rules).toBe(null)
  })

  it('takes every so-manieth record of many, from a start that it is given, and says how many', async () => {
    const folder = await copyOf(lived)
    edit(folder, [
      `DELETE FROM search WHERE rowid = (SELECT max(n) FROM record);
        INSERT INTO search (rowid, title) SELECT max(n), '别的' FROM record`,
    ])
    const source = openFolder(folder)
    const replay = new Replay({ showsSealed: true })
    try {
      for (const body of await source.bodies(0, source.committed()?.size ?? 0))
        replay.take(body.index, null, body)
      const n = Number(source.rows('SELECT max(n) AS n FROM record')[0]?.n)
      const every = Math.ceil(replay.records / 100)
      const hit = checkSearch(source, replay, () => n % every, 100)
      expect(hit.findings).toHaveLength(1)
      expect(hit.unchecked.map(({ en }) => en)).toEqual([
        expect.stringContaining(`one record in ${every} were compared`),
      ])
      expect(checkSearch(source, replay, () => (n + 1) % every, 100).findings).toEqual([])
    } finally {
      replay.close()
      source.close()
    }
  })
})
