/** A server that is killed in the middle of an import in the browser. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAccounts } from '../../../worker/cli/demo/accounts.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { launchChromium, type TestBrowser, whySkipped } from '../../support/browser/chromium.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { type ServedProcess, startProcess } from '../../support/processes/served-process.ts'

/** They are sent in parts of 250. */
const ROWS = 1250

/** A list of so many items, as a text table. */
function listOf(rows: number): { name: string; mimeType: string; buffer: Buffer } {
  const lines = Array.from({ length: rows }, (_, i) => `${i + 1},批量事项${i + 1},行政许可,水务局,市级`)
  const text = ['序号,事项名称,权力类型,行使主体,行使层级', ...lines].join('\n')
  return { name: '水务局2026年权责清单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
}

describe.skipIf(whySkipped !== null)('a server that is killed in the middle of an import', () => {
  let browser: TestBrowser
  let dataDir = ''
  let server: ServedProcess
  let home = ''
  let token = ''

  beforeAll(async () => {
    dataDir = await demoFolder()
    const machine = await openMachine({ dataDir })
    const accounts = await openAccounts(machine.services)
    token = accounts.find(({ role }) => role === 'recorder')?.token ?? ''
    await machine.close()
    server = await startProcess(dataDir, 0)
    home = server.url.replace('127.0.0.1', 'localhost')
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.kill()
  })

  /** Items of all departments: a server that starts may enter what is overdue, so entries are not counted. */
  const sizeNow = async (): Promise<number> =>
    (await (await fetch(`${server.url}/api/v1/responsibilities?limit=1`)).json()).total

  const restart = async (): Promise<void> => {
    server = await startProcess(dataDir, Number(new URL(home).port))
  }

  /** Kills the server under the part that follows so many answered ones; that part may be entered or not. */
  async function killedAfter(page: Page, count: number): Promise<void> {
    let answered = 0
    page.on('response', (response) => {
      if (response.url().endsWith('/deliveries')) answered += 1
    })
    await new Promise<void>((resolve, reject) => {
      void page.route('**/deliveries', async (route) => {
        await route.continue()
        if (answered === count) server.kill().then(resolve, reject)
      })
    })
    await page.unroute('**/deliveries')
    await page.getByText('连接不上服务器，正在等待').waitFor()
  }

  const entered = (page: Page) => page.getByRole('heading', { level: 2, name: /已入账/ })

  it('goes on by itself where it was, and after the page was closed; nothing is entered twice', async () => {
    const context = await browser.newContext()
    let page = await context.newPage()
    await page.goto(`${home}/zh/join#${token}`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(`${home}/zh/desk`)
    await page.goto(`${home}/zh/desk/import`)
    const before = await sizeNow()
    await page.locator('input[type=file]').setInputFiles([listOf(ROWS)])
    const first = killedAfter(page, 1)
    await page.getByRole('button', { name: '确认入账' }).click()
    await first
    const second = killedAfter(page, 2)
    await restart()
    await second
    await page.close()
    await restart()
    const between = await sizeNow()
    expect(between).toBeGreaterThan(before)
    expect(between).toBeLessThan(before + ROWS)
    page = await context.newPage()
    await page.goto(`${home}/zh/desk/import`)
    await entered(page).waitFor()
    expect(await sizeNow()).toBe(before + ROWS)

    await page.getByRole('button', { name: '换一份文件' }).click()
    await page.locator('input[type=file]').setInputFiles([listOf(ROWS)])
    await page.getByText('与账本一致，没有要记的。').waitFor()
    const names = new Set<string>()
    for (let cursor = ''; ; ) {
      const found = await fetch(
        `${server.url}/api/v1/responsibilities?department=dep-mc-water&limit=200${cursor}`,
      )
      const { items, next }: { items: { title: string }[]; next: string | null } = await found.json()
      for (const { title } of items) if (title.startsWith('批量事项')) names.add(title)
      if (next === null) break
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
    expect(names.size).toBe(ROWS)
  })
})
