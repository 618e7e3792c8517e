import { createHash } from 'node:crypto'
import { chmod, copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, it } from 'vitest'
import { openFolder } from '../../../worker/cli/verify/source/folder.ts'
import { type Checked, checkInline, checkInThreads } from '../../../worker/cli/verify/tree/chunks.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { copyOf, copyTo, newFolder } from '../../support/folders.ts'
import { testSigner } from '../../support/ledger/ledger.ts'

let city: string
let home: string

beforeAll(async () => {
  city = await demoFolder()
  home = await newFolder()
})

async function verify(folder: string, ...more: string[]): Promise<VerifyResult & { code: number }> {
  const ran = await runCli(['verify', folder, '--json', ...more], {
    home: more.length > 0 ? home : await newFolder(),
  })
  return { ...(ran.json() as VerifyResult), code: ran.code }
}

async function allOf(checks: AsyncIterable<Checked>): Promise<Checked[]> {
  const all: Checked[] = []
  for await (const one of checks) all.push(one)
  return all
}

/** Edits a copy of the database behind the triggers. */
async function tampered(...statements: string[]): Promise<string> {
  const folder = await copyOf(city)
  const database = new DatabaseSync(join(folder, 'mingzhang.db'))
  const triggers = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${String(name)}"`)
  for (const statement of statements) database.exec(statement)
  // Whoever knows what they do puts the guards back.
  for (const { sql } of triggers) database.exec(String(sql))
  database.close()
  return folder
}

describe('verify on a folder', () => {
  it('holds for a ledger that nobody touched, and says since when it only grew', async () => {
    const first = await verify(city, '--since', join(home, 'state.json'))
    expect(first.findings).toEqual([])
    expect(first).toMatchObject({ code: 0, ok: true, keyFrom: 'served', since: null, first: null })
    // No server has run the rules over it yet, or made its index with the words of this version.
    const { search, rules, ...parts } = first.parts
    expect({ search, rules }).toEqual({ search: null, rules: null })
    expect(Object.values(parts)).toEqual(Array(13).fill(true))
    expect(first.size).toBeGreaterThan(500)
    expect(first.bodies).toBe(first.size - 1)
    const again = await verify(city, '--since', join(home, 'state.json'), '--vkey', first.verifierKey)
    expect(again).toMatchObject({ code: 0, keyFrom: 'given', since: { size: first.size }, warnings: [] })
    const told = await runCli(['verify', city, '--since', join(home, 'state.json')])
    expect(told.out).toContain(`Only grew since the ${first.size} entries`)
  })

  it.each<[string, string, Partial<NonNullable<VerifyResult['first']>>]>([
    [
      'a body',
      `UPDATE body SET content = replace(content, '明川', '暗川') WHERE "index" = 20`,
      { part: 'body', index: 20 },
    ],
    ['a body that is gone', `DELETE FROM body WHERE "index" = 21`, { part: 'body', index: 21 }],
    [
      'a leaf in a full tile',
      `UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '"occurred":"20', '"occurred":"19') AS BLOB) WHERE "index" = 30`,
      { part: 'leaf', index: 30 },
    ],
    [
      'a leaf in an unfinished tile',
      `UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '"occurred":"20', '"occurred":"19') AS BLOB) WHERE "index" = 525`,
      { part: 'leaf', index: 525 },
    ],
    [
      'a leaf hash in a full tile',
      'UPDATE entry SET leaf_hash = zeroblob(32) WHERE "index" = 40',
      { part: 'leaf', index: 40 },
    ],
    [
      'a leaf hash in an unfinished tile',
      'UPDATE entry SET leaf_hash = zeroblob(32) WHERE "index" = 520',
      { part: 'leaf', index: 520 },
    ],
    [
      'a tile',
      'UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND n = 1',
      { part: 'tile', index: 256 },
    ],
    [
      'a hash inside a tile',
      'UPDATE tile SET inner = CAST(substr(inner, 1, 8096) || zeroblob(32) AS BLOB) WHERE level = 0 AND n = 0',
      { part: 'tile', index: 0 },
    ],
    [
      'the root beside a tile',
      'UPDATE tile SET root = zeroblob(32) WHERE level = 0 AND n = 0',
      { part: 'tile', index: 0 },
    ],
    [
      'the last committed root',
      'UPDATE "commit" SET root = zeroblob(32) WHERE size = (SELECT MAX(size) FROM "commit")',
      { part: 'root' },
    ],
    [
      'an earlier committed root',
      'UPDATE "commit" SET root = zeroblob(32) WHERE prev_size = 10',
      { part: 'root', index: 10 },
    ],
    ['a checkpoint', `UPDATE checkpoint SET note = replace(note, '— city', '— cite')`, { part: 'signature' }],
    [
      'a title of a derived row',
      `UPDATE record SET title = '别的' WHERE id = 'dep-mc-edu'`,
      { part: 'record', record: 'dep-mc-edu', field: 'title' },
    ],
    [
      'a state of a derived row',
      `UPDATE record SET state = json_set(state, '$.name', '别的') WHERE id = 'dep-mc-edu'`,
      { part: 'record', record: 'dep-mc-edu', field: 'state/name' },
    ],
    [
      'a derived row that is gone',
      `DELETE FROM record WHERE id = 'dep-mc-edu'`,
      { part: 'record', record: 'dep-mc-edu', field: 'id' },
    ],
    [
      'a link',
      `DELETE FROM link WHERE rowid = (SELECT MIN(rowid) FROM link WHERE source LIKE 'res-%')`,
      { part: 'record', field: 'links' },
    ],
    [
      'a column beside a leaf',
      `UPDATE entry SET department = 'dep-mc-edu' WHERE "index" = 50`,
      { part: 'envelope', index: 50 },
    ],
    [
      'the last entries cut off',
      `DELETE FROM entry WHERE "index" >= 500; DELETE FROM body WHERE "index" >= 500; DELETE FROM tile WHERE level = 0 AND n > 0; DELETE FROM "commit" WHERE size > 500`,
      { part: 'growth' },
    ],
    [
      'an entry missing from the middle',
      'DELETE FROM entry WHERE "index" = 60',
      { part: 'bundle', index: 60 },
    ],
    [
      'a withheld body that is gone',
      `DELETE FROM body WHERE "index" = (SELECT MIN("index") FROM entry WHERE CAST(leaf AS TEXT) LIKE '%"visibility":"sealed"%')`,
      { part: 'body' },
    ],
    [
      'an entry beyond the head',
      `INSERT INTO entry SELECT "index" + 100000, record, seq + 100000, kind, department, leaf, leaf_hash FROM entry WHERE "index" = 20`,
      { part: 'leaf' },
    ],
    [
      'a body of no entry',
      `INSERT INTO body SELECT "index" + 100000, salt, content FROM body WHERE "index" = 20`,
      { part: 'body' },
    ],
    [
      'a link of no record',
      `INSERT INTO link (source, rel, target) VALUES ('dec-0000000000', 'responsibility', 'res-0000000000')`,
      { part: 'record' },
    ],
    [
      'a date of no record',
      `INSERT INTO dated (source, rel, day, until, part) VALUES ('dec-0000000000', 'due', '2030-01-01', NULL, '')`,
      { part: 'record' },
    ],
    [
      'a number of figures',
      'UPDATE tally SET n = n + 1 WHERE rowid = (SELECT MIN(rowid) FROM tally)',
      { part: 'record' },
    ],
    ['all checkpoints gone', 'DELETE FROM checkpoint', { part: 'signature' }],
    ['a foreign table', 'CREATE TABLE shadow (x)', { part: 'schema' }],
    [
      'a guard of another kind',
      'CREATE TRIGGER extra AFTER INSERT ON link BEGIN SELECT 1; END',
      { part: 'schema' },
    ],
  ])('notices %s', async (_, statement, expected) => {
    const result = await verify(await tampered(statement))
    expect({ ...result.first }).toMatchObject(expected)
    expect(result).toMatchObject({ code: 1, ok: false })
  })

  // The city is too small for `verify` to start any.
  it('threads hand on the same bundles in the same order, and notice what is stored wrongly', async () => {
    const folder = openFolder(
      await tampered(
        'UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND n = 1',
        'UPDATE entry SET leaf_hash = zeroblob(32) WHERE "index" = 520',
      ),
    )
    const size = folder.committed()?.size ?? 0
    const [threads, inline] = await Promise.all([
      allOf(checkInThreads(folder.database, size, 2)),
      allOf(checkInline(folder, size)),
    ])
    folder.close()
    const told = ({ n, hashes, root }: Checked) => [n, hashes?.join(), root?.join()]
    expect(threads.map(told)).toEqual(inline.map(told))
    const findings = threads.flatMap((one) => one.findings.map(({ part, index }) => [part, index]))
    expect(findings).toEqual([
      ['tile', 256],
      ['leaf', 520],
    ])
  })

  it('notices each guard that was taken away', async () => {
    const database = new DatabaseSync(join(city, 'mingzhang.db'), { readOnly: true })
    const guards = database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
    database.close()
    expect(guards.length).toBeGreaterThan(5)
    const folder = await copyOf(city)
    const open = new DatabaseSync(join(folder, 'mingzhang.db'))
    for (const { name } of guards) open.exec(`DROP TRIGGER "${String(name)}"`)
    open.close()
    const { findings } = await verify(folder)
    expect(findings.filter(({ part }) => part === 'schema')).toHaveLength(guards.length)
  })

  it('names a time of recording that is still to come', async () => {
    const ran = await runCli(['verify', city, '--json'], {
      home: await newFolder(),
      now: new Date('2020-01-01T00:00:00Z'),
    })
    expect((ran.json() as VerifyResult).first).toMatchObject({ part: 'envelope', index: 0 })
  })

  it('says what it did not look at', async () => {
    const told = await runCli(['verify', city], { home: await newFolder() })
    expect(told.out).toContain('Not checked:')
    expect(told.out).toContain('The search index')
  })

  it('reads a copy that nobody may write to', async () => {
    const folder = await copyOf(city)
    const database = new DatabaseSync(join(folder, 'mingzhang.db'))
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    database.close()
    await chmod(join(folder, 'mingzhang.db'), 0o400)
    await chmod(folder, 0o500)
    try {
      expect(await verify(folder)).toMatchObject({ code: 0, ok: true })
    } finally {
      await chmod(folder, 0o700)
    }
  })

  it('tells folders apart that bear the same origin', async () => {
    const home = await newFolder()
    const folders = await Promise.all(
      ['water', 'roads'].map(async (code) => {
        const dataDir = await newFolder()
        const machine = await openMachine({ dataDir })
        await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
          code,
          name: `${code}局`,
        })
        if (code === 'water')
          await machine.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
            code: 'parks',
            name: '园林局',
          })
        await machine.close()
        return dataDir
      }),
    )
    for (const folder of folders)
      expect(await runCli(['verify', folder], { home })).toMatchObject({ code: 0 })
    // Another ledger in the same place is told, though it may be meant.
    const [one = '', other = ''] = folders
    await rm(one, { recursive: true })
    await copyTo(other, one)
    const again = await runCli(['verify', one], { home })
    expect(again.code).toBe(0)
    expect(again.out).toContain('this folder held another ledger')
  })

  describe('where several folders have a copy of one key', () => {
    /** A ledger of one department, with the key of another folder, or with one of its own. */
    async function ledgerOf(code: string, keyOf: string | null, origin?: string): Promise<string> {
      const dataDir = await newFolder()
      if (keyOf !== null) await copyFile(join(keyOf, 'signing-key'), join(dataDir, 'signing-key'))
      const machine = await openMachine({ dataDir, ...(origin === undefined ? {} : { origin }) })
      const { acts } = machine.services
      for (const one of [code, `${code}-b`])
        await acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code: one, name: `${one}局` })
      await machine.close()
      return dataDir
    }
    const told = async (folder: string, home: string): Promise<VerifyResult> =>
      (await runCli(['verify', folder, '--json'], { home })).json() as VerifyResult
    const replace = async (folder: string, by: string): Promise<void> => {
      await rm(folder, { recursive: true })
      await copyTo(by, folder)
    }

    it('remembers each ledger by its first entry, and says that the key signs another', async () => {
      const home = await newFolder()
      const one = await ledgerOf('water', null)
      const other = await ledgerOf('roads', one)
      expect(await runCli(['verify', one], { home })).toMatchObject({ code: 0 })
      const second = await runCli(['verify', other], { home })
      expect(second.code).toBe(0)
      expect(second.out).toContain('This key also signs 1 other ledger,')
      for (const folder of [one, other]) {
        const again = await told(folder, home)
        expect(again).toMatchObject({ ok: true, since: { size: 2 } })
      }
    })

    it('a first entry that was rewritten where it stood is an alarm, and no other ledger', async () => {
      const home = await newFolder()
      const one = await ledgerOf('water', null)
      const other = await ledgerOf('roads', one)
      expect(await runCli(['verify', one], { home })).toMatchObject({ code: 0 })
      // Known from its own folder, or not: at this place the ledger began otherwise.
      for (const known of [false, true]) {
        if (known) expect(await runCli(['verify', other], { home })).toMatchObject({ code: 0 })
        const folder = await copyOf(one)
        await replace(one, other)
        const found = await told(one, home)
        expect(found).toMatchObject({ ok: false, first: { part: 'growth' } })
        expect(found.evidence).not.toBeNull()
        expect(found.warnings.map(({ en }) => en).join()).toContain('another first entry under the same key')
        await replace(one, folder)
        expect(await runCli(['verify', one], { home })).toMatchObject({ code: 0 })
      }
    })

    it('an origin with a name of its own has one history, wherever it is shown', async () => {
      const home = await newFolder()
      const one = await ledgerOf('water', null, 'water.example/log')
      const other = await ledgerOf('roads', one, 'water.example/log')
      expect(await runCli(['verify', one], { home })).toMatchObject({ code: 0 })
      const found = await told(other, home)
      expect(found).toMatchObject({ ok: false, first: { part: 'growth' } })
      expect(await runCli(['verify', one], { home })).toMatchObject({ code: 0 })
    })

    it('what was remembered by the key alone still counts', async () => {
      const home = await newFolder()
      const one = await ledgerOf('water', null)
      const first = await told(one, home)
      const folder = join(home, '.mingzhang', 'seen')
      const [name = ''] = (await readdir(folder)).filter((file) => /^[0-9a-f]{32}\.json$/.test(file))
      const state = JSON.parse(await readFile(join(folder, name), 'utf8'))
      await rm(join(folder, name))
      const bare = createHash('sha256').update(first.verifierKey).digest('hex').slice(0, 32)
      await writeFile(join(folder, `${bare}.json`), JSON.stringify({ ...state, first: undefined, size: 3 }))
      await writeFile(join(folder, 'places.json'), JSON.stringify({ [one]: first.verifierKey }))
      const shorter = await told(one, home)
      expect(shorter).toMatchObject({ ok: false, first: { part: 'growth' } })
      await writeFile(join(folder, `${bare}.json`), JSON.stringify({ ...state, first: undefined }))
      expect(await runCli(['verify', one], { home })).toMatchObject({ code: 0 })
      // From now on by the first entry as well, and by it alone.
      expect((await readdir(folder)).filter((file) => file === `${bare}.json`)).toEqual([])
      expect((await readdir(folder)).includes(name)).toBe(true)
    })
  })

  it('notices an entry that was rewritten with its hash, tile and commit', async () => {
    const folder = await tampered(
      `UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), '"occurred":"20', '"occurred":"19') AS BLOB) WHERE "index" = 525`,
    )
    const state = join(home, 'other.json')
    const before = await verify(city, '--since', state)
    expect(before.ok).toBe(true)
    const after = await verify(folder, '--since', state)
    expect(after).toMatchObject({ code: 1, ok: false, first: { part: 'leaf', index: 525 } })
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ size: before.size, root: before.root })
  })

  it('keeps both checkpoints when the ledger has become shorter', async () => {
    const state = join(home, 'longer.json')
    const whole = await verify(city, '--since', state)
    const seen = JSON.parse(await readFile(state, 'utf8'))
    await writeFile(state, JSON.stringify({ ...seen, size: whole.size + 5 }))
    const result = await verify(city, '--since', state)
    expect(result).toMatchObject({ code: 1, first: { part: 'growth', index: whole.size } })
    expect(JSON.parse(await readFile(result.evidence ?? '', 'utf8'))).toMatchObject({
      seen: { size: whole.size + 5 },
      served: { size: whole.size },
    })
  })

  it('refuses another key than the one it trusts', async () => {
    const { verifierKey } = await testSigner('city.example/log')
    expect(await verify(city, '--since', join(home, 'none.json'), '--vkey', verifierKey)).toMatchObject({
      code: 1,
      first: { part: 'signature' },
    })
  })

  it('says what is wrong with the command line', async () => {
    expect(await runCli(['verify'])).toMatchObject({ code: 2 })
    expect((await runCli(['verify', '/nowhere/at/all'])).err).toContain('There is no ledger')
    expect((await runCli(['verify', city, '--vkey', 'x'])).code).toBe(2)
    expect((await runCli(['verify', city, '--jsn'])).err).toContain('did you mean --json?')
  })
})
