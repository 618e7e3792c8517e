/** The bench of an adoption report in Chromium: comments sorted into groups by keys, handed in, approved, and read. */
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { commentedOn } from '../../support/city/comments.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

const COMMENTS = 24
/** Of them, those that say the first, the second and the third thing. */
const EACH = 4

describe.skipIf(whySkipped !== null)('comments into groups', () => {
  const at = inDeskCity()

  it('by keys alone; what is left out keeps the report back; the table counts a campaign once', async () => {
    const id = await commentedOn(at.desk.city.services, COMMENTS)
    const { page, errors } = await at.desk.signedIn('recorder', {}, `/zh/desk/on/${id}/report`)
    const rows = page.locator('[data-row]')
    await rows.first().waitFor()
    const left = (n: number) => page.getByText(`${COMMENTS} 条意见中还有 ${n} 条没有归组`).waitFor()
    await left(COMMENTS)
    await page.getByRole('heading', { level: 1 }).click()

    // The campaign that most people sent comes first; a group of it, then of what reads like the next.
    await page.keyboard.press('j')
    await page.keyboard.press('n')
    await left(COMMENTS - EACH)
    await page.keyboard.press('l')
    await page.keyboard.press('2')
    await left(COMMENTS - EACH)
    await page.keyboard.press('n')
    await page.keyboard.press('z')
    await left(COMMENTS - EACH)
    // Whatever is left, found by a word that all of them have, goes to the second group by its number.
    await page.keyboard.press('l')
    await page.keyboard.press('n')
    await page.keyboard.press('/')
    await page.keyboard.type('的问题')
    await page.keyboard.press('Enter')
    await page.keyboard.press('a')
    await page.keyboard.press('2')
    await page.getByText('这里没有意见。').waitFor()
    expect(await violations(page)).toEqual([])

    const chips = page.getByRole('group', { name: '看哪一组' }).getByRole('button')
    expect(await chips.count()).toBe(3)
    for (const [n, outcome] of [
      [1, 'adopted_in_part'],
      [2, 'not_adopted'],
    ] as const) {
      await chips.nth(n).click()
      await page.getByLabel('是否采纳', { exact: true }).selectOption(outcome)
      if (n === 2) break
      await page.getByLabel('理由', { exact: true }).fill('水质合格的两口井保留。')
    }
    await page.getByRole('button', { name: '核对' }).click()
    // A refusal leads to the group that it is about.
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/没有归组|须写明理由/)
    await page.getByLabel('理由', { exact: true }).fill('方案第三章已有安排。')

    await chips.first().click()
    await page.getByLabel('查找意见').fill('')
    while ((await rows.count()) > 0) {
      const before = await rows.count()
      await rows.first().focus()
      await page.keyboard.press('a')
      await page.keyboard.press('2')
      await page.waitForFunction((n) => document.querySelectorAll('[data-row]').length < n, before)
    }
    await page.getByText('每条意见都已归组。').waitFor()
    await page.setViewportSize({ width: 320, height: 700 })
    await chips.nth(2).click()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.setViewportSize({ width: 1100, height: 900 })
    await page.getByRole('button', { name: '核对' }).click()
    await page.getByText(`2 组，${COMMENTS} 条意见`).waitFor()
    await page.getByText(/^另有 \d+ 条同样的账目，每条意见一条。$/).waitFor()
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.getByRole('heading', { level: 1, name: /审核/ }).waitFor()

    const { page: head } = await at.desk.signedIn('approver')
    const drafts: { [list: string]: { id: string; record: string }[] } = await head.evaluate(async () =>
      (await fetch('/api/v1/drafts')).json(),
    )
    const draft = Object.values(drafts)
      .flat()
      .find(({ record }) => record === id)
    await head.goto(`${at.home}/zh/desk/drafts/${draft?.id}`)
    await head.getByText(`2 组，${COMMENTS} 条意见`).waitFor()
    await head.getByRole('button', { name: '同意，入账' }).click()
    await head.getByRole('heading', { level: 1, name: /^已入账/ }).waitFor()

    const table = await (await fetch(`${at.desk.city.url}/api/v1/consultations/${id}/report.csv`)).text()
    expect(table).toContain('反馈人,意见内容,是否采纳,理由')
    expect(table).toMatch(new RegExp(`公民等 ${EACH} 件,`))
    const report = await (await fetch(`${at.desk.city.url}/api/v1/consultations/${id}/report`)).json()
    expect(report).toMatchObject({ received: COMMENTS, adopted: EACH, unsorted: [] })
    // The browser itself tells of the report that was refused.
    expect(errors.filter((one) => !one.includes('status of 400'))).toEqual([])
  })
})
