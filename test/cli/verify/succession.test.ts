/** A ledger is closed, and another one continues it: whoever trusted the old key is led on, and nobody else's is. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leadsTo } from '../../../web/verify/keys.ts'
import type { Notice } from '../../../worker/cli/monitor/telling/report.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { createSigner } from '../../../worker/ledger/signer.ts'
import { formatSigningKey } from '../../../worker/ledger/vkey.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { openMirror } from '../../../worker/machine/mirror-site.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { type LyingSite, lyingSite } from '../../support/servers/lying-site.ts'

const NOW = new Date()
let home: string
let old: string
let next: string
let watching: string
let site: LyingSite
let machine: Machine
let first: string
let heir: string
/** The last checkpoint before the end. */
let before: string

const opened = (dataDir: string, origin?: string): Promise<Machine> =>
  openMachine({ dataDir, origin, followDelay: 0 })
const enter = ({ services }: Machine, code: string) =>
  services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code, name: `${code}局` })
const noteOf = async ({ services }: Machine): Promise<string> => (await services.log.snapshot()).checkpoint()
const run = (...args: string[]) => runCli([...args, '--json'], { home, now: NOW })
const verify = async (...more: string[]): Promise<VerifyResult> =>
  (await run('verify', ...more)).json() as VerifyResult

async function monitor(): Promise<{ code: number; kinds: string[] }> {
  const { code, out } = await run('monitor', site.address, '--data', watching, '--once')
  const told = out.split('\n').filter((line) => line !== '')
  return { code, kinds: told.map((line) => (JSON.parse(line) as Notice).kind) }
}

beforeAll(async () => {
  home = await newFolder()
  old = await newFolder()
  next = await newFolder()
  watching = await newFolder()
  machine = await opened(old, 'old.example/log')
  site = await lyingSite(machine.services)
  first = machine.services.log.verifierKey
  for (const code of ['water', 'roads']) await enter(machine, code)
  before = await noteOf(machine)
  const key = await formatSigningKey('next.example/log', new Uint8Array(32).fill(9))
  heir = (await createSigner(key)).verifierKey
  await mkdir(next, { recursive: true, mode: 0o700 })
  await writeFile(join(next, 'signing-key'), `${key}\n`, { mode: 0o600 })
  expect(await verify(site.address)).toMatchObject({ ok: true })
  expect((await monitor()).code).toBe(0)
})
afterAll(async () => {
  await site.close()
  await machine.close()
})

describe('a ledger that is closed', () => {
  it('is continued by no ledger before it is closed, and by no ledger of the same name', async () => {
    await machine.close()
    const early = await run('ledger', 'continue', old, '--vkey', first, '--data', next)
    expect([early.code, early.out]).toEqual([1, expect.stringContaining('ledger close')])
    const own = await run('ledger', 'close', first, '--data', old)
    expect([own.code, own.out]).toEqual([1, expect.stringContaining('another name')])
  })

  it('records nothing more, and says where it goes on', async () => {
    const closed = await run('ledger', 'close', heir, '--address', 'https://next.example', '--data', old)
    expect(closed.code, closed.err).toBe(0)
    // Two departments, the last catalogue, the description, the end.
    expect(closed.json()).toMatchObject({ size: 5, successor: heir })
    machine = await opened(old)
    site.services = machine.services
    await expect(enter(machine, 'parks')).rejects.toMatchObject({
      code: 'ledger_frozen',
      words: { en: expect.stringContaining('https://next.example') },
    })
    await machine.services.closeDays()
    expect((await machine.services.log.snapshot()).size).toBe(5)
    const known = await (await fetch(`${site.address}/.well-known/mingzhang.json`)).json()
    expect(known).toMatchObject({ frozen: null, closed: { index: 4, successor: heir } })
    expect(await verify(site.address, '--vkey', first)).toMatchObject({ ok: true, catalogues: 1 })
    expect(await monitor()).toMatchObject({ code: 0, kinds: expect.arrayContaining(['own']) })
  })

  it('is taken in as evidence by the one that continues it, in its first entries', async () => {
    const lie = {
      path: '/api/v1/changes',
      bend: (bytes: Uint8Array) => bytes.map((byte, i) => byte ^ (i === 90 ? 1 : 0)),
    }
    site.lie = lie
    const bent = await run(
      'ledger',
      'continue',
      site.address,
      '--vkey',
      first,
      '--data',
      next,
      '--into',
      await newFolder(),
    )
    expect(bent.code).not.toBe(0)
    site.lie = null
    const taken = await run('ledger', 'continue', site.address, '--vkey', first, '--data', next)
    expect(taken.code, taken.out + taken.err).toBe(0)
    expect(taken.json()).toMatchObject({ ok: true, size: 5, origin: 'old.example/log', verifierKey: heir })
    const again = await run('ledger', 'continue', site.address, '--vkey', first, '--data', next)
    expect([again.code, again.out]).toEqual([1, expect.stringContaining('beginning')])
    expect(await verify(join(next, 'predecessor'), '--vkey', first)).toMatchObject({ ok: true, size: 5 })
    const mirror = await openMirror(join(next, 'predecessor'), () => NOW)
    expect((await mirror.services.reading.entries({ limit: 9 })).items).toHaveLength(5)
    await mirror.close()
  })

  it('leads whoever trusted it to the one that continues it', async () => {
    await machine.close()
    machine = await opened(next)
    await enter(machine, 'trees')
    site.services = machine.services
    for (const place of [site.address, next]) {
      expect(await verify(place, '--vkey', heir)).toMatchObject({ ok: true, size: 3 })
      const led = await verify(place, '--vkey', first)
      expect(led).toMatchObject({ ok: true, verifierKey: heir, origin: 'next.example/log' })
      expect(led.warnings[0]?.en).toContain('continues it')
    }
    // As at the last visit, when the old one stood there.
    expect(await verify(site.address)).toMatchObject({ ok: true, verifierKey: heir })
    expect(await monitor()).toMatchObject({ code: 0, kinds: ['own', 'grown', 'own', 'own'] })
    expect(await monitor()).toMatchObject({ code: 0, kinds: [] })
  })

  it('leads a browser on that remembers it, and none that remembers another end', async () => {
    const source = { keyHistory: () => machine.services.ledgerKeys.history() }
    expect(await leadsTo({ key: first, checkpoint: before }, heir, source)).toBe(true)
    const stranger = await createSigner(await formatSigningKey('old.example/log', new Uint8Array(32).fill(3)))
    expect(await leadsTo({ key: stranger.verifierKey, checkpoint: before }, heir, source)).toBe(false)
    expect(await leadsTo({ key: first, checkpoint: before }, stranger.verifierKey, source)).toBe(false)
  })
})
