import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { trace } from '../../../worker/api/http/middleware.ts'
import { createServices } from '../../../worker/services/services.ts'
import type { HookRequest } from '../../../worker/services/webhooks/hook.ts'
import { base, testApi } from '../../support/api/api.ts'

it('an account makes, tries, changes and removes its endpoints, and nobody else does', async () => {
  const { services: bare, keys } = await testApi()
  const sent: HookRequest[] = []
  const services = createServices(bare.ledger, null, {
    async hook(request) {
      sent.push(request)
      return { status: 200, retryAfter: null, text: request.body ?? '', why: '' }
    },
  })
  const deps = { services, origin: base, requestId: () => 'r', log: () => undefined }
  const app = new Hono<ApiEnv>().use(trace(deps)).route('/', createApi(deps))
  const ask = async (path: string, body: object | null, key: string | null = keys.recorder) => {
    const headers = {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    }
    const init = body === null ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await app.request(`${base}/api/v1/endpoints${path}`, init)
    return { status: answer.status, json: JSON.parse(await answer.text()) }
  }
  const url = 'https://hooks.example.com/in'
  expect((await ask('', { url }, null)).status).toBe(401)
  expect((await ask('', null, null)).status).toBe(401)
  for (const wrong of [
    {},
    { url: 'http://hooks.example.com' },
    { url: `${base}/u/x` },
    { url, topic: '/nowhere' },
    { url, colour: 'red' },
  ])
    expect([wrong, (await ask('', wrong)).status]).toEqual([wrong, 400])
  expect(sent).toEqual([])

  const made = await ask('', { url, topic: '/departments/dep-water' })
  expect(made).toMatchObject({ status: 201, json: { endpoint: { url, status: 'on' } } })
  expect(made.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const { id } = made.json.endpoint
  const listed = await ask('', null)
  expect(listed.json.items).toHaveLength(1)
  expect(JSON.stringify(listed.json)).not.toContain('whsec_')
  expect((await ask('', null, keys.other)).json.items).toEqual([])
  for (const verb of ['verify', 'rotate', 'test', 'remove'])
    expect([verb, (await ask(`/${id}/${verb}`, {}, keys.other)).status]).toEqual([verb, 404])
  expect((await ask(`/${id}/replay`, { from: -1 })).status).toBe(400)
  expect(await ask(`/${id}/replay`, { from: 0 })).toMatchObject({ status: 202, json: { entries: 2 } })
  expect(await ask(`/${id}/test`, {})).toMatchObject({ status: 200, json: { status: 200 } })
  expect((await ask(`/${id}/rotate`, {})).json.secret).not.toBe(made.json.secret)
  expect((await ask(`/${id}/remove`, {})).status).toBe(200)
  expect((await ask('', null)).json.items).toEqual([])
})
