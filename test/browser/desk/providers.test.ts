/** A sign-in provider in Chromium: set up by a registrar, joined with an invitation, signed in with, taken out of use. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { type CityServer, startCity } from '../../support/city/city-server.ts'
import { startProvider, type TestProvider } from '../../support/servers/oidc-provider.ts'

describe.skipIf(whySkipped !== null)('a sign-in provider in Chromium', () => {
  let browser: TestBrowser
  let city: CityServer
  let provider: TestProvider
  let home = ''

  beforeAll(async () => {
    city = await startCity()
    provider = await startProvider()
    browser = await launchChromium()
    home = city.url.replace('127.0.0.1', 'localhost')
  })

  afterAll(async () => {
    await browser?.close()
    await provider?.close()
    await city?.close()
  })

  async function newPage(): Promise<{ page: Page; errors: string[] }> {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    page.on('pageerror', (error) => errors.push(String(error)))
    return { page, errors }
  }

  it('is set up on a page, opens an account, signs in, and is taken out of use', async () => {
    const { services } = city
    const registrar = (await openAccounts(services)).find(({ role }) => role === 'registrar')
    const office = await newPage()
    const { page } = office
    await page.goto(`${home}/zh/join#${registrar?.token}`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${home}/zh/desk`)
    await page.getByRole('link', { name: '登录服务' }).click()
    await page.getByLabel('短名').fill('city')
    await page.getByLabel('中文名称').fill('市统一身份认证')
    await page.getByLabel('英文名称').fill('City SSO')
    await page.getByLabel('服务地址（issuer）').fill('http://sso.example')
    await page.getByLabel('客户端编号').fill(provider.clientId)
    await page.getByLabel('客户端密钥').fill(provider.clientSecret)
    await page.getByRole('button', { name: '加一条' }).click()
    const rule = page.getByRole('group', { name: '第 1 条' })
    await rule.getByLabel('用户组').fill('audit')
    await rule.getByLabel('角色').selectOption('auditor')
    await rule.getByLabel('岗位').fill('审计岗')
    await page.getByRole('button', { name: '添加', exact: true }).click()
    await page.locator('[aria-invalid="true"]').waitFor()
    expect(await page.getByLabel('服务地址（issuer）').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('服务地址（issuer）').fill(provider.issuer)
    await page.getByRole('button', { name: '添加', exact: true }).click()
    await page.getByText(`${home}/auth/oidc/city/callback`).waitFor()
    expect(await page.getByText('audit → 审计员 · 审计岗').count()).toBe(1)
    expect(await page.content()).not.toContain(provider.clientSecret)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

    // It gives a role that is watched: a second person takes it into use.
    await services.providers.enable(LOCAL_OPERATOR, 'city')
    await page.reload()
    await page.getByText(`${home}/auth/oidc/city/callback`).waitFor()

    const grant = { post: '纪检岗', role: 'inspector', department: null }
    const { records } = await services.accounts.grant({ actor: LOCAL_OPERATOR }, grant)
    const { token } = await services.invitations.create(LOCAL_OPERATOR, records[0]?.id ?? '', {})
    const invited = await newPage()
    await invited.page.goto(`${home}/en/join#${token}`)
    await invited.page.getByRole('button', { name: 'Open it with your account at City SSO' }).click()
    await invited.page.waitForURL(`${home}/en/desk`)
    expect(await invited.page.getByText('纪检岗 · Inspector').count()).toBe(1)
    await invited.page.getByRole('button', { name: 'Sign out' }).click()
    await invited.page.waitForURL(`${home}/en/sign-in`)
    await invited.page.getByRole('link', { name: 'City SSO' }).click()
    await invited.page.waitForURL(`${home}/en/desk`)
    expect(invited.errors).toEqual([])

    provider.person = { sub: 'stranger', groups: ['staff'] }
    const stranger = await newPage()
    await stranger.page.goto(`${home}/zh/sign-in?next=/zh/desk/me`)
    await stranger.page.getByRole('link', { name: '市统一身份认证' }).click()
    expect(await stranger.page.getByRole('alert').textContent()).toContain('在这里没有开户')
    await stranger.page.getByRole('link', { name: '市统一身份认证' }).waitFor()
    expect(await violations(stranger.page)).toEqual([])
    provider.person.groups = ['audit']
    await stranger.page.goto(`${home}/zh/sign-in?next=/zh/desk/me`)
    await stranger.page.getByRole('link', { name: '市统一身份认证' }).click()
    await stranger.page.waitForURL(`${home}/zh/desk/me`)
    expect(await stranger.page.getByText('审计岗').count()).toBeGreaterThan(0)

    await page.getByRole('button', { name: '停用 市统一身份认证' }).click()
    await page.getByRole('button', { name: '重新启用 市统一身份认证' }).waitFor()
    const later = await newPage()
    await later.page.goto(`${home}/zh/sign-in?problem=<b>call%20110</b>`)
    expect(await later.page.getByRole('alert').textContent()).toContain('登录服务现在不可用')
    expect(await later.page.getByRole('link', { name: '市统一身份认证' }).count()).toBe(0)
    // What was refused at first is the one thing that the browser complains of.
    expect(office.errors).toEqual([expect.stringContaining('400')])
  })
})
