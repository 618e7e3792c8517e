import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aroundAnswer } from '../../../worker/api/inspection/flag-around.ts'
import { spreadByRank } from '../../../worker/domain/rules/measure/compare.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const api: TestApi = await testApi()
const call = { actor: OPERATOR, approver: SECOND }
const { acts, keys, rulebook } = api.services
const { secret: inspector } = await keys.createWithAccount(call, {
  name: '纪检监察员',
  role: 'inspector',
  department: null,
})

const idOf = ({ records }: { records: readonly { id: string }[] }): string => records[0]?.id ?? ''

async function decided(decidedAt: string): Promise<string> {
  const id = idOf(
    await acts.open(call, 'decision', 'dep-water', {
      title: `决策 ${decidedAt}`,
      class: 'major_admin',
      noResponsibility: '未列入清单',
      proposedAt: '2025-01-01',
    }),
  )
  await acts.act(call, 'decision', 'decided', id, { outcome: 'adopted', decidedAt, officer: '局长' })
  return id
}
const milestone = async (title: string, fields: object) =>
  idOf(await acts.open(call, 'milestone', 'dep-water', { title, ...fields }))
const raised = async (rule: string, subject: string): Promise<string> => {
  const response = await api.post('/api/v1/findings/raise', { rule, subject }, { key: inspector })
  expect([rule, response.status]).toEqual([rule, 201])
  return idOf((await response.json()) as { records: { id: string }[] })
}
const around = async (id: string) => {
  const response = await api.get(`/api/v1/flags/${id}/around`, { authorization: `Bearer ${inspector}` })
  const answer: unknown = await response.json()
  expect([response.status, aroundAnswer.parse(answer)]).toEqual([200, answer])
  return aroundAnswer.parse(answer)
}

for (let i = 0; i < 40; i += 1) await decided(`2025-05-${String(1 + (i % 28)).padStart(2, '0')}`)
const fast = await decided('2025-01-13')
const promised = await milestone('清淤', { decision: fast, currentDue: '2025-03-01' })
await milestone('护岸', { decision: fast, currentDue: '2025-06-01' })
await milestone('绿化', { decision: fast, currentDue: '2099-06-01' })
const flag = await raised('T05', fast)
await api.services.ledger.follower.flush()

describe('what stands around a flag', () => {
  it('are the peers with which the rule compares, with its fences in the unit of the value', async () => {
    const { peers, noPeers, rule, inputs } = await around(flag)
    expect(noPeers).toBeNull()
    expect(peers).toMatchObject({ rule: 'T05', by: 'rule', group: 'major_admin', n: 41, own: 12 })
    const { population, rows } = peers ?? {}
    // Days, not their logarithms: from 120 to 147 for all but one.
    expect(population?.median).toBeGreaterThan(120)
    expect(population?.median).toBeLessThan(147)
    expect(population?.low).toBeGreaterThan(12)
    expect(rows?.length).toBeLessThanOrEqual(31)
    expect(rows?.[0]).toMatchObject({ subject: fast, value: 12, rank: 1, own: true })
    expect(rows?.at(-1)).toMatchObject({ value: 147, rank: 41, own: false })
    expect(rule).toMatchObject({ id: 'T05', limits: [{ name: 'consultationDays', raised: 30, now: 30 }] })
    expect(inputs.items.every(({ record }) => record === fast)).toBe(true)
    expect(inputs.total).toBe(inputs.items.length)
  })

  it('are others of the same kind and department, asked by that rule alone, where it compares with none', async () => {
    const late = await raised('M01', promised)
    const { peers, related, flags } = await around(late)
    expect(peers).toMatchObject({ by: 'alike', group: 'dep-water', population: null, n: 3 })
    expect(peers?.rows[0]?.value).toBe(0)
    expect(peers?.rows.map(({ title, own }) => [title, own])).toEqual([
      ['绿化', false],
      ['护岸', false],
      ['清淤', true],
    ])
    expect((peers?.without ?? 0) + (peers?.notAssessable ?? 0) + (peers?.n ?? 0)).toBe(3)
    expect(related.items).toMatchObject([{ rel: 'decision', points: 'to', id: fast }])
    expect(flags).toEqual({ total: 0, items: [] })
  })

  it('is related in both ways, other flags about the same apart', async () => {
    const second = idOf(
      await acts.open(call, 'flag', null, {
        subject: fast,
        title: '另一件',
        finding: '人工触发',
        severity: 'low',
      }),
    )
    const { related, flags } = await around(flag)
    expect(related.items.map(({ points, title }) => [points, title])).toEqual([
      ['from', '绿化'],
      ['from', '护岸'],
      ['from', '清淤'],
    ])
    expect(related.total).toBe(3)
    expect(flags).toMatchObject({ total: 1, items: [{ id: second, status: 'raised', rule: null }] })
    expect(await around(second)).toMatchObject({ rule: null, peers: null, noPeers: 'no_rule' })
  })

  it('says the limits as they were and as they are, and what can be done now', async () => {
    await rulebook.set(call, 'T05', { values: { consultationDays: 20 }, reason: '试行' })
    expect((await around(flag)).rule?.limits).toMatchObject([{ raised: 30, now: 20 }])
    expect((await around(flag)).acts).toEqual(expect.arrayContaining(['acknowledge', 'clear']))
    const { queued } = await around(flag)
    expect(queued).toEqual({ key: `T05 ${fast}`, assignee: null })
    const { items } = (await (
      await api.get('/api/v1/findings/inspectors', { authorization: `Bearer ${inspector}` })
    ).json()) as { items: { id: string }[] }
    const assigned = { keys: [queued?.key], assignee: items[0]?.id }
    expect((await api.post('/api/v1/findings/assign', assigned, { key: inspector })).status).toBe(200)
    expect((await around(flag)).queued?.assignee?.account).toBe(items[0]?.id)
    await acts.act(call, 'flag', 'cleared', flag, { reason: '情况属实，已核' })
    expect((await around(flag)).queued).toBeNull()
    const possible = (await around(flag)).acts
    expect(possible).toContain('reopen')
    expect(possible).not.toContain('clear')
  })

  it('tells everybody else the same, whether there is such a flag or not', async () => {
    for (const key of [undefined, api.keys.recorder, api.keys.registrar]) {
      const ask = async (id: string): Promise<string> => {
        const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
        const response = await api.get(`/api/v1/flags/${id}/around`, headers)
        return `${response.status} ${(await response.text()).replace(/"requestId":"[^"]*"/g, '')}`
      }
      expect(await ask(flag)).toBe(await ask('fla-0000000000'))
      expect((await ask(flag)).slice(0, 3)).toBe(key === undefined ? '401' : '403')
    }
  })
})

describe('peers by rank', () => {
  it('are few, and always have the least, the greatest and the one asked about', () => {
    const valued = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(valued, fc.nat(), fc.integer({ min: 2, max: 40 }), (numbers, which, most) => {
        const values = numbers.map((value, i) => ({ subject: `s${i}`, value }))
        const own = `s${which % numbers.length}`
        const rows = spreadByRank(values, own, most)
        expect(rows.length).toBeLessThanOrEqual(most + 1)
        expect(rows.filter((one) => one.own).map(({ subject }) => subject)).toEqual([own])
        expect(rows[0]?.rank).toBe(1)
        expect(rows.at(-1)?.rank).toBe(numbers.length)
        for (const [i, { rank, value }] of rows.entries()) {
          const before = rows[i - 1]
          if (before === undefined) continue
          expect(rank).toBeGreaterThan(before.rank)
          expect(value).toBeGreaterThanOrEqual(before.value)
        }
      }),
    )
  })
})
