/**
 * A day at the desk, counted: each click and each character that is typed, printed and bounded. Seconds are reckoned
 * from these as for a practised hand (a click 1.1 s, a character 0.28 s, a look before each field 1.35 s: the
 * keystroke-level model of Card, Moran and Newell), since the time of a machine says nothing of a person.
 */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { whySkipped } from '../../support/browser/chromium.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** A hand that works a page: every thing it does is counted. */
class Hand {
  clicks = 0
  characters = 0
  fields = 0

  constructor(readonly page: Page) {}

  async click(what: Locator): Promise<void> {
    this.clicks++
    await what.click()
  }

  async type(label: string, text: string): Promise<void> {
    this.clicks++
    this.fields++
    this.characters += [...text].length
    await this.page.getByLabel(label, { exact: true }).fill(text)
  }

  async choose(label: string, value: string): Promise<void> {
    this.clicks += 2
    this.fields++
    await this.page.getByLabel(label, { exact: true }).selectOption(value)
  }

  async keys(text: string): Promise<void> {
    this.characters += [...text].length
    await this.page.keyboard.type(text)
  }

  async press(key: string): Promise<void> {
    this.characters++
    await this.page.keyboard.press(key)
  }

  async enter(): Promise<void> {
    await this.click(this.page.getByRole('button', { name: '核对', exact: true }))
    await this.page
      .getByText('入账之后可以更正，不能删除。')
      .or(this.page.getByRole('alert'))
      .first()
      .waitFor()
    expect(await this.page.getByRole('alert').allTextContents()).toEqual([])
    await this.click(this.page.getByRole('button', { name: /^(入账|提交审核)$/ }))
    await this.page.getByRole('heading', { level: 1, name: /^已(入账|提交)/ }).waitFor()
  }

  get seconds(): number {
    return Math.round(1.1 * this.clicks + 0.28 * this.characters + 1.35 * this.fields)
  }

  /** Prints what was done, and holds it to bounds. */
  hold(what: string, most: { clicks: number; characters: number }): void {
    const { clicks, characters, seconds } = this
    console.log(`${what}: ${clicks} clicks, ${characters} characters, about ${seconds} s by hand`)
    expect(clicks, what).toBeLessThanOrEqual(most.clicks)
    expect(characters, what).toBeLessThanOrEqual(most.characters)
    expect(seconds, what).toBeLessThan(120)
  }
}

describe.skipIf(whySkipped !== null)('a day at the desk, counted', () => {
  const at = inDeskCity()

  async function beginDecision(hand: Hand): Promise<void> {
    await hand.click(hand.page.getByRole('link', { name: '开始记账' }))
    await hand.click(hand.page.getByRole('link', { name: '决策', exact: true }).last())
  }

  it('an ordinary decision is logged in less than two minutes, on one screen', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', { viewport: { width: 1280, height: 1000 } })
    const hand = new Hand(page)
    await beginDecision(hand)
    await hand.click(page.getByLabel('一般决策'))
    await hand.type('标题', '调整三座泵站汛期值守安排')
    await hand.type('无对应权责的说明', '内部值守，不涉及对外职权')
    // All that is required and the button that goes on stand in one window, which was never scrolled.
    const go = await page.getByRole('button', { name: '核对', exact: true }).boundingBox()
    const ends = Math.round((go?.y ?? 1000) + (go?.height ?? 0))
    console.log(`the button that goes on ends at ${ends} px of 1000`)
    expect(await page.evaluate(() => scrollY)).toBe(0)
    expect(ends).toBeLessThanOrEqual(1000)
    await hand.enter()
    hand.hold('an ordinary decision', { clicks: 8, characters: 60 })
    expect(errors).toEqual([])
  })

  it('a major decision says which steps it needs as it is logged', async () => {
    const { page, errors } = await at.desk.signedIn('recorder')
    const hand = new Hand(page)
    await beginDecision(hand)
    await hand.click(page.getByLabel('重大行政决策'))
    await hand.type('标题', '中心城区供水管网更新三年方案')
    await hand.type('无对应权责的说明', '清单正在修订')
    const risk = page.getByRole('group', { name: /可能影响社会稳定/ })
    await hand.click(risk.getByLabel('是', { exact: true }))
    await page.locator('.needs li', { hasText: '风险评估' }).getByText('应当有').waitFor()
    await hand.enter()
    hand.hold('a major decision', { clicks: 9, characters: 60 })
    expect(errors).toEqual([])
  })

  it('progress is reported from a phone', async () => {
    const { page, errors } = await at.desk.signedIn('recorder', PHONE)
    const hand = new Hand(page)
    // From the page of the milestone at the desk, as a reminder by mail leads there.
    const open = (await at.desk.city.records('milestone')).find(
      ({ department, state }) =>
        department === 'dep-mc-water' && state.kind === 'milestone' && state.metAt === null,
    )
    await page.goto(`${at.home}/zh/desk/on/${open?.id}`)
    await hand.click(page.locator('main a[href$="/report"]').first())
    await hand.type('进度', '60')
    await hand.enter()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    hand.hold('a progress report from a phone', { clicks: 6, characters: 20 })
    expect(errors).toEqual([])
  })

  it('a flag is answered from the list of what to do', async () => {
    const { page: inspector } = await at.desk.signedIn('inspector')
    const flag = await inspector.evaluate(async () => {
      const post = async (path: string, body: object) => {
        const sent = await fetch(`/api/v1/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        const answer = (await sent.json()) as { records?: { id: string }[] }
        if (!sent.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
        return answer.records?.[0]?.id ?? ''
      }
      const { items } = (await (
        await fetch('/api/v1/findings?department=dep-mc-water&limit=500')
      ).json()) as { items: { rule: string; subject: string; audience: string; about: string }[] }
      const one = items.find(({ audience, about }) => audience === 'public' && about === 'record')
      const id = await post('findings/raise', { rule: one?.rule, subject: one?.subject })
      await post(`flags/${id}/request-explanation`, {
        question: '请说明原因。',
        answerDue: '2099-12-31',
        clock: 'rule',
      })
      return id
    })
    const { page, errors } = await at.desk.signedIn('recorder')
    const hand = new Hand(page)
    await hand.click(page.locator(`a[href$="${flag}/respond"]`))
    await hand.choose('答复', 'partly')
    await hand.type('答复内容', '情况属实，已着手整改，月底前完成。')
    await hand.enter()
    hand.hold('an answer to a flag', { clicks: 6, characters: 20 })
    expect(errors).toEqual([])
  })

  it('ten findings are triaged with one reason', async () => {
    const { page, errors } = await at.desk.signedIn('inspector')
    const hand = new Hand(page)
    await hand.click(page.getByRole('link', { name: '巡检' }))
    await page.locator('tbody tr').first().waitFor()
    await hand.click(page.getByRole('button', { name: /^新发现 / }))
    await page.waitForFunction(() => location.search.includes('place=found'))
    await page.locator('tbody tr:not(.queue__record)').nth(9).waitFor()
    await hand.click(page.getByRole('heading', { level: 1 }))
    for (let i = 0; i < 10; i++) {
      await hand.press('j')
      await hand.press('x')
    }
    await page.getByRole('region', { name: '已选 10 条' }).waitFor()
    await hand.press('s')
    await page.waitForFunction(() => document.activeElement?.id === 'bulk-reason')
    await hand.keys('清单沿用旧版，已另行说明')
    await hand.press('Enter')
    await page.locator('.told', { hasText: '已处理 10 条。' }).waitFor()
    hand.hold('ten findings', { clicks: 3, characters: 45 })
    expect(errors).toEqual([])
  })
})
