/** Pattern views at the inspector's desk: chart and table say the same, on narrow screens too. */
import { describe, expect, it } from 'vitest'
import { patternIds, patterns } from '../../../worker/domain/patterns/words.ts'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'
import { OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

describe.skipIf(whySkipped !== null)('pattern views in Chromium', () => {
  const at = inDeskCity()

  it('show charts with the same numbers in tables, in both languages and on a narrow screen', async () => {
    const { page, errors } = await at.desk.signedIn('inspector', { viewport: { width: 360, height: 740 } })
    await page.getByRole('link', { name: '分布', exact: true }).click()
    await page.getByText('统计完成。').waitFor()
    await at.desk.city.services.rulebook.set({ actor: OPERATOR, approver: SECOND }, 'F01', {
      values: { limit: 4_000_000 },
      reason: '本市限额',
    })
    for (const lang of ['zh', 'en'] as const) {
      for (const id of patternIds) {
        await page.goto(`${at.home}/${lang}/desk/patterns/${id}`)
        await page.getByText(lang === 'zh' ? '统计完成。' : 'Counted.', { exact: true }).waitFor()
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(patterns[id].name[lang])
        expect(await page.locator('.desk-bar [aria-current]').getAttribute('href')).toBe(
          `/${lang}/desk/patterns`,
        )
        if (lang === 'zh') expect(await violations(page), id).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
          `${lang} ${id}`,
        ).toBeLessThanOrEqual(360)
        // Each chart has its table, and each row of one is a row of the other.
        const pairs = await page.evaluate(() =>
          [...document.querySelectorAll('section[aria-labelledby^=table-]')].map((one) => [
            one.querySelectorAll('.shift__row').length,
            one.querySelectorAll('.counts tbody tr').length,
          ]),
        )
        expect(pairs.length).toBeGreaterThan(0)
        for (const [drawn, listed] of pairs) expect(drawn).toBe(listed)
      }
    }

    await page.goto(`${at.home}/zh/desk/patterns/year-end`)
    await page.getByLabel('部门', { exact: true }).selectOption('dep-mc-water')
    await page.getByLabel('起日', { exact: true }).fill('2020-01-01')
    await page.getByRole('button', { name: '显示' }).click()
    await page.waitForURL(/department=dep-mc-water&from=2020-01-01/)
    await page.getByText('统计完成。').waitFor()
    expect(await page.getByLabel('起日', { exact: true }).inputValue()).toBe('2020-01-01')
    expect(await page.getByLabel('部门', { exact: true }).inputValue()).toBe('dep-mc-water')
    // The few decisions of one bureau make no pattern: nothing is drawn of them, and that is said.
    expect(await page.getByText(/^不足 10 件的不显示：\d+ 行。/).count()).toBeGreaterThan(0)
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载 CSV：按月' }).click()
    expect((await file).suggestedFilename()).toBe('year-end-months.csv')
    expect(errors).toEqual([])
  })

  it('are not offered to departments, who are told nothing at their address', async () => {
    const { page } = await at.desk.signedIn('recorder')
    expect(await page.getByRole('link', { name: '分布', exact: true }).count()).toBe(0)
    await page.goto(`${at.home}/zh/desk/patterns`)
    await page.getByRole('alert').waitFor()
    expect(await page.locator('table').count()).toBe(0)
  })
})
