/**
 * How often a page or a write goes to the database and back, one after the other, before it is answered: behind a
 * proxy that counts. Over a network each costs its way.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSigner } from '../../worker/ledger/signer.ts'
import { openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { PAGES } from '../../worker/site/pages.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { freshLedger } from '../support/ledger/ledger.ts'
import { type Isolate, isolateOver } from '../support/libsql/isolate.ts'
import { type CountingProxy, startProxy } from '../support/libsql/proxy.ts'
import { startHrana } from '../support/servers/hrana.ts'

const PAGE_ROUNDS = 3
const POST_ROUNDS = 4

let proxy: CountingProxy
let isolate: Isolate
let secret: string
let signingKey: string
/** One record of each list, by the address of the list. */
const ids = new Map<string, string>()
const closing: (() => Promise<void>)[] = []
const lines: string[] = []

beforeAll(async () => {
  const folder = await demoFolder()
  const machine = await openMachine({ dataDir: folder })
  const { keys, ledger } = machine.services
  const made = await keys.createWithAccount(
    { actor: LOCAL_OPERATOR },
    { name: '往返', role: 'system', department: 'dep-mc-water' },
  )
  secret = made.secret
  const { rows } = await ledger.database.client.execute(
    'SELECT kind, MIN(id) AS id FROM record GROUP BY kind',
  )
  for (const { kind, id } of rows) ids.set(String(kind), String(id))
  await machine.close()
  const server = await startHrana(join(folder, 'mingzhang.db'))
  proxy = await startProxy(server.url)
  closing.push(proxy.close, server.close)
  signingKey = (await readFile(join(folder, 'signing-key'), 'utf8')).trim()
  isolate = isolateOver({
    LIBSQL_URL: proxy.url,
    SIGNING_KEY: signingKey,
  })
  // An isolate that has answered something, though none of these pages.
  expect((await isolate.get('/zh/verify?warm')).status).toBe(200)
  await isolate.settle()
})
afterAll(async () => {
  for (const close of closing) await close()
  console.info(lines.join('\n'))
})

async function measured(
  name: string,
  ask: () => Promise<Response>,
): Promise<{ rounds: number; status: number; asked: string[] }> {
  const { rounds, requests, asked, result } = await proxy.count(ask)
  await isolate.settle()
  lines.push(
    `${name.padEnd(40)} ${String(rounds).padStart(2)} rounds ${String(requests).padStart(2)} requests`,
  )
  if (result.status >= 400 || rounds > (name.startsWith('POST') ? POST_ROUNDS : PAGE_ROUNDS))
    lines.push(...asked.map((one) => `    ${one}`), await result.clone().text())
  return { rounds, status: result.status, asked }
}

/** The address of a page, with a record of the city where it wants one. */
function addressOf(path: string): string | null {
  if (path.startsWith('/rules/')) return '/rules/M01'
  if (path.startsWith('/entries/')) return '/entries/12'
  if (path === '/search') return '/search?q=取水'
  if (!path.includes(':id')) return path
  const kinds = [...ids].filter(
    ([kind]) => path.startsWith(`/${kind.slice(0, 4)}`) || path.startsWith('/versions'),
  )
  const id = kinds[0]?.[1]
  return id === undefined ? null : path.replace(/:id.*/, id)
}

describe('a page that nobody has asked for yet', () => {
  it.each(PAGES)('$path', async ({ path, cached: isKept }) => {
    const address = addressOf(path)
    if (address === null) return
    const { rounds, status } = await measured(path, () => isolate.get(`/zh${address.replace(/\/$/, '')}`))
    expect(status).toBe(200)
    expect(rounds).toBeLessThanOrEqual(PAGE_ROUNDS)
    const again = await measured(`${path} again`, () => isolate.get(`/zh${address.replace(/\/$/, '')}`))
    expect(again.rounds).toBeLessThanOrEqual(isKept ? 1 : PAGE_ROUNDS)
  })
})

describe('a write', () => {
  const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    isolate.post(path, body, { authorization: `Bearer ${secret}`, ...headers })

  // That a key was used is noted once an hour, beside the answer and not waited for: on a busy machine it would be
  // counted as a way of its own.
  beforeAll(async () => {
    await send('/api/v1/responsibilities', { name: '取水许可（先行）', type: 'licence' })
    await isolate.settle()
  })

  it.each([
    ['/api/v1/responsibilities', { name: '取水许可（往返）', type: 'licence' }],
    [
      '/api/v1/departments/dep-mc-water/deliveries',
      { added: [{ name: '河道巡查（往返）', type: 'inspection' }] },
    ],
  ])('POST %s', async (path, body) => {
    const keys: Record<string, string>[] = [{}, { 'idempotency-key': `rounds-${path.replace(/\W/g, '-')}` }]
    for (const headers of keys) {
      const { rounds, status, asked } = await measured(`POST ${path} ${Object.keys(headers)}`, () =>
        send(path, body, headers),
      )
      expect(status).toBe(201)
      // What follows a commit is not waited for, however long the answer takes.
      expect(asked.filter((one) => one.includes('INSERT INTO checkpoint'))).toEqual([])
      expect(rounds).toBeLessThanOrEqual(POST_ROUNDS)
    }
  })
})

describe('what an isolate keeps', () => {
  it('never hides what another wrote: the next page has it, and a newer head', async () => {
    await isolate.get('/zh/departments')
    const other = openHttpDatabase(proxy.url)
    const { services } = await freshLedger(other, 5, await createSigner(signingKey))
    await services.acts.open({ actor: LOCAL_OPERATOR }, 'department', null, {
      code: 'elsewhere',
      name: '别处登记的局',
    })
    const page = await (await isolate.get('/zh/departments')).text()
    expect(page).toContain('别处登记的局')
    const { size } = await services.log.snapshot()
    const checkpoint = await (await isolate.get('/log/checkpoint')).text()
    expect(Number(checkpoint.split('\n')[1])).toBe(size)
  })

  it('takes as long as its ways: times at 0, 30 and 100 ms to the database', async () => {
    for (const latency of [0, 30, 100]) {
      proxy.latency = latency
      for (const path of [
        '/zh',
        `/zh/departments/${ids.get('department')}`,
        `/zh/decisions/${ids.get('decision')}`,
      ]) {
        // A page of an address that nobody has asked for: what it does not know, it names.
        const { ms, rounds, result } = await proxy.count(() => isolate.get(`${path}?new=${latency}`))
        expect(result.status).toBe(200)
        expect(ms).toBeGreaterThanOrEqual(rounds * latency * 0.9)
        lines.push(
          `${path.padEnd(40)} ${String(latency).padStart(3)} ms away: ${Math.round(ms)} ms, ${rounds} rounds`,
        )
      }
    }
    proxy.latency = 0
  })
})
