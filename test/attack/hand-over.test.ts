/** What is moved to another department is accepted by that one; what is withheld has a ground and an end. */
import { beforeAll, describe, expect, it } from 'vitest'
import { grounds } from '../../worker/domain/record/vocabulary.ts'
import { type TestApi, testApi } from '../support/api/api.ts'

let api: TestApi
const seconds: { [department: string]: string } = {}
beforeAll(async () => {
  api = await testApi()
  for (const one of ['dep-water', 'dep-house']) seconds[one] = await api.second(one)
})

async function opened(list: string, body: object): Promise<string> {
  const response = await api.post(`/api/v1/${list}`, body)
  const answer: { records: { id: string }[]; detail?: string } = await response.json()
  expect(response.status, answer.detail).toBe(201)
  return answer.records[0]?.id ?? ''
}

async function departmentOf(list: string, id: string): Promise<string> {
  const { state }: { state: { department: string } } = await (await api.get(`/api/v1/${list}/${id}`)).json()
  return state.department
}

const NEW: [string, string, object][] = [
  ['responsibilities', 'responsibility', { name: '取水许可', type: 'licence' }],
  ['decisions', 'decision', { title: '堤防加固', class: 'ordinary', noResponsibility: '无' }],
  ['milestones', 'milestone', { title: '主体完工', currentDue: '2026-12-01' }],
  [
    'memberships',
    'membership',
    { member: '岗位甲', role: '局长', membershipKind: 'office', from: '2024-01-01' },
  ],
]

describe('a record moves to another department', () => {
  it.each(NEW)('once that one has accepted it: %s', async (list, kind, body) => {
    const id = await opened(list, body)
    const why = list === 'responsibilities' ? { trigger: 'reform' } : {}
    const draft = {
      kind,
      verb: 'transfer',
      record: id,
      input: { to: 'dep-house', reason: '机构改革', ...why },
    }
    const begun: { id: string; version: number } = await (await api.post('/api/v1/drafts', draft)).json()
    const at = `/api/v1/drafts/${begun.id}`
    let { version } = begun
    const put = async (verb: string, given: object, key = api.keys.recorder) => {
      const response = await api.post(`${at}/${verb}`, { version, ...given }, { key })
      const answer: { version?: number; draft?: { version: number } } = await response.json()
      version = answer.draft?.version ?? answer.version ?? version
      return response.status
    }
    expect(await put('submit', {})).toBe(202)
    expect(await put('approve', {}, seconds['dep-water'])).toBeGreaterThanOrEqual(403)
    expect(await put('return', { note: '不属于我局' }, seconds['dep-house'])).toBe(200)
    expect(await departmentOf(list, id)).toBe('dep-water')
    expect(await put('submit', {})).toBe(202)
    const waiting = async (key = '') =>
      (await (await api.get('/api/v1/drafts', { authorization: `Bearer ${key}` })).json()) as {
        waiting: { record: string }[]
      }
    expect((await waiting(seconds['dep-house'])).waiting).toMatchObject([{ record: id }])
    expect((await waiting(seconds['dep-water'])).waiting).toEqual([])
    const todo: { items: { id: string; what: string; department: string }[] } = await (
      await api.get('/api/v1/todo', { authorization: `Bearer ${seconds['dep-house']}` })
    ).json()
    expect(todo.items.find((one) => one.id === begun.id)).toMatchObject({
      what: 'receive',
      department: 'dep-water',
    })
    expect(await put('approve', {}, seconds['dep-house'])).toBe(201)
    expect(await departmentOf(list, id)).toBe('dep-house')
  })

  it('by a hand-over that nobody accepts for another department, a registrar no more than the giver', async () => {
    const id = await opened('milestones', { title: '二期', currentDue: '2026-12-01' })
    const record = await opened('handovers', { title: '交接', to: 'dep-house', inventory: [{ record: id }] })
    const at = (verb: string) => `/api/v1/handovers/${record}/${verb}`
    for (const key of [api.keys.registrar, api.keys.recorder])
      expect((await api.post(at('accept'), {}, { key })).status).toBe(403)
    expect((await api.post(at('effect'), {})).status).toBe(409)
    // Nor by a delivery, whatever else it brings about at once.
    const operations = ['accepted', 'effected'].map((event) => ({ id: record, event, body: {} }))
    for (const key of [api.keys.registrar, api.keys.recorder]) {
      const delivered = await api.post('/api/v1/deliveries', { operations }, { key })
      expect([delivered.status, (await delivered.json()).code]).toEqual([403, 'not_allowed'])
    }
    expect((await api.post(at('accept'), {}, { key: api.keys.other })).status).toBe(201)
    expect(await departmentOf('milestones', id)).toBe('dep-water')
    expect((await api.post(at('effect'), {})).status).toBe(201)
    expect(await departmentOf('milestones', id)).toBe('dep-house')
  })
})

describe('withholding', () => {
  const sealed = (ground: string, review: string) => ({ visibility: 'sealed', ground, review })

  it.each(Object.keys(grounds))('as %s has an end within three years', async (ground) => {
    const body = { title: '暗项', currentDue: '2027-01-01', ...sealed(ground, '2030-01-01') }
    const response = await api.settle('/api/v1/milestones', body)
    expect([response.status, await response.json()]).toMatchObject([400, { field: 'review' }])
    const soon = { ...body, review: '2026-12-31' }
    expect((await api.settle('/api/v1/milestones', soon)).status).toBe(201)
  })

  it.each(['internal_affairs', 'process_info', 'enforcement_file'])(
    'as %s hides no power of a published list',
    async (ground) => {
      const body = { name: '暗权', type: 'licence', ...sealed(ground, '2026-12-31') }
      const response = await api.settle('/api/v1/responsibilities', body)
      expect([response.status, await response.json()]).toMatchObject([400, { field: 'ground' }])
    },
  )
})
