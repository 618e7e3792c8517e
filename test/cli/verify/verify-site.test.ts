import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import type { VerifyResult } from '../../../worker/cli/verify/whole/whole.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

/** What the server says instead of the truth: a path, and how its answer is bent. */
interface Lie {
  path: string
  bend(bytes: Uint8Array): Uint8Array | string
}

let machine: Machine
let server: ServerType
let address: string
let lie: Lie | null = null

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder() })
  const api = createApi({ services: machine.services, requestId: () => 'test', log: () => undefined })
  const app = new Hono<ApiEnv>()
  app.use(async (c, next) => {
    c.set('requestId', 'test')
    c.set('actor', null)
    await next()
    if (lie === null || !c.req.path.startsWith(lie.path) || !c.res.ok) return
    const bent = lie.bend(new Uint8Array(await c.res.arrayBuffer()))
    c.res = new Response(typeof bent === 'string' ? bent : new Uint8Array(bent))
  })
  app.route('/', api)
  address = await new Promise((resolve) => {
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
})

afterAll(async () => {
  server.close()
  await machine.close()
})

async function verify(told: Lie | null = null): Promise<VerifyResult & { code: number }> {
  lie = told
  const ran = await runCli(['verify', address, '--json'], { home: await newFolder() })
  lie = null
  return { ...(ran.json() as VerifyResult), code: ran.code }
}

const inText = (from: string | RegExp, to: string) => (bytes: Uint8Array) =>
  new TextDecoder().decode(bytes).replace(from, to)

function flipped(bytes: Uint8Array): Uint8Array {
  const at = bytes.length - 40
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
}

describe('verify on an address', () => {
  it('holds, with nothing but /log, .well-known and the public API', async () => {
    const result = await verify()
    expect(result.findings).toEqual([])
    expect(result).toMatchObject({ code: 0, ok: true, place: address, keyFrom: 'served' })
    // The tables of a database, and what lies beside the entries, are not seen from outside.
    expect(Object.values(result.parts)).toEqual([...Array(10).fill(true), ...Array(5).fill(null)])
    // One body was erased, two are sealed.
    expect(result.bodies).toBe(result.size - 3)
  })

  it.each<[string, Lie, Partial<NonNullable<VerifyResult['first']>>]>([
    ['another root', { path: '/log/checkpoint', bend: inText(/\n(\d+)\n/, '\n5\n') }, { part: 'signature' }],
    ['another leaf', { path: '/log/tile/entries/001', bend: flipped }, { part: 'leaf' }],
    ['another hash', { path: '/log/tile/0/001', bend: flipped }, { part: 'leaf' }],
    ['another upper tile', { path: '/log/tile/1/000', bend: flipped }, { part: 'tile' }],
    [
      'another body beside the content',
      { path: '/api/v1/changes', bend: inText('明川', '暗川') },
      { part: 'body' },
    ],
    [
      'another content',
      { path: '/api/v1/changes', bend: inText(/("content":"[^"]*?\\"name\\":\\")明川/, '$1暗川') },
      { part: 'body' },
    ],
    [
      'no body',
      { path: '/api/v1/changes', bend: inText(/"content":"[^"\\]*(\\.[^"\\]*)*"/, '"content":null') },
      { part: 'body', index: 0 },
    ],
    [
      'another envelope beside the log',
      {
        path: '/api/v1/changes',
        bend: inText(
          '"envelope":{"v":1,"kind":"department.listed"',
          '"envelope":{"v":1,"kind":"department.renamed"',
        ),
      },
      { part: 'envelope' },
    ],
    [
      'another record',
      { path: '/api/v1/responsibilities', bend: inText('"scope":"负责', '"scope":"不负责') },
      { part: 'record', field: 'state/scope' },
    ],
    [
      'a record kept back',
      {
        path: '/api/v1/departments',
        bend: (bytes) => JSON.stringify({ ...JSON.parse(new TextDecoder().decode(bytes)), items: [] }),
      },
      { part: 'record', field: 'id' },
    ],
    [
      'another figure',
      { path: '/api/v1/stats', bend: inText(/"departments":\d+/, '"departments":99') },
      { part: 'record', field: 'departments' },
    ],
  ])('notices %s', async (_, told, expected) => {
    const result = await verify(told)
    expect({ ...result.first }).toMatchObject(expected)
    expect(result).toMatchObject({ code: 1, ok: false })
  })

  it('says so when nobody answers', async () => {
    const ran = await runCli(['verify', 'http://127.0.0.1:9'], { home: await newFolder() })
    expect(ran).toMatchObject({ code: 1 })
    expect(ran.err).toContain('cannot be reached')
  })
})
