import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { parse } from 'csv-parse/sync'
import { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { listedKinds, lists } from '../../../worker/domain/kinds/table.ts'
import { digestBody } from '../../../worker/ledger/body.ts'
import { fromBase64, toBase64 } from '../../../worker/ledger/bytes.ts'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { formatLeaf } from '../../../worker/ledger/envelope.ts'
import { hashLeaf, rootOf } from '../../../worker/ledger/merkle.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'
import { call, registerDepartments, track } from '../../support/ledger/tracked.ts'

interface Resource {
  name: string
  path: string
  bytes: number
  hash: string
  'mingzhang:rows': number
  schema?: { fields: { name: string }[] }
}

interface Package {
  version: string
  licenses?: object[]
  'mingzhang:ledger': { size: number; checkpoint: string; verifierKey: string }
  resources: Resource[]
}

const FILES = [...listedKinds.map((kind) => `${lists[kind]}.csv`), 'datapackage.json', 'entries.jsonl'].sort()

let data: string

beforeAll(async () => {
  data = await newFolder()
  const machine = await openMachine({
    dataDir: data,
    origin: 'city.example/log',
    now: () => new Date('2026-03-02T01:00:00.000Z'),
  })
  await registerDepartments(machine.services)
  await track(machine.services)
  await machine.services.acts.open(
    { ...call, visibility: 'sealed', ground: 'privacy', review: '2028-01-01' },
    'membership',
    'dep-water',
    { member: '李不公开', role: '科长' },
  )
  await machine.close()
})

async function packaged(
  ...args: string[]
): Promise<{ folder: string; description: Package; summary: unknown }> {
  const folder = join(await newFolder(), 'out')
  const ran = await runCli(['export', '--package', folder, ...args, '--json'])
  expect([ran.code, ran.err]).toEqual([0, ''])
  const description: Package = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8'))
  return { folder, description, summary: ran.json() }
}

describe('export --package', () => {
  it('writes every list, every entry, and what describes them, with rows and digests', async () => {
    const { folder, description, summary } = await packaged('--data', data)
    expect((await readdir(folder)).sort()).toEqual(FILES)
    for (const { path, bytes, hash, schema, ...resource } of description.resources) {
      const file = await readFile(join(folder, path))
      const text = file.toString('utf8')
      expect([path, file.length, `sha256:${createHash('sha256').update(file).digest('hex')}`]).toEqual([
        path,
        bytes,
        hash,
      ])
      const rows: unknown[] =
        schema === undefined
          ? text.trimEnd().split('\n')
          : parse(text, { columns: schema.fields.map(({ name }) => name), from: 2 })
      expect([path, rows.length]).toEqual([path, resource['mingzhang:rows']])
      if (schema !== undefined)
        expect(text.split('\r\n')[0]).toBe(schema.fields.map(({ name }) => name).join(','))
    }
    expect(summary).toMatchObject({ package: folder, size: description['mingzhang:ledger'].size })
  })

  it('holds entries from which the signed root follows, and bodies that fit them', async () => {
    const { folder, description } = await packaged('--data', data)
    const { size, checkpoint, verifierKey } = description['mingzhang:ledger']
    const lines = (await readFile(join(folder, 'entries.jsonl'), 'utf8')).trimEnd().split('\n')
    const entries = lines.map((line) => JSON.parse(line))
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_, i) => i))
    const opened = await openCheckpoint(checkpoint, verifierKey)
    expect(opened.size).toBe(size)
    expect(toBase64(rootOf(entries.map(({ envelope }) => hashLeaf(formatLeaf(envelope)))))).toBe(
      toBase64(opened.root),
    )
    for (const { envelope, body, salt } of entries.filter((one) => one.withheld === null))
      expect(toBase64(digestBody(fromBase64(salt), canonicalJson(body)))).toBe(envelope.body)
  })

  it('holds what is sealed by its envelope alone', async () => {
    const { folder } = await packaged('--data', data)
    for (const file of FILES) expect(await readFile(join(folder, file), 'utf8')).not.toContain('李不公开')
    const entries = (await readFile(join(folder, 'entries.jsonl'), 'utf8')).trimEnd().split('\n')
    expect(JSON.parse(entries.at(-1) ?? '')).toMatchObject({ body: null, salt: null, withheld: 'sealed' })
    const memberships: object[] = parse(await readFile(join(folder, 'memberships.csv')), { columns: true })
    expect(memberships[1]).toMatchObject({ status: 'withheld', statusLabel: '不予公开', member: '' })
  })

  it('is whole for a ledger without entries', async () => {
    const empty = await newFolder()
    await (await openMachine({ dataDir: empty, origin: 'empty.example/log' })).close()
    const { folder, description } = await packaged('--data', empty)
    expect(description.version).toBe('0')
    expect((await readdir(folder)).sort()).toEqual(FILES)
    expect(await readFile(join(folder, 'entries.jsonl'), 'utf8')).toBe('')
  })

  it('names a licence only where one is given', async () => {
    expect((await packaged('--data', data)).description.licenses).toBeUndefined()
    expect((await packaged('--data', data, '--licence', 'CC-BY-4.0')).description.licenses).toEqual([
      { name: 'CC-BY-4.0' },
    ])
  })

  it('is the same when a server is asked, and its lists are too', async () => {
    const machine = await openMachine({ dataDir: data })
    const deps = { services: machine.services, requestId: () => 'r', log: () => undefined }
    const server = serve({ fetch: new Hono<ApiEnv>().route('/', createApi(deps)).fetch, port: 0 })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    try {
      const [here, there] = [await packaged('--data', data), await packaged('--url', url)]
      for (const file of FILES)
        expect([file, await readFile(join(there.folder, file), 'utf8')]).toEqual([
          file,
          await readFile(join(here.folder, file), 'utf8'),
        ])
      for (const what of ['decisions', 'departments', 'memberships']) {
        for (const format of ['csv', 'json']) {
          const of = (...args: string[]) => runCli(['export', what, '--format', format, ...args])
          const [local, remote] = [await of('--data', data), await of('--url', url)]
          expect([remote.code, remote.out]).toEqual([0, local.out])
          expect(local.out).not.toBe('')
        }
      }
    } finally {
      server.close()
      await machine.close()
    }
  })

  it.each([
    [['export', 'decisions', '--package', 'x'], 2, 'no list'],
    [['export', '--package', 'x', '--format', 'json'], 2, 'no list'],
    [['export', 'decisions', '--names', 'y'], 2, 'list or fields'],
    [['export', '--package', 'x', '--data', '/nowhere'], 1, 'no ledger'],
  ])('%j is answered in words', async (args, code, words) => {
    const ran = await runCli(args)
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)])
  })

  it('gives departments under the names of their fields where that is asked for', async () => {
    const { out } = await runCli(['export', 'departments', '--data', data, '--names', 'fields'])
    expect(out.replace('\ufeff', '').split(',').slice(0, 3)).toEqual(['id', 'key', 'code'])
    expect((await runCli(['export', 'departments', '--data', data])).out).toContain('部门编号')
  })
})
