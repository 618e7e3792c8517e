/** Pages of a whole city: what a query has no effect on is told, and what the front page and a decision say is true. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lists } from '../../worker/domain/kinds/table.ts'
import { type Machine, openMachine } from '../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { NEWS } from '../../worker/site/load/register.ts'
import { createSite } from '../../worker/site/site.ts'
import { demoFolder } from '../support/city/demo-folder.ts'
import { SECOND } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const base = 'https://mingchuan.example'
const assets = fakeAssets
let machine: Machine
let get: (path: string) => Promise<string>
let site: ReturnType<typeof createSite>
let decision: string

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder(), followDelay: 0 })
  const { reading, standing, rulebook, response, witnesses, log } = machine.services
  site = createSite({
    reading: Object.assign(Object.create(reading), { log, standing, rulebook, response, witnesses }),
    assets,
    origin: base,
  })
  get = async (path) => (await site.request(`${base}${path}`)).text()
  const { items } = await reading.records({ kind: 'decision', limit: 1 })
  decision = items[0]?.id ?? ''
})
afterAll(() => machine.close())

describe('a value of the query that nobody knows', () => {
  it.each([
    ['/', 'news', 'decided'],
    ['/milestones', 'view', 'overdue'],
    ['/calendar', 'rel', 'consultation'],
    ['/calendar', 'month', '2026-02'],
    ['/response', 'by', 'kind'],
    ['/search', 'kind', 'decision'],
    ['decision', 'line', 'changes'],
    ['decision', 'at', '2026-01-01'],
  ])('is told, and not taken for all: %s?%s', async (path, name, known) => {
    const page = path === 'decision' ? `/decisions/${decision}` : path
    const at = (value: string) => get(`/zh${page === '/' ? '' : page}?${name}=${encodeURIComponent(value)}`)
    expect(await at('nonsense')).toContain(`${name}=nonsense`)
    expect(await at('nonsense')).toContain('没有起作用')
    expect(await at(known)).not.toContain('没有起作用')
    expect(await at('')).not.toContain('没有起作用')
  })

  it('is told with its letters, and never as markup', async () => {
    const html = await get(`/zh?news=${encodeURIComponent('<b>x</b>')}`)
    expect(html).toContain('news=&lt;b>x&lt;/b>')
    expect(html).not.toContain('<b>x</b>')
  })
})

describe('a list', () => {
  it('leads to the records that were annulled, tells them as such, and leads back', async () => {
    const { acts, reading } = machine.services
    const call = { actor: LOCAL_OPERATOR, approver: SECOND }
    for (const kind of ['decision', 'responsibility'] as const) {
      const path = `/zh/${lists[kind]}`
      expect(await get(path)).not.toContain('已作废')
      const { items, total } = await reading.records({ kind, sort: 'recorded', limit: 1 })
      const [record] = items
      await acts.act(call, kind, 'annulled', record?.id ?? '', { reason: '误登' })
      const plain = await get(path)
      expect(plain).toContain(`href="${path}?annulled=yes"`)
      expect(plain).toContain('已作废 1 条')
      expect(plain).not.toContain(`${path}/${record?.id}"`)
      const off = await get(`${path}?annulled=yes`)
      expect(off).toMatch(new RegExp(`<del><a href="${path}/${record?.id}"`))
      expect(off).toContain(`href="${path}"`)
      expect((await reading.records({ kind })).total).toBe(total - 1)
      expect(await get(`${path}?annulled=nonsense`)).toContain('annulled=nonsense')
    }
  })
})

describe('a list that is narrowed', () => {
  const asked = '?q=供水&from=2024&to=2026&type=major_admin'

  it('is said in words in both languages, and each part can be taken away', async () => {
    const zh = await get(`/zh/decisions${asked}`)
    expect(text(zh)).toContain('1 项决策：2024–2026 决定 ×、重大行政决策 ×、含“供水” ×')
    const en = await get(`/en/decisions${asked}`)
    expect(text(en)).toContain(
      '1 decision: decided 2024–2026 ×, Major administrative decision ×, with “供水” ×',
    )
    const off = [...zh.matchAll(/class="said__off" href="([^"]+)"/g)].map(([, href = '']) =>
      decodeURIComponent(href.replaceAll('&amp;', '&')),
    )
    expect(off).toEqual([
      '/zh/decisions?q=供水&type=major_admin',
      '/zh/decisions?q=供水&from=2024&to=2026',
      '/zh/decisions?type=major_admin&from=2024&to=2026',
    ])
  })

  it('is led from to the same list as file, feed, calendar and by mail', async () => {
    const html = await get(`/zh/decisions${asked}`)
    const query = 'q=%E4%BE%9B%E6%B0%B4&type=major_admin&from=2024&to=2026'
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
    for (const file of ['', '.csv', '.xlsx'])
      expect(links).toContain(`/api/v1/decisions${file}?${query}&sort=-decided`)
    for (const feed of ['atom', 'ics']) expect(links).toContain(`/feeds/decisions.${feed}?${query}&lang=zh`)
    const topic = new URLSearchParams({ topic: `/decisions?${query}` })
    expect(links).toContain(`/zh/follow?${topic}`)
  })

  it('stands with the newest first unless another order is chosen', async () => {
    const days = (html: string) =>
      [...html.matchAll(/<time dateTime="([^"]+)"|<time datetime="([^"]+)"/g)].map((m) => m[1] ?? m[2] ?? '')
    const usual = days(await get('/zh/decisions'))
    expect(usual.length).toBeGreaterThan(3)
    expect(usual).toEqual(usual.toSorted().reverse())
    expect(days(await get('/zh/decisions?sort=decided'))).toEqual(usual.toReversed())
  })

  it.each(['from=2024-13', 'from=soon', 'from=2025&to=2024', 'flagged=maybe', 'sort=-dicided', 'date=due'])(
    'tells that %s has no effect',
    async (query) => {
      expect(await get(`/zh/decisions?${query}`)).toContain('没有起作用')
    },
  )

  it('has an address without what its form sent empty', async () => {
    const response = await site.request(`${base}/zh/decisions?q=&organ=&type=major_admin&sort=&status=`)
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      '/zh/decisions?type=major_admin',
    ])
    expect((await site.request(`${base}/zh/decisions?q=`)).headers.get('location')).toBe('/zh/decisions')
    // What the page does not know is told, and not dropped.
    expect((await site.request(`${base}/zh/decisions?what=`)).status).toBe(200)
  })
})

/** Text of a page, without its markup. */
function text(html: string): string {
  return html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
}

describe('the front page', () => {
  it('has a seal for each line that is of one entry, and for no other', async () => {
    const { news } = await machine.services.reading.front({ topic: null, lines: NEWS })
    const html = await get('/zh')
    const seals = [...html.matchAll(/data-seal="(\d+)"/g)].map(([, index]) => Number(index))
    expect(seals).toEqual(news.flatMap(({ entries, index }) => (entries === 1 ? [index] : [])))
    expect(seals.length).toBeGreaterThan(0)
  })
})

describe('a decision', () => {
  it('names those who support it beside who carries it out, and asks for no zero steps', async () => {
    const { items } = await machine.services.reading.records({ kind: 'decision', limit: 100 })
    for (const { id, state } of items) {
      const html = await get(`/zh/decisions/${id}`)
      expect(html).not.toMatch(/要求 0 步/)
      if (state.kind === 'decision')
        expect(html.includes('<dt>配合</dt>'), id).toBe(state.supporting.length > 0)
    }
  })
})
