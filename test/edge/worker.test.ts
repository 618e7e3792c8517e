import { env, exports } from 'cloudflare:workers'
import { describe, expect, inject, it } from 'vitest'
import { fromBase64 } from '../../worker/ledger/bytes.ts'
import { checkReceipt, type Receipt } from '../../worker/ledger/receipt.ts'

const base = 'https://ledger.example'
const worker = exports.default

function get(path: string): Promise<Response> {
  return worker.fetch(new Request(base + path))
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Bearer ${inject('edgeKey')}`
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json', ...headers },
  }
  return worker.fetch(new Request(base + path, init))
}

async function verifierKey(): Promise<string> {
  const known: { verifierKey: string } = await (await get('/.well-known/mingzhang.json')).json()
  return known.verifierKey
}

describe('the Worker in workerd, over libSQL HTTP', () => {
  it('has what it needs', () => {
    expect(Object.keys(env)).toContain('LIBSQL_URL')
  })

  it('logs an item, answers with a receipt that holds, and shows it', async () => {
    const headers = { 'idempotency-key': 'edge-1' }
    const item = { name: '取水许可', type: 'licence', occurred: '2026-03-01' }
    const response = await post('/api/v1/responsibilities', item, headers)
    expect(response.status).toBe(201)
    const { records, receipts }: { records: { id: string; index: number }[]; receipts: Receipt[] } =
      await response.json()
    const [record] = records
    const [receipt] = receipts
    if (receipt === undefined) throw new Error('no receipt')
    const id = record?.id ?? ''
    const entry: { leaf: string } = await (await get(`/api/v1/entries/${record?.index}`)).json()
    const checkpoint = await checkReceipt(fromBase64(entry.leaf), receipt, await verifierKey())
    expect(checkpoint.size).toBeGreaterThan(record?.index ?? 0)

    const again = await post('/api/v1/responsibilities', item, headers)
    expect(again.status).toBe(200)
    const first: { records: { id: string }[] } = await again.json()
    expect(first.records[0]?.id).toBe(id)

    const page = await get(`/zh/responsibilities/${id}`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('取水许可')
    expect((await get(`/en/responsibilities/${id}`)).status).toBe(200)
  })

  it('draws the picture of a record, and sends it once', async () => {
    const response = await post('/api/v1/responsibilities', { name: '取水许可', type: 'licence' })
    const { records }: { records: { id: string }[] } = await response.json()
    const path = `/cards/zh/responsibilities/${records[0]?.id}.png`
    expect(await (await get(`/zh/responsibilities/${records[0]?.id}`)).text()).toContain(`${base}${path}`)
    const picture = await get(path)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    const bytes = new Uint8Array(await picture.arrayBuffer())
    expect([...bytes.subarray(1, 4)]).toEqual([...'PNG'].map((letter) => letter.charCodeAt(0)))
    expect([bytes[18], bytes[19], bytes[22], bytes[23]]).toEqual([1200 >> 8, 1200 & 255, 630 >> 8, 630 & 255])
    const tag = picture.headers.get('etag') ?? ''
    const again = await worker.fetch(new Request(base + path, { headers: { 'if-none-match': tag } }))
    expect(again.status).toBe(304)
  })

  it('keeps one history under requests at once', async () => {
    const responses = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        post('/api/v1/responsibilities', { name: `事项 ${i}`, type: 'inspection' }),
      ),
    )
    expect(responses.map(({ status }) => status)).toEqual(Array(6).fill(201))
    const all: { records: { index: number }[] }[] = await Promise.all(
      responses.map((response) => response.json()),
    )
    const indices = all.map(({ records }) => records[0]?.index ?? -1).sort((a, b) => a - b)
    expect(new Set(indices).size).toBe(6)
  })

  it('serves the log, finds by two characters, refuses in words', async () => {
    const checkpoint = await (await get('/log/checkpoint')).text()
    const size = Number(checkpoint.split('\n')[1])
    expect((await get(`/log/tile/0/000.p/${size}`)).headers.get('cache-control')).toContain('immutable')
    expect((await get(`/log/tile/entries/000.p/${size}`)).status).toBe(200)
    // Far beyond what other tests write to the same ledger meanwhile.
    expect((await get('/log/tile/0/000.p/255')).status).toBe(404)
    const found: { items: unknown[] } = await (
      await get(`/api/v1/search?q=${encodeURIComponent('取水')}`)
    ).json()
    expect(found.items.length).toBeGreaterThan(0)
    const refused = await post('/api/v1/responsibilities', { name: '' })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ code: 'invalid', field: 'name' })
    expect((await get('/api/v1/entries/999999')).status).toBe(404)
    expect((await get('/healthz')).status).toBe(200)
  })

  it('signs in at a provider, with a secret that was sealed outside of workerd', async () => {
    const manual = (url: string, cookie = ''): Request =>
      new Request(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    const cookieOf = (response: Response): string =>
      response.headers
        .getSetCookie()
        .map((one) => one.split(';')[0] ?? '')
        .filter((one) => !one.endsWith('='))
        .join('; ')
    const begun = await worker.fetch(manual(`${base}/auth/oidc/city?next=/en/desk`))
    const location = begun.headers.get('location') ?? ''
    expect(location).toContain(`${inject('edgeIssuer')}/authorize?`)
    const back = (await fetch(manual(location))).headers.get('location') ?? ''
    const ended = await worker.fetch(manual(back, cookieOf(begun)))
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/en/desk'])
    const me = await worker.fetch(manual(`${base}/api/v1/me`, cookieOf(ended)))
    expect(await me.json()).toMatchObject({ post: '审计岗', role: 'auditor' })
  })
})
