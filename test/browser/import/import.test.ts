/** Importing real lists through the workbench, in Chromium. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'
import { sharedFolder } from '../../support/shared.ts'

const shared = sharedFolder()
const karamay = shared === null ? '' : join(shared, 'data', 'cn-karamay-power-list', 'raw')

interface File {
  name: string
  mimeType: string
  buffer: Buffer
}

const file = (name: string, buffer: Buffer): File => ({ name, mimeType: 'application/octet-stream', buffer })

/** A list of licences, with one row that has no type. */
function listOf(rows: readonly (readonly string[])[]): File {
  const sheet = utils.aoa_to_sheet([
    ['序号', '事项名称', '权力类型', '行使主体', '行使层级'],
    ...rows.map((row, i) => [String(i + 1), ...row]),
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '清单')
  return file('水务局2026年权责清单.xlsx', Buffer.from(write(book, { type: 'array', bookType: 'xlsx' })))
}

const counts = async (page: Page): Promise<Record<string, number>> => {
  const texts = await page.locator('.tabs button').allTextContents()
  return Object.fromEntries(
    texts.map((text): [string, number] => [text.replace(/[\d,\s]/g, ''), Number(text.replace(/\D/g, ''))]),
  )
}

async function give(page: Page, ...files: File[]): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(files)
  await page.locator('.tabs').or(page.getByRole('alert')).first().waitFor()
  expect(await page.getByRole('alert').allTextContents()).toEqual([])
}

const downloaded = async (page: Page): Promise<File> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载被拒的行' }).click(),
  ])
  return file(download.suggestedFilename(), readFileSync(await download.path()))
}

describe.skipIf(whySkipped !== null)('import in the workbench', () => {
  const at = inDeskCity()

  it('refuses a mapping with a name twice, or that is no JSON, as the command line does', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', {}, '/zh/desk/import')
    await give(page, listOf([['取水许可', '行政许可', '水务局', '市级']]))
    for (const details of await page.locator('details').all())
      await details.evaluate((one) => one.setAttribute('open', ''))
    const refusal = async (text: string): Promise<string | null> => {
      await page.locator('#mapping-json').fill(text)
      await page.getByRole('button', { name: '用这个映射重新读取' }).click()
      return page.locator('.field .error').textContent()
    }
    expect(await refusal('{"name": "a",\n "name": "b"}')).toBe(
      '自己的映射：/name 在同一个对象里写了两次，第 1 行是 "a"，第 2 行是 "b"：请留下一个。',
    )
    expect(await refusal('{"name": }')).toContain('自己的映射：不是合法的 JSON')
    expect(errors).toEqual([])
  })

  it('shows what becomes of each row, rejects at the cell, and takes the mended rows', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', {}, '/zh/desk/import')
    const list = listOf([
      ['河道采砂许可（新）', '行政许可', '水务局', '市级'],
      ['对违法采砂的处罚（新）', '某种权力', '水务局', '市级'],
      ['水库调度确认（新）', '行政确认', '水务局', '市级'],
    ])
    await give(page, list)
    expect(await counts(page)).toMatchObject({ 拒绝: 1, 新增: 2, 变动: 0 })
    const row = await page.locator('tbody tr').first().textContent()
    expect(row).toContain('水务局2026年权责清单.xlsx · 清单 · C3')
    expect(row).toContain('某种权力')
    expect(await violations(page)).toEqual([])
    const enter = page.getByRole('button', { name: '确认入账' })
    expect(await enter.isDisabled()).toBe(true)
    const mended = await downloaded(page)
    await page.getByLabel(/先不记被拒的/).check()
    await enter.click()
    await page.getByRole('heading', { level: 2, name: '已入账 2 条' }).waitFor()

    const book = read(mended.buffer)
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    const rows: string[][] = sheet === undefined ? [] : utils.sheet_to_json(sheet, { header: 1, defval: '' })
    expect(rows.map((cells) => cells.length)).toEqual([6, 6])
    expect(rows[0]?.[5]).toBe('拒绝原因 Reason')
    expect(rows[1]?.[5]).toContain('C：')
    const [head = [], bad = []] = rows
    const again = utils.book_new()
    utils.book_append_sheet(again, utils.aoa_to_sheet([head, bad.with(2, '行政处罚')]), book.SheetNames[0])
    await page.getByRole('button', { name: '换一份文件' }).click()
    await give(page, file(mended.name, Buffer.from(write(again, { type: 'array', bookType: 'xlsx' }))))
    expect(await counts(page)).toMatchObject({ 拒绝: 0, 新增: 1, 未变: 0 })
    await page.getByRole('button', { name: '确认入账' }).click()
    await page.getByRole('heading', { level: 2, name: '已入账 1 条' }).waitFor()

    await page.getByRole('button', { name: '换一份文件' }).click()
    await give(page, listOf([['河道采砂许可（新）', '行政许可', '水务局', '市级']]))
    expect(await counts(page)).toMatchObject({ 拒绝: 0, 新增: 0, 变动: 0, 未变: 1 })
    expect(await page.getByRole('button', { name: '确认入账' }).count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('lets nobody change the list alone, or that of another department; columns can be chosen otherwise', async () => {
    const { page } = await at.desk.signedIn('recorder', {}, '/zh/desk/import')
    const items = await at.desk.city.services.reading.records({
      kind: 'responsibility',
      department: 'dep-mc-water',
      limit: 1,
    })
    const name = items.items[0]?.title ?? ''
    await give(page, listOf([[name, '行政许可', '别的科室', '县级']]))
    const { 拒绝: rejected = 0, 变动: changed } = await counts(page)
    expect([rejected > 0 || (await counts(page)).新增 === 1, changed]).toEqual([true, 0])
    await page.getByText(/^读法：/).click()
    expect(await page.getByLabel('事项名称', { exact: true }).inputValue()).toBe('事项名称')
    await page.getByLabel('事项名称', { exact: true }).selectOption('行使主体')
    await page.locator('.tabs').waitFor()
    await page.getByRole('button', { name: /^新增/ }).click()
    expect(await page.locator('tbody').textContent()).toContain('别的科室')
  })

  it.skipIf(shared === null)('a Karamay workbook, and 2,000 rows and more at once', async () => {
    const { page, errors } = await at.desk.signedIn('registrar', {}, '/zh/desk/import')
    const names = readdirSync(karamay).filter((name) => /\.xlsx?$/.test(name))
    const first = names.find((name) => name.includes('统计局')) ?? names[0] ?? ''
    await give(page, file(first, readFileSync(join(karamay, first))))
    const seen = await counts(page)
    expect(seen.新增).toBeGreaterThan(0)
    expect(seen.拒绝).toBe(0)
    await page.getByRole('button', { name: '确认入账' }).click()
    await page.getByRole('heading', { level: 2, name: /已入账/ }).waitFor()
    await page.getByRole('button', { name: '换一份文件' }).click()
    await give(page, file(first, readFileSync(join(karamay, first))))
    expect(await counts(page)).toMatchObject({ 新增: 0, 变动: 0, 未变: seen.新增 })
    await page.getByRole('button', { name: '换一份文件' }).click()
    await give(page, ...names.map((name) => file(name, readFileSync(join(karamay, name)))))
    const told = page.locator('[data-milliseconds]')
    console.log(`preview: ${await told.textContent()}`)
    const all = await counts(page)
    expect((all.新增 ?? 0) + (all.未变 ?? 0)).toBeGreaterThan(2000)
    expect(errors).toEqual([])
  })

  it('signs for the department with the key that the browser keeps, where one wants', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', {}, '/zh/desk/me')
    await page.getByLabel(/密钥存放在哪里/).fill('导入用的电脑')
    await page.getByRole('button', { name: '在这个浏览器里建立密钥并提交登记' }).click()
    await page.getByText('另一人审核后即登记入账').first().waitFor()
    await at.desk.approveWaiting()
    await page.reload()
    await page.getByText('这个浏览器存有本部门已登记的密钥').waitFor()
    await page.goto(`${at.home}/zh/desk/import`)
    await give(page, listOf([['随签名入账的许可（新）', '行政许可', '水务局', '市级']]))
    const signs = page.getByLabel('用保存在这个浏览器里的部门密钥签名')
    expect(await signs.isChecked()).toBe(true)
    await page.getByRole('button', { name: '确认入账' }).click()
    await page.getByRole('heading', { level: 2, name: '已入账 1 条' }).waitFor()
    const { items } = await at.desk.city.services.reading.entries({ limit: 1 })
    await page.goto(`${at.home}/zh/entries/${items[0]?.index}`)
    await page.getByText('部门已签名').first().waitFor()

    await page.goto(`${at.home}/zh/desk/import`)
    await give(page, listOf([['不签名入账的许可（新）', '行政许可', '水务局', '市级']]))
    await signs.uncheck()
    await page.getByRole('button', { name: '确认入账' }).click()
    await page.getByRole('heading', { level: 2, name: '已入账 1 条' }).waitFor()
    const last = await at.desk.city.services.reading.entries({ limit: 1 })
    expect(last.items[0]?.envelope.sig).toBeUndefined()
    expect(items[0]?.envelope.sig).toBeTypeOf('string')
    expect(errors).toEqual([])
  })

  it('says what is wrong with a file that is none, and drafts a mapping for one it does not know', async () => {
    const { page } = await at.desk.signedIn('registrar', {}, '/zh/desk/import')
    await page.locator('input[type=file]').setInputFiles([file('坏.xlsx', Buffer.from('no workbook'))])
    await page.getByText('没有现成的映射适合这些文件').waitFor()
    const csv =
      '项目名称,责任单位,计划完成,状态\n甲路改造,明川市住建局,2027-03-01,在建\n乙桥加固,明川市住建局,2027-06-01,在建\n'
    await page.locator('input[type=file]').setInputFiles([file('项目.csv', Buffer.from(csv))])
    await page.getByText('没有现成的映射适合这些文件').waitFor()
    await page.getByLabel('用哪个映射读取').selectOption('draft')
    await page.locator('.tabs').waitFor()
    expect((await counts(page)).新增).toBeGreaterThan(0)
  })
})
