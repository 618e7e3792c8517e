/** A draft put before the public: comments without an account, a report that leaves nobody out, and what is refused. */
import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
let api: TestApi
let decision = ''
const keys: { [role: string]: string } = {}

interface Answer {
  id: string
  code: string
  detail?: string
  field?: string
  records: { id: string; seq: number; index: number }[]
}

async function opened(list: string, body: object): Promise<string> {
  const response = await api.settle(`/api/v1/${list}`, body)
  const answer: Answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(201)
  return answer.records.at(-1)?.id ?? ''
}

/** A consultation that is open on the day of the tests, 2026-03-02. */
const announced = (more: object = {}) =>
  opened('consultations', {
    title: '电动自行车停放充电管理办法（草案）',
    decision,
    openAt: '2026-03-01',
    closeAt: '2026-04-10',
    draft: { title: '草案' },
    explanation: { title: '起草说明' },
    prompts: [{ id: 'p1', text: '充电设施由谁建？', anchor: '第五条' }],
    ...more,
  })

beforeAll(async () => {
  api = await testApi(undefined, { asks: 2000, tracks: 2000, atOnce: 2000 })
  const made = async (name: string, role: string, department: string | null) => {
    keys[name] = (await api.services.keys.createWithAccount(call, { name, role, department })).secret
  }
  await made('moderator', 'moderator', null)
  await made('own', 'moderator', 'dep-water').catch(() => undefined)
  await made('registrar', 'registrar', null)
  await made('operator', 'operator', null)
  decision = await opened('decisions', {
    title: '电动自行车管理',
    class: 'ordinary',
    noResponsibility: '测试',
  })
})

const comment = (id: string, more: object = {}, key: string | null = null, headers = {}) =>
  api.post(
    `/api/v1/consultations/${id}/comments`,
    { text: '应当由小区物业统一建设。', ...more },
    { key, headers },
  )

async function commented(id: string, more: object = {}): Promise<Answer> {
  const response = await comment(id, more)
  const answer: Answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(201)
  return answer
}

async function moderated(id: string, verb: string, body: object): Promise<number> {
  const response = await api.post(
    `/api/v1/comments/${id}/${verb}`,
    { of: 2, ...body },
    { key: keys.moderator ?? '' },
  )
  expect(response.status, await response.clone().text()).toBe(201)
  return (await response.json()).records[0].index
}

const stateOf = async (list: string, id: string) =>
  (await (await api.get(`/api/v1/${list}/${id}`)).json()).state

const closed = (id: string) =>
  api.settle(`/api/v1/consultations/${id}/close-early`, { reason: '测试：提前结束' })

const group = (comments: string[], more: object = {}) => ({
  id: 'g1',
  title: '由物业建设',
  comments,
  outcome: 'not_adopted',
  reason: '物业无此法定义务',
  ...more,
})

describe('whoever comments', () => {
  it('needs no account, is counted at once, and their words stand nowhere until they are read', async () => {
    const id = await announced()
    const words = '我的电话是13800138000，请联系'
    const {
      id: made,
      code,
      records,
    } = await commented(id, { text: words, prompt: 'p1', submitter: 'citizen' })
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(records).toMatchObject([
      { id: made, seq: 1 },
      { id: made, seq: 2 },
    ])
    expect(await stateOf('comments', made)).toMatchObject({
      status: 'received',
      consultation: id,
      prompt: 'p1',
      draftVersion: '1',
      department: 'dep-water',
    })
    for (const path of [
      `/api/v1/comments/${made}`,
      `/api/v1/comments?of=${id}`,
      `/api/v1/consultations/${id}/report`,
      '/feeds/comments.atom',
    ]) {
      const response = await api.get(path)
      expect(response.status, path).toBe(200)
      expect(await response.text(), path).not.toContain('13800138000')
    }
    const waiting = await (
      await api.request('/api/v1/moderation', { headers: { authorization: `Bearer ${keys.moderator}` } })
    ).json()
    expect(waiting.items.map((one: { id: string }) => one.id)).toContain(made)
    await moderated(made, 'publish', { cuts: [{ field: 'text', from: 5, to: 16, ground: 'personal_data' }] })
    expect((await stateOf('comments', made)).texts[0].text).toBe('我的电话是▮，请联系')
    const tracked = await (await api.post('/api/v1/tracking', { code }, { key: null })).json()
    expect(tracked).toMatchObject({
      state: { id: made },
      possible: ['attached', 'erasure_asked', 'second_reading_asked'],
    })
    const wrong = await api.post('/api/v1/tracking/withdraw', { code }, { key: null })
    expect(wrong.status).toBe(409)
  })

  it('is told what is wrong', async () => {
    const id = await announced()
    const refused = async (more: object, field: string | undefined, status = 400, target = id) => {
      const response = await comment(target, more)
      const answer = await response.json()
      expect([response.status, answer.field], JSON.stringify(answer)).toEqual([status, field])
    }
    await refused({ text: '' }, 'text')
    await refused({ text: '长'.repeat(5001) }, 'text')
    await refused({ website: 'x' }, 'website')
    await refused({ prompt: 'p9' }, 'prompt', 404)
    await refused({ submitter: 'king' }, 'submitter')
    await refused({ channel: 'letter' }, 'channel', 403)
    await refused({}, undefined, 404, 'con-0000000000')
    await refused({}, undefined, 409, await announced({ openAt: '2026-03-20', closeAt: '2026-04-20' }))
    await refused({}, undefined, 409, await announced({ openAt: '2026-01-20', closeAt: '2026-02-20' }))
    expect((await comment(id, { colour: 'red' })).status).toBe(400)
    const form = { 'idempotency-key': 'form-1' }
    expect((await comment(id, {}, null, form)).status).toBe(201)
    expect((await comment(id, {}, null, form)).status).toBe(409)
  })

  it('by letter is taken in at a desk, in time, also after it has closed', async () => {
    const id = await announced()
    expect((await closed(id)).status).toBe(201)
    expect((await comment(id)).status).toBe(409)
    const desk = { channel: 'letter', occurred: '2026-03-01' }
    expect((await comment(id, desk, keys.registrar ?? '')).status).toBe(201)
    expect((await comment(id, { ...desk, occurred: '2026-02-01' }, keys.registrar ?? '')).status).toBe(409)
  })
})

describe('a consultation', () => {
  it('has its days, and moves them for a reason, to less with a second person', async () => {
    const wrong = async (more: object, field: string) => {
      const body = { title: 'x', openAt: '2026-03-01', closeAt: '2026-04-01', ...more }
      const response = await api.post('/api/v1/consultations', body)
      expect([response.status, (await response.json()).field]).toEqual([400, field])
    }
    await wrong({ openAt: undefined }, 'openAt')
    await wrong({ closeAt: '2026-04' }, 'closeAt')
    await wrong({ closeAt: '2026-02-01' }, 'closeAt')
    const id = await announced()
    const act = (verb: string, body: object) => api.post(`/api/v1/consultations/${id}/${verb}`, body)
    expect((await act('begin', {})).status).toBe(201)
    expect((await act('extend', { closeAt: '2026-04-01', reason: 'x' })).status).toBe(400)
    expect((await act('extend', { closeAt: '2026-05-01' })).status).toBe(400)
    expect((await act('extend', { closeAt: '2026-05-01', reason: '节假日' })).status).toBe(201)
    expect((await act('shorten', { closeAt: '2026-03-10', reason: '急' })).status).toBe(409)
    expect((await act('update', { set: { closeAt: '2026-03-03' } })).status).toBe(400)
    expect((await act('close', {})).status).toBe(409)
    expect(
      (await api.settle(`/api/v1/consultations/${id}/shorten`, { closeAt: '2026-03-20', reason: '急' }))
        .status,
    ).toBe(201)
    expect(
      (await act('add-document', { part: 'draft', version: '2', document: { title: '第二稿' } })).status,
    ).toBe(201)
    const made = await commented(id)
    expect((await stateOf('comments', made.id)).draftVersion).toBe('2')
    expect(await stateOf('consultations', id)).toMatchObject({
      status: 'open',
      closeAt: '2026-03-20',
      moves: [
        { event: 'extended', from: '2026-04-10' },
        { event: 'shortened', to: '2026-03-20' },
      ],
    })
  })
})

describe('the report', () => {
  it('leaves no comment out, and a refused one leaves nothing', async () => {
    const id = await announced()
    const made = await Promise.all(['甲说一', '乙说二', '丙说三'].map((text) => commented(id, { text })))
    const [a = '', b = '', c = ''] = made.map((one) => one.id)
    const report = (groups: object[], more: object = {}) =>
      api.settle(`/api/v1/consultations/${id}/report`, { groups, ...more })
    const refused = async (groups: object[], field: string | undefined, status: number, named = '') => {
      const before = await api.size()
      const response = await report(groups)
      const text = await response.text()
      expect([response.status, JSON.parse(text).field], text).toEqual([status, field])
      expect(text).toContain(named)
      expect(await api.size()).toBe(before)
    }
    await refused([group([a, b, c])], undefined, 409)
    expect((await closed(id)).status).toBe(201)
    await refused([group([a, b, c])], 'groups', 409, a)
    await moderated(a, 'publish', { cuts: [] })
    await moderated(b, 'withhold', { onGround: 'personal_data', explanation: '含他人姓名' })
    await moderated(c, 'withhold', { onGround: 'spam', explanation: '广告' })
    await refused([group([a])], 'unsorted', 409, b)
    await refused([group([a, b], { reason: '' })], 'groups/0/reason', 400)
    await refused([group([a, b], { outcome: 'adopted' })], 'groups/0/change/before', 400)
    await refused([group([a, b, c])], 'groups', 400, c)
    await refused([group([a, b, a])], 'groups/0/comments/2', 400)
    // One person alone records no report.
    const alone = await api.post(`/api/v1/consultations/${id}/report`, { groups: [group([a, b])] })
    expect(alone.status).toBe(409)
    const taken = await report([group([a, b], { others: 2 })], { nextStep: '提请常务会议审议' })
    expect(taken.status, await taken.clone().text()).toBe(201)
    expect((await taken.json()).records).toHaveLength(3)
    expect(await stateOf('consultations', id)).toMatchObject({ status: 'reported' })
    expect(await stateOf('comments', a)).toMatchObject({
      status: 'grouped',
      grouped: { outcome: 'not_adopted' },
    })
    expect(await (await api.get(`/api/v1/consultations/${id}/report`)).json()).toMatchObject({
      received: 4,
      adopted: 0,
      withheld: 1,
      unsorted: [],
    })
    const csv = await (await api.get(`/api/v1/consultations/${id}/report.csv`)).text()
    expect(csv.replace('\ufeff', '').split('\r\n')).toEqual([
      '序号,反馈人,意见内容,是否采纳,理由',
      '1,未署名公众,甲说一,不采纳,物业无此法定义务',
      '2,未署名公众,（不公开）,不采纳,物业无此法定义务',
      '3,其他途径 2 件,由物业建设,不采纳,物业无此法定义务',
      '',
    ])
    const code = made[0]?.code
    const rate = await api.post('/api/v1/tracking/rate', { code, dealtWith: 'partly' }, { key: null })
    expect(rate.status, await rate.clone().text()).toBe(201)
    expect((await api.post('/api/v1/tracking/rate', { code, dealtWith: 'no' }, { key: null })).status).toBe(
      409,
    )
    expect((await stateOf('comments', a)).rating).toMatchObject({ dealtWith: 'partly' })
    expect(
      (await comment(id, { channel: 'letter', occurred: '2026-03-01' }, keys.registrar ?? '')).status,
    ).toBe(409)
  })

  it('forgets a comment that is erased, and keeps its number', async () => {
    const id = await announced()
    const words = '独一无二的紫色河马意见'
    const { id: made, records } = await commented(id, { text: words })
    const published = await moderated(made, 'publish', { cuts: [] })
    const paths = [`/api/v1/comments/${made}`, `/api/v1/consultations/${id}/report`, '/feeds/comments.atom']
    expect(await (await api.get(paths[1] ?? '')).text()).toContain('紫色河马')
    for (const index of [records[1]?.index, published]) {
      const body = { ground: 'personal_data', authority: '本人申请', reason: '本人申请删除' }
      const erased = await api.settle(`/api/v1/entries/${index}/erasure`, body, { key: keys.operator ?? '' })
      expect(erased.status, await erased.clone().text()).toBe(201)
    }
    for (const path of paths) expect(await (await api.get(path)).text(), path).not.toContain('紫色河马')
    expect(await (await api.get(`/api/v1/consultations/${id}/report`)).json()).toMatchObject({ received: 1 })
  })
})

describe('a list of comments at a desk', () => {
  it('is taken in whole, by a desk alone, and by days that are days', async () => {
    const id = await announced()
    const list = (body: object, key: string | undefined) =>
      api.post(`/api/v1/consultations/${id}/comments/list`, body, { key: key ?? null })
    const items = [{ text: '来信一。', occurred: '2026-03-01' }, { text: '来信二。' }]
    expect((await list({ items }, api.keys.recorder)).status).toBe(403)
    for (const body of [{ items, occurred: 'x' }, { items: [{ text: '来信', occurred: '2026-02-30' }] }]) {
      const refused = await list(body, keys.registrar)
      expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'invalid' }])
    }
    const taken = await list({ items }, keys.registrar)
    expect([taken.status, await taken.json()]).toMatchObject([201, { items: [{}, {}] }])
  })
})
