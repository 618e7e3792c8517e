import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import * as answers from '../../../worker/api/openapi/answers.ts'
import { base, inWorkerd, type TestApi, testApi } from '../../support/api/api.ts'
import { type Description, operationAt, undescribed } from '../../support/api/description.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

const api: TestApi = await testApi()
const item = { name: '取水许可', type: 'licence', legalBases: [{ title: '水法', text: '《水法》第七条' }] }
const order = { ground: 'personal_data', authority: '明川市中级人民法院（2026）1 号', reason: '当事人申请' }
const { secret: operator } = await api.services.keys.createWithAccount(
  { actor: OPERATOR },
  {
    name: 'operator',
    role: 'operator',
    department: null,
  },
)

interface Recorded {
  records: { id: string; index: number }[]
}

await api.second('dep-water')
const first = await api.post('/api/v1/responsibilities', item)
const [{ id } = { id: '' }] = ((await first.clone().json()) as Recorded).records
await api.settle(`/api/v1/responsibilities/${id}/amend`, { set: { scope: '全市' }, trigger: 'reform' })
const sealing = { visibility: 'sealed', ground: 'privacy', review: '2028-01-01' }
await api.settle('/api/v1/responsibilities', { ...item, ...sealing })
const amended = ((await first.clone().json()) as Recorded).records[0]?.index ?? 0
const erased = await api.settle(`/api/v1/entries/${amended + 1}/erasure`, order, { key: operator })
await api.services.ledger.follower.flush()

describe('the description', () => {
  it('lists every route, and no other', async () => {
    const spec: { paths: Record<string, Record<string, unknown>> } = await (
      await api.get('/api/openapi.json')
    ).json()
    const described = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.sort()).toEqual(api.routes.toSorted())
    const problems = JSON.stringify(spec).match(/"default":\{"description":"A problem/g) ?? []
    expect(problems).toHaveLength(api.routes.length)
  })

  it('names, at every address, each status that can be foreseen there', async () => {
    const { paths }: Description = await (await api.get('/api/openapi.json')).json()
    const lacking = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses, security }]) => {
        const wanted = [
          ...['400', '429', '500', '503', '507'],
          ...(method === 'get' ? ['304', '404'] : ['413']),
          ...(method === 'post' ? ['404', '409', '415'] : []),
          ...(method === 'get' && security === undefined ? [] : ['401', '403']),
          ...(path.includes('/documents/') && method === 'get' ? ['206', '410', '416'] : []),
        ]
        return wanted
          .filter((status) => responses[status] === undefined)
          .map((status) => `${method} ${path} ${status}`)
      }),
    )
    expect(lacking).toEqual([])
    const guarded = Object.values(paths).filter(
      ({ post }) => post !== undefined && post.security === undefined,
    )
    expect(guarded).toEqual([])
  })

  it.each([
    ['POST', '/api/v1/drafts', 200, 'application/json'],
    ['POST', '/api/v1/milestones/mil-0000000001/verify', 202, 'application/json'],
    ['GET', '/api/v1/stats', 401, 'application/problem+json'],
    ['GET', '/api/v1/stats', 200, 'text/html'],
    ['GET', `/api/v1/documents/${'0'.repeat(64)}`, 200, 'image/svg+xml'],
  ])('%s %s does not describe %i as %s', async (method, path, status, type) => {
    const description: Description = await (await api.get('/api/openapi.json')).json()
    const operation = operationAt(description, method, path)
    expect(operation).not.toBeNull()
    const answer = new Response('{}', { status, headers: { 'content-type': type } })
    expect(operation && undescribed(operation, method, answer)).toContain(String(status))
  })

  it.each<[string, z.ZodType]>([
    ['/api/v1/departments', answers.records],
    ['/api/v1/responsibilities?limit=1', answers.records],
    [`/api/v1/responsibilities/${id}`, answers.record],
    [`/api/v1/responsibilities/${id}/timeline`, answers.timeline],
    ['/api/v1/departments/dep-water/timeline', answers.timeline],
    ['/api/v1/departments/dep-water/entries', answers.lines],
    ['/api/v1/records/era-8/evidence', answers.evidence],
    [`/api/v1/records/${id}/evidence`, answers.evidence],
    ['/api/v1/entries', answers.lines],
    ['/api/v1/entries/2', answers.entry],
    ['/api/v1/entries/3', answers.entry],
    ['/api/v1/entries/4', answers.entry],
    ['/api/v1/entries/5', answers.entry],
    ['/api/v1/entries/2/proof', answers.receipt],
    ['/api/v1/checkpoints/latest', answers.latest],
    ['/api/v1/checkpoints/3', answers.checkpoint],
    ['/api/v1/checkpoints/6/consistency?from=3', answers.consistency],
    ['/api/v1/changes', answers.changes],
    [`/api/v1/search?q=${encodeURIComponent('取水')}`, answers.found],
    ['/api/v1/stats', answers.stats],
    ['/api/v1/rules', answers.rules],
    ['/api/v1/coverage', answers.coverage],
    ['/api/v1/rules?group=M&audience=public', answers.rules],
    ['/api/v1/rules/P01', answers.ruleWithOutcomes],
    ['/api/v1/rules/R11', answers.ruleWithOutcomes],
  ])('says what %s answers: no member more, none less', async (path, schema) => {
    const response = await api.get(path)
    expect(response.status).toBe(200)
    const answer: unknown = await response.json()
    expect(schema.parse(answer)).toEqual(answer)
  })

  it('says what a write answers', async () => {
    const answer: unknown = await first.clone().json()
    expect(answers.recorded.parse(answer)).toEqual(answer)
  })

  it('is shown by a page that runs nothing inline and sends nothing away', async () => {
    const response = await api.get('/api/docs')
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
    const page = await response.text()
    expect(page).not.toMatch(/<script(?![^>]*(src=|><\/script>))|https?:\/\//)
    expect(page).toContain('"telemetry":false')
  })
})

describe('addresses', () => {
  it.each([
    ['PUT', '/api/v1/stats', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/v1/stats', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/api/v1/responsibilities', 'GET, HEAD, OPTIONS, POST'],
    ['GET', '/api/v1/responsibilities/res-0000000000/amend', 'POST'],
    ['PATCH', '/feeds/ledger.atom', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/feeds/departments/dep-water.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/log/checkpoint', 'GET, HEAD, OPTIONS'],
    ['POST', '/log/tile/0/000.p/1', 'GET, HEAD, OPTIONS'],
    ['POST', '/.well-known/mingzhang.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/api/openapi.json', 'GET, HEAD, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['POST', '/readyz', 'GET, HEAD, OPTIONS'],
  ])('%s %s is told what can be used, before any key is asked for', async (method, path, allow) => {
    const response = await api.request(path, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
    expect(await response.json()).toMatchObject({ code: 'method_not_allowed' })
  })

  it.each([
    ['POST', '/api/v1/nothing'],
    ['GET', '/api'],
    ['GET', '/api/v1/departments/'],
    ['DELETE', '/feeds/nothing.atom'],
    ['GET', '/log/'],
    ['GET', '/.well-known/nothing'],
  ])('%s %s is nowhere, key or not', async (method, path) => {
    const response = await api.request(path, { method })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  it('of what was recorded lead to it', async () => {
    for (const response of [first, erased]) {
      const path = response.headers.get('location') ?? ''
      expect([path, (await api.get(path)).status]).toEqual([path, 200])
    }
  })

  // A Worker serves no address but that of its key.
  it.skipIf(inWorkerd)('in feeds are the public ones, also behind a proxy', async () => {
    const behind = await testApi('https://public.example')
    for (const path of ['/feeds/ledger.atom', '/feeds/departments/dep-water.json?lang=en']) {
      const text = await (await behind.get(path)).text()
      expect(text).toContain(`https://public.example${path}`)
      expect(text).not.toContain(base)
    }
  })
})

describe('bodies', () => {
  const send = (body: BodyInit, headers: Record<string, string> = {}): Promise<Response> => {
    const authorization = `bearer ${api.keys.recorder}`
    // Undici wants to be told that a stream is sent one way.
    const init = { method: 'POST', body, duplex: 'half' }
    return api.request('/api/v1/responsibilities', {
      ...init,
      headers: { authorization, 'content-type': 'application/json', ...headers },
    })
  }
  const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

  it('that are not UTF-8 are refused: what stands in for a bad byte would stand there for good', async () => {
    const before = await api.size()
    const bytes = bytesOf(JSON.stringify({ ...item, name: 'a?b' }))
    bytes[bytes.indexOf(0x3f)] = 0xff
    const response = await send(bytes)
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid' }])
    const declared = await send(JSON.stringify(item), { 'content-type': 'application/json; charset=gbk' })
    expect(declared.status).toBe(415)
    expect(await api.size()).toBe(before)
    const named = { 'content-type': 'application/json; charset=UTF-8' }
    expect((await send(JSON.stringify(item), named)).status).toBe(201)
  })

  // On its way to workerd a body is held in this process.
  it.skipIf(inWorkerd)('that do not say how long they are end at the limit', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(0x20))
      },
    })
    const response = await send(endless)
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'too_large' }])
    expect(sent).toBeLessThan(2_000_000)
    const short = new Blob([JSON.stringify(item)]).stream()
    expect((await send(short)).status).toBe(201)
  })
})

describe('what a reader has already', () => {
  it.each([
    '/api/v1/responsibilities.csv',
    '/log/checkpoint',
    '/log/tile/0/000.p/3',
    '/log/tile/entries/000.p/3',
    '/.well-known/mingzhang.json',
    '/api/openapi.json',
    '/feeds/ledger.json',
  ])('%s is not sent again, and another site may still look', async (path) => {
    const tag = (await api.get(path)).headers.get('etag') ?? ''
    const again = await api.get(path, { 'if-none-match': tag })
    expect([tag.length > 3, again.status, await again.text()]).toEqual([true, 304, ''])
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
    expect(again.headers.get('x-request-id')).toMatch(api.requestId)
  })

  it('has changed with the next entry, also in a file', async () => {
    const path = '/api/v1/responsibilities.csv?lang=en'
    const before = (await api.get(path)).headers.get('etag')
    await api.post('/api/v1/responsibilities', item)
    expect((await api.get(path, { 'if-none-match': before ?? '' })).status).toBe(200)
  })
})

describe('failures', () => {
  it('say nothing of the inside, and are logged under the number that the reader is told', async () => {
    const broken = await testApi()
    await broken.services.ledger.database.client.execute('DROP TABLE submission')
    const headers = { 'idempotency-key': 'x' }
    const response = await broken.post('/api/v1/responsibilities', item, { headers })
    expect(response.status).toBe(500)
    const body: { code: string; requestId: string } = await response.json()
    expect(body.code).toBe('internal')
    expect(JSON.stringify(body)).not.toMatch(/submission|SQL|\.ts/i)
    const logged = broken.lines.find((line) => line.level === 'error' && line.requestId === body.requestId)
    expect(String(logged?.error)).toContain('submission')
  })

  it('of the database show in its health', async () => {
    const broken = await testApi()
    await broken.services.ledger.database.client.execute('ALTER TABLE "commit" RENAME TO gone')
    const response = await broken.get('/healthz')
    expect([response.status, await response.json()]).toMatchObject([503, { status: 'down' }])
  })
})
