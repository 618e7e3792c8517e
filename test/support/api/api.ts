/** The API over a fresh ledger, as a test calls it. */
import { Hono } from 'hono'
import { createApi } from '../../../worker/api/api.ts'
import type { Limits } from '../../../worker/api/http/buckets.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { trace } from '../../../worker/api/http/middleware.ts'
import { lists, recordKinds } from '../../../worker/domain/kinds/table.ts'
import type { Prepared, Signed } from '../../../worker/ledger/prepared.ts'
import type { Services } from '../../../worker/services/services.ts'
import { freshLedger, OPERATOR } from '../ledger/ledger.ts'
import type { WorkerApi } from '../workerd/worker-api.ts'
import { type Description, operationAt, undescribed } from './description.ts'

export interface TestApi {
  services: Services
  /** Form of the ids of requests. */
  requestId: RegExp
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
  /** The same; what waits for a second person is handed in, and approved by one. */
  settle(
    path: string,
    body: object,
    options?: { key?: string; sign?: (prepared: Prepared) => Promise<Signed> },
  ): Promise<Response>
  /** The key of somebody else, who approves for a department, or for those who belong to none. */
  second(department: string | null): Promise<string>
  request(path: string, init: RequestInit): Promise<Response>
  size(): Promise<number>
}

/** The same of all apps. */
let description: Promise<Description> | undefined

export const base = 'https://ledger.example'

/** True where the Worker in workerd answers (`npm run workerd`), and not an app in this process. */
export const inWorkerd = process.env.RUNTIME === 'workerd'

/** Loaded where it is asked for: workerd is not needed otherwise. */
async function workerApi(origin: string | undefined): Promise<WorkerApi> {
  const { startWorkerApi } = await import('../workerd/worker-api.ts')
  return startWorkerApi(origin)
}

/**
 * Two departments, and a key for each role. `origin` is the public address, when the requests do not show it.
 * `limits` are those of a test that asks more often than anybody may, and
 * `elapsed` the clock by which they count: a test that wants a limit reached stops it, as a minute may go by under load.
 */
export async function testApi(
  origin?: string,
  limits?: Partial<Limits>,
  elapsed?: () => number,
): Promise<TestApi> {
  const worker = inWorkerd ? await workerApi(origin) : null
  const { services } = worker ?? (await freshLedger())
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
  const lines: Record<string, unknown>[] = worker?.lines ?? []
  let n = 0
  const deps = {
    services,
    origin,
    limits,
    elapsed,
    requestId: () => `request-${++n}`,
    log: (line: Record<string, unknown>) => void lines.push(line),
  }
  const app = new Hono<ApiEnv>().use(trace(deps)).route('/', createApi(deps))
  const routes = app.routes
    .filter(({ method, path: at }) => method !== 'ALL' && at.startsWith('/api/v1/'))
    .map(({ method, path: at }) => `${method} ${at}`)
  const ask = async (path: string, init: RequestInit): Promise<Response> =>
    worker === null ? app.request(base + path, init) : worker.ask(base + path, init)
  /** Each answer that any test sees is one that the description names. */
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await ask(path, init)
    description ??= (await ask('/api/openapi.json', {})).json()
    const method = (init.method ?? 'GET').toUpperCase()
    const operation = operationAt(
      await description,
      method === 'HEAD' ? 'GET' : method,
      path.split('?')[0] ?? '',
    )
    const fault = operation === null ? null : undescribed(operation, method, response)
    if (fault !== null) throw new Error(`${method} ${path}: ${fault}`)
    return response
  }
  const post: TestApi['post'] = (path, body, { key = keys.recorder, headers = {} } = {}) => {
    const authorization: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return request(path, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...authorization, ...headers },
    })
  }
  let inspecting: Promise<string> | undefined
  const seconds = new Map<string | null, Promise<string>>()
  function second(department: string | null): Promise<string> {
    const known = seconds.get(department) ?? make(department === null ? 'registrar' : 'approver', department)
    seconds.set(department, known)
    return known
  }
  const inspector = async () => (inspecting ??= make('inspector', null))
  /** Posts, with the department's signature where one is to be given. */
  async function enter(
    path: string,
    body: object,
    key: string,
    sign?: (prepared: Prepared) => Promise<Signed>,
  ): Promise<Response> {
    if (sign === undefined) return post(path, body, { key })
    const prepared = await post(path, body, { key, headers: { prefer: 'prepare' } })
    return prepared.ok
      ? post(path, { ...body, signed: await sign(await prepared.json()) }, { key })
      : prepared
  }
  const settle: TestApi['settle'] = async (path, body, { key = keys.recorder, sign } = {}) => {
    const first = await enter(path, body, key, sign)
    const answer: { code?: string } = first.status === 409 ? await first.clone().json() : {}
    if (answer.code !== 'needs_approval') return first
    const me: { department: string | null } = await (
      await request('/api/v1/me', { headers: { authorization: `Bearer ${key}` } })
    ).json()
    const begun = await post(
      '/api/v1/drafts',
      { input: body, ...targetOf(path, me.department, body) },
      { key },
    )
    const { id, version }: { id: string; version: number } = await begun.json()
    const handed = await post(`/api/v1/drafts/${id}/submit`, { version }, { key })
    if (handed.status !== 202) return handed
    const { draft }: { draft: { version: number; department: string | null } } = await handed.json()
    const by = /^\/api\/v1\/(rules|flags)\//.test(path) ? await inspector() : await second(draft.department)
    return enter(`/api/v1/drafts/${id}/approve`, { version: draft.version }, by, sign)
  }
  return {
    services,
    requestId: worker === null ? /^request-\d+$/ : /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
    lines,
    keys,
    routes: [...new Set(routes)],
    request,
    get: (path, headers = {}) => request(path, { headers }),
    post,
    settle,
    second,
    size: async () => (await services.log.snapshot()).size,
  }
}

/** What a draft names of an address: `/api/v1/milestones/mil-…/reschedule`, or that of a delivery. */
function targetOf(path: string, department: string | null, body: object): object {
  const [list = '', record = null, verb = 'open'] = path.slice('/api/v1/'.length).split('/')
  if (list === 'entries') return { kind: 'erasure', verb: 'open', input: { ...body, entry: Number(record) } }
  if (list === 'deliveries') return { kind: 'register', verb: 'deliver', department }
  if (list === 'rules') return { kind: 'rulebook', verb: 'set', input: { ...body, rule: record } }
  if (verb === 'deliveries') return { kind: 'responsibility', verb: 'deliver', department: record }
  const kind = recordKinds.find((one) => lists[one] === list) ?? list
  return { kind, verb, record, ...(department === null ? {} : { department }) }
}
