import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderOf } from '../../../worker/cli/monitor/folders.ts'
import type { Machine } from '../../../worker/machine/machine.ts'
import { openMirror } from '../../../worker/machine/mirror-site.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { startCity } from '../../support/city/city-server.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

describe.skipIf(whySkipped !== null)('a mirror in Chromium, its origin gone', () => {
  let browser: TestBrowser
  let mirror: Machine
  let served: Awaited<ReturnType<typeof serveApp>>
  let id: string

  beforeAll(async () => {
    const city = await startCity()
    const data = await newFolder()
    const ran = await runCli(['monitor', city.url, '--once', '--data', data], { now: new Date() })
    expect(ran.code).toBe(0)
    id = (await city.records('decision'))[0]?.id ?? ''
    await city.close()
    mirror = await openMirror(folderOf(data, city.url), () => new Date())
    served = await serveApp({ services: mirror.services, host: '127.0.0.1', port: 0, log: () => undefined })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
    await mirror?.close()
  })

  it('says that it is one, and stamps the seals of what this browser has checked', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    for (const lang of ['zh', 'en']) {
      await page.goto(`${served.url}/${lang}/decisions/${id}`)
      await page.locator('[data-proof] .seal--good').waitFor()
      expect(await page.locator('.seal--broken').count()).toBe(0)
      expect(await page.locator('p.notice').first().textContent()).toContain(mirror.services.log.origin)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      expect(await violations(page)).toEqual([])
    }
    // What the server has drawn is not needed: the record is drawn again from the entries, and a heading that says
    // otherwise is named.
    const heading = (await page.locator('main h1').textContent()) ?? ''
    await page.locator('main h1').evaluate((one) => one.replaceChildren('another heading'))
    await page.getByRole('button', { name: 'Draw this record again' }).click()
    const drawn = page.locator('[data-redrawn]')
    await drawn.waitFor()
    await drawn.locator('[data-looked=all]').waitFor()
    expect(heading).toContain(await drawn.locator('h1').textContent())
    expect(await drawn.locator('[role=alert]').textContent()).toContain('another heading')
    expect(await drawn.locator('.line > li').count()).toBeGreaterThan(0)
    expect(await page.locator('main h1:visible').count()).toBe(1)
    await drawn.getByRole('button').first().click()
    expect(await page.locator('main h1:visible').textContent()).toBe('another heading')
    expect(errors).toEqual([])
  })
})
