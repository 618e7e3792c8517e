/** Four eyes by effect: what one person may not do by one verb, they may not do by any other. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../support/api/api.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const why = { correction: 'data_entry', reason: '补记' }
const amounts = (baseline: number) => [{ kind: 'budget', currency: 'CNY', baseline, current: baseline }]

let api: TestApi
let key: string
let approver: string
const ids: { [list: string]: string } = {}

beforeAll(async () => {
  api = await testApi()
  const make = async (role: string) =>
    (await api.services.keys.createWithAccount(call, { name: role, role, department: 'dep-water' })).secret
  ;[key, approver] = await Promise.all([make('recorder'), make('approver')])
  const open = async (list: string, body: object) => {
    const response = await api.post(`/api/v1/${list}`, body, { key })
    const answer: { records: { id: string }[]; detail?: string } = await response.json()
    expect(response.status, answer.detail).toBe(201)
    ids[list] = answer.records[0]?.id ?? ''
  }
  await open('responsibilities', { name: '取水许可', type: 'licence', scope: '全市' })
  await open('decisions', { title: '堤防加固', class: 'ordinary', responsibility: ids.responsibilities })
  await open('milestones', { title: '主体完工', decision: ids.decisions, currentDue: '2026-12-01' })
  await open('memberships', { member: '岗位甲', role: '局长', membershipKind: 'office', from: '2024-01-01' })
})

/** Each a way in which one person alone would change what binds: the pairs of what is refused by its name. */
const WAYS: [string, string, string, object][] = [
  ['a due date', 'milestones', 'reschedule', { to: '2030-01-01', reasonCode: 'funding' }],
  [
    'a due date and its baseline',
    'milestones',
    'correct',
    { set: { currentDue: '2030-01-01', baselineDue: '2030-01-01' }, ...why },
  ],
  ['the day on which it was done', 'milestones', 'correct', { set: { metAt: '2026-01-01' }, ...why }],
  ['the title of a promise', 'milestones', 'update', { set: { title: '别的' } }],
  ['amounts', 'decisions', 'amend', { set: { amounts: amounts(9e8) }, approver: '市政府' }],
  ['amounts, by an update', 'decisions', 'update', { set: { amounts: amounts(9e8) } }],
  ['amounts, by a correction', 'decisions', 'correct', { set: { amounts: amounts(9e8) }, ...why }],
  ['the class of a decision', 'decisions', 'update', { set: { class: 'three_major_one_large' } }],
  [
    'name, scope and bases of a power',
    'responsibilities',
    'amend',
    { set: { name: '别的权力' }, trigger: 'reform' },
  ],
  [
    'the same by a correction',
    'responsibilities',
    'correct',
    { set: { name: '别的权力', scope: '全省', legalBases: [] }, ...why },
  ],
  ['the department of a promise', 'milestones', 'transfer', { to: 'dep-house' }],
  ['the department of a decision', 'decisions', 'transfer', { to: 'dep-house' }],
  ['who holds a post', 'memberships', 'correct', { set: { member: '岗位乙' }, ...why }],
  [
    'that it is there at the source',
    'decisions',
    'note-source-change',
    { asOf: '2026-01-01', changes: [{ change: 'vanished', field: 'record' }] },
  ],
  [
    'what is withheld',
    'decisions',
    'report',
    { note: '进展', visibility: 'sealed', ground: 'internal_affairs', review: '2099-12-31' },
  ],
]

describe('one person alone', () => {
  it.each(WAYS)('does not change %s (%s/%s)', async (_, list, verb, body) => {
    const before = await api.size()
    const response = await api.post(`/api/v1/${list}/${ids[list]}/${verb}`, body, { key })
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'needs_approval' }])
    expect(await api.size()).toBe(before)
  })

  it('withholds nothing that is new either', async () => {
    const body = {
      title: '暗项',
      currentDue: '2027-01-01',
      visibility: 'sealed',
      ground: 'internal_affairs',
      review: '2099-12-31',
    }
    const response = await api.post('/api/v1/milestones', body, { key })
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'needs_approval' }])
  })

  it('still records what does not bind', async () => {
    const report = await api.post(`/api/v1/decisions/${ids.decisions}/report`, { note: '进展顺利' }, { key })
    expect(report.status).toBe(201)
    const summary = { set: { summary: '写得更清楚。' } }
    expect((await api.post(`/api/v1/decisions/${ids.decisions}/update`, summary, { key })).status).toBe(201)
  })
})

describe('two persons', () => {
  it('change it by a draft that waits for the second, and the entry names both', async () => {
    const draft = {
      kind: 'milestone',
      verb: 'correct',
      record: ids.milestones,
      title: '更正期限',
      input: { set: { currentDue: '2026-12-15' }, ...why },
    }
    const begun: { id: string; version: number } = await (
      await api.post('/api/v1/drafts', draft, { key })
    ).json()
    const submitted = await api.post(`/api/v1/drafts/${begun.id}/submit`, { version: begun.version }, { key })
    expect(submitted.status).toBe(202)
    const { draft: waiting }: { draft: { version: number; status: string } } = await submitted.json()
    expect(waiting.status).toBe('waiting')
    const own = await api.post(`/api/v1/drafts/${begun.id}/approve`, { version: waiting.version }, { key })
    expect(own.status).toBe(403)
    const approved = await api.post(
      `/api/v1/drafts/${begun.id}/approve`,
      { version: waiting.version },
      { key: approver },
    )
    expect(approved.status).toBe(201)
    const { items }: { items: { entry: { envelope: { actor: { account: string }; approver?: string } } }[] } =
      await (await api.get(`/api/v1/milestones/${ids.milestones}/timeline`)).json()
    const { actor, approver: second } = items.at(-1)?.entry.envelope ?? { actor: { account: '' } }
    expect(second).toBeDefined()
    expect(second).not.toBe(actor.account)
  })
})

describe("one's own work", () => {
  it.each(['system', 'recorder', 'registrar'])('is not verified by the %s that claimed it', async (role) => {
    const department = role === 'registrar' ? null : 'dep-water'
    const made = { name: role, role, department }
    const { secret } = await api.services.keys.createWithAccount(call, made)
    const response = await api.post(
      `/api/v1/milestones/${ids.milestones}/verify`,
      { outcome: 'met', by: '督查室' },
      { key: secret },
    )
    expect(response.status).toBe(403)
  })
})
