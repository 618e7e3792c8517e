/** One flag through its whole life, by inspector and department, and what the public sees of it. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

describe.skipIf(whySkipped !== null)('a flag in Chromium', () => {
  const at = inDeskCity()

  async function enter(page: Page): Promise<void> {
    await page.getByRole('button', { name: '核对' }).click()
    await page.getByText('入账之后可以更正').or(page.getByRole('alert')).first().waitFor()
    expect(await page.getByRole('alert').allTextContents()).toEqual([])
    await page.getByRole('button', { name: '入账', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: /^已入账/ }).waitFor()
  }

  it('is raised from a finding, answered by the department, closed with a reason; everyone can read it', async () => {
    const { page: clerk } = await at.desk.signedIn('recorder')
    const { page: inspector, errors } = await at.desk.signedIn('inspector')
    await inspector.getByRole('link', { name: '巡检' }).click()
    const table = inspector.locator('tbody')
    await table.locator('tr').first().waitFor()
    expect(await violations(inspector)).toEqual([])
    expect(await clerk.getByRole('link', { name: '巡检' }).count()).toBe(0)

    // One of the clerk's own department, so that there is somebody to answer.
    const { items } = await inspector.evaluate(
      async () =>
        (await fetch('/api/v1/findings?department=dep-mc-water&limit=500')).json() as Promise<{
          items: {
            rule: string
            subject: string
            department: string
            audience: string
            about: string
            title: string
          }[]
        }>,
    )
    const one = items.find(
      ({ department, audience, about }) =>
        department === 'dep-mc-water' && audience === 'public' && about === 'record',
    )
    if (one === undefined) throw new Error('the demo city gives no finding of the clerk’s department')
    await inspector.getByText(/^筛选与保存的视图/).click()
    await inspector.getByLabel('规则', { exact: true }).selectOption(one.rule)
    await inspector
      .getByRole('button', { name: `触发预警：${one.rule} ${one.title}` })
      .first()
      .click()
    await inspector.locator('.told', { hasText: '已触发预警，公开可查。' }).waitFor()
    await table.getByRole('link', { name: '触发', exact: true }).first().click()
    await inspector.getByRole('button', { name: '发函询问' }).click()
    await inspector.getByLabel('询问事项', { exact: true }).fill('请说明原因。')
    await inspector.getByLabel('答复期限', { exact: true }).fill('2099-12-31')
    await inspector.getByLabel('期限依据', { exact: true }).selectOption('rule')
    await inspector.getByRole('button', { name: '核对' }).click()
    await inspector.getByRole('button', { name: '入账', exact: true }).click()
    await inspector.getByText('现在：函询中').waitFor()
    const flag = /fla-\w+/.exec(inspector.url())?.[0]

    await clerk.goto(`${at.home}/zh/desk`)
    await clerk.locator(`a[href$="${flag}/respond"]`).click()
    await clerk.getByLabel('答复', { exact: true }).selectOption('partly')
    await clerk.getByLabel('答复内容', { exact: true }).fill('情况属实，已着手整改。')
    await enter(clerk)

    await inspector.goto(`${at.home}/zh/desk/on/${flag}/accept-explanation`)
    await inspector.getByLabel('说明', { exact: true }).fill('解释合理，整改节点已列入。')
    await enter(inspector)

    // It comes up again, and is closed with advice that has a day: a milestone of the department.
    await inspector.goto(`${at.home}/zh/desk/on/${flag}/reopen`)
    await inspector.getByLabel('说明', { exact: true }).fill('又发生一次。')
    await enter(inspector)
    await inspector.goto(`${at.home}/zh/desk/on/${flag}/advise`)
    await inspector.getByLabel('说明', { exact: true }).fill('程序须补。')
    await inspector.getByLabel('监督建议', { exact: true }).fill('补做法定程序并公开。')
    await inspector.getByLabel('整改期限', { exact: true }).fill('2099-06-30')
    await inspector.getByLabel('验收标准', { exact: true }).fill('程序材料已公开。')
    await enter(inspector)

    // Another limit is tried on the past, handed in with its reason, and approved by somebody else; the rule's page tells everybody.
    await inspector.goto(`${at.home}/zh/desk/limits/M02`)
    await inspector.getByLabel(/^推迟次数/).fill('50')
    await inspector.getByLabel(/累计推迟.*日/).fill('3650')
    await inspector.getByRole('button', { name: '试算' }).click()
    await inspector.getByRole('heading', { name: '试算结果' }).waitFor()
    expect(await violations(inspector)).toEqual([])
    await inspector.getByLabel('为什么改').fill('本市项目多为跨年工程。')
    await inspector.getByRole('button', { name: '提交审核' }).click()
    await inspector.getByRole('heading', { level: 1, name: '规则 M02 的参数' }).waitFor()
    expect(await violations(inspector)).toEqual([])
    const { drafts } = at.desk.city.services
    for (const { id, version } of (await drafts.list(LOCAL_OPERATOR)).waiting)
      if (inspector.url().endsWith(id)) await drafts.approve(LOCAL_OPERATOR, id, version)

    const { page: reader } = await at.desk.visitor({ viewport: { width: 360, height: 740 } })
    for (const lang of ['zh', 'en']) {
      for (const path of [`/flags/${flag}`, '/flags']) {
        await reader.goto(`${at.home}/${lang}${path}`)
        expect(await violations(reader), `${lang}${path}`).toEqual([])
        expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
      }
    }
    await reader.goto(`${at.home}/zh/flags/${flag}`)
    const text = (await reader.textContent('main')) ?? ''
    for (const said of [
      '请说明原因。',
      '情况属实，已着手整改。',
      '解释合理，整改节点已列入。',
      '又发生一次。',
    ])
      expect(text).toContain(said)
    const remedies = reader.getByRole('region', { name: '整改' })
    expect(await remedies.textContent()).toContain('2099-06-30')
    const remedy = (await remedies.getByRole('link', { name: /^整改：/ }).getAttribute('href')) ?? ''
    await reader.locator('.seal--good').first().waitFor()
    await reader.goto(
      `${at.home}/zh/${one.subject.startsWith('dec') ? 'decisions' : one.subject.startsWith('mil') ? 'milestones' : 'responsibilities'}/${one.subject}`,
    )
    expect(await reader.locator('.flags, .plan--flags').first().textContent()).toContain('排除，另有建议')
    await reader.goto(`${at.home}${remedy}`)
    const promised = (await reader.textContent('main')) ?? ''
    expect(promised).toContain('程序材料已公开。')
    // The flag is why it was promised, and not about it.
    expect(promised).toContain('因何预警')
    expect(promised).not.toContain('关于这一记录的预警')
    expect(await violations(reader)).toEqual([])
    await reader.locator('.seal--good').first().waitFor()
    await reader.goto(`${at.home}/zh/rules/M02`)
    expect(await reader.textContent('main')).toContain('本市项目多为跨年工程。')
    expect(await violations(reader)).toEqual([])
    expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await reader.goto(`${at.home}/en/rules/${one.rule}`)
    await reader.getByRole('link', { name: /^\d+ flags? raised$/ }).waitFor()
    expect(await violations(reader)).toEqual([])
    expect(errors).toEqual([])
  })

  it('waits in a queue that is filtered, sorted out and kept, by keyboard as well', async () => {
    const { page, errors } = await at.desk.signedIn('inspector', {}, '/zh/desk/findings?severity=medium')
    const rows = page.locator('tbody tr:not(.queue__record)')
    await rows.first().waitFor()
    expect(await page.getByLabel('程度').inputValue()).toBe('medium')
    await page.getByLabel('程度').selectOption('')
    await page.waitForFunction(() => !location.search.includes('severity'))
    await page.getByLabel('排序').selectOption('newest')
    await page.waitForFunction(() => location.search === '?sort=newest')

    // A flag ends with an outcome and is not set aside: what is newly found is.
    await page.getByRole('button', { name: /^新发现 / }).click()
    await page.waitForFunction(() => location.search === '?place=found&sort=newest')
    // Two are chosen without the mouse and set aside; one comes back by hand.
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByRole('region', { name: '已选 2 条' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('s')
    await page.waitForFunction(() => document.activeElement?.id === 'bulk-reason')
    await page.keyboard.type('sjx 已另行说明')
    await page.keyboard.press('Enter')
    await page.locator('.told', { hasText: '已处理 2 条。' }).waitFor()
    // What is dealt with goes, and work goes on where one was.
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-row'))
    await page.getByRole('button', { name: /^已搁置 2/ }).click()
    await page.getByText(/^2 条，/).waitFor()
    expect(await rows.first().textContent()).toContain('sjx 已另行说明')
    await page.getByLabel('选择本页全部').check()
    await page.getByRole('button', { name: '取消搁置 2 条' }).click()
    await page.getByText('没有符合条件的。').waitFor()

    await page.getByRole('button', { name: /^待看/ }).click()
    await rows.first().waitFor()
    await rows.first().getByRole('checkbox').check()
    await page.keyboard.press('a')
    await page.locator('.told', { hasText: '已处理 1 条。' }).waitFor()
    await page.locator('#filter-assignee').selectOption('me')
    await page.getByText(/^1 条，涉及 1 项/).waitFor()
    await page.getByText('保存的视图（0）').click()
    await page.getByLabel('名称').fill('我承办的')
    await page.getByRole('button', { name: '保存现在的筛选' }).click()
    await page.getByRole('link', { name: '我承办的' }).waitFor()
    await page.goto(`${at.home}/zh/desk/findings`)
    await page.getByText(/^筛选与保存的视图/).click()
    await page.getByText('保存的视图（1）').click()
    await page.getByRole('link', { name: '我承办的' }).click()
    await page.getByText(/^1 条，涉及 1 项/).waitFor()

    await page.goto(`${at.home}/zh/desk`)
    await page.getByRole('region', { name: '巡检' }).getByRole('link', { name: '由我承办（1）' }).click()
    await page.getByText(/^1 条，涉及 1 项/).waitFor()

    // What should not be public becomes a case, with what was found as its lead.
    await rows.first().getByRole('checkbox').check()
    await page.getByRole('button', { name: '不公开：登记核查' }).click()
    expect(await page.getByLabel('线索内容', { exact: true }).inputValue()).toMatch(/账目 \d/)
    expect(await violations(page)).toEqual([])

    // Letters do nothing any more once they are switched off.
    await page.getByText('快捷键', { exact: true }).click()
    await page.getByLabel('启用快捷键').uncheck()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? '')
    const before = await focused()
    await page.keyboard.press('j')
    expect(await focused()).toBe(before)

    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(`${at.home}/en/desk/findings`)
    await rows.first().waitFor()
    await rows.first().getByRole('checkbox').check()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await violations(page)).toEqual([])
    expect(errors).toEqual([])
  })
})
