/** A case through its life by two inspectors; the department sees nothing of it, in the very same browser. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

describe.skipIf(whySkipped !== null)('a case in Chromium', () => {
  const at = inDeskCity()

  async function write(
    page: Page,
    what: string,
    fields: Record<string, string>,
    choices: Record<string, string> = {},
  ) {
    await page.getByLabel('记什么').selectOption({ label: what })
    for (const [label, value] of Object.entries(fields))
      await page.getByLabel(label, { exact: true }).fill(value)
    for (const [label, value] of Object.entries(choices))
      await page.getByLabel(label, { exact: true }).selectOption({ label: value })
    const before = await page.locator('ol.file > li').count()
    await page.getByRole('button', { name: '写入档案' }).click()
    await page.locator('ol.file > li').nth(before).or(page.getByRole('alert')).first().waitFor()
    expect(await page.getByRole('alert').allTextContents()).toEqual([])
  }

  it('is opened, worked on, approved by another, and checked; a department finds no trace of it', async () => {
    const { page: inspector, errors } = await at.desk.signedIn('inspector')
    const { page: clerk } = await at.desk.signedIn('recorder')
    await inspector.getByRole('link', { name: '核查', exact: true }).click()
    await inspector.getByRole('heading', { level: 1, name: '核查' }).waitFor()
    await inspector.getByLabel('案由', { exact: true }).fill('线索甲乙丙')
    await inspector.getByLabel('线索来源', { exact: true }).selectOption({ label: '信访举报' })
    await inspector.getByLabel('线索内容', { exact: true }).fill('来信反映的情况。')
    await inspector.getByRole('button', { name: '登记一件核查' }).click()
    // The recusal has to be declared: nobody is taken to have no ties.
    expect(await inspector.getByRole('alert').first().textContent()).toContain('declaration')
    await inspector.getByLabel(/回避申报/).fill('无')
    await inspector.getByLabel('有应当回避的情形', { exact: true }).selectOption({ label: '没有' })
    await inspector.getByRole('button', { name: '登记一件核查' }).click()
    await inspector.waitForURL(/\/zh\/desk\/cases\/cas-/)
    await inspector.getByRole('heading', { level: 1, name: '线索甲乙丙' }).waitFor()
    expect(await violations(inspector)).toEqual([])
    const address = inspector.url()

    await write(inspector, '工作记录', { 内容: '已调取会议记录。' })
    await write(inspector, '处置意见', { 理由: '情况不实。' }, { 处置方式: '予以了结' })
    await inspector.getByLabel('记什么').selectOption({ label: '处置意见获批' })
    await inspector.getByRole('button', { name: '写入档案' }).click()
    await inspector.getByText('处置意见须由负责审批的另一人批准').first().waitFor()
    await inspector.getByRole('button', { name: '与账本核对' }).click()
    await inspector.getByText('档案与账本里的每日摘要一致').waitFor()
    await inspector.setViewportSize({ width: 320, height: 800 })
    expect(await inspector.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

    expect(await clerk.getByRole('link', { name: '核查', exact: true }).count()).toBe(0)
    const answers = await clerk.evaluate(
      async (paths) =>
        Promise.all(
          paths.map(async (path) => `${(await fetch(path)).status} ${await (await fetch(path)).text()}`),
        ),
      [
        '/api/v1/cases',
        `/api/v1/cases/${address.split('/').at(-1)}`,
        '/api/v1/search?q=线索甲乙丙',
        '/api/v1/me',
      ],
    )
    expect(answers.map((answer) => answer.slice(0, 3))).toEqual(['403', '403', '200', '200'])
    expect(answers.join(' ')).not.toMatch(/甲乙丙.*甲乙丙|cas-/)
    await clerk.goto(address)
    await clerk.getByRole('alert').waitFor()
    expect(await clerk.content()).not.toContain('甲乙丙')
    // What the browser of the inspector keeps tells nothing either.
    expect(await inspector.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('甲乙丙')
    expect(errors.filter((error) => !/40[0-9]/.test(error))).toEqual([])
  })
})
