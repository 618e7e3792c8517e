import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../worker/cli/verify/audit.ts'
import { openFolder } from '../../worker/cli/verify/source/folder.ts'
import { type MirrorFolder, openMirrorFolder, type ServedEntry } from '../../worker/machine/mirror.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { newFolder } from '../support/folders.ts'

let city: string
let identity: { origin: string; verifierKey: string }
let note: string
let entries: ServedEntry[]
const opened: MirrorFolder[] = []

beforeAll(async () => {
  city = await demoFolder()
  const source = openFolder(city)
  identity = await source.identity()
  note = (await source.checkpoint()) ?? ''
  entries = (await source.bodies(0, source.committed()?.size ?? 0)).map(({ leaf, salt, content }) => ({
    leaf,
    salt,
    content,
  }))
  source.close()
})
afterAll(() => {
  for (const one of opened) one.close()
})

async function mirrorIn(dir: string): Promise<MirrorFolder> {
  const mirror = await openMirrorFolder(dir, identity, '2026-11-29T00:00:00.000Z')
  opened.push(mirror)
  return mirror
}

function rowsOf(dir: string, sql: string): unknown[] {
  const database = new DatabaseSync(join(dir, 'mingzhang.db'), { readOnly: true })
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

async function findingsOf(dir: string): Promise<unknown[]> {
  const source = openFolder(dir, { hasMark: false })
  try {
    const { findings } = await audit(source, {
      verifierKey: identity.verifierKey,
      seen: null,
      threads: 0,
      replay: true,
      now: null,
      onProgress: () => undefined,
    })
    return findings
  } finally {
    source.close()
  }
}

describe('a mirror', () => {
  it('holds what the ledger holds, derived rows too, whatever portions it came in', async () => {
    const dir = await newFolder()
    const mirror = await mirrorIn(dir)
    let at = 0
    for (const portion of [1, 2, 300, 7, entries.length]) {
      await mirror.append(entries.slice(at, at + portion))
      at += portion
    }
    await mirror.keepNote(entries.length, note)
    expect(mirror.head.size).toBe(entries.length)
    for (const sql of [
      'SELECT "index", record, seq, kind, department, leaf, leaf_hash FROM entry ORDER BY 1',
      'SELECT * FROM tile ORDER BY level, n',
      'SELECT n, id, kind, seq, title, status, state, last_index, due, done, derived FROM record ORDER BY n',
      'SELECT * FROM link ORDER BY 1, 2, 3',
      'SELECT * FROM dated ORDER BY 1, 2, 3, 4',
      'SELECT * FROM document_entry ORDER BY 1, 2',
      'SELECT * FROM erasure ORDER BY 1',
    ])
      expect(rowsOf(dir, sql), sql).toEqual(
        rowsOf(city, sql).filter((row) => (row as { standing?: string }).standing !== 'sealed'),
      )
    // What is withheld from the public is not in it, and a folder audit says which are missing.
    const sealed = rowsOf(city, `SELECT "index" AS i FROM entry WHERE CAST(leaf AS TEXT) LIKE '%"sealed"%'`)
    expect(await findingsOf(dir)).toHaveLength(sealed.length)
  })

  it('drops a body that an erasure names, and derives the record of what is left', async () => {
    const [erased] = rowsOf(city, 'SELECT target, entry FROM erasure') as { target: number; entry: number }[]
    const { target = 0, entry = 0 } = erased ?? {}
    const words = { salt: new Uint8Array(32), content: '{"name":"zqxjwv"}' }
    const dir = await newFolder()
    const mirror = await mirrorIn(dir)
    const served = entries.map((one, i) => (i === target ? { ...one, ...words } : one))
    await mirror.append(served.slice(0, entry))
    await mirror.catchUp()
    expect(rowsOf(dir, `SELECT 1 FROM body WHERE content LIKE '%zqxjwv%'`)).toHaveLength(1)
    await mirror.append(served.slice(entry))
    await mirror.catchUp()
    const sql = 'SELECT id, state, last_index FROM record ORDER BY n'
    expect(rowsOf(dir, sql)).toEqual(rowsOf(city, sql))
    expect(rowsOf(dir, `SELECT 1 FROM body WHERE "index" = ${target}`)).toEqual([])
    expect(await mirror.addBody(target, words), 'never again').toBe(false)
  })

  it('adds a body that came later', async () => {
    const dir = await newFolder()
    const mirror = await mirrorIn(dir)
    const late = 20
    await mirror.append(entries.map((one, i) => (i === late ? { ...one, salt: null, content: null } : one)))
    const { salt, content } = entries[late] ?? {}
    expect(await mirror.addBody(late, { salt: salt ?? new Uint8Array(), content: content ?? '' })).toBe(true)
    expect(rowsOf(dir, `SELECT "index" AS i FROM body WHERE "index" = ${late}`)).toEqual([{ i: late }])
  })

  it('is of one ledger', async () => {
    const dir = await newFolder()
    await mirrorIn(dir)
    const other = { origin: 'other.example/log', verifierKey: 'other' }
    await expect(openMirrorFolder(dir, other, '')).rejects.toMatchObject({ code: 'conflict' })
  })
})
