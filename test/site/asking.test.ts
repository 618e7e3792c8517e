/** Forms of the public as a browser without a script sends them: from the question to the rating, and nothing by a link. */
import { beforeAll, describe, expect, it } from 'vitest'
import { checkEvidence, parseEvidence } from '../../worker/domain/proof/evidence.ts'
import { parsePolicy } from '../../worker/ledger/policy.ts'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { undivided } from '../support/site/undivided.ts'

const call = { actor: OPERATOR, approver: SECOND }
const water = { account: 'acc-test-water', role: 'recorder', department: 'dep-water' }
const moderator = { account: 'acc-test-moderator', role: 'moderator', department: null }

let city: CaseCity
let milestone = ''

const pageOf = async (path: string, fields?: Record<string, string>, status = 200): Promise<string> => {
  const response = await (fields === undefined ? city.get(path) : city.submit(path, fields))
  const html = undivided(await response.text())
  expect(response.status, html.slice(0, 4000)).toBe(status)
  expect(response.headers.get('set-cookie')).toBeNull()
  return html
}

const size = async (): Promise<number> => (await city.services.log.snapshot()).size
/** Hidden fields of the first form of a page. */
const hidden = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  )
const codeIn = (html: string): string => /<code>([0-9A-Z-]{19})<\/code>/.exec(html)?.[1] ?? ''
const idIn = (html: string): string => /\/questions\/(que-[0-9a-z]{10})/.exec(html)?.[1] ?? ''

beforeAll(async () => {
  city = await caseCity()
  const opened = await city.services.acts.open(call, 'milestone', 'dep-water', {
    title: '路灯修复',
    currentDue: '2026-12-01',
  })
  milestone = opened.records[0]?.id ?? ''
})

describe('asking from a page', () => {
  it('begins at any record, says when an answer is due, and loses nothing that was written', async () => {
    expect(await pageOf(`/zh/milestones/${milestone}`)).toContain(`/zh/ask?subject=${milestone}`)
    const form = await pageOf(`/zh/ask?subject=${milestone}`)
    expect(form).toContain('路灯修复')
    expect(form).toContain('15 个工作日，最迟 2026-03-23')
    expect(form).toContain('name="email"')
    const written = { ...hidden(form), type: 'help', title: '', text: '三个月了 <b>急</b>', danger: '1' }
    const before = await size()
    const again = await pageOf('/zh/ask', written, 400)
    expect(again).toContain('三个月了 &lt;b>急&lt;/b>')
    expect(again).toMatch(/name="title"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="title"/)
    expect(again).toMatch(/name="danger"[^>]*checked/)
    expect(await size()).toBe(before)
  })

  it('goes from the question to the rating without a script, a cookie, or a code in an address', async () => {
    const form = hidden(await pageOf(`/zh/ask?subject=${milestone}`))
    const received = await pageOf(
      '/zh/ask',
      { ...form, type: 'help', title: '路灯不亮', text: '电话 13800138000', asks: '修好\n说明' },
      201,
    )
    const [code, id] = [codeIn(received), idIn(received)]
    expect(code).not.toBe('')
    expect(
      await pageOf('/zh/ask', { ...form, type: 'help', title: '路灯不亮', text: '电话' }, 400),
    ).toContain('已经提交并收到')

    const file = await (await city.submit('/zh/m/receipt', { code })).text()
    const evidence = parseEvidence(file)
    expect((await checkEvidence(evidence, parsePolicy(evidence.policy), null)).entries).toHaveLength(2)
    expect(file).toContain('13800138000')

    const page = await pageOf(`/zh/questions/${id}`)
    expect(page).not.toContain('13800138000')
    expect(page).toContain('文字正在审读')
    const { moderation } = city.services.questions
    await moderation.publish({ actor: moderator }, id, {
      of: 2,
      cuts: [{ field: 'text', from: 3, to: 14, ground: 'personal_data' }],
    })
    const acts = city.services.acts
    await acts.act({ actor: water }, 'question', 'accepted', id, {})
    await acts.act({ actor: water }, 'question', 'answered', id, {
      answer: 'accept',
      outcome: 'planned',
      text: '十二月前修复',
      commitments: [milestone],
    })
    const answered = await pageOf(`/zh/questions/${id}`)
    for (const told of ['电话 ▮', '隐去了 1 处', '含个人信息', '十二月前修复', '路灯修复', '还没有评价'])
      expect(answered).toContain(told)
    expect(await pageOf(`/zh/milestones/${milestone}`)).toContain('路灯不亮')
    expect(await pageOf('/en/questions')).toContain('路灯不亮')

    const mine = await pageOf('/zh/m', { code: code.toLowerCase() })
    expect(mine).toContain('13800138000')
    expect(mine).toContain('action="/zh/m/rated"')
    const rated = await pageOf('/zh/m/rated', { code, solved: 'no', satisfied: '2', reached: 'yes' })
    expect(rated).not.toContain('action="/zh/m/rated"')
    expect(await pageOf(`/zh/questions/${id}`)).toContain('提问人说：未解决')
    await pageOf('/zh/m/rated', { code, solved: 'yes' }, 400)
    await pageOf('/zh/m/added', { code, text: '仍未修好' })
    await pageOf('/zh/m/review-asked', { code })
    expect(JSON.stringify(city.lines)).not.toContain(code)
  })

  it('does nothing by a link, however it is followed', async () => {
    const received = await pageOf('/zh/ask', { type: 'consult', title: '问', text: '问' }, 201)
    expect(received).toMatch(/提问已于 \d{4}-\d\d-\d\d \d\d:\d\d 入账，账目 \d+。/)
    const code = codeIn(received)
    const before = await size()
    for (const path of ['ask', 'm', 'm/receipt', 'm/forget', 'm/withdrawn', 'm/rated', 'm/added', 'report'])
      for (const query of ['', `?code=${code}`, `?code=${code}&solved=yes&text=x`])
        await city.get(`/zh/${path}${query}`)
    expect(await size()).toBe(before)
    expect(await pageOf('/zh/m')).not.toContain(code)
  })

  it('is called what it is, and never by a number, while its text is not published', async () => {
    await pageOf('/zh/ask', { type: 'consult', title: '未读', text: '未读' }, 201)
    for (const path of ['/zh/ledger', '/en/questions', '/zh/questions']) {
      const text = (await pageOf(path)).replace(/<[^>]+>/g, ' ')
      expect(text, path).not.toMatch(/\bque-[0-9a-z]{10}\b/)
      expect(text, path).toMatch(/提问（文字未公开）|its text is not published/)
    }
    const feed = await (await city.get('/feeds/questions.atom')).text()
    expect(feed).toContain('收到提问：提问（文字未公开）')
    expect(feed).not.toMatch(/<title>[^<]*que-/)
  })

  it('tells whoever types a wrong code, and whoever sends no form', async () => {
    expect(await pageOf('/en/m', { code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' }, 400)).toContain(
      'no question or comment with this code',
    )
    expect(await pageOf('/en/m', { code: 'x' }, 400)).toContain('16 letters and digits')
    const json = await city.post('/zh/ask', { title: 'x' })
    expect(json.status).toBe(400)
    expect(await json.text()).toContain('请用本页的表单提交')
    expect(await pageOf('/zh/ask', { website: 'spam', type: 'help', title: 'x', text: 'y' }, 400)).toContain(
      '请留空',
    )
    expect(
      await pageOf('/zh/ask', { type: 'secret', title: 'x', text: 'y', subject: 'mil-nothing' }, 400),
    ).toContain('没有提交')
  })

  it('keeps contacts sealed, and forgets them when the asker says so', async () => {
    const sent = { type: 'consult', title: '问', text: '问', email: 'a@example.org', phone: '' }
    const received = await pageOf('/zh/ask', sent, 201)
    const code = codeIn(received)
    // Its text is unread, so it is cited by the name of what it is.
    const [, page = ''] = /href="(\/zh\/questions\/que-[^"]+)"/.exec(received) ?? []
    const cited = /<span data-cite[^>]*>([^<]*)/.exec(await pageOf(page))?.[1] ?? ''
    expect(cited).toMatch(/《[^》]+》/)
    expect(await pageOf('/zh/m', { code })).toContain('删除联系方式')
    const gone = await pageOf('/zh/m/forget', { code })
    expect(gone).toContain('联系方式已删除')
    expect(gone).not.toContain('action="/zh/m/forget"')
  })

  it('is a whole page in both languages, and none of its words is missing', async () => {
    for (const lang of ['zh', 'en'])
      for (const path of ['/ask', '/m', '/report', '/questions', `/ask?subject=${milestone}`]) {
        const html = await pageOf(`/${lang}${path}`)
        const text = html.replace(/<script[\s\S]*?<\/script>/g, '')
        expect(text).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
      }
  })
})
