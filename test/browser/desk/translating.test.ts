/** A translation is written beside its original, text by text, and nobody is asked for the code of a field. */
import { describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

const TITLE = '第二水源应急供水工程'

describe.skipIf(whySkipped !== null)('a translation at the desk', () => {
  const at = inDeskCity()

  it('lists the texts of the chosen record by their names, and keeps those that were written', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', {}, '/zh/desk/new/translation')
    await page.getByLabel('译的是', { exact: true }).fill(TITLE)
    await page.getByRole('option', { name: TITLE }).first().click()
    await page.locator('blockquote', { hasText: TITLE }).first().waitFor()
    expect(await page.getByText('字段代号').count()).toBe(0)
    await page.getByLabel('译者（岗位、单位或程序）', { exact: true }).fill('外事办公室翻译科')
    await page.getByLabel('翻译方式', { exact: true }).selectOption('human')
    await page.getByLabel('译成', { exact: true }).selectOption('en')
    const title = page.getByLabel('标题', { exact: true })
    await title.click()
    // Typed as a person does: the control stays the same while its text becomes one of the list.
    await page.keyboard.type('Emergency water supply from a second source')
    expect(await title.inputValue()).toBe('Emergency water supply from a second source')
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '核对', exact: true }).click()
    await page.getByText('入账之后可以更正，不能删除。').or(page.getByRole('alert')).first().waitFor()
    expect(await page.getByRole('alert').allTextContents()).toEqual([])
    await page.getByRole('button', { name: '入账', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /^已入账/ }).waitFor()
    const [made] = (await at.desk.city.records('translation')).slice(-1)
    expect(made?.state.kind === 'translation' ? made.state.texts : null).toEqual([
      { field: 'title', text: 'Emergency water supply from a second source' },
    ])
    expect(errors).toEqual([])
  })

  it.each(['update', 'correct'])(
    'asks for no code of a field where it is put otherwise (%s)',
    async (verb) => {
      const { page, errors } = await at.desk.signedIn('recorder')
      const made = (await at.desk.city.records('translation')).findLast(
        ({ department }) => department === 'dep-mc-water',
      )
      const state = made?.state.kind === 'translation' ? made.state : null
      const english = `Second source, emergency supply (${verb})`
      await page.goto(`${at.home}/zh/desk/on/${made?.id}/${verb}`)
      const which = page.getByLabel('要改哪一项', { exact: true })
      const offered = await which.locator('option').allTextContents()
      // Which record, and into which language, stands: no form offers what every act refuses.
      expect(offered.filter((name) => ['译的是', '译成'].includes(name))).toEqual([])
      await which.selectOption({ label: '译文' })
      await page.locator('blockquote', { hasText: TITLE }).first().waitFor()
      expect(await page.getByText('字段代号').count()).toBe(0)
      const title = page.getByLabel('标题', { exact: true })
      expect(await title.inputValue()).toBe(state?.texts.find(({ field }) => field === 'title')?.text)
      await title.fill('')
      await title.click()
      await page.keyboard.type(english)
      if (verb === 'correct') {
        await page.getByLabel('更正类别', { exact: true }).selectOption('data_entry')
        await page.getByLabel('说明', { exact: true }).fill('译名有误')
      }
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: '核对', exact: true }).click()
      await page.getByText('入账之后可以更正，不能删除。').or(page.getByRole('alert')).first().waitFor()
      expect(await page.getByRole('alert').allTextContents()).toEqual([])
      await page.getByRole('button', { name: /^(入账|提交审核)$/ }).click()
      await page.getByRole('heading', { level: 1, name: /^已(入账|提交)/ }).waitFor()
      await at.desk.approveWaiting()
      const now = (await at.desk.city.records('translation')).find(({ id }) => id === made?.id)
      expect(now?.state.kind === 'translation' ? now.state.texts : null).toEqual([
        { field: 'title', text: english },
      ])
      expect(errors).toEqual([])
    },
  )
})
