import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Comparison } from '../../../worker/cli/monitor/against.ts'
import { folderOf } from '../../../worker/cli/monitor/folders.ts'
import type { Notice } from '../../../worker/cli/monitor/telling/report.ts'
import { openFolder } from '../../../worker/cli/verify/source/folder.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { copyOf, newFolder } from '../../support/folders.ts'
import { SECOND } from '../../support/ledger/ledger.ts'
import { signerNamed } from '../../support/ledger/signers.ts'
import { inText, type Lie, type LyingSite, lyingSite } from '../../support/servers/lying-site.ts'

const NOW = new Date()
const opened: { close(): Promise<void> }[] = []
let machine: Machine
let site: LyingSite
/** A monitor that has mirrored the city. */
let followed: string
let size: number

async function machineIn(dataDir: string): Promise<Machine> {
  const one = await openMachine({ dataDir })
  opened.push(one)
  return one
}

async function monitor(
  data: string,
  ...more: string[]
): Promise<{ code: number; err: string; told: Notice[] }> {
  const ran = await runCli(['monitor', site.address, '--data', data, '--once', '--json', ...more], {
    now: NOW,
  })
  const told = ran.out
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Notice => JSON.parse(line))
  return { code: ran.code, err: ran.err, told }
}

const kinds = ({ told }: { told: Notice[] }): string[] => [...new Set(told.map(({ kind }) => kind))]
const mirrorOf = (data: string): string => folderOf(data, site.address)

const open = (one: Machine, code: string) =>
  one.services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, { code, name: `${code}局` })

beforeAll(async () => {
  machine = await machineIn(await demoFolder())
  site = await lyingSite(machine.services)
  followed = await newFolder()
  const { code, told } = await monitor(followed)
  expect(code, JSON.stringify(told)).toBe(0)
  size = (await machine.services.log.snapshot()).size
})
afterAll(async () => {
  await site.close()
  for (const one of opened) await one.close()
})

describe('mingzhang monitor', () => {
  it('mirrors a ledger, says what it was, and has nothing to say the second time', async () => {
    const data = await newFolder()
    const first = await monitor(data)
    expect(first.code).toBe(0)
    expect(kinds(first)).toEqual(['grown', 'erased'])
    const own = openFolder(mirrorOf(data), { hasMark: false })
    expect(own.committed()?.size).toBe(size)
    expect(await own.checkpoint()).toContain(`\n${size}\n`)
    own.close()
    expect(await monitor(data)).toMatchObject({ code: 0, told: [] })
    expect(readFileSync(join(mirrorOf(data), 'alarms.atom'), 'utf8')).toContain('lawfully erased')
  })

  it.each<[string, Lie, string]>([
    [
      'another body',
      { path: '/api/v1/changes', bend: inText(/("content":"[^"]*?\\"name\\":\\")明川/, '$1暗川') },
      'body',
    ],
    [
      'no body',
      { path: '/api/v1/changes', bend: inText(/"content":"[^"\\]*(\\.[^"\\]*)*"/, '"content":null') },
      'withdrawn',
    ],
    [
      'another record',
      { path: '/api/v1/', bend: inText(/"seq":(\d+),"title":"/g, '"seq":$1,"title":"不') },
      'record',
    ],
    ['another signature', { path: '/log/checkpoint', bend: inText(/\n(\d+)\n/, '\n5\n') }, 'signature'],
    [
      'other leaves',
      {
        path: '/log/tile/entries/000',
        bend: (bytes) => bytes.map((byte, i) => (i === 900 ? byte ^ 1 : byte)),
      },
      'leaf',
    ],
    [
      'other hashes',
      { path: '/log/tile/0/000', bend: (bytes) => bytes.map((byte, i) => (i === 900 ? byte ^ 1 : byte)) },
      'tile',
    ],
    [
      'another key',
      {
        path: '/.well-known',
        bend: inText(/"verifierKey":"[^"]*"/, '"verifierKey":"city.example/log+00000000+AA"'),
      },
      'key',
    ],
  ])('raises an alarm for %s', async (_, told, kind) => {
    const data = await copyOf(followed)
    site.lie = told
    const round = await monitor(data)
    site.lie = null
    expect(round.code).toBe(1)
    expect(kinds(round)).toContain(kind)
    // Once; but the exit code says so as long as it is so.
    site.lie = told
    const again = await monitor(data)
    site.lie = null
    expect(again.code).toBe(1)
    // A sample of records finds others each time.
    if (kind !== 'record') expect(kinds(again)).not.toContain(kind)
  })

  it('runs watched rules over the mirror, and tells each finding once', async () => {
    const data = await newFolder()
    const first = await monitor(data, '--rules', 'C')
    expect(first.code).toBe(0)
    const findings = first.told.filter(({ kind }) => kind === 'finding')
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.every(({ alarm, words }) => !alarm && words.en.startsWith('Rule C'))).toBe(true)
    expect(await monitor(data, '--rules', 'C')).toMatchObject({ code: 0, told: [] })
    // What is erased one day must not stay in the memory of a monitor: it names records by their ids.
    const kept = readFileSync(join(mirrorOf(data), 'alarms.atom'), 'utf8') + JSON.stringify(first.told)
    const records = (
      await Promise.all(findings.map(({ record }) => machine.services.reading.record(record ?? '')))
    ).flatMap((one) => one ?? [])
    expect(records.length).toBeGreaterThan(0)
    for (const { title } of records) expect(kept).not.toContain(title)
    expect((await runCli(['monitor', site.address, '--once', '--rules', 'nonsense'])).code).toBe(2)
  })

  it('goes on where it stopped when the log breaks off in the middle', async () => {
    const data = await newFolder()
    site.lie = { path: '/log/tile/entries/001', bend: () => new Uint8Array(1) }
    const broken = await monitor(data)
    site.lie = null
    expect(kinds(broken)).toContain('leaf')
    const whole = await monitor(data)
    expect(whole.code).toBe(0)
    expect(whole.told.find(({ kind }) => kind === 'grown')?.words.en).toContain(`${size} in all`)
  })

  it('tells of what is watched, of erasures, and a webhook of both', async () => {
    const taken: Notice[] = []
    const hook = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        taken.push(JSON.parse(body))
        response.end()
      })
    })
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', () => resolve()))
    const address = hook.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    const other = await machineIn(await demoFolder())
    site.services = other.services
    await open(other, 'heritage')
    const erased = 20
    await other.services.erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, erased, {
      ground: 'law',
      authority: '明川市人民法院',
      reason: '判决',
    })
    const data = await copyOf(followed)
    const round = await monitor(data, '--watch', 'dep-heritage', '--notify', url)
    site.services = machine.services
    hook.close()
    expect(round.code).toBe(0)
    expect(kinds(round)).toEqual(['grown', 'watched', 'erased'])
    expect(taken).toEqual(round.told)
    const own = openFolder(mirrorOf(data), { hasMark: false })
    expect((await own.bodies(erased, 1))[0]).toMatchObject({ content: null })
    own.close()
  })

  it('accuses nobody of a body that was erased while it looked, and does of one that never was', async () => {
    const other = await machineIn(await demoFolder())
    const data = await copyOf(followed)
    const note = await other.services.log.checkpointAt(size)
    const erased = 20
    const fields = { ground: 'law', authority: '明川市人民法院', reason: '判决' }
    await other.services.erasures.erase({ actor: LOCAL_OPERATOR, approver: SECOND }, erased, fields)
    site.services = other.services
    // The checkpoint of before the erasure, and all else as of after it.
    site.lie = { path: '/log/checkpoint', bend: () => note }
    const during = await monitor(data)
    expect(during).toMatchObject({ code: 0, told: [] })
    // For ever is too long: the second time it is told.
    const after = await monitor(data)
    site.lie = null
    expect(kinds(after)).toContain('withdrawn')
    expect(kinds(await monitor(data))).toEqual(['grown', 'erased'])
    site.services = machine.services
  })

  it('keeps both signed notes when the histories part, and goes on with the one that it has', async () => {
    const [one, two] = [await machineIn(await demoFolder()), await machineIn(await demoFolder())]
    const data = await copyOf(followed)
    await open(one, 'left')
    await open(two, 'right')
    await open(two, 'right-2')
    site.services = one.services
    expect((await monitor(data)).code).toBe(0)
    site.services = two.services
    const parted = await monitor(data)
    site.services = machine.services
    const alarm = parted.told.find(({ kind }) => kind === 'forked')
    expect(alarm).toMatchObject({ alarm: true, index: size })
    const kept = JSON.parse(readFileSync(alarm?.evidence ?? '', 'utf8'))
    expect(kept.seen.checkpoint).toContain(`\n${size + 1}\n`)
    expect(kept.served.checkpoint).toContain(`\n${size + 2}\n`)
    // The old checkpoint of the same history is told apart from that.
    expect(kinds(await monitor(data))).toContain('shorter')
  })

  it('compares what two of them saw', async () => {
    const [one, two] = [await machineIn(await demoFolder()), await machineIn(await demoFolder())]
    const [a, b] = [await copyOf(followed), await copyOf(followed)]
    const compare = async (): Promise<[number, Comparison[]]> => {
      const ran = await runCli(['monitor', 'compare', a, b, '--json'], { now: NOW })
      return [ran.code, ran.json() as Comparison[]]
    }
    expect(await compare()).toMatchObject([0, [{ partings: [], compared: 2, beyond: 0 }]])
    await open(one, 'left')
    await open(two, 'right')
    site.services = one.services
    await monitor(a)
    expect(await compare()).toMatchObject([0, [{ partings: [], compared: 2, beyond: 1 }]])
    site.services = two.services
    await monitor(b)
    site.services = machine.services
    const [code, [found]] = await compare()
    expect(code).toBe(1)
    expect(found?.partings).toHaveLength(2)
    for (const { note, other } of found?.partings ?? []) {
      expect(note).not.toBe(other)
      for (const text of [note, other]) expect(text).toContain(`\n${size + 1}\n`)
    }
    const told = await runCli(['monitor', 'compare', mirrorOf(a), b], { now: NOW })
    expect(told.out).toContain('is not of the history')
    expect((await runCli(['monitor', 'compare', a, await newFolder()])).code).toBe(2)
  })

  it('says that it was not there itself, and which of two has stopped to follow', async () => {
    const [a, b] = [await copyOf(followed), await copyOf(followed)]
    const later = new Date(NOW.getTime() + 90 * 60_000)
    const round = (...more: string[]) =>
      runCli(['monitor', site.address, '--data', a, '--once', '--json', ...more], { now: later })
    const compare = (...more: string[]) => runCli(['monitor', 'compare', a, b, ...more], { now: later })
    // Nobody has looked for an hour and a half.
    const both = await compare('--json')
    expect([both.code, both.json()]).toMatchObject([1, [{ partings: [], late: [{}, {}] }]])
    expect((await compare('--within', '91')).code).toBe(0)
    const told = await round()
    expect(told.code).toBe(1)
    expect(told.out).toContain('"kind":"late"')
    expect(told.out).toContain(NOW.toISOString())
    // Back again it says nothing, and the other is the one that is late.
    expect(await round()).toMatchObject({ code: 0, out: '' })
    const one = await compare()
    expect(one.code).toBe(1)
    expect(one.out).toContain(`${mirrorOf(b)} has not followed the ledger since ${NOW.toISOString()}`)
    expect(one.out).not.toContain(`${mirrorOf(a)} has not`)
    expect((await round('--within', 'soon')).code).toBe(2)
  })

  it('says when a round does not come to the end of the ledger, as long as it goes on', async () => {
    const data = await copyOf(followed)
    site.lie = { path: '/log/checkpoint', bend: () => 'nothing signed' }
    const at = (minutes: number) =>
      runCli(['monitor', site.address, '--data', data, '--once', '--json'], {
        now: new Date(NOW.getTime() + minutes * 60_000),
      })
    expect((await at(30)).out).not.toContain('"kind":"late"')
    expect((await at(61)).out).toContain('"kind":"late"')
    site.lie = null
    await at(62)
    expect((await at(63)).code).toBe(0)
  })

  it('says when the witnesses that a ledger names fall behind', async () => {
    const data = await copyOf(followed)
    site.lie = {
      path: '/api/v1/witnesses',
      bend: inText('"policy":null', '"policy":"quorum none\\n"'),
    }
    const at = (minutes: number, ...more: string[]) =>
      runCli(['monitor', site.address, '--data', data, '--once', '--json', ...more], {
        now: new Date(NOW.getTime() + minutes * 60_000),
      })
    expect(await at(59)).toMatchObject({ code: 0, out: '' })
    const late = await at(61)
    expect(late.code).toBe(1)
    expect(late.out).toContain('"kind":"unwitnessed"')
    expect((await at(61, '--within', '62')).code).toBe(0)
    site.lie = null
  })

  it('trusts the keys of a file, and follows what is in it', async () => {
    const { verifierKey } = machine.services.log
    const keys = join(await newFolder(), 'keys')
    writeFileSync(keys, `log ${verifierKey} ${site.address}\n`)
    const data = await newFolder()
    const args = ['monitor', '--once', '--json', '--data', data, '--keys', keys]
    expect((await runCli(args, { now: NOW })).code).toBe(0)
    expect(readdirSync(data)).toHaveLength(1)
    const { verifierKey: other } = await signerNamed('city.example/log')
    writeFileSync(keys, `log ${other} ${site.address}\n`)
    const wrong = await monitor(await newFolder(), '--keys', keys)
    expect({ code: wrong.code, kinds: kinds(wrong) }).toEqual({ code: 1, kinds: ['key', 'signature'] })
  })

  it('says when nobody answers, and what is wrong with the command line', async () => {
    const gone = await runCli(['monitor', 'http://127.0.0.1:9', '--once', '--data', await newFolder()], {
      now: NOW,
    })
    expect(gone.code).toBe(1)
    expect(gone.out).toContain('cannot be reached')
    // Without --once it goes on until it is stopped, which a test is at once.
    expect(
      (await runCli(['monitor', site.address, '--data', followed, '--every', '1'], { now: NOW })).code,
    ).toBe(0)
    for (const args of [
      [],
      ['nowhere'],
      [site.address, '--every', '0'],
      [site.address, '--notify', 'x'],
      [site.address, '--mail', 'newsroom@example.org'],
      ['--keys', '/none'],
    ])
      expect((await runCli(['monitor', ...args, '--once'])).code, args.join(' ')).toBe(2)
  })
})
