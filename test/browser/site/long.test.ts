/** Records of more than a thousand entries in Chromium: as a phone shows them, in both languages, and at a desk. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'
import { LONG_MILESTONE, LONG_POWER, logLong } from '../../support/ledger/long.ts'

/** More than a browser replays. */
const ENTRIES = 1100
const NARROW = { viewport: { width: 320, height: 700 } }

const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

describe.skipIf(whySkipped !== null)('a record that is too long for one page', () => {
  const at = inDeskCity()

  beforeAll(async () => {
    await logLong(at.desk.city.services, ENTRIES)
    await at.desk.city.services.catchUp()
  })

  it('is read in parts at 320 px, says what the seals leave out, and leads on and back', async () => {
    const { page, context, errors } = await at.desk.visitor(NARROW)
    for (const [lang, notice, older, back] of [
      ['zh', /另外 1,?050 条没有核验/, /显示更早的 1,?050 条/, /回到最新的账目/],
      ['en', /1,?050 others were not checked/, /Show 1,?050 earlier entries/, /Back to the newest/],
    ] as const) {
      await page.goto(`${at.home}/${lang}/milestones/${LONG_MILESTONE}`)
      await page.getByText(notice).waitFor()
      await page.waitForFunction(
        () => document.querySelector('[data-proof] .seal--unchecked, .seal--checking') === null,
      )
      expect([await isWide(page), await violations(page)]).toEqual([false, []])
      await page.getByRole('link', { name: older }).click()
      await page.waitForURL(/\?before=1051#line$/)
      await page
        .getByText(/1,?050/)
        .first()
        .waitFor()
      expect([await isWide(page), await violations(page)]).toEqual([false, []])
      await page.getByRole('link', { name: back }).click()
      await page.waitForURL(`${at.home}/${lang}/milestones/${LONG_MILESTONE}#line`)
      for (const path of [`/responsibilities/${LONG_POWER}?before=500`, `/versions/${LONG_POWER}`]) {
        await page.goto(`${at.home}/${lang}${path}`)
        expect([path, await isWide(page), await violations(page)]).toEqual([path, false, []])
      }
    }
    expect(errors).toEqual([])
    await context.close()
  })

  it('is opened at a desk in one look, without all of its entries', async () => {
    const { page, context, errors } = await at.desk.signedIn('recorder', NARROW)
    for (const lang of ['zh', 'en'])
      for (const id of [LONG_MILESTONE, LONG_POWER]) {
        await page.goto(`${at.home}/${lang}/desk/on/${id}`)
        await page
          .getByRole('heading', { level: 1, name: id === LONG_POWER ? '取水许可' : '长堤加固' })
          .waitFor()
        expect([await isWide(page), await violations(page)]).toEqual([false, []])
      }
    expect(errors).toEqual([])
    await context.close()
  })
})
