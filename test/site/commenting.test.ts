/** The page of a consultation and the form for a comment, as a browser without a script has them. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const moderator = { account: 'acc-test-moderator', role: 'moderator', department: null }

let city: CaseCity
let decision = ''
let open = ''

const pageOf = async (path: string, fields?: Record<string, string>, status = 200): Promise<string> => {
  const response = await (fields === undefined ? city.get(path) : city.submit(path, fields))
  const html = await response.text()
  expect(response.status, html.slice(0, 4000)).toBe(status)
  expect(response.headers.get('set-cookie')).toBeNull()
  return html
}

const size = async (): Promise<number> => (await city.services.log.snapshot()).size
const hidden = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )

beforeAll(async () => {
  city = await caseCity()
  const made = async (kind: 'decision' | 'consultation', fields: object) =>
    (await city.services.acts.open(call, kind, 'dep-water', fields)).records[0]?.id ?? ''
  decision = await made('decision', { title: '供水条例修订', class: 'ordinary', noResponsibility: '测试' })
  open = await made('consultation', {
    title: '供水条例（草案）',
    decision,
    openAt: '2026-03-01',
    closeAt: '2026-04-10',
    prompts: [{ id: 'p1', text: '阶梯水价怎么分？' }],
  })
})

describe('commenting from a page', () => {
  it('begins at the decision, keeps what was written, and is received once', async () => {
    expect(await pageOf(`/zh/decisions/${decision}`)).toContain(`/zh/consultations/${open}/comment`)
    expect(await pageOf('/en/consultations')).toContain('供水条例（草案）')
    const page = await pageOf(`/zh/consultations/${open}`)
    expect(page).toContain('正在征求意见')
    expect(page).toContain('阶梯水价怎么分？')
    const form = hidden(await pageOf(`/zh/consultations/${open}/comment`))
    const before = await size()
    const again = await pageOf(
      `/zh/consultations/${open}/comment`,
      { ...form, text: '', submitter: 'expert', prompt: 'p1' },
      400,
    )
    expect(again).toMatch(/value="expert"[^>]*selected|selected[^>]*value="expert"/)
    await pageOf(`/zh/consultations/${open}/comment`, { ...form, text: '好', website: 'x' }, 400)
    expect(await size()).toBe(before)
    const written = { ...form, text: '三档分得太粗 <b>细一点</b>', submitter: 'expert', prompt: 'p1' }
    const received = await pageOf(`/zh/consultations/${open}/comment`, written, 201)
    expect(received).toContain('意见已于')
    const code = /<code>([0-9A-Z-]{19})<\/code>/.exec(received)?.[1] ?? ''
    const id = /\/comments\/(com-[0-9a-z]{10})/.exec(received)?.[1] ?? ''
    await pageOf(`/zh/consultations/${open}/comment`, written, 400)
    expect(await size()).toBe(before + 2)
    expect(await pageOf(`/zh/consultations/${open}`)).not.toContain('三档分得太粗')
    expect(await pageOf(`/zh/comments/${id}`)).toMatch(/<h1[^>]*>意见（正在审读）<\/h1>/)
    expect(await pageOf(`/en/comments/${id}`)).toContain('<title>Comment (being checked)')
    const tracked = await pageOf('/zh/m', { code })
    expect(tracked).toContain('三档分得太粗 &lt;b>细一点&lt;/b>')
    await city.services.questions.moderation.publish({ actor: moderator }, id, { of: 2, cuts: [] })
    expect(await pageOf(`/zh/consultations/${open}`)).toContain('三档分得太粗 &lt;b>细一点&lt;/b>')
    expect(await pageOf(`/en/comments/${id}`)).toContain('三档分得太粗')
  })

  it('shows the report side by side, and what the decision says otherwise', async () => {
    const { items } = await city.services.reading.records({ kind: 'comment', of: open })
    await city.services.acts.act(call, 'consultation', 'closed_early', open, { reason: '提前办结' })
    expect(await pageOf(`/zh/consultations/${open}/comment`)).toContain('现在不在征求意见期内')
    const group = {
      id: 'g1',
      title: '细分档次',
      comments: items.map(({ id }) => id),
      outcome: 'adopted',
      change: { where: '第八条', before: '分三档', after: '分五档' },
    }
    await city.services.acts.act(call, 'consultation', 'reported', open, { groups: [group] })
    const page = await pageOf(`/zh/consultations/${open}`)
    for (const one of ['细分档次', '分三档', '分五档', '收到意见 1 条，采纳（含部分采纳）1 条', 'report.csv'])
      expect(page).toContain(one)
    expect(await pageOf(`/zh/decisions/${decision}`)).toContain('采纳（含部分采纳）1 条')
    await pageOf('/zh/consultations/con-0000000000', undefined, 404)
    await pageOf('/zh/consultations/con-0000000000/comment', undefined, 404)
  })
})
