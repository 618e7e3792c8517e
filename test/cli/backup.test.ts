/** Backups: taken while others write, put back elsewhere, and refused where they would harm. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMachine } from '../../worker/machine/machine.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { type Ran, runCli } from '../support/cli.ts'
import { copyTo, newFolder } from '../support/folders.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'
import { emptyDeployment } from '../support/libsql/deployment.ts'

const DOCUMENT = new TextEncoder().encode('原件（试）')
const DIGEST = createHash('sha256').update(DOCUMENT).digest('hex')

let city: string
let backup: string
let key: string
let taken: Ran

const placeOf = (folder: string): string => join(folder, 'documents', DIGEST.slice(0, 2), DIGEST)
const wordsOf = (ran: Ran): string => (ran.json() as { error: { words: { en: string } } }).error.words.en

beforeAll(async () => {
  city = await demoFolder()
  await mkdir(join(placeOf(city), '..'), { recursive: true, mode: 0o700 })
  await writeFile(placeOf(city), DOCUMENT, { mode: 0o600 })
  await writeFile(join(city, 'witness-policy'), 'quorum none\n', { mode: 0o600 })
  key = join(await newFolder(), 'signing-key')
  await copyFile(join(city, 'signing-key'), key)
  backup = join(await newFolder(), 'backup')
  taken = await runCli(['backup', backup, '--data', city, '--json'])
})

describe('a backup', () => {
  it('holds everything but keys and marks, and its audit holds', async () => {
    expect([taken.code, taken.err]).toEqual([0, ''])
    expect(taken.json()).toMatchObject({ ok: true, findings: [], documents: { held: 1 } })
    const names = (await readdir(backup)).toSorted()
    expect(names).toEqual(['backup.json', 'documents', 'mingzhang.db', 'witness-policy'])
    expect(await readFile(placeOf(backup))).toEqual(Buffer.from(DOCUMENT))
    expect((await stat(backup)).mode & 0o077).toBe(0)
    expect((await stat(join(backup, 'mingzhang.db'))).mode & 0o077).toBe(0)
  })

  it('does not write over what is there, and leaves nothing of a run that was cut short', async () => {
    const again = await runCli(['backup', backup, '--data', city, '--json'])
    expect([again.code, wordsOf(again)]).toEqual([1, expect.stringContaining('not written over')])
    const cut = join(await newFolder(), 'backup')
    await mkdir(`${cut}.part`, { recursive: true })
    await writeFile(join(`${cut}.part`, 'mingzhang.db'), 'half a database')
    expect((await runCli(['backup', cut, '--data', city, '--quick'])).code).toBe(0)
    expect(existsSync(`${cut}.part`)).toBe(false)
  })

  it('names a document whose bytes are not what their digest says', async () => {
    const damaged = await newFolder()
    await copyTo(city, damaged)
    await writeFile(placeOf(damaged), 'other bytes')
    const ran = await runCli(['backup', join(await newFolder(), 'b'), '--data', damaged, '--quick', '--json'])
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining(DIGEST)])
  })

  it('taken while others write is of one moment, and whatever was acknowledged before it is in it', async () => {
    const busy = await newFolder()
    await copyTo(city, busy)
    const { services, close } = await openMachine({ dataDir: busy })
    let stop = false
    let acknowledged = 0
    const writing = (async () => {
      for (let i = 0; !stop; i++) {
        await services.acts.open({ actor: OPERATOR }, 'department', null, {
          code: `b${i}`,
          name: `试验局${i}`,
        })
        acknowledged = (await services.log.snapshot()).size
      }
    })()
    try {
      while (acknowledged === 0) await setTimeout(1)
      const before = acknowledged
      const ran = await runCli(['backup', join(await newFolder(), 'b'), '--data', busy, '--json'])
      const { ok, size, findings } = ran.json() as { ok: boolean; size: number; findings: unknown[] }
      expect({ ok, findings }).toEqual({ ok: true, findings: [] })
      expect(size).toBeGreaterThanOrEqual(before)
    } finally {
      stop = true
      await writing
      await close()
    }
  })
})

describe('put back', () => {
  it('needs the key of the ledger, which is in no backup', async () => {
    const data = join(await newFolder(), 'data')
    const without = await runCli(['restore', '--from', backup, '--data', data, '--json'])
    expect([without.code, wordsOf(without)]).toEqual([1, expect.stringContaining(join(data, 'signing-key'))])
    const other = await runCli(['keys', 'new', '--origin', 'elsewhere.example/log'])
    const env = { SIGNING_KEY: other.out }
    const wrong = await runCli(['restore', '--from', backup, '--data', data, '--json'], { env })
    expect([wrong.code, wordsOf(wrong)]).toEqual([1, expect.stringContaining('elsewhere.example')])
    expect(existsSync(join(data, 'mingzhang.db'))).toBe(false)
  })

  it('it is the same ledger, and signs on when its operator has said that it is the whole', async () => {
    const data = join(await newFolder(), 'data')
    const env = { SIGNING_KEY_FILE: key, STATE_DIR: await newFolder() }
    const ran = await runCli(['restore', '--from', backup, '--data', data, '--json'], { env })
    const { size } = taken.json() as { size: number }
    expect([ran.code, ran.json()]).toEqual([
      1,
      { size, frozen: expect.objectContaining({ code: 'mark_missing' }) },
    ])
    const accepted = await runCli(['restore', '--data', data, '--accept', String(size)], { env })
    expect(accepted.code).toBe(0)
    const verified = await runCli(['verify', data], { home: await newFolder() })
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('全部成立')])
    expect(await readFile(placeOf(data))).toEqual(Buffer.from(DOCUMENT))
    const { services, close } = await openMachine({ dataDir: data })
    await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'after', name: '恢复后试验局' })
    expect((await services.log.snapshot()).size).toBe(size + 1)
    await close()
  })

  it('where more was signed than the backup holds, nothing is signed over it', async () => {
    const data = join(await newFolder(), 'data')
    const state = await newFolder()
    const grown = await newFolder()
    await copyTo(city, grown)
    const { services, close } = await openMachine({ dataDir: grown, stateDir: state })
    await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'later', name: '后来的局' })
    await close()
    const env = { SIGNING_KEY_FILE: key, STATE_DIR: state }
    const ran = await runCli(['restore', '--from', backup, '--data', data, '--json'], { env })
    expect([ran.code, ran.json()]).toEqual([1, expect.objectContaining({ frozen: expect.anything() })])
    const { size } = taken.json() as { size: number }
    expect((await runCli(['restore', '--data', data, '--accept', String(size)], { env })).code).toBe(2)
  })

  it('is refused over a ledger, from a folder that is no backup, and from an altered one', async () => {
    const env = { SIGNING_KEY_FILE: key }
    const over = await runCli(['restore', '--from', backup, '--data', city, '--json'], { env })
    expect([over.code, wordsOf(over)]).toEqual([1, expect.stringContaining('not written over')])
    const none = await runCli(['restore', '--from', city, '--data', join(backup, 'x'), '--json'], { env })
    expect([none.code, wordsOf(none)]).toEqual([1, expect.stringContaining('no whole backup')])
    const altered = await newFolder()
    await rm(altered, { recursive: true })
    await copyTo(backup, altered)
    const database = join(altered, 'mingzhang.db')
    const bytes = await readFile(database)
    const at = bytes.indexOf(Buffer.from('"kind":"decision.'))
    bytes[at + 8] = (bytes[at + 8] ?? 0) ^ 1
    await writeFile(database, bytes)
    const data = join(await newFolder(), 'data')
    const ran = await runCli(['restore', '--from', altered, '--data', data, '--json'], { env })
    expect([ran.code, ran.json()]).toEqual([1, { restored: false, findings: expect.anything() }])
    expect(existsSync(join(data, 'mingzhang.db'))).toBe(false)
    await truncate(join(altered, 'backup.json'), 10)
    const cut = await runCli(['restore', '--from', altered, '--data', data, '--json'], { env })
    expect([cut.code, wordsOf(cut)]).toEqual([1, expect.stringContaining('cannot be read')])
  })
})

describe('a ledger on a server', () => {
  const deployment = emptyDeployment()
  afterAll(async () => (await deployment).close())

  it('gets a backup of a folder, and gives one', async () => {
    const { url, env } = await deployment
    const moved = { ...env, SIGNING_KEY_FILE: key, DOCUMENTS_DIR: await newFolder() }
    const ran = await runCli(['restore', '--from', backup, '--libsql', url, '--json'], { env: moved })
    const { size } = taken.json() as { size: number }
    expect([ran.code, ran.json()]).toEqual([0, { size, frozen: null }])
    const verified = await runCli(['verify', '--libsql', url], { env: moved, home: await newFolder() })
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('全部成立')])
    const again = await runCli(['restore', '--from', backup, '--libsql', url, '--json'], { env: moved })
    expect([again.code, wordsOf(again)]).toEqual([1, expect.stringContaining('not empty')])
    const back = await runCli(['backup', join(await newFolder(), 'b'), '--libsql', url, '--json'], {
      env: moved,
    })
    expect(back.json()).toMatchObject({ ok: true, size, documents: { held: 1 } })
  })
})
