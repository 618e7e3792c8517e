/** One flag from opening to closing on one page, by keyboard alone and on a narrow screen. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor()
  for (let i = 0; i < 300; i += 1) {
    if (await control.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${String(control)}`)
}

describe.skipIf(whySkipped !== null)('the page of a flag at the desk', () => {
  const at = inDeskCity()

  async function press(page: Page, name: string, key = 'Enter'): Promise<void> {
    await tabTo(page, page.getByRole('button', { name, exact: true }))
    await page.keyboard.press(key)
  }

  async function type(page: Page, label: string, text: string): Promise<void> {
    await tabTo(page, page.getByLabel(label, { exact: true }))
    await page.keyboard.type(text)
  }

  /** Checks and enters what was filled in; the page says how the flag then stands. */
  async function enter(page: Page, status: string): Promise<void> {
    await press(page, '核对')
    await press(page, '入账')
    await page.getByText(`现在：${status}`).waitFor()
    expect(await page.getByRole('status').textContent()).toContain(`预警现为“${status}”`)
    // The focus is where the page says so, not lost.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(`现在：${status}`)
  }

  it('is where it is assigned, taken on, asked about, decided and taken up again', async () => {
    const { page: inspector, errors } = await at.desk.signedIn('inspector', {
      viewport: { width: 360, height: 740 },
    })
    const flag = await inspector.evaluate(async () => {
      const { items } = (await (await fetch('/api/v1/findings')).json()) as {
        items: {
          rule: string
          subject: string
          department: string
          audience: string
          about: string
          value: unknown
          flag: object | null
        }[]
      }
      const one = items.find(
        ({ department, audience, about, value, flag: stands }) =>
          department === 'dep-mc-water' &&
          audience === 'public' &&
          about === 'record' &&
          typeof value === 'number' &&
          stands === null,
      )
      const raised = await fetch('/api/v1/findings/raise', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ rule: one?.rule, subject: one?.subject }),
      })
      return ((await raised.json()) as { records: { id: string }[] }).records[0]?.id ?? ''
    })
    const address = `${at.home}/zh/desk/on/${flag}`
    await inspector.goto(address)
    await inspector.getByRole('heading', { name: '与同类比较' }).waitFor()
    await inspector.locator('.line .ev').first().waitFor()
    expect(await violations(inspector)).toEqual([])
    expect(await inspector.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    const drawn = await inspector.locator('.bars .shift__row').count()
    expect(drawn).toBeGreaterThan(0)
    expect(await inspector.locator('#peers-rows tbody tr').count()).toBe(drawn)
    expect(await inspector.getByRole('button', { name: '重新打开', exact: true }).count()).toBe(0)

    const assignee = inspector.getByLabel('由谁承办', { exact: true })
    await tabTo(inspector, assignee)
    await inspector.keyboard.press('ArrowDown')
    await press(inspector, '分办')
    await inspector.getByText(/^承办：/).waitFor()
    expect(await inspector.getByRole('status').textContent()).toContain('已分办：')
    await press(inspector, '签收')
    await enter(inspector, '已签收')
    await press(inspector, '发函询问')
    await type(inspector, '询问事项', '请说明原因。')
    await type(inspector, '答复期限', '2099-12-31')
    await tabTo(inspector, inspector.getByLabel('期限依据', { exact: true }))
    for (let i = 0; i < 2; i += 1) await inspector.keyboard.press('ArrowDown')
    expect(await inspector.getByLabel('期限依据', { exact: true }).inputValue()).toBe('rule')
    expect(await violations(inspector)).toEqual([])
    await enter(inspector, '函询中')
    expect(await inspector.textContent('main')).toContain('请说明原因。')

    const { page: clerk } = await at.desk.signedIn('recorder')
    const answered = await clerk.evaluate(async (id) => {
      const response = await fetch(`/api/v1/flags/${id}/respond`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response: 'partly', text: '情况属实，已着手整改。' }),
      })
      return response.status
    }, flag)
    expect(answered).toBe(201)

    await press(inspector, '重新读取')
    await inspector.getByText('情况属实，已着手整改。').waitFor()
    await press(inspector, '采纳解释')
    await type(inspector, '说明', '解释合理。')
    await enter(inspector, '合理解释')
    expect(await inspector.getByRole('button', { name: '采纳解释' }).count()).toBe(0)
    await press(inspector, '重新打开')
    await type(inspector, '说明', '又有新的情况。')
    await enter(inspector, '已签收')
    await press(inspector, '排除')
    await type(inspector, '说明', '已核，情况不存在。')
    await enter(inspector, '排除')
    expect(inspector.url()).toBe(address)
    expect(await violations(inspector)).toEqual([])
    expect(await inspector.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)

    await inspector.goto(address.replace('/zh/', '/en/'))
    await inspector.getByRole('heading', { name: 'Beside its peers' }).waitFor()
    await inspector.locator('.line .ev').first().waitFor()
    expect(await inspector.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(errors).toEqual([])

    // The department is offered what it can do, and nothing when there is nothing.
    await clerk.goto(address)
    await clerk.getByRole('heading', { level: 1 }).waitFor()
    expect(await clerk.locator(`a[href$="${flag}/respond"]`).count()).toBe(0)
  })
})
