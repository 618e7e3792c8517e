/** Taking back an import in the workbench, in Chromium: looked at first, then done. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

function list(): { name: string; mimeType: string; buffer: Buffer } {
  const sheet = utils.aoa_to_sheet([
    ['序号', '事项名称', '权力类型', '行使主体', '行使层级'],
    ['1', '误入的采砂许可', '行政许可', '水务局', '市级'],
    ['2', '误入的调度确认', '行政确认', '水务局', '市级'],
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '清单')
  const buffer = Buffer.from(write(book, { type: 'array', bookType: 'xlsx' }))
  return { name: '水务局2026年权责清单.xlsx', mimeType: 'application/octet-stream', buffer }
}

describe.skipIf(whySkipped !== null)('an import that was a mistake', () => {
  const at = inDeskCity()

  it('is looked at, and taken back by whoever may, or handed in for another to approve', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', {}, '/zh/desk/import')
    await page.locator('input[type=file]').setInputFiles([list()])
    await page.getByRole('button', { name: '确认入账' }).click()
    await page.getByRole('heading', { level: 2, name: '已入账 2 条' }).waitFor()
    await page.getByRole('button', { name: '换一份文件' }).click()

    await page.getByText('撤回一次误入的导入').click()
    const which = page.getByLabel('哪一次导入')
    await which.waitFor()
    await which.selectOption({ index: 1 })
    await page.getByRole('button', { name: '先看会怎样' }).click()
    await page.getByText('记录 2 条 = 恢复 0 + 作废 2 + 不动 0 + 本无差别 0 + 此前已撤回 0。').waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '撤回：恢复或作废 2 条记录' }).click()
    await page.getByText(/已撤回，写入账目 2 条|已作为 1 份草稿提交/).waitFor()
    expect(errors).toEqual([])
  })
})
