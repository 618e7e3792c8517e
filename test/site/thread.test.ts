/** The line from a power to what became of it, and flags on what follows from a record, seen on its page. */
import { describe, expect, it } from 'vitest'
import { LANGS, wordsFor } from '../../web/words/words.ts'
import { createApp } from '../../worker/app.ts'
import { testApi } from '../support/api/api.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

const api = await testApi()
const { services } = api
await api.second('dep-water')
const idOf = async (path: string, body: Record<string, unknown>): Promise<string> => {
  const response = await api.settle(path, body)
  const answer: { records?: { id: string }[]; detail?: string } = await response.json()
  const id = answer.records?.[0]?.id
  if (id === undefined) throw new Error(answer.detail)
  return id
}
const power = await idOf('/api/v1/responsibilities', { name: '河道清淤许可', type: 'licence' })
const decision = await idOf('/api/v1/decisions', {
  title: '清淤三年计划',
  class: 'ordinary',

  responsibility: power,
})
const plan = { type: 'delivery', decision, baselineDue: '2026-03-13', currentDue: '2026-03-13' }
const late = await idOf('/api/v1/milestones', { ...plan, title: '第一段' })
await idOf('/api/v1/milestones', {
  ...plan,
  title: '第二段',
  baselineDue: '2031-01-01',
  currentDue: '2031-01-01',
})
const { secret: inspector } = await services.keys.createWithAccount(
  { actor: OPERATOR },
  { name: 'inspector', role: 'inspector', department: null },
)
const flagged = await api.post(
  '/api/v1/flags',
  { subject: late, title: '第一段反复推迟', finding: '推迟两次', severity: 'high' },
  { key: inspector },
)

const app = createApp({
  services,
  assets: fakeAssets,
  serveFiles: (_, next) => next(),
  requestId: () => 'request',
  log: () => undefined,
})

async function read(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

describe('what follows from a power', () => {
  it.each(['zh', 'en'])(
    'is one picture and one list, on the power and on the decision (%s)',
    async (lang) => {
      for (const path of [`responsibilities/${power}`, `decisions/${decision}`]) {
        const html = await read(`/${lang}/${path}`)
        const at = html.indexOf('thread__picture')
        const picture = html.slice(at, html.indexOf('</svg></div>', at) + 1 || undefined)
        const list = html.slice(html.indexOf('thread__text'))
        for (const text of ['河道清淤许可', '清淤三年计划', '第一段', '第二段']) {
          expect(picture, `${path} ${text}`).toContain(text)
          expect(list, `${path} ${text}`).toContain(text)
        }
        for (const id of [power, decision, late]) expect(list).toContain(`/${id}"`)
      }
    },
  )

  it('shows a flag on a milestone on the decision and on the power, in the same number', async () => {
    expect(flagged.status).toBe(201)
    for (const path of [`milestones/${late}`, `decisions/${decision}`, `responsibilities/${power}`]) {
      const html = await read(`/zh/${path}`)
      expect(/href="#wrong">.*?(\d+) 个预警/s.exec(html)?.[1], path).toBe('1')
      expect(html.split('id="wrong"')[1]?.split('</section>')[0], path).toContain('第一段反复推迟')
    }
  })
  it('is not told, nor that there is nothing of it, of a record as it once stood', async () => {
    for (const lang of LANGS) {
      const { decision: its, responsibility } = wordsFor(lang)
      const nothings = [its.brief.noFlags, responsibility.noneDecided]
      for (const [list, id] of [
        ['responsibilities', power],
        ['decisions', decision],
        ['milestones', late],
      ] as const) {
        const first = (await services.reading.record(id))?.firstIndex ?? 0
        const html = await read(`/${lang}/${list}/${id}?at=${first + 1}`)
        expect(html, id).toContain('class="stood"')
        for (const said of [
          ...nothings,
          '第一段反复推迟',
          list === 'responsibilities' ? '清淤三年计划' : '第二段',
        ])
          expect(html, `${id} ${said}`).not.toContain(said)
      }
    }
  })
})
