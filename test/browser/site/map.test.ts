/** The map in Chromium: it draws what has a place, by keyboard as by pointer, and asks nobody else. */
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pngOf } from '../../../worker/site/picture/png.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { type CityServer, startCity } from '../../support/city/city-server.ts'
import { PATIENCE } from '../../support/run/patience.ts'

describe.skipIf(whySkipped !== null)('the map in Chromium', () => {
  let browser: TestBrowser
  let city: CityServer

  beforeAll(async () => {
    city = await startCity()
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  it('draws pins, which the keyboard reaches, and leads from one to its record', async () => {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    const errors: string[] = []
    const asked = new Set<string>()
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    await page.goto(`${city.url}/zh/map/decisions`)
    // Without graphics the page says so: a test that waited for pins would never end.
    await page.waitForSelector('.map[hidden], .map[data-drawn] .pin:not(.pin--many)', { state: 'attached' })
    expect(await page.locator('.map').isHidden()).toBe(false)
    // Of a division no outline is known here: that is said, and the place stands in the list alone.
    expect(await page.textContent('[data-map-note]')).toContain('1 处')
    const pin = page.getByRole('button', { name: '第二水源应急供水工程' }).first()
    await pin.focus()
    await page.keyboard.press('Enter')
    const link = page.locator('.map__found a')
    expect(await link.first().textContent()).toBe('第二水源应急供水工程')
    expect(await violations(page)).toEqual([])
    expect(errors).toEqual([])
    expect([...asked].filter((origin) => !/^(blob|null)/.test(origin))).toEqual([city.url])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await link.first().click()
    await page.waitForURL(/\/zh\/decisions\/dec-/)
    await page.context().close()
  })
})

describe.skipIf(whySkipped !== null)('the ground that an operator has set', () => {
  it('is fetched as tiles, whose maker is named, and from nobody else', async () => {
    const tile = await pngOf({
      width: 256,
      height: 256,
      palette: [200, 220, 200],
      pixels: new Uint8Array(256 * 256),
    })
    const asked: string[] = []
    const tiles = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.setHeader('content-type', 'image/png')
      response.setHeader('access-control-allow-origin', '*')
      response.end(tile)
    })
    const port = await new Promise<number>((resolve) =>
      tiles.listen(0, '127.0.0.1', () => {
        const address = tiles.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      }),
    )
    const origin = `http://127.0.0.1:${port}`
    const ground = { tiles: `${origin}/{z}/{x}/{y}.png`, credit: 'Office of Maps', outline: null }
    const city = await startCity({ ground })
    const browser = await launchChromium()
    try {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
      const errors: string[] = []
      const origins = new Set<string>()
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on('request', (request) => origins.add(new URL(request.url()).origin))
      await page.goto(`${city.url}/zh/map/decisions`)
      await page.waitForSelector('.map[hidden], .map[data-drawn] .pin', { state: 'attached' })
      expect(await page.locator('.map').isHidden()).toBe(false)
      await expect.poll(() => asked.length, { timeout: PATIENCE }).toBeGreaterThan(0)
      for (const path of asked) expect(path).toMatch(/^\/\d{1,2}\/\d+\/\d+\.png$/)
      expect(await page.locator('.map').textContent()).toContain('Office of Maps')
      expect(errors).toEqual([])
      expect([...origins].filter((one) => !/^(blob|null)/.test(one)).sort()).toEqual(
        [city.url, origin].sort(),
      )
      // No other page may ask there.
      const policy = (await fetch(`${city.url}/zh/decisions`)).headers.get('content-security-policy')
      expect(policy).not.toContain(origin)
    } finally {
      await browser.close()
      await city.close()
      tiles.close()
    }
  })
})
