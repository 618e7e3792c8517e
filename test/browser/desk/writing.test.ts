/** What is written in the workbench is not lost, is signed when one wants, and can be written with the keyboard alone. */

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { serveApp } from '../../../worker/machine/server.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { violations } from '../../support/browser/axe.ts'
import { launchChromium, whySkipped } from '../../support/browser/chromium.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

const title = (page: Page) => page.getByLabel('标题', { exact: true })
const saved = (page: Page) => page.getByText('已保存').waitFor()

describe.skipIf(whySkipped !== null)('writing in the workbench', () => {
  const at = inDeskCity()

  it('two windows: nothing is written over without a choice', async () => {
    const { page, context } = await at.desk.signedIn('recorder', {}, '/zh/desk/new/decision?class=ordinary')
    await title(page).fill('第一稿')
    await page.waitForURL(/\/drafts\/dra-/)
    await saved(page)
    const other = await context.newPage()
    await other.goto(page.url())
    await title(other).fill('另一个窗口的稿')
    await saved(other)
    await title(page).fill('这个窗口的稿')
    await page.getByRole('button', { name: '用这一份' }).click()
    await saved(page)
    await title(other).fill('又改')
    await other.getByRole('button', { name: '用另一份' }).click()
    await other.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#f-title')?.value === '这个窗口的稿',
    )
    await page.goto(`${at.home}/zh/desk`)
    await page.getByRole('link', { name: /立项登记 · 这个窗口的稿/ }).click()
    await page.getByRole('button', { name: '放弃草稿' }).click()
    await page.waitForURL(`${at.home}/zh/desk`)
    expect(await page.getByRole('link', { name: /这个窗口的稿/ }).count()).toBe(0)
  })

  it('a session that ends in the middle loses nothing', async () => {
    const { page, context } = await at.desk.signedIn('recorder', {}, '/zh/desk/new/decision?class=ordinary')
    await title(page).fill('登录过期前')
    await saved(page)
    const draft = page.url()
    const account = await page.evaluate(async () => (await (await fetch('/api/v1/me')).json()).id as string)
    await context.clearCookies()
    await title(page).fill('登录过期后写的')
    await page.getByText('登录已过期').waitFor()
    const next = await page.getByRole('link', { name: '登录', exact: true }).getAttribute('href')
    expect(next).toContain(encodeURIComponent(new URL(draft).pathname))
    const { invitations } = at.desk.city.services
    const { token } = await invitations.create(LOCAL_OPERATOR, account, { purpose: 'once' })
    await page.goto(`${at.home}/zh/join#${token}`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${at.home}/zh/desk`)
    await page.goto(draft)
    await page.getByText('已恢复上次没有传到服务器的内容').waitFor()
    expect(await title(page).inputValue()).toBe('登录过期后写的')
    await saved(page)
  })

  it('is signed with a key that the browser keeps, and the public page says so', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', {}, '/zh/desk/me')
    await page.getByLabel(/密钥存放在哪里/).fill('文书岗电脑的浏览器')
    await page.getByRole('button', { name: '在这个浏览器里建立密钥并提交登记' }).click()
    await page.getByText('另一人审核后即登记入账').first().waitFor()
    await at.desk.approveWaiting()
    await page.reload()
    await page.getByText('这个浏览器存有本部门已登记的密钥').waitFor()
    await page.goto(`${at.home}/zh/desk/new/milestone`)
    await page.getByLabel('名称', { exact: true }).fill('泵站改造完工')
    await page.getByLabel('现承诺日期', { exact: true }).fill('2027-05')
    await page.getByRole('button', { name: '核对' }).click()
    expect(await page.getByLabel('用保存在这个浏览器里的部门密钥签名').isChecked()).toBe(true)
    await page.getByRole('button', { name: '入账', exact: true }).click()
    await page.getByRole('link', { name: /第 \d+ 条账目/ }).click()
    await page.getByText('部门已签名').first().waitFor()
    expect(errors).toEqual([])
  })

  it('can be done with the keyboard alone', async () => {
    const { page } = await at.desk.signedIn('recorder', {}, '/zh/desk')
    await page.getByRole('heading', { level: 1 }).waitFor()
    /** Tabs on until what has the focus is called this. */
    const reach = async (name: string): Promise<void> => {
      for (let n = 0; n < 120; n++) {
        await page.keyboard.press('Tab')
        const found = await page.evaluate(() => {
          const { activeElement: one } = document
          if (one?.closest('#desk') === null) return ''
          const label = one?.id ? document.querySelector(`label[for="${one.id}"]`)?.textContent : null
          return label ?? one?.getAttribute('aria-label') ?? one?.textContent ?? ''
        })
        if (found.trim() === name) return
      }
      throw new Error(`${name} was not reached`)
    }
    await reach('开始记账')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '记账' }).waitFor()
    await reach('节点')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: '确定节点' }).waitFor()
    await reach('名称')
    await page.keyboard.type('管网普查完成')
    await reach('所属决策')
    await page.keyboard.type('公交')
    await page.locator('.found [role="option"]').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.chosen').waitFor()
    await reach('现承诺日期')
    await page.keyboard.type('2027-03-31')
    await reach('核对')
    await page.keyboard.press('Enter')
    await page.getByText('入账之后可以更正').waitFor()
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await reach('入账')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^已入账/ }).waitFor()
  })

  it('says what was refused, leads to it, and writes nothing', async () => {
    const { page } = await at.desk.signedIn('recorder')
    const { total: before } = await at.desk.city.services.reading.entries({ limit: 1 }).then(({ items }) => ({
      total: items[0]?.index,
    }))
    await page.goto(`${at.home}/zh/desk/new/decision`)
    // What kind it is comes first, and by that what is asked; the law's questions stand by the step that they decide.
    expect(await title(page).count()).toBe(0)
    await page.getByLabel('重大行政决策').check()
    const risk = page.getByRole('group', { name: /可能影响社会稳定/ })
    expect(await risk.textContent()).toContain('答“是”：应当有风险评估')
    expect(await page.getByRole('group', { name: /做过风险评估/ }).count()).toBe(0)
    await risk.getByLabel('是', { exact: true }).check()
    expect(await page.getByRole('group', { name: /做过风险评估/ }).count()).toBe(1)
    await page.getByLabel('一般决策').check()
    expect(await risk.count()).toBe(0)
    // All that is missing is said at once, at its field, and leads there.
    await page.getByRole('button', { name: '核对' }).click()
    expect(await page.getByRole('alert').getByRole('link').allTextContents()).toEqual([
      '请填写“标题”。',
      '“所依权责”“无对应权责的说明”须填一项。',
    ])
    expect(await page.locator('.error').count()).toBe(2)
    expect(await title(page).getAttribute('aria-required')).toBe('true')
    expect(await violations(page)).toEqual([])
    await title(page).fill('没有写依据的决策')
    expect(await page.locator('.preview').textContent()).toContain('没有写依据的决策')
    await page.getByLabel('无对应权责的说明').fill('清单待定')
    // An ordinary matter needs neither organ nor day: they stand behind the fold.
    expect(await page.getByLabel('决策机关').isVisible()).toBe(false)
    await page.getByText('更多内容', { exact: true }).click()
    await page.getByLabel('决策机关').fill('水务')
    await page.getByRole('option', { name: '明川市水务局' }).click()
    expect(await page.getByLabel('决策机关').inputValue()).toBe('明川市水务局')
    await page.getByLabel('提出日期', { exact: true }).fill('去年')
    await page.getByRole('button', { name: '核对' }).click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await alert.getByRole('link').click()
    await page.waitForFunction(() => document.activeElement?.id === 'f-proposedAt')
    expect(await page.locator('#f-proposedAt').getAttribute('aria-invalid')).toBe('true')
    const { items } = await at.desk.city.services.reading.entries({ limit: 1 })
    expect(items[0]?.index).toBe(before)
  })

  it('a document whose connection is lost is sent again by itself, and kept once', async () => {
    const { page } = await at.desk.signedIn('recorder')
    const [decision] = (await at.desk.city.records('decision')).filter(
      ({ department }) => department === 'dep-mc-water',
    )
    const [milestone] = (await at.desk.city.records('milestone')).filter(
      ({ department }) => department === 'dep-mc-water',
    )
    let lost = 0
    await page.route('**/api/v1/documents/*', (route) =>
      route.request().method() === 'PUT' && lost++ < 2 ? route.abort('connectionreset') : route.continue(),
    )
    await page.goto(`${at.home}/zh/desk/on/${(decision ?? milestone)?.id}/report`)
    await page.locator('input[type=file]').setInputFiles({
      name: '现场照片说明.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('断线之后仍应送达'),
    })
    await page.locator('.document').waitFor()
    expect(lost).toBe(3)
    const digest = await page.locator('.document .digest').textContent()
    const address = `/api/v1/documents/${digest}`
    const held = await page.evaluate(async (path) => {
      const response = await fetch(path)
      return [response.status, await response.text()]
    }, address)
    expect(held).toEqual([200, '断线之后仍应送达'])
    // No entry names it yet: it is there for its department alone.
    expect((await fetch(`${at.home}${address}`)).status).toBe(404)
  })

  it.each(['recorder', 'registrar', 'auditor'] as const)(
    'every page for a %s is accessible and fits on a phone, in both languages',
    async (role) => {
      const { page, errors } = await at.desk.signedIn(role, { viewport: { width: 320, height: 740 } })
      const [decision] = await at.desk.city.records('decision')
      const pages = {
        recorder: [
          '/new',
          '/new/decision?class=major_admin',
          '/new/responsibility',
          '/new/evaluation',
          '/new/handover',
          `/on/${decision?.id}`,
          `/on/${decision?.id}/correct`,
          '/plan',
          '/me',
        ],
        registrar: ['', '/departments', '/new/department', '/accounts', '/new/account', '/on/dep-mc-water'],
        auditor: ['', '/access', '/me'],
      }[role]
      for (const lang of ['zh', 'en'])
        for (const path of pages) {
          await page.goto(`${at.home}/${lang}/desk${path}`)
          await page.getByRole('heading', { level: 1 }).waitFor()
          // What its lists hold is drawn after its heading; one language shows that they fit.
          if (lang === 'zh') {
            await page.waitForLoadState('networkidle')
            expect(await violations(page), path).toEqual([])
          }
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth),
            `${lang}${path}`,
          ).toBeLessThanOrEqual(320)
        }
      expect(errors).toEqual([])
    },
  )
})

describe.skipIf(whySkipped !== null)('a server that stops while somebody writes', () => {
  it('has the draft after it is back, and the page sends it by itself', async () => {
    const dataDir = await demoFolder()
    const start = async (port: number) => {
      const machine = await openMachine({ dataDir })
      const server = await serveApp({
        services: machine.services,
        host: '127.0.0.1',
        port,
        log: () => undefined,
      })
      return { machine, server, stop: () => server.close().then(() => machine.close()) }
    }
    const first = await start(0)
    const home = first.server.url.replace('127.0.0.1', 'localhost')
    const browser = await launchChromium()
    const page = await (await browser.newContext()).newPage()
    const opened = await openAccounts(first.machine.services)
    await page.goto(`${home}/zh/join#${opened.find(({ role }) => role === 'recorder')?.token}`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${home}/zh/desk`)
    await page.goto(`${home}/zh/desk/new/decision?class=ordinary`)
    await title(page).fill('停机之前')
    await saved(page)
    await first.stop()
    await title(page).fill('停机期间写的')
    await page.getByText('连接不上服务器').waitFor()
    const second = await start(Number(new URL(home).port))
    await page.getByText('已保存').waitFor()
    await page.reload()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('#f-title')?.value === '停机期间写的',
    )
    await browser.close()
    await second.stop()
  })
})
