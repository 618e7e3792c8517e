/** Quoting: frames, oEmbed, citations, site maps, the printed sheet, large type; what is withheld or annulled says so in each. */
import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { testApi } from '../support/api/api.ts'
import { fakeAssets } from '../support/site/assets.ts'

const api = await testApi()
const { services } = api
await api.second('dep-water')
async function idOf(path: string, body: Record<string, unknown>): Promise<string> {
  const response = await api.settle(path, body)
  const answer: { records?: { id: string }[]; detail?: string } = await response.json()
  const id = answer.records?.[0]?.id
  if (id === undefined) throw new Error(answer.detail)
  return id
}
const decision = await idOf('/api/v1/decisions', {
  title: '清淤 "三年" <计划> {一}',
  class: 'ordinary',
  noResponsibility: '试用',
})
const plan = {
  title: '第一段',
  type: 'delivery',
  decision,
  baselineDue: '2026-03-13',
  currentDue: '2026-03-13',
}
const milestone = await idOf('/api/v1/milestones', plan)
const mistaken = await idOf('/api/v1/decisions', {
  title: '误登的一项',
  class: 'ordinary',
  noResponsibility: '试用',
})
expect((await api.settle(`/api/v1/decisions/${mistaken}/annul`, { reason: '重复登记' })).status).toBe(201)
const sealed = await idOf('/api/v1/decisions', {
  title: '不公开的一项',
  class: 'ordinary',
  noResponsibility: '试用',
  visibility: 'sealed',
  ground: 'security_stability',
  review: '2027-06-17',
})

const origin = 'https://ledger.example'
const app = createApp({
  services,
  origin,
  assets: fakeAssets,
  serveFiles: (_, next) => next(),
  requestId: () => 'request',
  log: () => undefined,
})
const get = (path: string) => app.request(path)
async function read(path: string): Promise<string> {
  const response = await get(path)
  expect(response.status, path).toBe(200)
  return response.text()
}
const frameOf = (response: Response): string =>
  /frame-ancestors ([^;]+)/.exec(response.headers.get('content-security-policy') ?? '')?.[1] ?? ''

describe('a frame on another site', () => {
  const paths = [
    `/decisions/${decision}`,
    `/decisions/${decision}?show=line`,
    `/decisions/${decision}?show=chart`,
    `/milestones/${milestone}`,
    '/decisions',
    `/milestones?of=${decision}`,
    '/departments/dep-water',
  ]
  it.each(paths)('%s may be framed, runs no script, sets no cookie', async (path) => {
    for (const lang of ['zh', 'en']) {
      const response = await get(`/embed/${lang}${path}`)
      const html = await response.text()
      expect([response.status, frameOf(response)], path).toEqual([200, '*'])
      expect(response.headers.get('set-cookie')).toBeNull()
      expect(html).not.toContain('<script')
      expect(html).toContain(`rel="canonical" href="${origin}/${lang}/`)
    }
  })

  it('and nothing else may', async () => {
    for (const path of ['/zh', '/zh/decisions', `/zh/decisions/${decision}`, '/zh/ledger', '/sitemap.xml'])
      expect(frameOf(await get(path)), path).toBe("'none'")
  })

  it('says what it does not know', async () => {
    expect((await get('/embed/zh/decisions/dec-0000000000')).status).toBe(404)
    expect((await get('/embed/zh/nothing')).status).toBe(404)
    expect((await get(`/embed/zh/decisions/${decision}?show=all`)).status).toBe(400)
    const refused = await get('/embed/zh/decisions?colour=red')
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('colour')])
  })

  it('answers oEmbed for a record and a list, within the size that is asked for', async () => {
    const page = `${origin}/zh/decisions/${decision}`
    const found = await read(`/zh/decisions/${decision}`)
    const [, href = ''] = /type="application\/json\+oembed" href="([^"]+)"/.exec(found) ?? []
    expect(JSON.parse(await read(href.replaceAll('&amp;', '&')))).toMatchObject({
      version: '1.0',
      type: 'rich',
    })
    const asked = `/oembed?url=${encodeURIComponent(page)}&maxwidth=400&maxheight=200`
    const answer = JSON.parse(await read(asked))
    expect(answer).toMatchObject({ width: 400, height: 200, provider_url: `${origin}/zh` })
    expect(answer.html).toContain(`src="${origin}/embed/zh/decisions/${decision}" width="400" height="200"`)
    expect(answer.html).not.toContain('<计划>')
    const list = JSON.parse(
      await read(`/oembed?url=${encodeURIComponent(`${origin}/en/decisions?status=executing`)}`),
    )
    expect(list.html).toContain('/embed/en/decisions?status=executing')
    for (const [query, status] of [
      [`url=${encodeURIComponent('https://elsewhere.example/zh/decisions')}`, 404],
      [`url=${encodeURIComponent(`${origin}/zh/decisions/dec-0000000000`)}`, 404],
      ['url=nonsense', 404],
      [`url=${encodeURIComponent(page)}&maxwidth=wide`, 400],
      [`url=${encodeURIComponent(page)}&size=1`, 400],
      [`url=${encodeURIComponent(page)}&format=xml`, 501],
    ] as const)
      expect((await get(`/oembed?${query}`)).status, query).toBe(status)
  })
})

describe('a citation', () => {
  it('comes as BibTeX, RIS, CSL-JSON and GB/T 7714, with what each format asks to be escaped', async () => {
    const of = (format: string) => read(`/cite/${decision}.${format}`)
    expect(await of('bib')).toContain('title = {{清淤 "三年" <计划> \\{一\\}}}')
    expect(await of('ris')).toMatch(
      /^TY {2}- ELEC\r\n[\s\S]*TI {2}- 清淤 "三年" <计划> \{一\}\r\n[\s\S]*ER {2}- \r\n$/,
    )
    expect(JSON.parse(await of('json'))).toMatchObject([
      { id: decision, type: 'webpage', URL: `${origin}/zh/decisions/${decision}` },
    ])
    expect(await of('txt')).toMatch(
      /清淤 "三年" <计划> \{一\}：账目 \d+，检查点 \d+\[EB\/OL\]\. .*\[\d{4}-\d\d-\d\d\]\. https:/,
    )
    for (const path of [`/cite/${decision}.doc`, '/cite/dec-0000000000.bib', '/cite/nonsense.bib'])
      expect((await get(path)).status, path).toBe(404)
  })
})

describe('what is annulled or withheld', () => {
  it.each([
    ['annulled', mistaken, '作废', '误登的一项'],
    ['withheld', sealed, '不予公开', null],
  ])('says that it is %s in frames, citations and on the sheet', async (_, id, word, title) => {
    for (const path of [
      `/embed/zh/decisions/${id}`,
      `/cite/${id}.txt`,
      `/cite/${id}.json`,
      `/zh/decisions/${id}`,
    ]) {
      const text = await read(path)
      expect(text, path).toContain(word)
      if (title === null) expect(text, path).not.toContain('不公开的一项')
    }
  })
})

describe('a site map', () => {
  it('has every record that counts, in both languages, and follows the ledger', async () => {
    const index = await read('/sitemap.xml')
    const maps = [...index.matchAll(/<loc>https:\/\/ledger\.example(.*?)<\/loc>/g)].map(
      ([, path = '']) => path,
    )
    expect(maps[0]).toBe('/sitemaps/pages.xml')
    const all = (await Promise.all(maps.map(read))).join('')
    for (const lang of ['zh', 'en'])
      expect(all).toContain(`<loc>${origin}/${lang}/decisions/${decision}</loc>`)
    expect(all).toContain(`hreflang="en" href="${origin}/en/milestones/${milestone}"`)
    for (const page of ['', '/figures', '/calendar', '/questions'])
      expect(all).toContain(`<loc>${origin}/en${page}</loc>`)
    expect(all).not.toContain(mistaken)
    expect((await get('/sitemaps/999999.xml')).status).toBe(404)
    expect((await get('/sitemaps/x.xml')).status).toBe(404)
    expect(await read('/robots.txt')).toContain(`Sitemap: ${origin}/sitemap.xml`)
  })
})

describe('a printed sheet', () => {
  it('carries index, leaf hash, checkpoint and address as the ledger has them', async () => {
    const html = await read(`/zh/decisions/${decision}`)
    const sheet = html.slice(html.indexOf('class="proof-sheet"'))
    const { items } = JSON.parse(await read(`/api/v1/decisions?q=`.replace('?q=', '')))
    const record = items.find(({ id }: { id: string }) => id === decision)
    const entry = JSON.parse(await read(`/api/v1/entries/${record.lastIndex}`))
    expect(sheet).toContain(`<dd>${record.lastIndex}</dd>`)
    expect(sheet).toContain(`<dd>${entry.leafHash}</dd>`)
    expect(sheet).toContain((await read('/log/checkpoint')).trim())
    expect(sheet).toContain('class="proof-sheet__qr"')
  })

  it('keeps no page from being read where nothing can be signed', async () => {
    const { log } = services.pageReading
    const snapshot = await log.snapshot()
    const failing = async () => ({
      ...snapshot,
      checkpoint: () => Promise.reject(new Error('no place for the mark')),
    })
    const silent = createApp({
      services: { ...services, pageReading: { ...services.pageReading, log: { ...log, snapshot: failing } } },
      origin,
      assets: fakeAssets,
      serveFiles: (_, next) => next(),
      requestId: () => 'request',
      log: () => undefined,
    })
    const response = await silent.request(`/zh/decisions/${decision}`)
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('此刻没有签发')])
  })
})

describe('large type', () => {
  it('is chosen by address, goes along with links and forms, and is left again', async () => {
    const html = await read(`/zh/decisions/${decision}?large=1`)
    expect(html).toContain('class="large"')
    const links = [...html.matchAll(/<a\b[^>]*?\shref="(\/zh[/?#"][^"]*|\/zh)"/g)].map(
      ([, href = '']) => href,
    )
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter((href) => !/[?;]large=[01]/.test(href))).toEqual([])
    expect(html).toContain('<input type="hidden" name="large" value="1">')
    expect(html).toContain('large=0')
    expect(html).not.toContain('不认识')
    expect(await read(`/zh/decisions/${decision}?large=0`)).not.toContain('class="large"')
    expect((await get(`/zh/decisions/${decision}?large=1`)).headers.get('set-cookie')).toBeNull()
  })
})

describe('the statement on accessibility', () => {
  it('stands in both languages', async () => {
    expect(await read('/zh/accessibility')).toContain('WCAG')
    expect(await read('/en/accessibility')).toContain('What is missing')
  })
})
