import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { serveApp } from '../../worker/machine/server.ts'
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
    manifest.script,
  ])('%s guards its reader, whatever made it', async (path) => {
    const { headers } = await get(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  })

  it('has an id of the server, not one that the client chose', async () => {
    const { headers } = await get('/api/v1/stats', { 'x-request-id': 'chosen' })
    expect(headers.get('x-request-id')).not.toBe('chosen')
    expect(lines.map(({ requestId }) => requestId)).not.toContain('chosen')
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
