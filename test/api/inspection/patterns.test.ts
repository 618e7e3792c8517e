import { describe, expect, it } from 'vitest'
import { patternAnswer } from '../../../worker/api/inspection/patterns.ts'
import { patternIds } from '../../../worker/domain/patterns/words.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const api: TestApi = await testApi()
const call = { actor: OPERATOR, approver: SECOND }
const make = async (role: 'inspector' | 'auditor') =>
  (await api.services.keys.createWithAccount(call, { name: role, role, department: null })).secret
const [inspector, auditor] = [await make('inspector'), await make('auditor')]

async function decided(department: string, day: string, officer: string): Promise<void> {
  const { acts } = api.services
  const { records } = await acts.open(call, 'decision', department, {
    title: '水价',
    class: 'major_admin',
    noResponsibility: '未列入清单',
    contracts: [{ supplier: '甲公司', amount: 95, currency: 'CNY' }],
  })
  await acts.act(call, 'decision', 'decided', records[0]?.id ?? '', {
    outcome: 'adopted',
    decidedAt: day,
    officer,
  })
}
await decided('dep-water', '2025-03-05', '局长')
await decided('dep-water', '2025-03', '局长')
await decided('dep-water', '2025-12-31', '李某某')
await decided('dep-house', '2025-12-30', '=1+1 局长')
await api.services.rulebook.set(call, 'F01', { values: { limit: 100 }, reason: '本市限额' })

const ask = (path: string, key?: string): Promise<Response> =>
  api.get(`/api/v1/patterns/${path}`, key === undefined ? {} : { authorization: `Bearer ${key}` })
const view = async (path: string) => {
  const response = await ask(path, inspector)
  expect([path, response.status]).toEqual([path, 200])
  expect(response.headers.get('cache-control')).toBe('no-store')
  return patternAnswer.parse(await response.json())
}

describe('pattern views', () => {
  it.each([...patternIds])(
    '%s answers inspectors what is described: no member more, none less',
    async (id) => {
      const response = await ask(id, inspector)
      const answer: unknown = await response.json()
      expect(patternAnswer.parse(answer)).toEqual(answer)
    },
  )

  it('tell everybody else the same as any unknown address beneath them', async () => {
    const masked = async (path: string, key?: string): Promise<string> => {
      const response = await ask(path, key)
      const headers = [...response.headers].filter(([name]) => !['x-request-id', 'etag'].includes(name))
      const text = (await response.text()).replace(/"requestId":"[^"]*"/g, '')
      return JSON.stringify([response.status, headers, text])
    }
    for (const key of [undefined, api.keys.recorder, api.keys.other, api.keys.registrar, auditor]) {
      const unknown = await masked('nothing', key)
      expect(unknown.slice(1, 4)).toBe(key === undefined ? '401' : '403')
      for (const path of [...patternIds, 'approvals?department=dep-nothing', 'approvals?from=x'])
        expect(await masked(path, key)).toBe(unknown)
      for (const path of ['approvals/table.csv', 'hours/table.csv?table=nothing'])
        expect(await masked(path, key)).toBe(await masked('nothing/table.csv', key))
    }
  })

  it('count by post and never name a person', async () => {
    const { tables, departments, rules } = await view('approvals')
    // Too few decisions for a pattern: their number is told, and nothing else of them.
    expect(tables[0]).toMatchObject({ rows: [], few: 3 })
    expect(departments).toEqual({})
    expect(rules[0]).toMatchObject({
      id: 'O03',
      limits: expect.arrayContaining([expect.objectContaining({ name: 'decisions', value: 30 })]),
    })
    expect(JSON.stringify(await view('approvals'))).not.toContain('李某某')
  })

  it('keep to a department and to days, and say what these leave out', async () => {
    const { tables } = await view('approvals?department=dep-water&from=2025-12-01&to=2025-12-31')
    expect(tables[0]).toMatchObject({
      looked: 3,
      counted: 1,
      outside: 1,
      left: [{ reason: 'undated', n: 1 }],
    })
    expect((await view('thresholds')).tables[1]).toMatchObject({ rows: [], few: 1 })
  })

  it.each([
    ['nothing', 404, 'pattern'],
    ['approvals?department=dep-nothing', 404, 'department'],
    ['approvals?from=2025-13-01', 400, 'from'],
    ['approvals?from=2025-02-01&to=2025-01-01', 400, 'from'],
    ['approvals/table.csv?table=nothing', 404, 'table'],
  ])('%s is refused in words of both languages', async (path, status, field) => {
    const response = await ask(path, inspector)
    const { words, field: at } = (await response.json()) as {
      words: { zh: string; en: string }
      field: string
    }
    expect([response.status, at]).toEqual([status, field])
    expect([words.zh, words.en].every((text) => text.length > 5)).toBe(true)
  })

  it('are taken away as files, which a spreadsheet does not run', async () => {
    const response = await ask('approvals/table.csv?lang=en', inspector)
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect((await response.text()).split('\r\n')).toEqual(['Department,Post,Decisions,Share %', ''])
  })
})
