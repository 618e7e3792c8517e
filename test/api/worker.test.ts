/** The Worker where something is not ready: it says so, and gives nothing away. (Its main path: test/edge.) */
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import worker from '../../worker/index.ts'
import { formatSigningKey } from '../../worker/ledger/vkey.ts'
import type { Env } from '../../worker/machine/edge/env.ts'
import { readMigrations } from '../../worker/machine/migrations.ts'
import { openHttpDatabase } from '../../worker/store/http-database.ts'
import { migrate } from '../../worker/store/migrate.ts'
import { temporaryFolder } from '../support/ledger/ledger.ts'
import { startHrana } from '../support/servers/hrana.ts'
import { fakeAssets } from '../support/site/assets.ts'

const hrana = await startHrana(join(temporaryFolder(), 'worker.db'))
afterAll(() => hrana.close())
const keyOf = (fill: number) => formatSigningKey('ledger.example/log', new Uint8Array(32).fill(fill))

/** A key whose id is that of no key. */
const otherId = (await keyOf(7)).replace(/\+[\da-f]{8}\+/, '+00000000+')

const ready: Record<string, unknown> = {
  LIBSQL_URL: hrana.url,
  SIGNING_KEY: await keyOf(7),
  ASSETS: { fetch: async () => Response.json(fakeAssets) },
}
const context = { waitUntil: () => undefined, passThroughOnException: () => undefined }

async function ask(change: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Response> {
  const fetcher: (request: Request, env: Env, ctx: never) => Promise<Response> = worker.fetch
  const env = { ...ready, ...change } as unknown as Env
  return fetcher(new Request('https://ledger.example/api/v1/stats', { headers }), env, context as never)
}

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})

describe('the Worker', () => {
  it('names what is not set', async () => {
    const response = await ask({ SIGNING_KEY: undefined }, { 'accept-language': 'en' })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json; charset=utf-8',
    ])
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      status: 503,
      title: 'Not available for the moment',
      detail: 'SIGNING_KEY is not set yet.',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    })
  })

  it.each([
    ['SIGNING_KEY', { SIGNING_KEY: 'PRIVATE+KEY+x' }],
    ['SIGNING_KEY', { SIGNING_KEY: otherId }],
    ['LIBSQL_URL', { LIBSQL_URL: 'file:ledger.db' }],
    ['CALENDAR', { CALENDAR: '{' }],
    ['INBOX_KEY', { INBOX_KEY: 'short' }],
    ['MAIL_FROM', { MAIL: 'cloudflare', MAIL_FROM: 'nobody' }],
    ['EMAIL', { MAIL: 'cloudflare', MAIL_FROM: 'a@x.example', ORIGIN: 'https://ledger.example' }],
    ['ORIGIN', { MAIL: 'https://mail.example', MAIL_FROM: 'a@x.example' }],
    ['MAP_CREDIT', { MAP_TILES: 'https://tiles.example/{z}/{x}/{y}.png' }],
    ['WITNESS_POLICY', { WITNESS_POLICY: 'quorum nobody' }],
  ])('says that %s does not fit, whatever is asked, and never its value', async (name, change) => {
    const response = await ask(change)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
    const { words } = await response.json()
    expect([words.zh, words.en]).toEqual([expect.stringContaining(name), expect.stringContaining(name)])
    expect(JSON.stringify(words)).not.toMatch(/PRIVATE|short/)
  })

  it.each([
    ['the migrations are missing', {}],
    ['the database is not there', { LIBSQL_URL: 'http://127.0.0.1:1' }],
  ])('is unavailable while %s', async (_, change) => {
    const response = await ask(change)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
    const text = await response.text()
    expect(text).toContain('账本尚不可用')
    expect(text).not.toMatch(/SQL|PRIVATE|127\.0\.0\.1|\.ts/)
  })

  it('answers once it is migrated, and refuses another key then', async () => {
    await migrate(openHttpDatabase(hrana.url), await readMigrations())
    expect((await ask({})).status).toBe(200)
    expect((await ask({ SIGNING_KEY: await keyOf(8) })).status).toBe(503)
  })
})
