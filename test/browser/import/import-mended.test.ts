/** Importing by keyboard and on a phone; a broken file, what is mended of it, and no entry twice; in Chromium. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import { parse } from 'csv-parse/sync'
import type { FileChooser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { builtinMapping } from '../../../worker/intake/profiles.ts'
import { readRegister } from '../../../worker/intake/register/read.ts'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'
import { book } from '../../support/intake/book.ts'
import { sharedFolder } from '../../support/shared.ts'

const shared = sharedFolder()
if (shared === null) console.warn('the shared data is not here: real files are not imported')
const data = join(shared ?? '', 'data')

interface File {
  name: string
  mimeType: string
  buffer: Buffer
}

const file = (name: string, bytes: Uint8Array | string): File => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes as Uint8Array),
})

const counts = async (page: Page): Promise<number[]> => {
  await page.locator('.tabs').waitFor()
  const texts = await page.locator('.tabs button b').allTextContents()
  return texts.map((text) => Number(text.replace(/\D/g, '')))
}

const give = async (page: Page, ...files: File[]): Promise<number[]> => {
  await page.locator('input[type=file]').setInputFiles(files)
  return counts(page)
}

const enter = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^(确认入账|Enter)$/ }).click()
  await page.getByRole('heading', { level: 2 }).waitFor()
}

const another = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(换一份文件|Another file)$/ }).click()

async function downloaded(page: Page): Promise<File> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^(下载被拒的行|Download the rejected)/ }).click(),
  ])
  return file(download.suggestedFilename(), readFileSync(await download.path()))
}

/** Opens the file chooser by the key, pressed until it opens: a busy Chromium sometimes lets a press pass. */
async function chooser(page: Page): Promise<FileChooser> {
  for (;;) {
    const opened = page.waitForEvent('filechooser', { timeout: 5000 }).catch(() => null)
    await page.keyboard.press('Enter')
    const found = await opened
    if (found !== null) return found
  }
}

describe.skipIf(whySkipped !== null)('import, by those who do it every year', () => {
  const at = inDeskCity()

  async function open(role: 'recorder' | 'registrar', path: string, options = {}): Promise<Page> {
    const { page } = await at.desk.signedIn(role, options, path)
    return page
  }

  const list = file(
    '水务局2026年权责清单.csv',
    '序号,事项名称,权力类型,行使主体\n1,跨河桥梁许可（试）,行政许可,水务局\n2,非法取水处罚（试）,怪,水务局\n',
  )

  it('is done with the keyboard alone, and fits on a phone at every stage', async () => {
    const page = await open('recorder', '/zh/desk/import', { viewport: { width: 360, height: 740 } })
    const check = async (stage: string): Promise<void> => {
      expect(await violations(page), stage).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), stage).toBeLessThanOrEqual(360)
    }
    const tabTo = async (name: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab')
        const now = await page.evaluate(() => document.activeElement?.closest('label, button')?.textContent)
        if (now?.startsWith(name)) return
      }
      throw new Error(`${name} was not reached`)
    }
    await page.getByRole('button', { name: '选择文件', exact: true }).waitFor()
    await check('choose')
    await tabTo('选择文件')
    await (await chooser(page)).setFiles([list])
    expect(await counts(page)).toEqual([1, 1, 0, 0, 0])
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await page.locator('details.more > summary').press('Enter')
    await page.getByLabel('清单的日期').waitFor()
    await check('preview')
    await page.locator('details.more > summary').press('Enter')
    await page.getByLabel(/先不记被拒的/).focus()
    await page.keyboard.press('Space')
    expect(await page.locator('.declaration').textContent()).toContain('部门明川市水务局')
    await tabTo('确认入账')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: '已入账 1 条' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1')
    await check('done')
  })

  it('asks whose list it is and as of when; what is wrong there is told', async () => {
    const page = await open('registrar', '/zh/desk/import')
    await page
      .locator('input[type=file]')
      .setInputFiles([file('list.csv', '事项名称,权力类型,层级\n甲许可,行政许可,县级\n')])
    expect(await page.getByRole('alert').textContent()).toContain('没有写明是哪个部门的清单')
    await page.getByLabel('哪个部门的清单').fill('明川市水务局')
    await page.keyboard.press('Tab')
    expect((await counts(page)).slice(0, 3)).toEqual([0, 1, 0])
    const declared = async (): Promise<string> => (await page.locator('.declaration').textContent()) ?? ''
    expect(await declared()).toContain('部门明川市水务局')
    expect(await declared()).toContain('新增 1 项、变动 0 项、0 项不再列出')
    await page.locator('details.more > summary').click()
    // What is no longer listed is ended by two people, each on its record: no import here offers it.
    expect(await page.getByRole('checkbox').count()).toBe(0)
    await page.getByLabel('清单的日期').fill('2999-01-01')
    await page.keyboard.press('Tab')
    expect(await page.getByRole('alert').textContent()).toContain('尚未发生的事不能入账')
    await page.getByLabel('清单的日期').fill('2026')
    await page.keyboard.press('Tab')
    await expect.poll(declared).toContain('清单的日期2026')
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it.skipIf(shared === null)(
    'a Karamay workbook, broken at two cells, mended, and nothing twice',
    async () => {
      const page = await open('registrar', '/zh/desk/import')
      const raw = join(data, 'cn-karamay-power-list', 'raw')
      const name = readdirSync(raw).find((one) => one.includes('人力资源和社会保障局')) ?? ''
      const bytes = readFileSync(join(raw, name))
      const workbook = read(bytes)
      const [sheetName = ''] = workbook.SheetNames
      const sheet = workbook.Sheets[sheetName]
      const type = Object.entries(sheet ?? {}).filter(([, cell]) =>
        /^行政(处罚|检查|许可)$/.test(String(cell.v)),
      )
      expect(type.length).toBeGreaterThan(2)
      const wrong = type.slice(0, 2).map(([place, cell]) => ({ place, right: String(cell.v) }))
      for (const { place } of wrong) if (sheet !== undefined) sheet[place] = { t: 's', v: '写错了' }
      const broken = file(`${name}x`, new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' })))
      const [rejected, added = 0] = await give(page, broken)
      expect(rejected).toBe(2)
      const places = await page.locator('tbody tr td:first-child').allTextContents()
      expect(places.map((text) => text.split(' · ').at(-1))).toEqual(wrong.map(({ place }) => place))
      const rejects = await downloaded(page)
      await page.getByLabel(/先不记被拒的/).check()
      await enter(page)
      await another(page)
      const rows: string[][] = utils.sheet_to_json(read(rejects.buffer).Sheets[sheetName] ?? {}, {
        header: 1,
        defval: '',
      })
      let next = 0
      const mended = rows.map((cells) =>
        cells.map((cell) => (cell === '写错了' ? (wrong[next++]?.right ?? '') : cell)),
      )
      expect(await give(page, file(rejects.name, book({ [sheetName]: mended })))).toEqual([0, 2, 0, 0, 0])
      await enter(page)
      await another(page)
      expect(await give(page, file(name, bytes))).toEqual([0, 0, 0, 0, added + 2])
    },
  )

  it.skipIf(shared === null)(
    'the GMPP file of 2022, broken at one cell, mended under the name that a browser gave it, and nothing twice',
    async () => {
      const page = await open('registrar', '/en/desk/import')
      const path = join(data, 'uk-gmpp-2014-2022', 'raw', 'uk_2022.csv')
      const bytes = readFileSync(path)
      const mapping = builtinMapping('uk-gmpp')
      if (mapping.target !== 'register') throw new Error('uk-gmpp is a register')
      const [whole] = readRegister([{ path, bytes }], {
        mapping,
        asOf: null,
        today: '2026-11-24',
        departmentOf: () => null,
      })
      const all = whole?.records.length ?? 0
      const table: string[][] = parse(bytes.toString('latin1'), { delimiter: ';', relax_column_count: true })
      const column = table[0]?.findIndex((header) => /department/i.test(header)) ?? -1
      const right = table[5]?.[column] ?? ''
      const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
      const broken = table
        .map((cells, i) => (i === 5 ? cells.with(column, '') : cells))
        .map((cells) => cells.map(quoted).join(';'))
        .join('\n')
      const [rejected = 0, added = 0] = await give(page, file('uk_2022.csv', Buffer.from(broken, 'latin1')))
      expect([rejected > 0, rejected + added]).toEqual([true, all])
      const place = await page.locator('tbody tr td:first-child').first().textContent()
      expect(place).toContain('row 6, column department')
      const rejects = await downloaded(page)
      await page.getByRole('checkbox', { name: /rejected/ }).check()
      await enter(page)
      await another(page)
      const lines: string[][] = parse(rejects.buffer, { bom: true, relax_column_count: true })
      expect(lines).toHaveLength(2)
      const mended = lines.map((cells, i) => (i === 1 ? cells.with(column, right) : cells))
      const text = `\ufeff${mended.map((cells) => cells.map(quoted).join(',')).join('\n')}`
      expect(await give(page, file('uk_2022 (1).csv', text))).toEqual([0, rejected, 0, 0, 0])
      await enter(page)
      await another(page)
      expect(await give(page, file('uk_2022.csv', bytes))).toEqual([0, 0, 0, 0, all])
    },
  )
})
