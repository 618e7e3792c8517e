/**
 * What a page of the demo city asks of a phone. Counted, not timed: what a script draws, and what is laid out before
 * its reader scrolls.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { type CityServer, startCity } from '../../support/city/city-server.ts'
import { PATIENCE } from '../../support/run/patience.ts'

const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
  reducedMotion: 'reduce',
} as const

/** Parts of the page that its script may change, beside the button that copies the citation. */
const ISLANDS = '.island, button[data-copy]'

/** Rows of long lists and of the line of a record. */
const ROWS = ':is(.ev, .items > li, .log > li, .news > li, .list tr, .cards tbody tr)'

describe.skipIf(whySkipped !== null)('pages of the demo city on a phone', () => {
  let browser: TestBrowser
  let city: CityServer
  let decision = ''
  let long: string[] = []

  beforeAll(async () => {
    city = await startCity()
    browser = await launchChromium()
    const decisions = await city.records('decision')
    decision = `/zh/decisions/${decisions.find(({ title }) => title.includes('加装电梯'))?.id}`
    long = ['/zh', decision, '/zh/departments/dep-mc-market', '/zh/milestones', '/zh/responsibilities']
  })
  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  const checked = (page: Page) =>
    page.waitForFunction(
      () => document.querySelector('[data-proof] .seal--unchecked, .seal--checking') === null,
    )

  it.each([320, 390])('begins no line of its heading with a mark at %i px, in large type', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${city.url}/zh?large=1`)
    const starts = await page.locator('h1').evaluate(({ firstChild: text }) => {
      const found: string[] = []
      let top: number | null = null
      const range = document.createRange()
      for (const [i, letter] of [...(text?.textContent ?? '')].entries()) {
        if (text === null) break
        range.setStart(text, i)
        range.setEnd(text, i + 1)
        const at = range.getBoundingClientRect().top
        if (top === null || at > top + 5) found.push(letter)
        top = at
      }
      return found
    })
    await context.close()
    expect(starts).toEqual(['每', '都'])
  })

  it.each([
    [320, 'zh'],
    [320, 'en'],
    [390, 'zh'],
    [390, 'en'],
  ])('shows the whole hint of its search at %i px in %s, in large type', async (width, lang) => {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${city.url}/${lang}?large=1`)
    const { room, needed } = await page.locator('#find-home').evaluate((input) => {
      const { font, paddingLeft, paddingRight } = getComputedStyle(input)
      const measured = document.createElement('span')
      measured.style.cssText = 'position: absolute; white-space: nowrap'
      measured.style.font = font
      measured.textContent = input.getAttribute('placeholder')
      document.body.append(measured)
      return {
        room: input.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight),
        needed: measured.getBoundingClientRect().width,
      }
    })
    await context.close()
    expect(needed).toBeGreaterThan(0)
    expect(room).toBeGreaterThanOrEqual(needed)
  })

  it('has its seals and its proof box drawn by a script, and nothing else', async () => {
    const context = await browser.newContext(PHONE)
    await context.addInitScript((islands) => {
      const outside: string[] = []
      Object.assign(globalThis, { outside })
      document.addEventListener('DOMContentLoaded', () =>
        new MutationObserver((changes) => {
          for (const { target } of changes) {
            const element = target instanceof Element ? target : target.parentElement
            if (element?.closest(islands) === null) outside.push(element.outerHTML.slice(0, 120))
          }
        }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true }),
      )
    }, ISLANDS)
    const page = await context.newPage()
    for (const path of long) {
      await page.goto(`${city.url}${path}`)
      await checked(page)
      expect(await page.evaluate('outside'), path).toEqual([])
    }
    // The observer sees what it should: a change of the heading is one outside.
    await page.evaluate(() => document.querySelector('h1')?.setAttribute('class', 'changed'))
    await page.waitForFunction('outside.length === 1')
    await context.close()
  })

  it('lays out what is near its screen, and the rest when its reader comes there', async () => {
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false })
    const page = await context.newPage()
    /** Of the rows of a page that are not folded away, how many there are, and how many are laid out. */
    const rows = (): Promise<number[]> =>
      page.$$eval(ROWS, (all) => {
        const unfolded = all.filter((row) => row.parentElement?.closest('details:not([open])') === null)
        const isLaidOut = (row: Element): boolean =>
          row.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }) === true
        return [unfolded.length, unfolded.filter(isLaidOut).length]
      })
    for (const path of long) {
      await page.goto(`${city.url}${path}`)
      const [all = 0, drawn = 0] = await rows()
      expect(all, path).toBeGreaterThan(8)
      expect(drawn, path).toBeLessThan((3 * all) / 4)
    }
    await page.goto(`${city.url}${decision}`)
    const id = await page.locator('.line:not(.line--in) > .ev[id]').last().getAttribute('id')
    await page.goto(`${city.url}${decision}#${id}`)
    const isInView = (): Promise<boolean> =>
      page.$eval(`#${id}`, (row) => {
        const { top, bottom, height } = row.getBoundingClientRect()
        return height > 20 && bottom > 0 && top < innerHeight
      })
    await expect.poll(isInView, { timeout: PATIENCE }).toBe(true)
    await context.close()
  })

  it('is drawn in whole where a pointer is fine, and on paper', async () => {
    for (const options of [{ ...PHONE, isMobile: false, hasTouch: false }, PHONE]) {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      await page.goto(`${city.url}${decision}`)
      if (options.hasTouch) await page.emulateMedia({ media: 'print' })
      const skipped = await page.$$eval(
        'main *',
        (all) => all.filter((one) => getComputedStyle(one).contentVisibility === 'auto').length,
      )
      expect(skipped).toBe(0)
      await context.close()
    }
  })
})
