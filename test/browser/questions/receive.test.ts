/** A desk takes in what came by letter, telephone or in person, and hands out a slip with its code. */
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

describe.skipIf(whySkipped !== null)('a desk in Chromium', () => {
  const at = inDeskCity()

  it('enters a question for somebody, who gets a code that opens it', async () => {
    const { page } = await at.desk.signedIn('registrar', { viewport: { width: 390, height: 800 } })
    await page.getByRole('link', { name: '代收提问' }).click()
    const enter = page.getByRole('button', { name: '入账，打印回执' })
    await enter.click()
    // What is missing is told at its field, and nothing was received.
    await page.getByText('缺少这一项').first().waitFor()
    await page.getByLabel('来源渠道', { exact: true }).selectOption('letter')
    await page.getByLabel('收到的日子', { exact: true }).fill('2026-01-05')
    await page.getByLabel('标题', { exact: true }).fill('路灯不亮')
    await page.getByLabel('内容', { exact: true }).fill('三个月了，没有人修。')
    for (const name of ['电子邮件', '电话'])
      await page.getByLabel(name, { exact: true }).waitFor({ state: 'attached' })
    // The clock is chosen by its name, from those that are for questions.
    await page.getByText('更多').click()
    const clock = page.getByLabel('适用期限', { exact: true })
    await clock.locator('option', { hasText: '信访' }).first().waitFor({ state: 'attached' })
    const offered = await clock.locator('option').allTextContents()
    expect(offered.filter((one) => /^[a-z0-9.]+$/i.test(one))).toEqual([])
    await clock.selectOption({ index: offered.findIndex((one) => one.includes('政府信息公开')) })
    expect(await clock.inputValue()).toBe('ogi')
    await enter.click()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const code = await page.locator('.code-shown').textContent()
    const { page: asker } = await at.desk.visitor({ javaScriptEnabled: false })
    await asker.goto(`${at.home}/zh/m`)
    await asker.getByLabel('查询码').fill(code ?? '')
    await asker.getByRole('button').last().click()
    await asker.getByText('三个月了，没有人修。').first().waitFor()
    // Somebody of a department has no such place.
    const { page: clerk } = await at.desk.signedIn('recorder')
    expect(await clerk.getByRole('link', { name: '代收提问' }).count()).toBe(0)
    await clerk.goto(`${at.home}/zh/desk/receive`)
    await clerk.getByText('代收提问须由受理岗办理。').waitFor()
  })
})
