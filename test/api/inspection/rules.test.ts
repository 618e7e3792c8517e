import { describe, expect, it } from 'vitest'
import type { RuleView } from '../../../worker/domain/rules/catalogue.ts'
import { rules } from '../../../worker/domain/rules/rules.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

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

  it('has limits that inspectors try and set, for everybody to read and to follow', async () => {
    const call = { actor: OPERATOR }
    const { secret } = await api.services.keys.createWithAccount(call, {
      name: '纪检监察员',
      role: 'inspector',
      department: null,
    })
    await api.services.acts.open(call, 'milestone', 'dep-water', {
      title: '清淤',
      currentDue: '2026-01-05',
    })
    const post = (verb: string, body: unknown, key: string | null = secret, rule = 'M01') =>
      api.post(`/api/v1/rules/${rule}/${verb}`, body, { key })
    const size = await api.size()
    const refused: [verb: string, body: unknown, status: number, code: string, field?: string][] = [
      ['set', { values: { long: 9 } }, 400, 'invalid', 'reason'],
      ['set', { values: { long: 0 }, reason: '试' }, 400, 'invalid', 'values/long'],
      ['set', { values: { far: 9 }, reason: '试' }, 400, 'invalid', 'values/far'],
      ['set', { values: { long: 30 }, reason: '试' }, 409, 'unchanged', 'values'],
      ['set', { values: { long: 9 }, reason: '试', visibility: 'sealed' }, 400, 'invalid', 'visibility'],
      ['try', { values: {} }, 400, 'invalid', 'values'],
      ['try', { values: { long: 9 }, asOf: '2026-02-30' }, 400, 'invalid', 'asOf'],
    ]
    for (const [verb, body, status, code, field] of refused) {
      const answer = await post(verb, body)
      expect([verb, answer.status, await answer.json()]).toEqual([
        verb,
        status,
        expect.objectContaining({ code, field }),
      ])
    }
    expect((await post('try', { values: { long: 9 } }, secret, 'P99')).status).toBe(404)
    for (const verb of ['set', 'try']) {
      expect((await post(verb, { values: { long: 9 }, reason: '试' }, api.keys.recorder)).status).toBe(403)
      expect((await post(verb, { values: { long: 9 }, reason: '试' }, null)).status).toBe(401)
    }
    const tried = await post('try', { values: { long: 9 } })
    expect([tried.status, tried.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await tried.json()).toMatchObject({
      values: [{ parameter: 'long', now: 30, tried: 9 }],
      now: { found: 1 },
      tried: { found: 1 },
    })
    expect(await api.size()).toBe(size)
    const limit = { values: { long: 9 }, reason: '本市规定为九日。' }
    expect(await (await post('set', limit)).json()).toMatchObject({ code: 'needs_approval' })
    const other = { kind: 'rulebook', verb: 'set', title: '参数', input: { rule: 'M01', ...limit } }
    for (const key of [api.keys.registrar, api.keys.recorder])
      expect((await api.post('/api/v1/drafts', other, { key })).status).toBe(403)
    // Whoever approves for others does not approve for inspectors.
    const begun = await (await api.post('/api/v1/drafts', other, { key: secret })).json()
    const at = `/api/v1/drafts/${begun.id}`
    const { draft } = await (
      await api.post(`${at}/submit`, { version: begun.version }, { key: secret })
    ).json()
    for (const [key, status] of [
      [secret, 403],
      [api.keys.registrar, 404],
    ] as const)
      expect((await api.post(`${at}/approve`, { version: draft.version }, { key })).status).toBe(status)
    await api.post(`${at}/withdraw`, { version: draft.version }, { key: secret })
    const before = await api.size()
    const set = await api.settle('/api/v1/rules/M01/set', limit, { key: secret })
    const entered = (await api.size()) - 1
    expect([set.status, set.headers.get('location')]).toEqual([201, `/api/v1/entries/${entered}`])
    // The second inspector was granted an account on the way.
    expect(entered).toBeGreaterThanOrEqual(before)
    expect(await (await api.get('/api/v1/rules/M01')).json()).toMatchObject({
      limits: { long: 9 },
      changes: [
        { index: entered, values: [{ parameter: 'long', from: null, to: 9 }], reason: '本市规定为九日。' },
      ],
    })
    const atom = await (await api.get('/feeds/rules/M01.atom?lang=en')).text()
    expect(atom).toContain('Limits of a rule set')
    expect(atom).toContain(`/en/entries/${entered}`)
    const feed = await (await api.get('/feeds/rules/M01.json')).json()
    expect(feed).toMatchObject({ items: [{ url: expect.stringContaining(`/zh/entries/${entered}`) }] })
    expect(await (await api.get('/feeds/rules/M02.json')).json()).toMatchObject({ items: [] })
    for (const path of ['/feeds/rules/P99.atom', '/feeds/rules/M01.txt', '/feeds/rules/m01.atom'])
      expect((await api.get(path)).status).toBe(404)
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
