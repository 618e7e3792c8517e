/** The API over a fresh ledger, as a test calls it. */
import { Hono } from 'hono'
import { createApi } from '../../../worker/api/api.ts'
import type { Limits } from '../../../worker/api/http/buckets.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { trace } from '../../../worker/api/http/middleware.ts'
import type { Services } from '../../../worker/services/services.ts'
import { freshLedger, OPERATOR } from '../ledger/ledger.ts'

export interface TestApi {
  services: Services
  /** Lines that were logged. */
  lines: Record<string, unknown>[]
  keys: { registrar: string; recorder: string; other: string }
  /** `GET /api/v1/departments/:id` and so on. */
  routes: string[]
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(
    path: string,
    body: unknown,
    options?: { key?: string | null; headers?: Record<string, string> },
  ): Promise<Response>
  request(path: string, init: RequestInit): Promise<Response>
  size(): Promise<number>
}

export const base = 'https://ledger.example'

/**
 * Two departments, and a key for each role. `origin` is the public address, when the requests do not show it.
 * `limits` are those of a test that asks more often than anybody may.
 */
export async function testApi(origin?: string, limits?: Partial<Limits>): Promise<TestApi> {
  const { services } = await freshLedger()
  const call = { actor: OPERATOR }
  await services.acts.open(call, 'department', null, {
    code: 'water',
    name: '水务局',
    nameEn: 'Water Bureau',
  })
  await services.acts.open(call, 'department', null, {
    code: 'house',
    name: '住建局',
    nameEn: 'Housing Bureau',
  })
  const make = async (role: string, department: string | null) =>
    (await services.keys.createWithAccount(call, { name: role, role, department })).secret
  const keys = {
    registrar: await make('registrar', null),
    recorder: await make('system', 'dep-water'),
    other: await make('system', 'dep-house'),
  }
  const lines: Record<string, unknown>[] = []
  let n = 0
  const deps = {
    services,
    origin,
    limits,
    requestId: () => `request-${++n}`,
    log: (line: Record<string, unknown>) => void lines.push(line),
  }
  const app = new Hono<ApiEnv>().use(trace(deps)).route('/', createApi(deps))
  const routes = app.routes
    .filter(({ method, path: at }) => method !== 'ALL' && at.startsWith('/api/v1/'))
    .map(({ method, path: at }) => `${method} ${at}`)
  const request = async (path: string, init: RequestInit): Promise<Response> => app.request(base + path, init)
  return {
    services,
    lines,
    keys,
    routes: [...new Set(routes)],
    request,
    get: (path, headers = {}) => request(path, { headers }),
    post(path, body, { key = keys.recorder, headers = {} } = {}) {
      const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return request(path, {
        method: 'POST',
        body: text,
        headers: { 'content-type': 'application/json', ...authorization, ...headers },
      })
    },
    size: async () => (await services.log.snapshot()).size,
  }
}
