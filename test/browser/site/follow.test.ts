/** Following by mail in Chromium: without a script, at the width of a small phone, in both languages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../../../worker/machine/server.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { type MailWorld, mailWorld, tokenIn } from '../../support/following/world.ts'

describe.skipIf(whySkipped !== null)('following by mail in Chromium', () => {
  let browser: TestBrowser
  let world: MailWorld
  let served: Awaited<ReturnType<typeof serveApp>>

  beforeAll(async () => {
    world = await mailWorld()
    served = await serveApp({
      services: world.services,
      host: '127.0.0.1',
      port: 0,
      rules: false,
      log: () => undefined,
    })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  it.each(['zh', 'en'] as const)('asks, confirms, changes and leaves, in %s', async (lang) => {
    const reader = `${lang}@example.net`
    const context = await browser.newContext({
      viewport: { width: 320, height: 800 },
      javaScriptEnabled: false,
    })
    const looking = await browser.newContext({ viewport: { width: 320, height: 800 } })
    const [page, look] = [await context.newPage(), await looking.newPage()]
    /** The same page, looked at with axe, which needs a script. */
    const whole = async (path: string): Promise<void> => {
      await look.goto(served.url + path)
      expect(await violations(look)).toEqual([])
      expect(await look.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    const mailsTo = () => world.mails.filter(({ to }) => to === reader)

    await page.goto(`${served.url}/${lang}/departments/dep-water`)
    await page.locator('a[href*="/follow?topic="]').first().click()
    await whole(`/${lang}/follow?topic=/departments/dep-water`)
    await page.locator('#email').fill(reader)
    await page.locator('#cadence').selectOption('now')
    await page.locator('main button').click()
    await page.locator('#code').fill('1')
    await page.locator('main button').click()
    expect(await page.locator('[role=alert]').textContent()).not.toBe('')

    await world.following.settle(served.url)
    const token = tokenIn(mailsTo()[0]?.text ?? '', 'confirm')
    await whole(`/${lang}/follow/confirm?token=${token}`)
    await page.goto(`${served.url}/${lang}/follow/confirm?token=${token}`)
    await page.locator('main button').click()
    expect(await page.locator('h1').textContent()).toBe(lang === 'en' ? 'You follow it' : '已经关注')

    await world.list(`为 ${lang} 而列的事项`)
    await world.following.settle(served.url)
    const leave = tokenIn(mailsTo().at(-1)?.text ?? '', 'manage')
    await whole(`/${lang}/follow/manage?token=${leave}`)
    await page.goto(`${served.url}/${lang}/follow/manage?token=${leave}`)
    await page.locator('#often').selectOption('weekly')
    await page.locator('main form:has(#often) button').click()
    expect(await page.locator('[role=status]').count()).toBe(1)
    await page.locator('main form').last().locator('button').click()
    expect(await page.locator('h1').textContent()).toBe(lang === 'en' ? 'You have left' : '已退订')
    await context.close()
    await looking.close()
  })
})
