/** A deployment that the documented commands alone have brought up, seen from its first registrar. */
import { exports } from 'cloudflare:workers'
import { expect, inject, it } from 'vitest'
import worker from '../../worker/index.ts'
import { toHex } from '../../worker/ledger/bytes.ts'
import type { Env } from '../../worker/machine/edge/env.ts'

const base = 'https://ledger.example'

function send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(
    new Request(base + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: base, ...headers },
    }),
  )
}

it('lets the first registrar in by the link that `invite` printed, who enters a department', async () => {
  const token = new URL(inject('edgeInvitation')).hash.slice(1)
  const entered = await send('/auth/invitation/once', { token })
  expect(entered.status).toBe(201)
  const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const made = await send('/api/v1/departments', { code: 'first', name: '首个部门' }, { cookie })
  expect(made.status).toBe(201)
  const page = await exports.default.fetch(new Request(`${base}/zh/departments/dep-first`))
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('首个部门')])
  expect((await send('/auth/invitation/once', { token })).status).toBeGreaterThanOrEqual(400)
})

it('keeps the bytes of a document in R2 and gives them back', async () => {
  const bytes = new TextEncoder().encode('关于取水许可的公告')
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  const address = `${base}/api/v1/documents/${sha256}`
  const headers = { authorization: `Bearer ${inject('edgeKey')}`, 'content-type': 'text/plain' }
  const put = await exports.default.fetch(new Request(address, { method: 'PUT', body: bytes, headers }))
  expect([200, 201]).toContain(put.status)
  const { authorization } = headers
  const got = await exports.default.fetch(new Request(address, { headers: { authorization } }))
  expect([got.status, await got.text()]).toEqual([200, '关于取水许可的公告'])
  // No entry names it yet: strangers do not get it.
  expect((await exports.default.fetch(new Request(address))).status).toBe(404)
})

it('does its scheduled work', async () => {
  const env = (await import('cloudflare:workers')).env as unknown as Env
  await worker.scheduled(null, env)
  const response = await exports.default.fetch(new Request(`${base}/healthz`))
  expect(response.status).toBe(200)
})
