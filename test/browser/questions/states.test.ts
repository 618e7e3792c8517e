/** What somebody of the public sees on the way of a comment, on a phone: waiting, received, with documents, proven, published. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consultPublic } from '../../../worker/cli/demo/public/consultations.ts'
import { createProofs } from '../../../worker/services/waiting/proofs.ts'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { type DeskCity, openDeskCity } from '../../support/city/desk-city.ts'

const moderator = { account: 'mc-reader', role: 'moderator', department: null } as const
const NAME = '关于老旧小区供水改造期间临时取水点设置的几点意见（第三稿）.txt'

describe.skipIf(whySkipped !== null)('the way of a comment in Chromium', () => {
  let desk: DeskCity
  let consultation = ''
  /** What every name of the net carries. */
  const carried: string[] = []

  beforeAll(async () => {
    // Every form is sent too soon, and what waits is entered when the test says so.
    desk = await openDeskCity({ limits: { quickest: 3600, atOnce: -1 }, txt: async () => carried })
    await consultPublic(desk.city.services, moderator.account)
    const { items } = await desk.city.services.reading.records({ kind: 'consultation', status: 'open' })
    consultation = items[0]?.id ?? ''
  })
  afterAll(async () => desk?.close())

  /** Not wider than the screen, in the light, in the dark and on paper, with all that is folded open; accessible, which takes scripts to see. */
  async function isSound(page: Page, name: string, hasScripts: boolean): Promise<void> {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
    })
    for (const [colorScheme, media] of [
      ['light', 'screen'],
      ['dark', 'screen'],
      ['light', 'print'],
    ] as const) {
      await page.emulateMedia({ colorScheme, media })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wide, `${name} ${colorScheme} ${media}`).toBeLessThanOrEqual(0)
      if (media === 'print')
        expect(await page.locator('main :is(button, [type=file]):visible').count(), name).toBe(0)
      else if (hasScripts) expect(await violations(page), `${name} ${colorScheme}`).toEqual([])
    }
    await page.emulateMedia({ colorScheme: 'light', media: 'screen' })
  }

  const press = (page: Page, form: string) => page.locator(`${form} button[type=submit]`).first().click()
  const codeOn = async (page: Page) => (await page.locator('.code-shown').textContent()) ?? ''

  async function write(page: Page, lang: string, text: string): Promise<void> {
    await page.goto(`${desk.home}/${lang}/consultations/${consultation}/comment`)
    await page.locator('[name=text]').fill(text)
    await page.locator('[name=submitter]').selectOption('organisation')
    await page.locator('[name=name]').fill('河边的住户')
  }

  it.each([
    ['zh', false],
    ['en', true],
  ] as const)('says where it stands, in %s, with scripts: %s', async (lang, javaScriptEnabled) => {
    const { city, home } = desk
    const { page } = await desk.visitor({ viewport: { width: 320, height: 700 }, javaScriptEnabled })
    const sound = (name: string) => isSound(page, `${lang} ${name}`, javaScriptEnabled)
    await write(page, lang, '草案第六条的通知时间太短，请延长。')
    await press(page, 'main form.paper-form')
    await page.locator('.code-shown').waitFor()
    await sound('waiting')
    const waits = await codeOn(page)
    await press(page, `form[action$="/m"]`)
    await page.locator('form[action$="/m/withdrawn"]').waitFor({ state: 'attached' })
    await sound('waits')
    await city.services.waiting.settle({ budget: 1e9, most: 9 })
    await press(page, `form[action$="/m"]`)
    await page.locator('form[action$="/m/proved"]').waitFor({ state: 'attached' })
    expect(await page.locator('main').textContent()).toContain('草案第六条')
    await sound('entered')
    const { state } = await city.services.questions.tracking.look(waits)
    await page.goto(`${home}/${lang}/comments/${state.id}`)
    expect(await page.locator('h1').textContent()).toMatch(/正在审读|being checked/)
    await sound('unread')

    // A form that was open for long is entered at once.
    await write(page, lang, `请同时公布水质数据（${lang}）。`)
    const nonce = await page.locator('[name=nonce]').inputValue()
    const { ledger } = city.services
    const before = () => new Date(ledger.now().getTime() - 7_200_000)
    const opened = await createProofs({ ...ledger, now: before }).opening(nonce)
    await page.locator('[name=opened]').evaluate((node, value) => node.setAttribute('value', value), opened)
    await press(page, 'main form.paper-form')
    await page.locator('form[action$="/m/receipt"]').waitFor()
    await sound('received')
    expect(await page.locator('.lede').textContent()).toMatch(/\d{2}:\d{2}/)
    const code = await codeOn(page)
    const buffer = Buffer.from('取水点')
    await page.locator('[type=file]').setInputFiles({ name: NAME, mimeType: 'text/plain', buffer })
    await press(page, 'form[action$="/m/attached"]')
    await page.getByText(NAME).waitFor()
    await sound('attached')
    const { state: own } = await city.services.questions.tracking.look(code)
    carried.push(city.services.proving.toProve(own)?.text ?? '')
    await page.locator('[name=domain]').fill('xn--fsqu00a.xn--fiqs8s')
    await press(page, 'form[action$="/m/proved"]')
    await page.locator('.notice').waitFor()
    await sound('proved')
    for (const of of [2, 3, 4])
      await city.services.questions.moderation.publish({ actor: moderator }, own.id, { of, cuts: [] })
    await page.goto(`${home}/${lang}/comments/${own.id}`)
    const shown = (await page.locator('main').textContent()) ?? ''
    for (const one of ['河边的住户', 'xn--fsqu00a.xn--fiqs8s', NAME]) expect(shown).toContain(one)
    await sound('published')
  })
})
