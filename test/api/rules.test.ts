import { describe, expect, it } from 'vitest'
import type { RuleView } from '../../worker/domain/rules/catalogue.ts'
import { rules } from '../../worker/domain/rules/rules.ts'
import { type TestApi, testApi } from '../support/api.ts'

const api: TestApi = await testApi()

async function list(query = ''): Promise<RuleView[]> {
  const { items } = (await (await api.get(`/api/v1/rules${query}`)).json()) as { items: RuleView[] }
  return items
}

describe('the catalogue of rules', () => {
  it('is read without a key, by group and number, with what a finding is not', async () => {
    const response = await api.request('/api/v1/rules', {})
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).toMatch(/^(W\/)?"/)
    const { items, notice } = (await response.json()) as { items: RuleView[]; notice: object }
    expect(items.map(({ id }) => id)).toEqual(rules.map(({ id }) => id))
    expect(notice).toEqual({
      zh: '预警是需要核查的线索，不是结论。',
      en: 'A finding is a reason to look, not a verdict.',
    })
  })

  it('says of a rule what it looks for, on which articles it rests, and what can be set', async () => {
    const rule = await (await api.get('/api/v1/rules/P04')).json()
    expect(rule).toMatchObject({
      id: 'P04',
      group: 'P',
      severity: 'high',
      audience: 'public',
      about: 'record',
      by: null,
      kinds: ['decision'],
    })
    const { basis } = rule as RuleView
    expect(basis[0]).toEqual({
      law: 'd713',
      words: {
        zh: '重大行政决策程序暂行条例',
        en: 'Interim Regulation on Major Administrative Decision-Making (Order 713)',
      },
      articles: ['15'],
    })
    expect(await (await api.get('/api/v1/rules/M01')).json()).toMatchObject({
      parameters: [{ name: 'long', default: 30, least: 1, most: 3650, unit: { zh: '日', en: 'days' } }],
    })
    expect(await (await api.get('/api/v1/rules/R11')).json()).toMatchObject({
      about: 'group',
      by: 'department',
      minimumSample: 30,
    })
  })

  it('is filtered by group and by who is shown the findings', async () => {
    const some = await list('?group=O&audience=inspectors')
    expect(some.length).toBeGreaterThan(0)
    expect(some.every(({ group, audience }) => group === 'O' && audience === 'inspectors')).toBe(true)
    expect((await list('?group=I')).length).toBe(rules.filter(({ group }) => group === 'I').length)
  })

  it('refuses what is no rule and no group', async () => {
    const none = await api.get('/api/v1/rules/P99')
    expect([none.status, await none.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'not_found', field: 'id' }),
    ])
    for (const query of ['?group=Z', '?audience=nobody']) {
      const wrong = await api.get(`/api/v1/rules${query}`)
      expect([wrong.status, await wrong.json()]).toEqual([400, expect.objectContaining({ code: 'invalid' })])
    }
  })
})
