import { describe, expect, it } from 'vitest'
import { parseBundle } from '../../../worker/ledger/bundle.ts'
import { fromBase64, toBase64 } from '../../../worker/ledger/bytes.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { hashLeaf, rootOf } from '../../../worker/ledger/merkle.ts'
import { checkConsistency } from '../../../worker/ledger/proof.ts'
import { parseTlogProof } from '../../../worker/ledger/tlog-proof.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

const api: TestApi = await testApi()
const { acts, ledger } = api.services
const ids: string[] = []
for (let i = 0; i < 12; i++) {
  const { records } = await acts.open({ actor: OPERATOR }, 'responsibility', 'dep-water', {
    name: i === 3 ? '=HYPERLINK("x")取水' : `事项 ${i}`,
    type: i % 2 === 0 ? 'licence' : 'penalty',
    level: 'county',
    legalBases: [{ level: 'law', title: '水法', text: '【法律】《水法》第七条' }],
  })
  ids.push(records[0]?.id ?? '')
}
await ledger.follower.flush()

async function json<T>(path: string): Promise<T> {
  const response = await api.get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.json()
}

describe('lists', () => {
  it('page through to the end, without gap or repetition', async () => {
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page: { items: { id: string }[]; next: string | null; total: number } = await json(
        `/api/v1/responsibilities?limit=5${cursor}`,
      )
      expect(page.total).toBe(12)
      seen.push(...page.items.map(({ id }) => id))
      if (page.next === null) break
      cursor = `&cursor=${encodeURIComponent(page.next)}`
    }
    expect(seen).toEqual(ids)
  })

  it('filter by department, type, level and status', async () => {
    const page: { total: number } = await json(
      '/api/v1/responsibilities?department=dep-water&type=licence&level=county&status=in_force',
    )
    expect(page.total).toBe(6)
    expect(((await json('/api/v1/responsibilities?department=dep-house')) as { total: number }).total).toBe(0)
  })

  it.each(['cursor=zzz', 'limit=0', 'limit=9999', 'limit=x', 'type=permit', 'cursor=bjE%3D%3D%3D'])(
    'refuse %s in words',
    async (query) => {
      const response = await api.get(`/api/v1/responsibilities?${query}`)
      expect(response.status).toBe(400)
      expect(((await response.json()) as { code: string }).code).toBe('invalid')
    },
  )

  it('come as CSV that a spreadsheet cannot be made to run', async () => {
    const response = await api.get('/api/v1/responsibilities.csv')
    expect(response.headers.get('content-type')).toContain('text/csv')
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
    expect(text.startsWith('\ufeff编号,部门,')).toBe(true)
    expect(text).toContain(`"'=HYPERLINK(""x"")取水"`)
    expect(text.trim().split('\r\n')).toHaveLength(13)
    expect(await (await api.get('/api/v1/departments.csv?lang=en')).text()).toContain('English name')
  })
})

describe('the log, by an outside reader', () => {
  it('gives the root from its bundles and tiles alone, also at earlier sizes', async () => {
    const { verifierKey }: { verifierKey: string } = await json('/.well-known/mingzhang.json')
    const { size, root } = await openCheckpoint(await (await api.get('/log/checkpoint')).text(), verifierKey)
    expect(size).toBe(17)
    for (let width = 1; width <= size; width++) {
      const bundle = new Uint8Array(await (await api.get(`/log/tile/entries/000.p/${width}`)).arrayBuffer())
      const tile = new Uint8Array(await (await api.get(`/log/tile/0/000.p/${width}`)).arrayBuffer())
      const hashes = parseBundle(bundle).map(hashLeaf)
      expect(toBase64(tile)).toBe(toBase64(new Uint8Array(hashes.flatMap((hash) => [...hash]))))
      if (width === size) expect(toBase64(rootOf(hashes))).toBe(toBase64(root))
    }
  })

  it.each([
    'tile/0/000',
    'tile/0/000.p/18',
    'tile/0/000.p/0',
    'tile/0/00',
    'tile/0/x000/000',
    'tile/1/000.p/1',
    'tile/entries/001.p/1',
    'tile/0/000.p/014',
    'tile/64/000',
  ])('%s is not there, and that is not cached', async (path) => {
    const response = await api.get(`/log/${path}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('has the headers that C2SP asks for', async () => {
    const tile = await api.get('/log/tile/0/000.p/3')
    expect([
      tile.headers.get('content-type'),
      tile.headers.get('cache-control'),
      tile.headers.get('access-control-allow-origin'),
    ]).toEqual(['application/octet-stream', 'public, max-age=31536000, immutable', '*'])
    expect((await api.get('/log/checkpoint')).headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  it('proves growth between published sizes', async () => {
    const { verifierKey }: { verifierKey: string } = await json('/.well-known/mingzhang.json')
    const open = async (size: number) =>
      openCheckpoint(
        ((await json(`/api/v1/checkpoints/${size}`)) as { checkpoint: string }).checkpoint,
        verifierKey,
      )
    const [earlier, later] = [await open(3), await open(17)]
    const { proof }: { proof: string[] } = await json('/api/v1/checkpoints/17/consistency?from=3')
    checkConsistency(3, 17, proof.map(fromBase64), earlier.root, later.root)
    expect((await api.get('/api/v1/checkpoints/99')).status).toBe(404)
    expect((await api.get('/api/v1/checkpoints/17/consistency?from=18')).status).toBe(400)
    expect((await api.get('/api/v1/checkpoints/99/consistency?from=3')).status).toBe(404)
  })

  it('hands out a proof as a file', async () => {
    const text = await (await api.get('/api/v1/entries/4/tlog-proof')).text()
    expect(parseTlogProof(text).index).toBe(4)
  })
})

describe('conditional and partial requests', () => {
  it('answers 304 when nothing changed, and HEAD without a body', async () => {
    for (const path of [
      '/api/v1/responsibilities',
      `/api/v1/responsibilities/${ids[0]}`,
      '/api/v1/entries/3',
      '/api/v1/stats',
      '/feeds/ledger.atom',
    ]) {
      const first = await api.get(path)
      const tag = first.headers.get('etag') ?? ''
      expect([path, tag.length > 8]).toEqual([path, true])
      expect((await api.get(path, { 'if-none-match': tag })).status).toBe(304)
      const head = await api.request(path, { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
    }
  })

  it('lets any site read, and none write', async () => {
    const options = await api.request('/api/v1/stats', { method: 'OPTIONS' })
    expect(options.status).toBe(204)
    expect(options.headers.get('access-control-allow-methods')).toBe('GET, HEAD')
    expect((await api.get('/api/v1/stats')).headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('the rest', () => {
  it('finds by any words, and says where', async () => {
    const found: { items: { record: { id: string }; snippets: { field: string }[] }[]; indexedTo: number } =
      await json(`/api/v1/search?q=${encodeURIComponent('水法')}`)
    expect(found.items).toHaveLength(12)
    expect(found.items[0]?.snippets[0]?.field).toBe('basis')
    expect(found.indexedTo).toBe(17)
    const english: { items: { record: { id: string } }[] } = await json('/api/v1/search?q=water%20bur')
    expect(english.items.map(({ record }) => record.id)).toEqual(['dep-water'])
    for (const q of ['', '   ', '"', "');--", '*', '(', '𠮷', '\u0000'])
      expect((await api.get(`/api/v1/search?q=${encodeURIComponent(q)}`)).status).toBe(200)
  })

  it('tells what changed since, to the end', async () => {
    const page: { items: { index: number }[]; next: number; size: number } = await json(
      '/api/v1/changes?since=10&limit=3',
    )
    expect([page.items.map(({ index }) => index), page.next, page.size]).toEqual([[10, 11, 12], 13, 17])
    expect(((await json('/api/v1/changes?since=17')) as { items: []; next: number }).next).toBe(17)
  })

  it('feeds are well-formed and carry stable ids', async () => {
    for (const path of [
      '/feeds/ledger',
      '/feeds/departments/dep-water',
      `/feeds/responsibilities/${ids[3]}`,
    ]) {
      const atom = await (await api.get(`${path}.atom`)).text()
      expect(atom).toMatch(/^<\?xml version="1.0"[\s\S]*<id>tag:ledger.example,2026:log:[\s\S]*<\/feed>\n$/)
      expect((atom.match(/<entry>/g) ?? []).length).toBe((atom.match(/<\/entry>/g) ?? []).length)
      const feed: { version: string; items: { id: string }[] } = await json(`${path}.json?lang=en`)
      expect(feed.version).toContain('jsonfeed.org/version/1.1')
      expect(feed.items.length).toBeGreaterThan(0)
    }
    expect((await api.get('/feeds/departments/dep-nobody.atom')).status).toBe(404)
    expect((await api.get('/feeds/responsibilities/dep-water.atom')).status).toBe(404)
  })

  it('describes its routes, with a reader beside', async () => {
    const spec: { openapi: string; paths: Record<string, Record<string, unknown>> } =
      await json('/api/openapi.json')
    expect(spec.openapi).toBe('3.1.0')
    const described = Object.entries(spec.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(described).toContain('post /api/v1/responsibilities/{id}/transfer')
    expect(described).toContain('get /api/v1/entries/{index}/proof')
    expect(described).toContain('get /api/v1/responsibilities.csv')
    expect(await (await api.get('/api/docs')).text()).toContain('/assets/scalar.js')
  })

  it('says how it is', async () => {
    expect(await json('/healthz')).toMatchObject({ status: 'ok', size: 17 })
    expect(await json('/readyz')).toEqual({ status: 'ready', size: 17, writing: 'ok' })
    expect(api.lines.every((line) => line.level !== 'error')).toBe(true)
  })
})
