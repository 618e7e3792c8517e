import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faint, violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { type SiteServer, startSite } from '../../support/browser/site-server.ts'
import { BREED, city, HOUSING, LIFT, LONG } from '../../support/site/fake-city.ts'
import { createFakeLedger } from '../../support/site/fake-reading.ts'

const amended = city.findIndex(({ kind, record }) => kind === 'responsibility.amended' && record === LIFT)

const paths = [
  '',
  '/departments',
  `/departments/${HOUSING}`,
  '/responsibilities',
  `/responsibilities/${BREED}`,
  `/responsibilities/${LONG}`,
  '/ledger',
  `/entries/${amended}`,
  '/search?q=许可',
  '/verify',
  '/rules',
  '/rules/P04',
  '/rules/R11',
  '/coverage',
  '/clocks',
  '/clocks?profile=ogi&start=2026-02-10&from1=2026-02-12&to1=2026-03-04&extension=20',
  '/clocks?profile=xf.notice&start=2026-02-30',
  '/response',
  '/figures',
  '/services',
  '/figures?by=department&from=2026',
  '/response?by=profile&from=2026-01-01&to=2026-12-31&asOf=2026-11-01',
  '/response?from=2026-05-01&to=2026-02-30',
  `/coverage?department=${HOUSING}`,
  '/nothing-here',
]

interface Seen {
  page: Page
  errors: string[]
  close(): Promise<void>
}

describe.skipIf(whySkipped !== null)('the site in Chromium', () => {
  let browser: TestBrowser
  let site: SiteServer

  beforeAll(async () => {
    site = await startSite(await createFakeLedger())
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  /** Opens a page in a browser of its own, and keeps what the console complains of. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Seen> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      const missing = message.text().includes('404') && page.url().includes('nothing-here')
      if (['error', 'warning'].includes(message.type()) && !missing) errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(`${site.url}${path}`)
    if (options.javaScriptEnabled !== false) await settle(page)
    return { page, errors, close: () => context.close() }
  }

  /** Waits until the page has checked what there is to check. */
  async function settle(page: Page): Promise<void> {
    const undone = '[data-proof] .seal--unchecked, .seal--checking'
    await page.waitForFunction((selector) => document.querySelector(selector) === null, undone)
  }

  describe.each(['zh', 'en'])('%s', (lang) => {
    // One browser goes from page to page, as a reader does: a new one for each takes twice as long.
    let seen: Seen

    beforeAll(async () => {
      seen = await open(`/${lang}`)
    })

    afterAll(() => seen.close())

    it.each(paths)('%s: accessible, silent console, nothing wider than the page', async (path) => {
      const { page, errors } = seen
      errors.length = 0
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(`${site.url}/${lang}${path}`)
      await settle(page)
      // The two languages share their elements and differ in their words: these can be too wide.
      if (lang === 'zh') {
        expect(await violations(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await faint(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'light' })
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
      // Wrapped as only this language wraps them, links that stand below each other can still be met (WCAG 2.5.8).
      const low = `[...document.querySelectorAll('.foot a, .tools a, .ways a, .masthead nav a')]
        .filter((link) => link.getClientRects().length > 0 && link.getBoundingClientRect().height < 24)
        .map((link) => link.textContent)`
      expect(await page.evaluate(low)).toEqual([])
      expect(errors).toEqual([])
    })
  })

  it.each(['', `/responsibilities/${LIFT}`, '/verify'])(
    '/zh%s keeps its contrast in the dark and on a phone',
    async (path) => {
      const { page, errors, close } = await open(`/zh${path}`, {
        colorScheme: 'dark',
        viewport: { width: 360, height: 740 },
      })
      expect(await violations(page)).toEqual([])
      expect(errors).toEqual([])
      await close()
    },
  )

  it.each(['zh', 'en'])('reads the same without JavaScript (%s)', async (lang) => {
    const { page, close } = await open(`/${lang}/responsibilities/${LIFT}`, { javaScriptEnabled: false })
    const text = (await page.textContent('body')) ?? ''
    expect(text).toContain('既有住宅加装电梯审核')
    expect(text).toContain('明川市既有住宅加装电梯管理办法')
    expect(text).toContain(lang === 'zh' ? '未核验' : 'unchecked')
    expect(await page.isVisible('noscript')).toBe(true)
    expect(await page.locator('.ev').count()).toBe(2)
    await close()
  })

  it('ships at most 45 KB of JavaScript, gzipped', () => {
    const folder = new URL('../../../web/dist/assets/', import.meta.url)
    // The reference of the API is no page of the site, and the workbench is for those who signed in. A record is
    // drawn again for whoever presses the button; pages with a form of the public load two files more (2.3 KB).
    const scripts = readdirSync(folder).filter(
      (name) =>
        name.endsWith('.js') &&
        !/^(scalar\.js|desk-|reader\.worker-|redraw-|map-|send-|solve\.worker-)/.test(name),
    )
    const kilobytes = (of: string): number => {
      const name = scripts.find((one) => one.startsWith(`${of}-`)) ?? ''
      return gzipSync(readFileSync(new URL(name, folder))).length / 1024
    }
    expect([...new Set(scripts.map((name) => name.replace(/-.*/, '')))].sort()).toEqual([
      'check',
      'checks.worker',
      'client',
      'keys',
    ])
    expect(kilobytes('check')).toBeLessThanOrEqual(45)
    // A public page loads one script, which then starts the thread of the checks; that asks for `keys` where a key changed.
    const parts = ['client', 'checks.worker', 'keys'].map(kilobytes)
    expect(parts.reduce((sum, part) => sum + part)).toBeLessThanOrEqual(45)
    expect(kilobytes('client')).toBeLessThanOrEqual(12)
    const ofForms = readdirSync(folder).filter((name) => /^(send|solve\.worker)-.*\.js$/.test(name))
    const sizes = ofForms.map((name) => gzipSync(readFileSync(new URL(name, folder))).length / 1024)
    expect(ofForms).toHaveLength(2)
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(3)
  })

  describe('the seal', () => {
    const record = `/zh/responsibilities/${LIFT}`
    const states = (page: Page): Promise<string[]> =>
      page.$$eval('[data-seal] .stamp', (stamps) =>
        stamps.map(({ className }) => className.replace(/^stamp stamp--/, '')),
      )
    const box = async (page: Page): Promise<string> => (await page.textContent('[data-proof]')) ?? ''

    async function reload(page: Page): Promise<void> {
      await page.reload()
      await settle(page)
    }

    it('is stamped when everything adds up', async () => {
      for (const path of [
        record,
        '/en',
        '/zh/ledger',
        `/zh/entries/${amended}`,
        `/zh/departments/${HOUSING}`,
      ]) {
        const { page, close } = await open(path)
        const all = await states(page)
        expect(all.length).toBeGreaterThan(0)
        expect(new Set(all)).toEqual(new Set(['good']))
        expect(await box(page)).toContain(
          path === '/en' ? `checked ${all.length} of ${all.length}` : `已核验 ${all.length} / ${all.length}`,
        )
        await close()
      }
    })

    it('says what a replay showed and how the ledger grew since the last visit', async () => {
      site.serveSize(24)
      const { page, close } = await open(record)
      expect(await box(page)).toContain('第一次来访')
      expect(await box(page)).toContain('按账目重放，与本页所示一致')
      site.honest()
      await reload(page)
      expect(await box(page)).toContain('与你上次来访（24 条）相比，只增未改')
      await reload(page)
      expect(await box(page)).toContain('与你上次来访时相同')
      await close()
    })

    const alterEntry =
      (change: (entry: Record<string, unknown>) => object) => (path: string, answer: unknown) => {
        if (!path.endsWith('/evidence')) return answer
        const evidence: { entries: Record<string, unknown>[] } = structuredClone(answer as { entries: [] })
        evidence.entries = evidence.entries.map((entry, at) =>
          at === 1 ? { ...entry, ...change(entry) } : entry,
        )
        return evidence
      }

    it.each<[string, (path: string, answer: unknown) => unknown, string]>([
      [
        'body',
        alterEntry(({ content }) => ({ content: String(content).replace('15', '99') })),
        `账目 ${amended}：正文与信封里的摘要对不上`,
      ],
      [
        'leaf',
        alterEntry(({ leaf }) => ({ leaf: `${String(leaf).slice(0, 40)}AAAA${String(leaf).slice(44)}` })),
        `账目 ${amended}：信封与叶子哈希对不上`,
      ],
      [
        'tile',
        (path, answer) =>
          path.startsWith('/log/tile/') && answer instanceof Uint8Array
            ? answer.map((byte, at) => (at === 7 ? byte ^ 1 : byte))
            : answer,
        `账目 ${amended}：不在签名的树上`,
      ],
      [
        'state',
        (path, answer) =>
          path.endsWith('/evidence')
            ? { ...(answer as object), record: { state: { name: '另一项' } } }
            : answer,
        '接口返回的内容与按账目重放的结果不同',
      ],
      [
        'checkpoint',
        (path, answer) =>
          path.endsWith('/evidence')
            ? {
                ...(answer as object),
                checkpoint: (answer as { checkpoint: string }).checkpoint.replace(
                  /\n(\d+)\n/,
                  (_, size) => `\n${Number(size) + 1}\n`,
                ),
              }
            : answer,
        '检查点的签名不成立',
      ],
    ])('breaks and says what when the %s is altered', async (_, change, words) => {
      site.alter(change)
      const { page, close } = await open(record)
      site.honest()
      expect(await page.getAttribute('[data-proof] .seal', 'class')).toContain('seal--broken')
      expect(await box(page)).toContain('核验不符')
      expect(await box(page)).toContain(words)
      await close()
    })

    it('breaks when the page was drawn from a record edited behind the ledger', async () => {
      const ledger = await createFakeLedger()
      const honest = ledger.reading.record
      ledger.reading.record = async (id) => {
        const found = await honest(id)
        return found === null ? null : { ...found, state: { ...found.state, name: '改过的名称' } }
      }
      const timeline = ledger.reading.timeline
      ledger.reading.timeline = async (id) =>
        (await timeline(id)).map((moment) => ({ ...moment, changes: moment.changes.slice(1) }))
      site.swap(ledger)
      const { page, close } = await open(record)
      site.swap(await createFakeLedger())
      expect(await box(page)).toContain('本页所示的内容与按账目重放的结果不同')
      expect(await states(page)).toContain('broken')
      await close()
    })

    it('keeps the evidence when the ledger was rewritten or its key changed', async () => {
      const { page, close } = await open(record)
      site.swap(
        await createFakeLedger(
          city.map((scene, i) => (i === 3 ? { ...scene, occurred: '2023-12-31' } : scene)),
        ),
      )
      await reload(page)
      expect(await box(page)).toContain('它被改写过')
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-proof] button')])
      expect(download.suggestedFilename()).toBe('mingzhang-fork.txt')
      const notes = readFileSync(await download.path(), 'utf8')
      expect(notes.match(/— mingchuan\.example\/ledger /g)).toHaveLength(2)
      site.swap(await createFakeLedger(city, 9))
      await reload(page)
      expect(await box(page)).toContain('账本的公钥与你上次来访时不同')
      site.swap(await createFakeLedger())
      await reload(page)
      // A fork once seen is not forgotten because the first ledger is served again.
      expect(await box(page)).toContain('它被改写过')
      // Nor is the record drawn again over it.
      await page.getByRole('button', { name: '用核对过的账目重绘本页' }).click()
      await page.locator('main [role=alert]', { hasText: '它被改写过' }).waitFor()
      expect(await page.locator('[data-redrawn]').count()).toBe(0)
      await close()
    })

    it('says plainly when this browser cannot check', async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.route('**/checks.worker-*', async (route) => {
        const script = await (await route.fetch()).text()
        const unable =
          "SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('NotSupportedError'));"
        await route.fulfill({ contentType: 'text/javascript', body: `${unable}${script}` })
      })
      await page.goto(`${site.url}${record}`)
      await settle(page)
      expect(await box(page)).toContain('还不能核对 Ed25519 签名')
      expect(new Set(await states(page))).toEqual(new Set(['cannot']))
      await context.close()
    })

    it('says that it did not check where the thread of the checks cannot be had', async () => {
      const { page, close } = await open('/zh')
      await page.route('**/checks.worker-*', (route) => route.fulfill({ status: 404, body: '' }))
      await page.goto(`${site.url}${record}`)
      await settle(page)
      expect(await box(page)).toContain('核验程序没能在本浏览器中启动')
      expect(new Set(await states(page))).toEqual(new Set(['cannot']))
      await close()
    })

    it('paints a page without asking for anything else', async () => {
      const { page, close } = await open(record)
      expect(await page.locator('link[rel=stylesheet]').count()).toBe(0)
      const face = (): Promise<string> => page.$eval('h1', (h1) => getComputedStyle(h1).fontFamily)
      expect(await face()).toContain('serif')
      await close()
    })

    it('takes a ledger that refuses to sign for what it is', async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.route('**/evidence', (route) =>
        route.fulfill({ status: 503, json: { code: 'ledger_frozen' } }),
      )
      await page.goto(`${site.url}${record}`)
      await settle(page)
      expect(await box(page)).toContain('已停止签发检查点')
      expect(await page.getAttribute('[data-proof] .seal', 'class')).toContain('seal--broken')
      await context.close()
    })

    it('does not call a lost connection a broken ledger', async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.route('**/evidence', (route) => route.abort())
      await page.goto(`${site.url}${record}`)
      await settle(page)
      expect(await box(page)).toContain('没能取到核验所需的数据')
      expect(new Set(await states(page))).toEqual(new Set(['cannot']))
      await context.close()
    })
  })
})
