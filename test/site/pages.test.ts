import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '../../worker/domain/record/problem.ts'
import { LedgerError } from '../../worker/ledger/error.ts'
import { createSite } from '../../worker/site/site.ts'
import { fakeAssets } from '../support/site/assets.ts'
import { BREED, city, HOUSING, LIFT, LONG } from '../support/site/fake-city.ts'
import { createFakeLedger, type FakeLedger } from '../support/site/fake-reading.ts'

const assets = fakeAssets
const base = 'https://mingchuan.example'
const sealed = city.findIndex((scene) => scene.sealed !== undefined)
const erased = city.findIndex((scene) => scene.erased)
const amended = city.findIndex(({ kind, record }) => kind === 'responsibility.amended' && record === LIFT)

const paths = [
  '/',
  '/departments',
  `/departments/${HOUSING}`,
  '/departments/dep-mc-sjj',
  '/departments/dep-mc-lhj',
  `/departments/${HOUSING}?type=penalty&status=abolished`,
  '/responsibilities',
  '/responsibilities?type=penalty&cursor=3',
  '/responsibilities?type=nothing',
  `/responsibilities/${BREED}`,
  `/responsibilities/${LIFT}`,
  `/responsibilities/${LONG}`,
  '/ledger',
  '/ledger?cursor=10',
  '/entries/0',
  `/entries/${amended}`,
  `/entries/${sealed}`,
  `/entries/${erased}`,
  `/entries/${erased + 1}`,
  '/search',
  '/services',
  '/search?q=许可',
  '/search?q=没有这样的词',
  '/verify',
  '/rules',
  '/rules/P01',
  '/rules/R11',
  '/clocks',
  '/clocks?profile=ogi&start=2026-02-10&from1=2026-02-12&to1=2026-03-04&extension=20',
  '/clocks?profile=xf.notice&start=2026-02-30',
  '/response',
  '/response?by=kind&from=2026-01-01&asOf=2026-11-01',
  '/response?from=2026-05-01&to=2026-02-30',
]

/** What a reader reads: without markup, scripts and the raw blocks. */
function textOf(html: string): string {
  return html
    .replace(/<(script|style|pre)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

const blocks = (html: string, type: string): string[] =>
  [...html.matchAll(new RegExp(`<script type="${type}"[^>]*>([\\s\\S]*?)</script>`, 'g'))].map(
    (found) => found[1] ?? '',
  )

let ledger: FakeLedger
let get: (path: string, headers?: Record<string, string>) => Promise<Response>

beforeAll(async () => {
  ledger = await createFakeLedger()
  const site = createSite({ reading: ledger.reading, assets, origin: base })
  get = async (path, headers = {}) => site.request(`${base}${path}`, { headers })
})

describe.each(['zh', 'en'] as const)('pages in %s', (lang) => {
  const address = (path: string): string => (path === '/' ? `/${lang}` : `/${lang}${path}`)

  it.each(paths)('%s is a whole document', async (path) => {
    const response = await get(address(path))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-language')).toBe(lang === 'zh' ? 'zh-CN' : 'en')
    const html = await response.text()
    const text = textOf(html)
    expect(text.match(/\b(?:undefined|null|NaN)\b|\[object|\{\w+\}/g) ?? []).toEqual(
      path === '/verify' ? ['{index}'] : [],
    )
    expect(html).toMatch(/^<!doctype html><html lang="(?:zh-CN|en)">/)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html).toMatch(/<title>[^<]{4,}<\/title>/)
    expect(html).toMatch(/<meta name="description" content="[^"]{8,}"/)
    expect(html).toContain('<a class="skip" href="#main">')
    if (!path.startsWith('/search?')) {
      expect(html).toMatch(/<link rel="canonical" href="https:\/\/mingchuan\.example\/(?:zh|en)/)
      expect(html.match(/rel="alternate" hreflang="(?:zh-CN|en|x-default)"/g)).toHaveLength(3)
    }
    expect(html).not.toMatch(/ style="| on\w+="|<script(?![^>]*(?: src=| type="application\/))/)
    for (const block of [...blocks(html, 'application/ld\\+json'), ...blocks(html, 'application/json')]) {
      expect(() => JSON.parse(block)).not.toThrow()
    }
  })

  it.each([`/departments/${HOUSING}`, `/responsibilities/${LIFT}`, `/entries/${amended}`])(
    '%s has a citation, alternates and structured data',
    async (path) => {
      const html = await (await get(address(path))).text()
      expect(html).toContain(`${base}${address(path)}`)
      expect(textOf(html)).toContain(String(ledger.entries.length))
      expect(html).toMatch(/rel="alternate" type="application\/json" href="\/api\/v1\//)
      expect(blocks(html, 'application/ld\\+json')[0]).toContain('"@context":"https://schema.org"')
    },
  )

  it('guides whoever applies, counts what the list leaves out, and says where to complain', async () => {
    const html = await (await get(address(`/responsibilities/${BREED}`))).text()
    const guide = html.slice(html.indexOf('class="guide"'), html.indexOf('id="basis"'))
    const text = textOf(guide)
    for (const part of [
      '有合格的技术人员',
      '检测报告',
      '现场核查',
      '市政务服务大厅 2 楼 12 号窗口',
      '000-8800100',
    ])
      expect(text).toContain(part)
    // Forms and hours are not stated; the limits are, with their last day from today on.
    expect(text).toContain(lang === 'zh' ? '没有写明的有 2 项：表格、办理时间' : 'leaves out 2: Forms, When')
    expect(guide).not.toMatch(lang === 'zh' ? /<dt>(?:表格|办理时间)/ : /<dt>(?:Forms|When)/)
    expect(text).toMatch(
      lang === 'zh' ? /最迟 \d{4}-\d\d-\d\d 办结（20/ : /by \d{4}-\d\d-\d\d at the latest \(20/,
    )
    expect(guide).toContain(`href="/${lang}/ask?subject=${BREED}"`)
    expect(guide).toContain(`href="/${lang}/report"`)
  })

  it('says what changed, how late, and what is withheld', async () => {
    const lift = await (await get(address(`/responsibilities/${LIFT}`))).text()
    expect(lift).toMatch(/<del>.*30.*<\/del>.*<ins>.*15.*<\/ins>/)
    expect(textOf(lift)).toContain(lang === 'zh' ? '补记 27 天' : 'recorded 27 days late')
    const entry = textOf(await (await get(address(`/entries/${sealed}`))).text())
    expect(entry).toContain('2027-06-30')
    expect(entry).not.toContain('（不予公开）')
    const gone = await (await get(address(`/entries/${erased}`))).text()
    expect(gone).not.toContain('误录的联系方式')
    expect(gone).toContain(`href="/${lang}/entries/${erased + 1}"`)
  })

  it('a page that is not there says so', async () => {
    for (const path of [
      '/nothing',
      '/departments/dep-none',
      `/responsibilities/${HOUSING}`,
      '/entries/999',
      '/entries/x',
    ]) {
      const response = await get(address(path))
      expect(response.status).toBe(404)
      expect(textOf(await response.text())).toContain(lang === 'zh' ? '没有这一页' : 'There is no such page')
    }
  })
})

describe('the site', () => {
  it('sends a reader to their language', async () => {
    const to = async (accept?: string): Promise<string | null> =>
      (await get('/', accept === undefined ? {} : { 'accept-language': accept })).headers.get('location')
    expect(await to()).toBe('/zh')
    expect(await to('en-GB,en;q=0.9')).toBe('/en')
    expect(await to('fr, en;q=0.3, zh-TW;q=0.8')).toBe('/zh')
    expect(await to('fr')).toBe('/zh')
    expect(await to('zh;q=0, en')).toBe('/en')
  })

  it('answers a known version with 304', async () => {
    const first = await get(`/zh/responsibilities/${LIFT}`)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
    const again = await get(`/zh/responsibilities/${LIFT}`, { 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('lets nothing but its own files run', async () => {
    const policy = (await get('/zh')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe')
  })

  it('describes its search to browsers', async () => {
    const response = await get('/opensearch.xml?lang=en')
    expect(await response.text()).toContain(`template="${base}/en/search?q={searchTerms}"`)
  })

  it('escapes whatever stands in a record', async () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'&'
    const scenes = city.map((scene) =>
      scene.record === LIFT && scene.kind.endsWith('listed')
        ? { ...scene, body: { ...scene.body, name: evil, description: evil } }
        : scene,
    )
    const { reading } = await createFakeLedger(scenes)
    const site = createSite({ reading, assets })
    for (const path of [
      `/zh/responsibilities/${LIFT}`,
      '/zh',
      `/en/entries/${amended}`,
      `/zh/search?q=${encodeURIComponent('<img')}`,
    ]) {
      const html = await (await site.request(`http://h${path}`)).text()
      expect(html).not.toMatch(/<img|<script>alert/)
    }
  })

  it('says that the ledger is frozen on every page, and still shows it', async () => {
    const words = { zh: '数据库被换过', en: 'the database was replaced' }
    const { reading } = ledger
    const snapshot = async () => ({
      ...(await reading.log.snapshot()),
      frozen: { code: 'history_lost' as const, words },
      checkpoint: () => Promise.reject(new Error('frozen')),
    })
    const log = { ...reading.log, snapshot }
    const site = createSite({ reading: { ...reading, log }, assets })
    for (const path of ['/zh', '/zh/ledger', '/zh/verify', `/zh/entries/${amended}`]) {
      const response = await site.request(`http://h${path}`)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('数据库被换过')
    }
  })

  it('has a page for its own failures that gives nothing away', async () => {
    const failing = (): never => {
      throw new Error('SELECT secret FROM table')
    }
    const reading = { ...ledger.reading, sizes: failing, log: { ...ledger.reading.log, head: failing } }
    const told: unknown[] = []
    const onError = (error: unknown): string => `R${told.push(error)}`
    const site = createSite({ reading, assets, onError })
    const response = await site.request('http://h/en')
    expect(response.status).toBe(500)
    const html = await response.text()
    expect(html).toContain('Something went wrong here')
    expect(html).toContain('Request R1')
    expect(html).not.toContain('secret')
    expect(told).toHaveLength(1)
  })

  it('shows a broken seal where a stored entry is none any more', async () => {
    const timeline = () => Promise.reject(new LedgerError('malformed_leaf', 'no leaf'))
    const site = createSite({ reading: { ...ledger.reading, timeline }, assets })
    const response = await site.request(`http://h/zh/responsibilities/${LIFT}`)
    expect(response.status).toBe(500)
    expect(await response.text()).toMatch(/seal--broken[\s\S]*账目与账本不符/)
  })

  it('says in words what was wrong with a request', async () => {
    const words = { zh: '翻页标记无效', en: 'The cursor is not valid' }
    const entries = () => Promise.reject(new Problem('invalid', { words }))
    const site = createSite({ reading: { ...ledger.reading, entries }, assets })
    const response = await site.request('http://h/zh/ledger?cursor=x')
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('翻页标记无效')
  })

  it('shows an empty ledger', async () => {
    const { reading } = await createFakeLedger([])
    const site = createSite({ reading, assets })
    for (const path of ['/zh', '/en/departments', '/en/responsibilities', '/zh/ledger', '/zh/verify']) {
      const response = await site.request(`http://h${path}`)
      expect(response.status).toBe(200)
      expect(textOf(await response.text())).not.toMatch(/undefined|NaN/)
    }
  })
})
