/** The main job, as its people do it: from the first registrar to the public timeline, in Chromium. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity, type SignedIn } from '../../support/city/desk-city.ts'

describe.skipIf(whySkipped !== null)('the work of a department', () => {
  const at = inDeskCity()
  const faults: string[][] = []

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  /** Checks the answers, enters them, and gives the address of the record that was made or moved. */
  async function enter(page: Page, action = '入账'): Promise<void> {
    await button(page, '核对').click()
    await page.getByText('入账之后可以更正，不能删除。').or(page.getByRole('alert')).first().waitFor()
    expect(await page.getByRole('alert').allTextContents()).toEqual([])
    expect(await violations(page)).toEqual([])
    await button(page, action).click()
    await page.getByRole('heading', { level: 1, name: action === '入账' ? /^已入账/ : /^已提交/ }).waitFor()
  }

  async function find(page: Page, label: string, words: string, title: string): Promise<void> {
    await page.getByLabel(label, { exact: true }).fill(words)
    await page.getByRole('option', { name: title }).click()
  }

  /** An account made by the registrar, joined in another browser with a passkey of its own. */
  async function joined(registrar: Page, post: string, role: string): Promise<SignedIn> {
    await registrar.goto(`${at.home}/zh/desk/new/account`)
    await registrar.getByLabel('岗位', { exact: true }).fill(post)
    await registrar.getByLabel('角色', { exact: true }).selectOption(role)
    if (role !== 'verifier') await find(registrar, '部门', '园林', '明川市园林局')
    await enter(registrar)
    await registrar.getByRole('link', { name: '接着记这一项' }).click()
    await button(registrar, '生成邀请链接').click()
    const link = await registrar.getByLabel('邀请链接').inputValue()
    // Into a role that approves, a link works once the operator on the machine has looked at it as well.
    const { invitations } = at.desk.city.services
    for (const { id, waiting } of await invitations.list())
      if (waiting) await invitations.confirm(LOCAL_OPERATOR, id)
    const found = await at.desk.visitor()
    faults.push(found.errors)
    const devtools = await found.context.newCDPSession(found.page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await found.page.goto(link)
    await found.page.getByLabel(/给这把通行密钥起个名字/).fill('办公室电脑')
    await button(found.page, '登记通行密钥并登录').click()
    await found.page.waitForURL(`${at.home}/zh/desk`)
    return found
  }

  const idIn = (page: Page): string => /\/on\/([a-z]{3}-\w+)/.exec(page.url())?.[1] ?? ''

  it('goes from the first registrar to the public timeline', async () => {
    const { page: registrar, errors } = await at.desk.signedIn('registrar')
    faults.push(errors)
    await registrar.goto(`${at.home}/zh/desk/new/department`)
    await registrar.getByLabel('部门编号', { exact: true }).fill('parks')
    await registrar.getByLabel('名称', { exact: true }).fill('明川市园林局')
    await enter(registrar)

    const { page: clerk, context } = await joined(registrar, '园林局文书岗', 'recorder')
    const { page: head } = await joined(registrar, '园林局审核岗', 'approver')
    const { page: verifier } = await joined(registrar, '市督查室核验岗', 'verifier')

    // Out and in again: the passkey alone does it.
    await button(clerk, '退出').click()
    await clerk.waitForURL(`${at.home}/zh/sign-in`)
    await button(clerk, '用通行密钥登录').click()
    await clerk.waitForURL(`${at.home}/zh/desk`)

    await clerk.getByRole('link', { name: '开始记账' }).click()
    await clerk.getByRole('link', { name: '决策', exact: true }).last().click()
    await clerk.getByLabel('重大行政决策').check()
    await clerk.getByLabel('标题', { exact: true }).fill('老城区口袋公园建设方案')
    await clerk.getByLabel('无对应权责的说明').fill('新设部门，清单待定')
    const risk = clerk.getByRole('group', { name: /可能影响社会稳定/ })
    await risk.getByLabel('是', { exact: true }).check()
    await clerk.locator('.needs li', { hasText: '风险评估' }).getByText('应当有').waitFor()
    await enter(clerk)
    await clerk.getByRole('link', { name: '接着记这一项' }).click()
    await clerk.getByRole('heading', { level: 1, name: '老城区口袋公园建设方案' }).waitFor()
    const decision = idIn(clerk)

    const step = async (type: string, fill: () => Promise<void>): Promise<void> => {
      await clerk.goto(`${at.home}/zh/desk/on/${decision}/conclude-step`)
      await clerk.getByLabel('步骤类型').selectOption(type)
      await fill()
      await enter(clerk)
    }
    const on = async (label: string, value: string): Promise<void> =>
      clerk.getByLabel(label, { exact: true }).fill(value)
    for (const [type, date] of [
      ['initiation', '2026-03-02'],
      ['drafting', '2026-04-20'],
      ['expert_review', '2026-06-10'],
      ['fair_competition', '2026-06-18'],
    ] as const)
      await step(type, () => on('完成', date))
    await step('participation', async () => {
      await on('征求意见自', '2026-04-25')
      await on('征求意见至', '2026-05-30')
      await on('完成', '2026-05-30')
      await on('收到', '41')
      await on('采纳情况', '采纳 12 条，其余逐条说明理由。')
    })
    await step('risk_assessment', async () => {
      await on('完成', '2026-06-15')
      await clerk.getByRole('group', { name: '风险可控' }).getByLabel('是', { exact: true }).check()
    })
    await step('legality_review', async () => {
      await on('送审日期', '2026-06-20')
      await on('完成', '2026-07-06')
      await on('结论', '合法，无修改意见。')
    })
    await step('deliberation', async () => {
      await on('召开', '2026-07-15')
      const attendance = clerk.getByRole('group', { name: '出席情况' }).first()
      await attendance.getByText('一次粘贴多行').click()
      const posts = Array.from({ length: 20 }, (_, i) => `第${i + 1}成员岗位，成员，出席`)
      await attendance.getByRole('textbox', { name: /出席情况/ }).fill(posts.join('\n'))
      await attendance.getByRole('button', { name: '填入' }).click()
      await clerk.getByRole('button', { name: '按出席名单填入' }).first().click()
      const opinions = clerk.getByRole('group', { name: '意见', exact: true })
      expect(await opinions.getByLabel('成员', { exact: true }).count()).toBe(20)
      await opinions.getByLabel('态度', { exact: true }).first().selectOption('disagree')
      await opinions.getByLabel('理由', { exact: true }).first().fill('维护费用没有着落。')
    })

    await clerk.goto(`${at.home}/zh/desk/on/${decision}/decide`)
    await clerk.getByLabel('结果', { exact: true }).selectOption('adopted')
    await clerk.getByLabel('决定日期', { exact: true }).fill('2026-07-15')
    await clerk.getByLabel('决策规则', { exact: true }).selectOption('chief_after_deliberation')
    await enter(clerk, '提交审核')

    await head.goto(`${at.home}/zh/desk`)
    await head.getByRole('link', { name: /^作出决定 · 老城区口袋公园/ }).click()
    await head.getByLabel(/退回理由/).fill('请补发文字号')
    await button(head, '退回').click()
    await head.getByText('审核人退回：请补发文字号').waitFor()
    await clerk.goto(`${at.home}/zh/desk`)
    await clerk.getByRole('link', { name: /^作出决定 · 老城区口袋公园/ }).click()
    await clerk.getByText('审核人退回：请补发文字号').waitFor()
    await clerk.getByLabel('文号', { exact: true }).fill('明政发〔2026〕9 号')
    await enter(clerk, '提交审核')
    await head.goto(`${at.home}/zh/desk`)
    await head.getByRole('link', { name: /^作出决定 · 老城区口袋公园/ }).click()
    await head.getByText('明政发〔2026〕9 号').waitFor()
    await button(head, '同意，入账').click()
    await head.getByRole('heading', { level: 1, name: /^已入账/ }).waitFor()

    await clerk.goto(`${at.home}/zh/desk/plan?decision=${decision}`)
    await clerk.getByText('一次粘贴多行').click()
    await clerk.getByRole('textbox', { name: /^节点/ }).fill('首批三处完工，2026-10-31\n全部完工，2027-06-30')
    await button(clerk, '填入').click()
    await button(clerk, '核对').click()
    await button(clerk, '入账 2 个节点').click()
    // Both are entered, one after the other, before the page is left.
    await clerk
      .getByRole('link', { name: /^第 \d+ 条账目$/ })
      .nth(1)
      .waitFor()
    await clerk.goto(`${at.home}/zh/desk`)
    await clerk
      .locator('.todo li', { hasText: '首批三处完工' })
      .getByRole('link', { name: /^申报完成/ })
      .click()
    await clerk.waitForURL(/\/claim$/)
    const milestone = idIn(clerk)
    await clerk.getByLabel('完成日期', { exact: true }).fill('2026-11-10')
    await clerk.locator('input[type=file]').setInputFiles({
      name: '验收单.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('三处均已验收'),
    })
    await clerk.locator('.document').waitFor()
    await enter(clerk)

    await verifier.goto(`${at.home}/zh/desk`)
    await verifier
      .locator('.todo li', { hasText: '首批三处完工' })
      .getByRole('link', { name: /^核验/ })
      .click()
    expect(await verifier.getByLabel('由', { exact: true }).inputValue()).toBe('市督查室核验岗')
    await verifier.getByLabel('结果', { exact: true }).selectOption('met')
    await enter(verifier)

    const { page: reader } = await at.desk.visitor()
    await reader.goto(`${at.home}/zh/decisions/${decision}`)
    const text = (await reader.textContent('main')) ?? ''
    for (const said of ['口袋公园', '维护费用没有着落', '明政发〔2026〕9 号', '首批三处完工', '全部完工'])
      expect(text).toContain(said)
    expect(text).toContain('经另一人审核')
    await reader.goto(`${at.home}/zh/milestones/${milestone}`)
    const line = (await reader.textContent('main')) ?? ''
    for (const said of ['验收单', '2026-11-10', '市督查室核验岗']) expect(line).toContain(said)
    expect(faults.flat()).toEqual([])
    await context.close()
  })
})
