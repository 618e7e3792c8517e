/**
 * The bench of an adoption report without a mouse, from the first comment to the report that is handed in. `COMMENTS=1000`
 * does it with a thousand, and says how many keys and how much time that took.
 */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { formatCount } from '../../../web/words/numbers.ts'
import { whySkipped } from '../../support/browser/chromium.ts'
import { CAMPAIGNS, commentedOn, TOPICS } from '../../support/city/comments.ts'
import { inDeskCity } from '../../support/city/desk-city.ts'

/** A multiple of twelve in the suite; of any other number the campaigns are not of one size. */
const COMMENTS = Number(process.env.COMMENTS ?? 48)
/** Tabs between any two things of the page, at most: a page of a hundred rows has two each. */
const FAR = 400

/** Keys that are pressed on a page, and nothing else that acts on it. */
function keysOf(page: Page) {
  let pressed = 0
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key)
    pressed += keys.length
  }
  return {
    pressed: () => pressed,
    press,
    async type(text: string): Promise<void> {
      await page.keyboard.type(text)
      pressed += text.length
    },
    /** Goes to an element by Tab, forwards or back. */
    async to(wanted: Locator): Promise<void> {
      const way = await wanted.evaluate((node) => {
        const now = document.activeElement
        if (now === node) return null
        return now !== null && now.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING
          ? 'Shift+Tab'
          : 'Tab'
      })
      if (way === null) return
      for (let n = 0; n < FAR; n++) {
        await press(way)
        if (await wanted.evaluate((node) => node === document.activeElement)) return
      }
      throw new Error(`no way by ${way} to ${wanted}`)
    },
  }
}

describe.skipIf(whySkipped !== null)('a report on many comments', () => {
  const at = inDeskCity()

  it('is made by keys alone, is refused while one comment is in no group, and answers each', async () => {
    const id = await commentedOn(at.desk.city.services, COMMENTS)
    const { page, errors } = await at.desk.signedIn('recorder')
    const from = performance.now()
    await page.goto(`${at.home}/zh/desk/on/${id}/report`)
    const { pressed, press, type, to } = keysOf(page)
    const rows = page.locator('[data-row]')
    await rows.first().waitFor()
    const chips = page.getByRole('group', { name: '看哪一组' }).getByRole('button')
    const isLeft = (n: number) => chips.first().getByText(formatCount(n)).waitFor()
    const left = async (): Promise<number> =>
      Number(/[\d,]+/.exec((await chips.first().textContent()) ?? '')?.[0].replaceAll(',', ''))
    const find = async (words: string): Promise<void> => {
      await press('/', 'Control+a')
      await type(words)
      await press('Enter')
    }
    await isLeft(COMMENTS)

    // Whoever sent the same words, and then whoever added some: a group for each campaign.
    await press('j')
    for (const _ of CAMPAIGNS) await press('l', 'n')
    await expect.poll(() => chips.count()).toBe(1 + CAMPAIGNS.length)
    const others = await left()
    expect(others).toBe(COMMENTS - Array.from({ length: COMMENTS }).filter((_, i) => i % 6 < 3).length)
    // What is said once each, by its subject; the last of it stays for now.
    for (const topic of TOPICS) {
      await find(topic)
      await press('a', ...(topic === TOPICS.at(-1) ? [] : ['n']))
    }
    await press('a')
    await expect.poll(() => chips.count()).toBe(CAMPAIGNS.length + TOPICS.length)
    const last = await left()
    expect(last).toBeGreaterThan(0)

    const decide = async (n: number): Promise<void> => {
      await to(chips.nth(n))
      await press('Enter')
      const outcome = page.getByLabel('是否采纳', { exact: true })
      await to(outcome)
      const wanted = n === 1 ? 'adopted_in_part' : 'not_adopted'
      for (let k = 0; (await outcome.inputValue()) !== wanted; k++) {
        expect(k).toBeLessThan(9)
        await press('ArrowDown')
      }
      await to(page.getByLabel('理由', { exact: true }))
      await type(`方案第 ${n} 章已有安排。`)
    }
    for (let n = 1; n < CAMPAIGNS.length + TOPICS.length; n++) await decide(n)

    const check = page.getByRole('button', { name: '核对' })
    await to(check)
    await press('Enter')
    const alert = page.getByRole('alert')
    await alert.getByText('没有归组').waitFor()
    const report = async () => (await fetch(`${at.desk.city.url}/api/v1/consultations/${id}/report`)).json()
    expect((await report()).nextStep).toBeNull()

    // All but one of the rest: it is still refused.
    await to(chips.first())
    await press('Enter')
    await to(page.getByLabel('查找意见'))
    await press('Control+a', 'Delete', 'Enter', 'a', 'x', 'n')
    await isLeft(1)
    await decide(CAMPAIGNS.length + TOPICS.length)
    await to(check)
    await press('Enter')
    await alert.getByText('没有归组').waitFor()
    await to(chips.first())
    await press('Enter')
    await to(rows.first())
    await press('4')
    await page.getByText('每条意见都已归组。').waitFor()
    await to(check)
    await press('Enter')
    await page.getByText(`${CAMPAIGNS.length + TOPICS.length} 组，${formatCount(COMMENTS)} 条意见`).waitFor()
    const submit = page.getByRole('button', { name: '提交审核' })
    await to(submit)
    await press('Enter')
    await page.getByRole('heading', { level: 1, name: /审核/ }).waitFor()
    const took = Math.round((performance.now() - from) / 1000)
    expect(errors.filter((one) => !/status of 4(00|09)/.test(one))).toEqual([])

    await at.desk.approveWaiting()
    expect(await report()).toMatchObject({ received: COMMENTS, unsorted: [] })
    // One row for each wording, as governments print it; the numbers in them are those of all comments.
    const table = await (await fetch(`${at.desk.city.url}/api/v1/consultations/${id}/report.csv`)).text()
    const lines = table.trim().split(/\r?\n/).slice(1)
    const counted = lines.map((line) => Number(/等 (\d+) 件/.exec(line)?.[1] ?? 1))
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(COMMENTS)
    expect(lines.every((line) => /,(部分采纳|不采纳),方案第/.test(line))).toBe(true)
    if (process.env.COMMENTS !== undefined)
      console.info(`${COMMENTS} comments, ${lines.length} rows, ${pressed()} keys, ${took} s at the bench`)
  })
})
