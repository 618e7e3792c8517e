import type { BrowserContextOptions, Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crowded, violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { brokenDays } from '../../support/browser/days.ts'
import { type CityServer, startCity } from '../../support/city/city-server.ts'

describe.skipIf(whySkipped !== null)('decisions of the demo city in Chromium', () => {
  let browser: TestBrowser
  let city: CityServer
  let elevator = ''
  /** One page of each template, and others of the same templates. */
  let templates: string[] = []
  let others: string[] = []

  beforeAll(async () => {
    city = await startCity()
    browser = await launchChromium()
    const decisions = await city.records('decision')
    const [evaluation] = await city.records('evaluation')
    const [handover] = await city.records('handover')
    const milestones = await city.records('milestone')
    const shown = decisions.find(({ title }) => title.includes('加装电梯'))
    elevator = shown?.id ?? ''
    const power = shown?.state.kind === 'decision' ? shown.state.responsibility : null
    templates = [
      '/decisions',
      `/decisions/${elevator}`,
      `/versions/${elevator}?from=1&to=12`,
      '/evaluations',
      `/evaluations/${evaluation?.id}`,
      '/handovers',
      `/handovers/${handover?.id}`,
      '/memberships',
      '/milestones?view=overdue',
      `/milestones/${milestones[0]?.id}`,
      '/calendar?month=2026-12',
      '/departments/dep-mc-housing',
      '/accessibility',
      `/responsibilities/${power}`,
      '/search?q=电梯&kind=decision',
    ]
    others = [
      '/decisions?status=executing',
      ...decisions.filter(({ id }) => id !== elevator).map(({ id }) => `/decisions/${id}`),
      `/decisions/${elevator}?at=2025-12-31`,
      `/versions/${elevator}`,
      '/milestones',
      '/milestones?view=slipped&department=dep-mc-water',
      ...milestones.slice(1, 4).map(({ id }) => `/milestones/${id}`),
      '/calendar?month=2025-06&rel=meeting',
    ]
  })

  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  async function open(
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; errors: string[]; go(path: string): Promise<void>; close(): Promise<void> }> {
    const context = await browser.newContext({
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
      ...options,
    })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    const go = async (to: string): Promise<void> => {
      await page.goto(`${city.url}${to}`)
      if (options.javaScriptEnabled !== false)
        await page.waitForFunction(
          () => document.querySelector('[data-proof] .seal--unchecked, .seal--checking') === null,
        )
    }
    await go(path)
    return { page, errors, go, close: () => context.close() }
  }

  /** A measure of the whole: what is told once fits, what is told twice does not. Words of English are longer. */
  async function expectToFit(page: Page, path: string, lang: string): Promise<void> {
    await page.setViewportSize({ width: 1280, height: 900 })
    const height = await page.evaluate<number>('document.documentElement.scrollHeight')
    await page.setViewportSize({ width: 390, height: 844 })
    // The essence ends where the proof begins, which is the next thing below it.
    const essence = await page.evaluate(() => {
      const { top = Number.NaN } = document.getElementById('proof')?.getBoundingClientRect() ?? {}
      return top + scrollY
    })
    console.log(
      `${path} (${lang}): ${height} px at 1280, essence on ${(essence / 844).toFixed(2)} screens of a phone`,
    )
    expect(height, path).toBeLessThan(lang === 'zh' ? 3500 : 4200)
    expect(essence, path).toBeLessThan(2 * 844)
  }

  // What can be wrong for a reader with a screen reader is the template's; what can be too wide is the record's.
  it('every template: accessible, silent console, nothing wider than 320 px', async () => {
    const { page, errors, go, close } = await open('/zh')
    for (const path of templates) {
      await go(`/zh${path}`)
      expect(await violations(page), path).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320)
      await page.setViewportSize({ width: 412, height: 823 })
      expect(await crowded(page), path).toEqual([])
      await page.setViewportSize({ width: 1280, height: 900 })
      expect(errors, path).toEqual([])
    }
    await close()
  })

  // Each template runs its script in both languages. Each page runs it in one: the other has the same entries to check,
  // and its own words, which the server has written.
  it.each<[lang: string, scripts: boolean, own: () => string[]]>([
    ['zh', true, () => [`/decisions/${elevator}`, ...others]],
    ['en', true, () => templates],
    ['en', false, () => others],
  ])(
    'every page: silent console, no broken day, nothing wider than 320 px, a decision on two screens of a phone (%s, script %s)',
    async (lang, javaScriptEnabled, own) => {
      const { page, errors, go, close } = await open(`/${lang}`, {
        viewport: { width: 320, height: 640 },
        javaScriptEnabled,
      })
      for (const path of own()) {
        await go(`/${lang}${path}`)
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320)
        expect(errors, path).toEqual([])
        // Before anything is unfolded.
        if (/^\/decisions\/[^?]+$/.test(path)) await expectToFit(page, path, lang)
        for (const width of [320, 390]) {
          await page.setViewportSize({ width, height: 640 })
          expect(await brokenDays(page), `${path} at ${width} px`).toEqual([])
        }
        await page.setViewportSize({ width: 320, height: 640 })
      }
      // A day that nobody keeps whole is noticed.
      await page.evaluate(() => {
        document.body.textContent = '2026-03-01'
        document.body.style.width = '4em'
      })
      expect(await brokenDays(page)).toEqual([expect.stringContaining('2026-03-01 in BODY')])
      await close()
    },
  )

  it('keeps its contrast in the dark', async () => {
    const { page, close } = await open(`/zh/decisions/${elevator}`, { colorScheme: 'dark' })
    expect(await violations(page)).toEqual([])
    await close()
  })

  it('tells the whole line without JavaScript: order, dissent, overdue, withheld, corrected', async () => {
    const { page, close } = await open(`/zh/decisions/${elevator}`, { javaScriptEnabled: false })
    const text = (await page.textContent('main')) ?? ''
    for (const words of [
      '晚于',
      '合法性审查',
      '保留意见',
      '逾期',
      '不予公开',
      '40,800,000',
      '2026-10-13',
      '今天',
      '完成第二批 60 部',
      '首批 40 部竣工验收',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('内部讨论意见')
    const dates = await page.$$eval('.line:not(.line--in) > .ev > .ev__date', (times) =>
      times.map((time) => time.getAttribute('datetime')?.slice(0, 10) ?? ''),
    )
    expect(dates).toEqual([...dates].sort().reverse())
    await close()
  })

  it('frames for other sites: accessible, silent console, nothing wider than 320 px, also without a script', async () => {
    const { page, errors, close } = await open('/zh', { viewport: { width: 320, height: 480 } })
    for (const path of [`/decisions/${elevator}`, `/decisions/${elevator}?show=line`, '/decisions']) {
      await page.goto(`${city.url}/embed/en${path}`)
      expect(await violations(page), path).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(320)
      expect(await page.$$('script'), path).toEqual([])
    }
    expect(errors).toEqual([])
    await page.goto(`${city.url}/zh/decisions/${elevator}?large=1`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(await violations(page)).toEqual([])
    await close()
  })

  it.each(['zh', 'en'])('tells the story once, in a reader’s order (%s)', async (lang) => {
    const { page, close } = await open(`/${lang}/decisions/${elevator}`)
    const order = ['what', 'decided', 'cost', 'promised', 'wrong', 'proof', 'procedure', 'line', 'facts']
    const places = await page.$$eval('main h2[id]', (all) => all.map(({ id }) => id))
    expect(places.filter((id) => order.includes(id))).toEqual(order)
    // Each shape is drawn once and named where it stands; so is every style.
    const html = await fetch(page.url()).then((answer) => answer.text())
    console.log(`decision page (${lang}): ${new TextEncoder().encode(html).length} bytes of HTML`)
    expect(new TextEncoder().encode(html).length).toBeLessThan(105_000)
    // Marks of the picture are of the size of its letters.
    await page.click('.story-thread > summary')
    const marks = await page.$$eval('.thread__picture g svg svg', (all) =>
      all.map((one) => one.getBoundingClientRect().width),
    )
    expect(marks.length).toBeGreaterThan(4)
    expect(Math.max(...marks)).toBeLessThan(16)
    await close()
  })

  it('bears a code on its print sheet that leads back to it', async () => {
    const { page, close } = await open(`/zh/decisions/${elevator}`, { deviceScaleFactor: 4 })
    await page.emulateMedia({ media: 'print' })
    const picture = await page.locator('.proof-sheet__qr').screenshot()
    const blank = await browser.newContext().then((context) => context.newPage())
    const seen = await blank.evaluate(async (base64) => {
      const file = await fetch(`data:image/png;base64,${base64}`)
      const image = await createImageBitmap(await file.blob())
      const { width, height } = image
      const canvas = new OffscreenCanvas(width, height).getContext('2d')
      canvas?.drawImage(image, 0, 0)
      const data = canvas?.getImageData(0, 0, width, height).data ?? []
      // A letter for each dot: its colours as numbers are two million, and long on their way.
      let dots = ''
      for (let at = 0; at < data.length; at += 4) dots += (data[at] ?? 0) < 128 ? '#' : ' '
      return { width, height, dots }
    }, picture.toString('base64'))
    const { width, height, dots } = seen
    const data = Uint8Array.from([...dots].flatMap((dot) => Array(3).fill(dot === '#' ? 0 : 255)))
    expect(decodeQR({ width, height, data })).toBe(page.url())
    await blank.context().close()
    await close()
  })

  it('is checked in the browser: its own entries and those of its milestones', async () => {
    // The notices of what is overdue were entered today: the catalogue of the day before is too old for them.
    await city.services.catalogue()
    const { page, close } = await open(`/en/decisions/${elevator}`)
    await page.locator('[data-proof] .seal--good').waitFor()
    const box = (await page.textContent('[data-proof]')) ?? ''
    const [, checked, of] = /checked (\d+) of (\d+)/.exec(box) ?? []
    expect(Number(checked)).toBeGreaterThan(25)
    expect(checked).toBe(of)
    await close()
  })

  it('shows a record as it stood, and what differs between two versions', async () => {
    const { page, close } = await open(`/zh/decisions/${elevator}?at=2025-12-31`)
    expect(await page.textContent('[role=status]')).toContain('2025-12-31')
    expect(await page.textContent('main')).toContain('4,800 万元')
    await page.goto(`${city.url}/zh/versions/${elevator}?from=1&to=3`)
    expect(await page.textContent('main')).toContain('程序步骤')
    await close()
  })
})
