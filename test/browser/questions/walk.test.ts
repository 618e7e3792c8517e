/** One question from the citizen who asks to the figures that count it, through every hand, in Chromium over the demo city. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'
import { runCli } from '../../support/cli.ts'
import { newFolder } from '../../support/folders.ts'

const PHONE = '13800138000'

describe.skipIf(whySkipped !== null)('a question, through every hand', () => {
  const at = inDeskCity()
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const text = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? ''

  /** Text that a reader gets of an address. */
  const served = async (path: string): Promise<string> => (await fetch(at.home + path)).text()

  /** Cases of the water bureau that the figures count as received. */
  async function receivedBy(): Promise<number> {
    const { items } = JSON.parse(await served('/api/v1/response?by=department'))
    return items.find(({ key }: { key: string }) => key === 'dep-mc-water')?.own.received ?? 0
  }

  it.each([
    ['without scripts', false],
    ['with scripts', true],
  ])(
    'is asked %s, cut, extended by two, answered with a milestone, rated, and told',
    async (_, javaScriptEnabled) => {
      const { services } = at.desk.city
      const [milestone] = (
        await services.reading.records({ kind: 'milestone', department: 'dep-mc-water', limit: 1 })
      ).items
      const title = `路灯不亮（${javaScriptEnabled ? '有' : '无'}脚本）`
      const { page: citizen } = await at.desk.visitor({ javaScriptEnabled })

      const received = await receivedBy()

      // Nothing is lost by an error, and nothing is entered.
      const questions = async () => (await services.reading.records({ kind: 'question' })).total
      const before = await questions()
      await citizen.goto(`${at.home}/zh/milestones/${milestone?.id}`)
      await citizen.getByRole('link', { name: '就此提问' }).click()
      await citizen.getByLabel('类别').selectOption('help')
      await citizen.getByLabel('标题').fill('　 ')
      await citizen.getByLabel('内容').fill(`三个月了，请回电 ${PHONE}。`)
      await citizen.getByLabel('希望怎么办').fill('修好\n说明原因')
      await citizen.getByLabel('危害正在发生').check()
      await button(citizen, '提交').click()
      await citizen.getByRole('alert').waitFor()
      expect(await citizen.getByLabel('内容').inputValue()).toBe(`三个月了，请回电 ${PHONE}。`)
      expect(await citizen.getByLabel('希望怎么办').inputValue()).toBe('修好\n说明原因')
      expect(await citizen.getByLabel('危害正在发生').isChecked()).toBe(true)
      expect(await citizen.getByLabel('类别').inputValue()).toBe('help')
      expect(await questions()).toBe(before)

      // With a script some work is proven; without one nothing is asked for.
      const sent = citizen.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith('/zh/ask'))
      await citizen.getByLabel('标题').fill(title)
      await button(citizen, '提交').click()
      expect(/&proof=[^&]+/.test((await sent).postData() ?? '')).toBe(javaScriptEnabled)
      await citizen.getByRole('heading', { name: '已收到' }).waitFor()
      const code = (await citizen.locator('.code-shown').textContent()) ?? ''
      const receipt = join(await newFolder(), 'receipt.json')
      const [download] = await Promise.all([
        citizen.waitForEvent('download'),
        button(citizen, '下载收据').click(),
      ])
      await download.saveAs(receipt)
      await citizen.getByRole('link', { name: '看这件提问的页面' }).click()
      const [id = ''] = /que-[0-9a-z]{10}/.exec(citizen.url()) ?? []
      expect(await text(citizen)).toContain('文字正在审读')
      expect(await text(citizen)).not.toContain(PHONE)

      // A moderator cuts the number.
      const { page: moderator, errors } = await at.desk.signedIn('moderator', {}, `/zh/desk/on/${id}`)
      await button(moderator, '查看提问人的原文（留痕）').click()
      const box = moderator.getByLabel('内容')
      await box.waitFor()
      await box.evaluate((node: HTMLTextAreaElement, phone) => {
        const from = node.value.indexOf(phone)
        node.setSelectionRange(from, from + phone.length)
      }, PHONE)
      await button(moderator, '隐去选中的部分').click()
      await button(moderator, '公开').click()
      await moderator.getByRole('heading', { name: title }).waitFor()

      // The department takes it on, and a second person agrees to more time.
      const { page: clerk, errors: clerkErrors } = await at.desk.signedIn('recorder')
      const bench = `${at.home}/zh/desk/on/${id}`
      const enter = async (action: string): Promise<void> => {
        await button(clerk, '核对').click()
        await button(clerk, action).click()
      }
      const acts = clerk.locator('section[aria-labelledby="acts"]')
      await clerk.goto(bench)
      expect(await acts.getByRole('button', { name: '期限恢复' }).count()).toBe(0)
      await button(clerk, '受理').click()
      await enter('入账')
      await clerk.getByText(/^已入账：第 \d+ 条/).waitFor({ state: 'attached' })
      await clerk.getByText('办理中').first().waitFor()
      await button(clerk, '延长期限').click()
      await clerk.getByLabel('延长的天数').fill('10')
      await clerk.getByLabel('理由').fill('须等路灯到货。')
      await clerk
        .locator('.field', { hasText: '告知提问人的日期' })
        .getByRole('button', { name: '今天' })
        .click()
      await enter('提交审核')
      await clerk.getByText('已提交，等待审核').first().waitFor()
      expect(await served(`/zh/questions/${id}`)).not.toContain('已延长 10')
      const { page: head, errors: headErrors } = await at.desk.signedIn('approver')
      await head.locator('.todo li', { hasText: title }).getByRole('link', { name: '审核' }).click()
      await button(head, '同意，入账').click()
      await head.getByRole('heading', { name: /^已入账/ }).waitFor()

      await clerk.goto(bench)
      await acts.getByRole('button', { name: '答复', exact: true }).click()
      await clerk.getByLabel('答复', { exact: true }).selectOption('accept')
      await clerk.getByLabel('结果', { exact: true }).selectOption('planned')
      await clerk.getByLabel('内容', { exact: true }).fill(`列入改造，完成后即可解决。值班电话 ${PHONE}`)
      await clerk.getByLabel('再加一项').fill(milestone?.title.slice(0, 4) ?? '')
      await clerk.locator('[role=option]').first().click()
      expect(await clerk.getByLabel('日期未注明').count()).toBe(0)
      // A number in the answer is asked about before it is entered, and may be taken out.
      await button(clerk, '核对').click()
      await clerk.getByText(`里面像有个人信息：${PHONE}`).waitFor()
      await button(clerk, '返回修改').click()
      await clerk.getByLabel('内容', { exact: true }).fill('列入改造，完成后即可解决。')
      await button(clerk, '核对').click()
      await clerk.getByText('入账之后可以更正，不能删除。').waitFor()
      expect(await clerk.getByText('里面像有个人信息').count()).toBe(0)
      await button(clerk, '入账').click()
      await clerk.getByText('已答复').first().waitFor()
      expect([errors, clerkErrors, headErrors]).toEqual([[], [], []])

      // The citizen rates it.
      await citizen.goto(`${at.home}/zh/m`)
      await citizen.getByLabel('查询码').fill(code)
      await button(citizen, '查询').click()
      await citizen.getByText('评价答复').first().click()
      await citizen.getByLabel('问题解决了吗').selectOption('no')
      await citizen.getByLabel('满意度').selectOption('2')
      await citizen.locator('form[action$="/m/rated"]').getByRole('button', { name: '提交' }).click()
      await citizen.getByText('已入账：提问人评价').waitFor()

      // Page, timeline, feeds, figures and the records that it is about tell it.
      await citizen.goto(`${at.home}/zh/questions/${id}`)
      const page = await text(citizen)
      for (const told of [
        '请回电 ▮',
        '已延长 10',
        '列入改造',
        '提问人说：未解决',
        '满意度 2',
        '危害正在发生',
      ])
        expect(page).toContain(told)
      const timeline = await citizen.locator('section[aria-labelledby="line"]').textContent()
      for (const event of ['收到提问', '公开文字', '受理', '延长期限', '答复', '提问人评价'])
        expect(timeline).toContain(event)
      expect(await served(`/zh/milestones/${milestone?.id}`)).toContain(title)
      for (const feed of ['/feeds/questions.atom', `/feeds/questions/${id}.atom`])
        expect(await served(feed), feed).toContain(title)
      expect(await receivedBy()).toBe(received + 1)
      expect([page, timeline, await served('/feeds/questions.atom')].join()).not.toContain(PHONE)

      // The receipt proves off line what was asked, under the key of the ledger.
      const home = await newFolder()
      const checked = await runCli(['verify', receipt, '--vkey', services.log.verifierKey, '--json'], {
        home,
      })
      expect(checked.json()).toMatchObject({ ok: true, verdict: 'holds' })
    },
  )
})
