/** Consultations of the demo city in Chromium: read, commented on without a script, accessible at 320 pixels. */
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { consultPublic } from '../../../worker/cli/demo/public/consultations.ts'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { type DeskCity, openDeskCity } from '../../support/city/desk-city.ts'

describe.skipIf(whySkipped !== null)('consultations in Chromium', () => {
  let desk: DeskCity
  let answered = ''
  let open = ''

  beforeAll(async () => {
    desk = await openDeskCity()
    answered = await consultPublic(desk.city.services, 'acc-test-moderator')
    const { items } = await desk.city.services.reading.records({ kind: 'consultation', status: 'open' })
    open = items[0]?.id ?? ''
  })
  afterAll(async () => desk?.close())

  async function isSound(page: Page, name: string): Promise<void> {
    expect(await violations(page), name).toEqual([])
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }))
    expect(scroll, name).toBeLessThanOrEqual(width)
  }

  const reader = async (options: BrowserContextOptions = {}): Promise<Page> =>
    (await desk.visitor({ viewport: { width: 320, height: 700 }, ...options })).page

  it.each([false, true])('anybody comments, with scripts: %s', async (javaScriptEnabled) => {
    const page = await reader({ javaScriptEnabled })
    await page.goto(`${desk.home}/zh/consultations/${open}`)
    if (javaScriptEnabled) await isSound(page, 'open')
    await page.getByRole('link', { name: '提意见' }).click()
    await page.getByLabel('意见内容').fill('停水通知应写明恢复的时间。')
    if (javaScriptEnabled) await isSound(page, 'form')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    expect(await page.locator('.code-shown').textContent()).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    expect(await page.context().cookies()).toEqual([])
  })

  it('a moderator cuts a comment by selecting, and publishes the rest', async () => {
    const before = await desk.city.services.reading.records({ kind: 'comment', limit: 500 })
    const writing = await reader({ javaScriptEnabled: false })
    await writing.goto(`${desk.home}/zh/consultations/${open}`)
    await writing.getByRole('link', { name: '提意见' }).click()
    await writing.getByLabel('意见内容').fill('请回电 13800138000')
    await writing.getByRole('button', { name: '提交' }).click()
    await writing.getByRole('heading', { name: '已收到' }).waitFor()
    const after = await desk.city.services.reading.records({ kind: 'comment', limit: 500 })
    const known = new Set(before.items.map(({ id }) => id))
    const id = after.items.find((one) => !known.has(one.id))?.id
    const { page, errors } = await desk.signedIn('moderator', {}, `/zh/desk/on/${id}`)
    await page.getByRole('button', { name: '查看提问人的原文（留痕）' }).click()
    const box = page.getByLabel('内容')
    await box.waitFor()
    await box.evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(4, 15))
    await page.getByRole('button', { name: '隐去选中的部分' }).click()
    await isSound(page, 'bench of a comment')
    await page.getByRole('button', { name: '公开', exact: true }).click()
    // The preview says the same before it is entered.
    await page.getByRole('button', { name: '公开', exact: true }).waitFor({ state: 'detached' })
    await page.getByText('请回电 ▮').first().waitFor()
    expect(errors).toEqual([])
  })

  it('a desk takes in a list of letters, without who wrote them, and once', async () => {
    const { page, errors } = await desk.signedIn('registrar', { viewport: { width: 390, height: 800 } })
    const { city } = desk
    const count = async () => (await city.services.reading.records({ kind: 'comment', limit: 1 })).total
    const before = await count()
    const today = city.services.reading.today()
    const table = [
      '姓名,联系电话,来信摘要,日期',
      `赵某某,13800000000,停水要提前一天通知,${today}`,
      `钱某某,13900000000,同意,${today}`,
      `孙某某,13900000001,,${today}`,
      '李某某,13900000002,不同意,去年',
    ].join('\n')
    const file = { name: '来信.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }
    const take = async (): Promise<void> => {
      await page.goto(`${desk.home}/zh/desk/import`)
      await page.getByRole('link', { name: '收一份意见清单' }).click()
      await page.getByLabel('收进哪一次征求意见').selectOption(open)
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByText('没有找到意见一列').waitFor()
      await page.getByText('列', { exact: true }).click()
      await page.getByLabel('意见', { exact: true }).selectOption('来信摘要')
      await page.getByText('读 4 行：可收 2 条，没有文字 1 行，不能收 1 行。').waitFor()
      await page.getByText('没有读的列：姓名、联系电话').waitFor()
      await page.getByText('第 5 行，日期“去年”').waitFor()
    }
    await take()
    await isSound(page, 'list of comments')
    await page.getByRole('button', { name: '收下 2 条' }).click()
    await page.getByRole('heading', { name: '收下 2 条，另有 0 条以前已收过。' }).waitFor()
    expect(await count()).toBe(before + 2)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载查询码' }).click(),
    ])
    const codes = readFileSync(await download.path(), 'utf8')
    expect(codes.match(/com-\w+,([0-9A-Z]{4}-){3}[0-9A-Z]{4}/g)).toHaveLength(2)
    await take()
    await page.getByRole('button', { name: '收下 2 条' }).click()
    await page.getByRole('heading', { name: '收下 0 条，另有 2 条以前已收过。' }).waitFor()
    expect([await count(), errors]).toEqual([before + 2, []])
  })

  it.each(['zh', 'en'])('the report stands beside the comments, in %s', async (lang) => {
    const page = await reader()
    await page.goto(`${desk.home}/${lang}/consultations/${answered}`)
    await page.getByRole('heading', { name: '限制夜间施工' }).waitFor()
    expect(await page.getByText(lang === 'zh' ? '同样内容 3 条' : '3 comments say the same').count()).toBe(1)
    await isSound(page, `answered ${lang}`)
    await page.goto(`${desk.home}/${lang}/consultations`)
    await isSound(page, `list ${lang}`)
  })
})
