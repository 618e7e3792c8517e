import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { serveApp } from '../../worker/machine/server.ts'
import { testApi } from '../support/api/api.ts'
import { freshLedger } from '../support/ledger/ledger.ts'

const { services } = await freshLedger()
const lines: Record<string, unknown>[] = []
const served = await serveApp({
  services,
  host: '127.0.0.1',
  port: 0,
  log: (line) => void lines.push(line),
  rules: false,
})
afterAll(() => served.close())

const manifest: { script: string; style: string } = JSON.parse(
  readFileSync(new URL('../../web/dist/assets/manifest.json', import.meta.url), 'utf8'),
)
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(served.url + path, { headers })

describe('every answer', () => {
  it.each([
    '/zh',
    '/zh/decisions',
    '/zh/nothing',
    '/zh/desk',
    '/api/v1/stats',
    '/api/v1/responsibilities.csv',
    '/api/v1/nothing',
    '/api/docs',
    '/feeds/ledger.atom',
    '/log/nothing',
    '/auth/nothing',
    '/healthz',
    '/robots.txt',
    '/opensearch.xml',
    manifest.script,
  ])('%s guards its reader, whatever made it', async (path) => {
    const { headers } = await get(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toMatch(/^(same|cross)-origin$/)
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  it('has an id of the server, not one that the client chose', async () => {
    const { headers } = await get('/api/v1/stats', { 'x-request-id': 'chosen' })
    expect(headers.get('x-request-id')).not.toBe('chosen')
    expect(lines.map(({ requestId }) => requestId)).not.toContain('chosen')
  })
})

describe('a site of https', () => {
  it('says that it is asked by https alone, whatever answers', async () => {
    const secure = await testApi('https://ledger.example')
    for (const path of ['/api/v1/stats', '/api/v1/nothing', '/feeds/ledger.atom', '/healthz'])
      expect((await secure.get(path)).headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect((await get('/zh')).headers.get('strict-transport-security')).toBeNull()
  })
})

describe('the log', () => {
  it('does not tell one case from another', async () => {
    for (const path of ['/api/v1/cases/cas-0123456789', '/zh/desk/cases/cas-0123456789']) await get(path)
    expect(JSON.stringify(lines)).not.toContain('cas-')
    expect(lines.map(({ path }) => path)).toContain('/api/v1/cases/*')
  })

  it('tells why a page failed, under the number that its reader is told', async () => {
    const broken = await freshLedger()
    const told: Record<string, unknown>[] = []
    const app = createApp({
      services: broken.services,
      assets: { ...manifest, check: '/assets/check.js', desk: '' },
      serveFiles: (_, next) => next(),
      requestId: () => 'request-7',
      log: (line) => void told.push(line),
    })
    await broken.services.ledger.database.client.execute('ALTER TABLE record RENAME TO gone')
    const response = await app.request('/zh/departments')
    expect([response.status, (await response.text()).includes('request-7')]).toEqual([500, true])
    expect(told.find(({ level }) => level === 'error')).toMatchObject({
      requestId: 'request-7',
      path: '/zh/departments',
    })
    expect(String(told.find(({ level }) => level === 'error')?.error)).toMatch(/record/)
  })
})

describe('a built file', () => {
  it.each([manifest.script, manifest.style])(
    '%s has its content in its name, and is kept for good',
    async (path) => {
      const { status, headers } = await get(path)
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
      expect(headers.get('content-type')).toMatch(/^text\/(javascript|css); charset=utf-8$/)
    },
  )

  it('without it is asked for again after an hour', async () => {
    const { headers } = await get('/favicon.svg')
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'image/svg+xml; charset=utf-8',
      'public, max-age=3600',
    ])
  })

  it.each([
    '/assets',
    '/assets/',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/nothing-12345678.js',
    '/_headers%00',
  ])('%s is none', async (path) => {
    const { status, headers } = await get(path)
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  })
})
