/** Signing in, one's desk and withheld content, in Chromium over the demo city. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import type { Role } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { type CityServer, startCity } from '../../support/city/city-server.ts'

describe.skipIf(whySkipped !== null)('the workbench in Chromium', () => {
  let browser: TestBrowser
  let city: CityServer
  let home = ''

  beforeAll(async () => {
    city = await startCity()
    browser = await launchChromium()
    // A passkey needs a name, and cookies of a session a place that counts as secure: both hold for localhost.
    home = city.url.replace('127.0.0.1', 'localhost')
  })

  afterAll(async () => {
    await browser?.close()
    await city?.close()
  })

  async function signedIn(
    role: Role,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; errors: string[] }> {
    const opened = await openAccounts(city.services)
    const token = opened.find((one) => one.role === role)?.token ?? ''
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(`${home}/zh/join#${token}`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${home}/zh/desk`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return { page, errors }
  }

  it('opens with a one-time link, shows what one may do, and ends', async () => {
    const { page, errors } = await signedIn('approver')
    const browsing = await page.context().newCDPSession(page)
    const { entries } = await browsing.send('Page.getNavigationHistory')
    expect(entries.filter(({ url }) => url.includes('#'))).toEqual([])
    // One list, the most pressing first, each with the day and how it was counted; its act opens the form of that act.
    await page.locator('.todo > li').first().waitFor()
    const first = page.locator('.todo > li').first()
    expect(await first.textContent()).toMatch(
      /^逾期 \d+ 个工作日公布意见采纳情况：.*\d 到期：[\d-]+ 起算，共 20 个工作日/,
    )
    await first.getByRole('link', { name: /^步骤更正/ }).click()
    await page.getByRole('heading', { level: 1, name: '步骤更正' }).waitFor()
    await page.goBack()
    await page.locator('.todo > li').first().waitFor()
    expect(await page.getByRole('link', { name: '查阅日志' }).count()).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.goto(`${home}/zh/sign-in`)
    expect(page.url()).toBe(`${home}/zh/desk`)
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL(`${home}/zh/sign-in`)
    await page.goto(`${home}/zh/desk/drafts/dra-1`)
    expect(page.url()).toBe(`${home}/zh/sign-in?next=%2Fzh%2Fdesk%2Fdrafts%2Fdra-1`)
    expect(errors).toEqual([])
  })

  it('is accessible and fits on a phone, in both languages', async () => {
    const { page } = await signedIn('recorder', { viewport: { width: 320, height: 700 } })
    for (const path of ['/zh/desk', '/en/desk', '/zh/join', '/en/sign-in']) {
      await page.goto(home + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await violations(page), path).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    }
  })

  it('says of a link that was used that it cannot be used, and of an address in figures where to go', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${home}/zh/join#mzi_${'0'.repeat(64)}`)
    expect(await page.getByRole('alert').textContent()).toContain('这个链接不能用')
    await page.goto(`${city.url}/zh/sign-in`)
    expect(await page.getByRole('link', { name: /localhost/ }).getAttribute('href')).toBe(
      `${home}/zh/sign-in`,
    )
  })

  it('shows withheld content to an inspector, checked against the ledger', async () => {
    const { page } = await signedIn('inspector')
    const { items } = await city.services.reading.entries({ limit: 500 })
    const sealed = items.find(({ envelope }) => envelope.visibility === 'sealed')
    await page.goto(`${home}/zh/entries/${sealed?.index}`)
    await page.getByRole('link', { name: /有权查阅者/ }).click()
    await page.getByText('内容与账本里的摘要一致。').waitFor()
    expect(await page.locator('pre').textContent()).toContain('"')
    const [{ action, subject } = {}] = await city.services.access.list(
      { account: 'x', role: 'auditor', department: null },
      {},
      { limit: 1 },
    )
    expect([action, subject]).toEqual(['read_sealed', String(sealed?.index)])
  })

  it('shows a way into somebody’s account to a second registrar, its holder and the auditor', async () => {
    const [one, other] = [await signedIn('registrar'), await signedIn('registrar')]
    const inspector = await signedIn('inspector')
    const me: { id: string } = await inspector.page.evaluate(async () => (await fetch('/api/v1/me')).json())
    const before = (await city.services.log.snapshot()).size

    await one.page.goto(`${home}/zh/desk/on/${me.id}`)
    await one.page.getByRole('button', { name: '生成邀请链接', exact: true }).click()
    await one.page.getByText('须由另一位登记员或账户本人确认后才能使用').waitFor()
    const link = await one.page.getByLabel('邀请链接').inputValue()
    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(link)
    expect(await stranger.getByRole('alert').textContent()).toContain('还须另一人确认')
    // Whoever made it is not offered to confirm it.
    await one.page.goto(`${home}/zh/desk/accounts`)
    await one.page.getByText('由政务公开办公室登记岗生成，待另一人确认').waitFor()
    expect(await one.page.getByRole('button', { name: /^确认/ }).count()).toBe(0)

    await other.page.goto(`${home}/zh/desk/accounts`)
    await other.page.getByRole('button', { name: '确认 派驻监察组' }).click()
    await other.page.getByText('待另一人确认').waitFor({ state: 'detached' })
    const devtools = await stranger.context().newCDPSession(stranger)
    await devtools.send('WebAuthn.enable')
    const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true } as const
    const verified = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, ...verified } })
    await stranger.reload()
    await stranger.getByLabel(/给这把通行密钥起个名字/).fill('别人的电脑')
    await stranger.getByRole('button', { name: '登记通行密钥并登录', exact: true }).click()
    await stranger.waitForURL(`${home}/zh/desk`)

    await inspector.page.goto(`${home}/zh/desk`)
    await inspector.page.getByRole('heading', { name: '账户的登录方式有变' }).waitFor()
    const told = inspector.page.locator('section', { hasText: '账户的登录方式有变' })
    expect(await told.textContent()).toContain('登记通行密钥')
    // The newcomer is told that it is no theirs to put away.
    await stranger.getByRole('button', { name: '知道了', exact: true }).click()
    await stranger.getByRole('alert').waitFor()
    await inspector.page.getByRole('button', { name: '知道了', exact: true }).click()
    await told.waitFor({ state: 'detached' })

    const auditor = await signedIn('auditor')
    await auditor.page.goto(`${home}/zh/desk/access`)
    const log = auditor.page.locator('tbody')
    await log.getByText(`${me.id}: – → `).first().waitFor()
    const rows = (await log.textContent()) ?? ''
    for (const action of ['生成邀请链接', '确认邀请链接', '使用邀请链接', '登记通行密钥'])
      expect(rows, action).toContain(action)
    // No entry: whose devices open which account is nobody's business but theirs and the auditors'.
    const { items } = await city.services.reading.entries({ limit: 50 })
    const since = items.filter(({ index, envelope }) => index >= before && envelope.record === me.id)
    expect(since).toEqual([])
    for (const { errors } of [one, other, inspector, auditor]) expect(errors).toEqual([])
  })
})
