/** Asking without a script, and the benches of moderators and departments, in Chromium over the demo city. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../../support/browser/axe.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { type DeskCity, openDeskCity } from '../../support/city/desk-city.ts'

const PHONE = '13800138000'

describe.skipIf(whySkipped !== null)('questions in Chromium', () => {
  let desk: DeskCity
  let milestone = ''

  beforeAll(async () => {
    desk = await openDeskCity()
    const found = await desk.city.services.reading.records({
      kind: 'milestone',
      department: 'dep-mc-water',
      limit: 1,
    })
    milestone = found.items[0]?.id ?? ''
  })
  afterAll(async () => desk?.close())

  /** A page that is accessible and does not scroll sideways. */
  async function isSound(page: Page, name: string): Promise<void> {
    expect(await violations(page), name).toEqual([])
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: window.innerWidth,
    }))
    expect(scroll, name).toBeLessThanOrEqual(width)
  }

  /** Somebody without an account. */
  const reader = async (options: BrowserContextOptions = {}): Promise<Page> =>
    (await desk.visitor({ viewport: { width: 320, height: 700 }, ...options })).page

  it.each([false, true])('a citizen asks from a record, with scripts: %s', async (javaScriptEnabled) => {
    const page = await reader({ javaScriptEnabled })
    const sound = async (name: string) => {
      if (javaScriptEnabled) await isSound(page, name)
    }
    await page.goto(`${desk.home}/zh/milestones/${milestone}`)
    await page.getByRole('link', { name: '就此提问' }).click()
    await page.getByLabel('标题').fill('路灯不亮')
    await page.getByLabel('内容').fill(`三个月了，电话 ${PHONE}`)
    await sound('ask')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { name: '已收到' }).waitFor()
    const code = (await page.locator('.code-shown').textContent()) ?? ''
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    expect(page.url()).not.toContain(code)
    await sound('received')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载收据' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^que-.*\.mingzhang\.json$/)
    const buffer = Buffer.from('第三盏：不亮')
    await page.getByLabel('选择文件').setInputFiles({ name: '现场.txt', mimeType: 'text/plain', buffer })
    await page.getByRole('button', { name: '附上' }).click()
    await page.getByText('现场.txt').waitFor()
    await sound('attached')
    await page.goto(`${desk.home}/zh/m`)
    await sound('track')
    await page.getByLabel('查询码').fill(code.toLowerCase())
    await page.getByRole('button', { name: '查询' }).click()
    await page.getByRole('heading', { name: '你写的' }).waitFor()
    await sound('tracked')
    await page.getByText('撤回提问').first().click()
    await page.getByRole('button', { name: '撤回提问' }).click()
    await page.getByText('已入账：撤回').waitFor()
    expect(await page.context().cookies()).toEqual([])
  })

  it('a moderator decides on a campaign by keys: published but for one that is withheld', async () => {
    const text = '东河路每天早上六点到八点停水，已经三个星期了，请说明原因和恢复的时间。'
    const ids: string[] = []
    for (const said of [text, `${text}谢谢。`, `${text}电话 ${PHONE}`, `${text}买房找我。`]) {
      const given = { subject: milestone, type: 'complaint', title: '停水', text: said }
      ids.push((await desk.city.services.questions.receiving.receive(given)).id)
    }
    const { page, errors } = await desk.signedIn('moderator', {}, `/zh/desk/read/${ids[1]}`)
    const row = page.locator(`[data-reading="${ids[0]}"]`)
    await row.waitFor()
    await page.waitForFunction((id) => document.activeElement?.getAttribute('data-reading') === id, ids[0])
    await isSound(page, 'reading')
    await page.keyboard.press('o')
    await page.getByText('已选 3 件').waitFor()
    expect(await page.locator('.reading mark').allTextContents()).toEqual([
      '谢谢。',
      `电话 ${PHONE}`,
      '买房找我。',
    ])
    await isSound(page, 'reading-open')
    // On paper stands what can be read, and nothing that can only be pressed.
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.desk :is(button, .button, nav, .reading input):visible').count()).toBe(0)
    expect(await page.locator('.reading p:visible').count()).toBeGreaterThan(3)
    await page.emulateMedia({ media: 'screen' })
    // What looks like personal data is cut first; what is no question is left out.
    await page.keyboard.press('m')
    await page.getByText('已选 4 件').waitFor()
    await page.getByLabel(`一并决定：${ids[3]}`).focus()
    await page.keyboard.press('Space')
    await page.getByText('已选 3 件').waitFor()
    await page.keyboard.press('p')
    await page.getByText('3 件已公开。').first().waitFor()
    const left = page.locator(`[data-reading="${ids[3]}"]`)
    await left.waitFor()
    await left.focus()
    await page.keyboard.press('o')
    await page.getByRole('button', { name: '公开所选 1 件' }).waitFor()
    await page.keyboard.press('w')
    await page.locator('#said-row:focus').waitFor()
    await page.keyboard.type('广告，不是提问。')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('1 件已记为不公开。').first().waitFor()
    const states = await desk.city.services.reading.recordsById(ids)
    const published = new Map(
      states.flatMap(({ id, state }) =>
        state.kind === 'question' ? [[id, state.texts[0]?.publication] as const] : [],
      ),
    )
    expect(ids.map((id) => published.get(id))).toEqual(['published', 'published', 'redacted', 'withheld'])
    expect(errors).toEqual([])
  })

  it('a moderator cuts a telephone number by selecting it, and publishes the rest', async () => {
    const { receiving } = desk.city.services.questions
    const given = {
      subject: milestone,
      type: 'help',
      title: '水压不足',
      text: `请回电 ${PHONE}`,
      asks: ['修好'],
    }
    const { id } = await receiving.receive(given)
    const { page, errors } = await desk.signedIn('moderator')
    await page.locator('.todo li', { hasText: '审读来文' }).first().waitFor()
    await isSound(page, 'desk-moderator')
    await page.goto(`${desk.home}/zh/desk/on/${id}`)
    await page.getByRole('button', { name: '查看提问人的原文（留痕）' }).click()
    const box = page.getByLabel('内容')
    await box.waitFor()
    await box.evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(4, 15))
    await page.getByRole('button', { name: '隐去选中的部分' }).click()
    await page.getByRole('button', { name: `恢复“${PHONE}”` }).waitFor()
    await isSound(page, 'bench-moderator')
    await page.getByRole('button', { name: '公开', exact: true }).click()
    await page.getByRole('heading', { name: '水压不足' }).waitFor()
    const public_ = await reader({ viewport: { width: 1100, height: 900 } })
    await public_.goto(`${desk.home}/zh/questions/${id}`)
    const text = (await public_.locator('main').textContent()) ?? ''
    expect(text).toContain('请回电 ▮')
    expect(text).not.toContain(PHONE)
    await isSound(public_, 'question')
    expect(errors).toEqual([])
  })

  it('a moderator sends a copy without some parts in the place of a document, and the page says so', async () => {
    const { receiving } = desk.city.services.questions
    const { codes } = desk.city.services.waiting
    const { id, code } = await receiving.receive({
      subject: milestone,
      type: 'help',
      title: '停水通知',
      text: '见附件',
    })
    const bytes = new TextEncoder().encode(`%PDF-1.7 ${PHONE}`)
    await codes.attach(code, [{ name: '通知.pdf', bytes }])
    const { page, errors } = await desk.signedIn('moderator', {}, `/zh/desk/on/${id}`)
    await page.getByRole('button', { name: '查看提问人的原文（留痕）' }).click()
    const copy = page.locator('details', { hasText: '以隐去后的副本代替公开' })
    await copy.locator('summary').click()
    const buffer = Buffer.from('%PDF-1.7 copy')
    await copy
      .locator('input[type=file]')
      .setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer })
    await isSound(page, 'bench-copy')
    await copy.getByRole('button', { name: '公开这份副本' }).click()
    await page.getByText('已公开副本。').first().waitFor()
    for (const [lang, words] of [
      ['zh', '隐去一部分后的副本'],
      ['en', 'a copy from which a moderator took out parts'],
    ] as const) {
      const public_ = await reader({ javaScriptEnabled: lang === 'en' })
      await public_.goto(`${desk.home}/${lang}/questions/${id}`)
      expect((await public_.locator('main').textContent()) ?? '').toContain(words)
      if (lang === 'en') await isSound(public_, 'question-copy')
      const href = (await public_.getByRole('link', { name: '通知.pdf' }).getAttribute('href')) ?? ''
      const shown = await public_.request.get(new URL(href, desk.home).href)
      expect(await shown.text()).toBe('%PDF-1.7 copy')
    }
    // Whoever sent it sees both: what was kept of theirs, and what is published.
    const mine = await reader()
    await mine.goto(`${desk.home}/zh/m`)
    await mine.getByLabel('查询码').fill(code)
    await mine.getByRole('button', { name: '查询' }).click()
    const [download] = await Promise.all([
      mine.waitForEvent('download'),
      mine.getByRole('button', { name: '取回收存的这一份' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('通知.pdf')
    expect((await mine.locator('main').textContent()) ?? '').toContain('隐去一部分后的副本')
    await isSound(mine, 'tracked-copy')
    expect(errors).toEqual([])
  })

  it('a department answers on its bench, and what needs a second person waits for one', async () => {
    const { receiving, moderation } = desk.city.services.questions
    const { id } = await receiving.receive({
      subject: milestone,
      type: 'information',
      title: '检测报告',
      text: '请公开',
    })
    const moderator = { account: 'acc-reader', role: 'moderator', department: null }
    await moderation.publish({ actor: moderator }, id, { of: 2, cuts: [] })
    const { page, errors } = await desk.signedIn('recorder')
    const todo = page.locator('.todo li', { hasText: '检测报告' })
    await todo.getByRole('link', { name: /^受理/ }).waitFor()
    await todo.getByRole('link', { name: '检测报告', exact: true }).click()
    await page.getByRole('heading', { name: '检测报告' }).waitFor()
    await isSound(page, 'bench-department')
    const acts = await page.locator('section[aria-labelledby="acts"] button').allTextContents()
    for (const one of ['转办', '要求补正', '受理', '不予受理', '延长期限', '答复'])
      expect(acts).toContain(one)
    for (const one of ['公开文字', '文字不公开', '交办', '撤回']) expect(acts).not.toContain(one)
    expect(errors).toEqual([])
  })
})
