/**
 * The key of a ledger is changed, and then stolen: the rehearsal of what operators do (`worker/machine/README.md`), and of
 * what those see who followed.
 */
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderOf } from '../../../worker/cli/monitor/folders.ts'
import type { Notice } from '../../../worker/cli/monitor/telling/report.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { copyOf, newFolder } from '../../support/folders.ts'
import { type LyingSite, lyingSite } from '../../support/servers/lying-site.ts'

let folder: string
let home: string
let watching: string
let site: LyingSite
let machine: Machine
let thief: Machine
let first: string

const NOW = new Date()

async function opened(dataDir: string): Promise<Machine> {
  return openMachine({ dataDir, origin: 'ledger.example/log', followDelay: 0 })
}

const enter = ({ services }: Machine, code: string) =>
  services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code, name: `${code}局` })

/** Enters something that no mirror is shown. */
const withheld = ({ services }: Machine) =>
  services.ledger.committer.submit({
    ...{ key: 'withheld', digest: '', actor: LOCAL_OPERATOR, before: new Map(), since: 0 },
    drafts: [
      {
        ...{ kind: 'bench.counted', record: 'ben-withheld', seq: 1, department: null, body: {} },
        ...{ occurred: '2026-01-01', visibility: 'sealed', ground: 'enforcement_file', review: '2036-01-01' },
      },
    ],
  })

async function verify(...more: string[]): Promise<VerifyResult> {
  return (await runCli(['verify', ...more, '--json'], { home })).json() as VerifyResult
}

async function monitor(data = watching): Promise<{ code: number; kinds: string[] }> {
  const args = ['monitor', site.address, '--data', data, '--once', '--json']
  const { code, out } = await runCli(args, { now: NOW })
  const told = out.split('\n').filter((line) => line !== '')
  return { code, kinds: told.map((line) => (JSON.parse(line) as Notice).kind) }
}

/** Runs a command on the folder while nobody serves it, and then serves it again. */
async function stopped(...args: string[]): Promise<unknown> {
  await machine.close()
  const ran = await runCli([...args, '--data', folder, '--json'], { home })
  machine = await opened(folder)
  site.services = machine.services
  expect(ran.code, ran.out).toBe(0)
  return ran.json()
}

beforeAll(async () => {
  folder = await newFolder()
  home = await newFolder()
  watching = await newFolder()
  machine = await opened(folder)
  site = await lyingSite(machine.services)
  first = machine.services.log.verifierKey
  for (const code of ['water', 'roads']) await enter(machine, code)
  expect(await verify(site.address)).toMatchObject({ ok: true, verifierKey: first })
  expect(await monitor()).toMatchObject({ code: 0 })
  await machine.services.ledger.follower.flush()
  // Somebody walks away with the whole folder.
  const stolen = await copyOf(folder)
  await chmod(stolen, 0o700)
  thief = await opened(stolen)
})
afterAll(async () => {
  await site.close()
  await machine.close()
  await thief.close()
})

describe('a key that is changed', () => {
  it('signs beside the old one, which holds for whoever knows that', async () => {
    const { keys } = (await stopped('keys', 'rotate')) as {
      keys: { vkey: string; announced: number | null }[]
    }
    expect(keys.map(({ announced }) => announced !== null)).toEqual([false, true])
    expect((await readFile(join(folder, 'signing-key'), 'utf8')).trim().split('\n')).toHaveLength(2)
    await enter(machine, 'parks')
    const [, second = ''] = keys.map(({ vkey }) => vkey)
    for (const vkey of [second, first]) {
      expect(await verify(site.address, '--vkey', vkey)).toMatchObject({ ok: true, findings: [] })
      expect(await verify(folder, '--vkey', vkey)).toMatchObject({ ok: true, findings: [] })
    }
    expect(await monitor()).toMatchObject({ code: 0, kinds: expect.arrayContaining(['grown', 'own']) })
    const again = await runCli(['keys', 'rotate', '--data', folder], { home })
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('keys')])
    const shown = await runCli(['keys', 'show', '--data', folder], { home })
    expect(shown.out.trim().split('\n')).toEqual([first, second])
  })

  it('is retired as lost, and is followed by whoever trusted it', async () => {
    const bad = await runCli(['keys', 'retire', '--data', folder, '--from', '2026-3-1'], { home })
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('2026-03-01')])
    await stopped('keys', 'retire', '--compromised', '--from', '2026-03-01')
    await enter(machine, 'trees')
    const second = machine.services.log.verifierKey
    expect(second).not.toBe(first)
    const known = (await (await fetch(`${site.address}/.well-known/mingzhang.json`)).json()) as object
    expect(known).toMatchObject({ verifierKey: second, verifierKeys: [second], keyHistory: '/log/keys' })
    // As at the last visit, when there was another key; and by each of the two.
    const remembered = await verify(site.address)
    expect(remembered).toMatchObject({ ok: true, findings: [], verifierKey: first, since: { size: 5 } })
    for (const vkey of [first, second]) {
      expect(await verify(site.address, '--vkey', vkey)).toMatchObject({ ok: true, findings: [] })
      expect(await verify(folder, '--vkey', vkey)).toMatchObject({ ok: true, findings: [] })
    }
    expect(await monitor()).toMatchObject({ code: 0, kinds: expect.arrayContaining(['own']) })
    // Whoever mirrors the ledger only now keeps what leads from the first key to that of today.
    const late = await newFolder()
    await withheld(machine)
    expect(await monitor(late)).toMatchObject({ code: 0 })
    const mirrored = await verify(folderOf(late, site.address), '--vkey', first)
    expect(mirrored.findings).toEqual([])
    expect(mirrored.unchecked.map(({ en }) => en)).toContainEqual(
      expect.stringContaining('a mirror does not hold'),
    )
  })

  it('is noticed when a history of keys is not told, or is not the one of the log', async () => {
    site.lie = { path: '/log/keys', bend: () => 'nonsense' }
    expect(await verify(site.address, '--vkey', first)).toMatchObject({
      ok: false,
      parts: { signature: false },
    })
    const { services } = machine
    const note = await (await services.log.snapshot()).checkpoint()
    const empty = JSON.stringify(
      { format: 'mingzhang-keys@v1', checkpoint: note, entries: [], bridges: [] },
      null,
      2,
    )
    site.lie = { path: '/log/keys', bend: () => `${empty}\n` }
    const hidden = await verify(site.address, '--vkey', services.log.verifierKey)
    expect(hidden.findings.map(({ record }) => record)).toContain('led-self')
    site.lie = null
  })
})

describe('a key that was stolen', () => {
  it('tells nothing to whoever followed: they see another history, or a signature that counts no more', async () => {
    for (const code of ['a1', 'b1', 'c1', 'd1', 'e1', 'f1']) await enter(thief, code)
    site.services = thief.services
    const returning = await verify(site.address)
    expect(returning.ok).toBe(false)
    expect(returning.parts).toMatchObject({ growth: false })
    expect(returning.evidence).not.toBeNull()
    const watched = await monitor()
    expect(watched.code).toBe(1)
    // The monitor has mirrored the retirement: over so many entries that key signs no more.
    expect(watched.kinds).toContain('signature')
    // Who comes for the first time, with the old key alone, has nothing to hold against it: that takes witnesses.
    const newcomer = (
      await runCli(['verify', site.address, '--vkey', first, '--json'], {
        home: await newFolder(),
      })
    ).json()
    expect(newcomer).toMatchObject({ ok: true })
    const { verifierKey } = machine.services.log
    expect(await verify(site.address, '--vkey', verifierKey)).toMatchObject({
      ok: false,
      parts: { signature: false },
    })
    site.services = machine.services
  })
})
