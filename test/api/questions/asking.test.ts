/** A question from being asked to being rated, without an account, and all that a hostile department can try. */
import { beforeAll, describe, expect, it } from 'vitest'
import { checkEvidence, parseEvidence } from '../../../worker/domain/proof/evidence.ts'
import { sealedContent } from '../../../worker/domain/record/spoken/cut.ts'
import { digestBody } from '../../../worker/ledger/body.ts'
import { fromBase64, toBase64 } from '../../../worker/ledger/bytes.ts'
import { parsePolicy } from '../../../worker/ledger/policy.ts'
import { createReaching } from '../../../worker/services/questions/reaching.ts'
import { createReceiving } from '../../../worker/services/questions/receive.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const PHONE = '13800138000'

let api: TestApi
const keys: { [role: string]: string } = {}
let milestone = ''
let decision = ''

interface Answer {
  id: string
  code: string
  detail?: string
  field?: string
  evidence: string
  texts: { index: number; salt: string; content: string }[]
  receipts: { index: number; leafHash: string; proof: string[]; checkpoint: string }[]
  records: { id: string; seq: number; index: number }[]
}

async function opened(list: string, body: object): Promise<string> {
  const response = await api.settle(`/api/v1/${list}`, body)
  const answer: Answer = await response.json()
  expect(response.status, answer.detail).toBe(201)
  return answer.records.at(-1)?.id ?? ''
}

beforeAll(async () => {
  api = await testApi(undefined, { asks: 1000, tracks: 1000, atOnce: 1000 })
  const made = async (name: string, role: string, department: string | null) => {
    keys[name] = (await api.services.keys.createWithAccount(call, { name, role, department })).secret
  }
  await made('moderator', 'moderator', null)
  await made('water', 'recorder', 'dep-water')
  await made('house', 'recorder', 'dep-house')
  await made('inspector', 'inspector', null)
  await made('operator', 'operator', null)
  decision = await opened('decisions', { title: '堤防加固', class: 'ordinary', noResponsibility: '测试' })
  milestone = await opened('milestones', { title: '路灯修复', decision, currentDue: '2026-12-01' })
})

const ask = (more: object = {}, headers: Record<string, string> = {}) =>
  api.post(
    '/api/v1/questions',
    { subject: milestone, type: 'help', title: '路灯不亮', text: `三个月了，电话 ${PHONE}`, ...more },
    { key: null, headers },
  )

async function asked(more: object = {}): Promise<Answer> {
  const response = await ask(more)
  const answer: Answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(201)
  return answer
}

async function act(id: string, verb: string, body: object, key = 'water', status = 201): Promise<Answer> {
  const response = await api.post(`/api/v1/questions/${id}/${verb}`, body, { key: keys[key] ?? '' })
  const answer: Answer = await response.json()
  expect(response.status, `${verb}: ${JSON.stringify(answer)}`).toBe(status)
  return answer
}

const track = async (verb: string, body: object, status: number) => {
  const response = await api.post(`/api/v1/tracking${verb}`, body, { key: null })
  const answer = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(status)
  return answer
}

const stateOf = async (id: string) => (await (await api.get(`/api/v1/questions/${id}`)).json()).state
const clockOf = async (id: string) => (await (await api.get(`/api/v1/questions/${id}/clock`)).json()).clocks

describe('who asks', () => {
  it('needs no account, and gets a receipt that proves what was received', async () => {
    const { id, code, receipts, texts, evidence, records } = await asked()
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(records).toMatchObject([
      { id, seq: 1 },
      { id, seq: 2 },
    ])
    expect(receipts).toHaveLength(2)
    expect(JSON.parse(texts[0]?.content ?? '').title).toBe('路灯不亮')
    const file = parseEvidence(evidence)
    const proven = await checkEvidence(file, parsePolicy(file.policy), null)
    expect(proven.entries.map(({ envelope }) => envelope.kind)).toEqual([
      'question.received',
      'question.said',
    ])
    expect(file.entries[1]?.content).toContain(PHONE)
    const entry = proven.entries[1]?.envelope
    const digest = digestBody(fromBase64(texts[0]?.salt ?? ''), texts[0]?.content ?? '')
    expect(toBase64(digest)).toBe(entry?.body)
    expect(entry).toMatchObject({
      actor: { account: 'public', role: 'public', department: null },
      visibility: 'sealed',
    })
  })

  it('is counted at once, and what they wrote stands nowhere in public', async () => {
    const { id } = await asked()
    expect(await stateOf(id)).toMatchObject({
      status: 'received',
      department: 'dep-water',
      subject: milestone,
    })
    for (const path of [
      `/api/v1/questions/${id}`,
      '/api/v1/questions',
      `/api/v1/entries`,
      '/feeds/questions.atom',
      '/api/v1/search?q=路灯不亮',
    ])
      expect(await (await api.get(path)).text(), path).not.toContain(PHONE)
    expect(JSON.stringify(api.lines)).not.toContain(PHONE)
  })

  it('is told what is wrong with it', async () => {
    const refused = async (more: object, field: string, status = 400) => {
      const response = await ask(more)
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ field })
    }
    await refused({ website: 'https://spam.example' }, 'website')
    await refused({ title: '' }, 'title')
    await refused({ text: '长'.repeat(5001) }, 'text')
    await refused({ subject: 'mil-0000000000' }, 'subject', 404)
    await refused({ profile: 'consult.open' }, 'profile')
    await refused({ channel: 'phone' }, 'channel', 403)
    await refused({ occurred: '2020-01-01' }, 'occurred', 403)
    expect((await ask({ colour: 'red' })).status).toBe(400)
  })

  it('who sends a form twice is received once', async () => {
    const form = { 'idempotency-key': 'form-1' }
    const before = await api.size()
    expect((await ask({}, form)).status).toBe(201)
    expect((await ask({}, form)).status).toBe(409)
    expect(await api.size()).toBe(before + 2)
  })
})

describe('a code', () => {
  it('opens what its holder wrote, however it is typed, and nobody else knows it', async () => {
    const { id, code } = await asked()
    const typed = ` ${code.toLowerCase().replace(/-/g, ' ').replace(/0/g, 'o').replace(/1/g, 'l')} `
    const seen = await track('', { code: typed }, 200)
    expect(seen).toMatchObject({ state: { id }, texts: [{ title: '路灯不亮' }], hasContact: false })
    await track('', { code: 'zzzz-zzzz-zzzz-zzzz' }, 404)
    await track('', { code: 'short' }, 400)
    const rows = await api.services.ledger.database.client.execute('SELECT hash FROM tracking')
    expect(JSON.stringify([rows.rows, api.lines])).not.toContain(code.replace(/-/g, '').toLowerCase())
  })

  it('lets its holder add, withdraw and ask for erasure, and nobody do it for them', async () => {
    const { id, code } = await asked()
    await track('/add', { code, text: '补充：仍未修好' }, 201)
    expect(await stateOf(id)).toMatchObject({
      texts: [{ of: 2 }, { of: 3, publication: 'pending', text: null }],
    })
    await track('/rate', { code, solved: 'no' }, 409)
    await track('/ask-erasure', { code }, 201)
    await track('/ask-erasure', { code }, 409)
    await track('/withdraw', { code }, 201)
    expect(await stateOf(id)).toMatchObject({ status: 'withdrawn', erasureAsked: [2, 3] })
    for (const verb of [
      'say',
      'add',
      'complete',
      'rate',
      'withdraw',
      'ask-erasure',
      'ask-review',
      'escalate',
    ])
      for (const key of ['moderator', 'operator', 'water'])
        expect(
          (await api.post(`/api/v1/questions/${id}/${verb}`, {}, { key: keys[key] ?? '' })).status,
          verb,
        ).toBe(404)
  })

  it('forgets how its holder can be told, which never stood in the ledger', async () => {
    const left = '13900139000'
    const { id, code } = await asked({ text: '有事请说', contact: { phone: left } })
    const database = api.services.ledger.database.client
    const whole = async () =>
      JSON.stringify([
        (await database.execute('SELECT * FROM contact')).rows,
        (await database.execute('SELECT content FROM body')).rows,
      ])
    expect(await whole()).not.toContain(left)
    expect((await track('', { code }, 200)).hasContact).toBe(true)
    await track('/forget-contact', { code }, 200)
    expect((await track('', { code }, 200)).hasContact).toBe(false)
    expect(id).toMatch(/^que-/)
  })

  it('takes no address of mail where none is sent, and says so', async () => {
    const response = await ask({ contact: { email: 'a@example.org' } })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'unavailable', field: 'contact/email' })
  })

  it('is all there is where no key for contacts is set', async () => {
    const { evidenceFiles } = api.services
    const without = { ...api.services.ledger, inbox: null }
    const reaching = createReaching(without, api.services.following)
    const receiving = createReceiving(without, { evidenceFiles, reaching })
    expect(receiving.takes).toEqual({ email: false, phone: false })
    const given = { type: 'consult', title: '问', text: '问', contact: { email: 'a@example.org' } }
    await expect(receiving.receive(given)).rejects.toMatchObject({ code: 'unavailable', field: 'contact' })
  })
})

describe('a moderator', () => {
  it('cuts from what came in, and can put nothing in its place', async () => {
    const { id } = await asked()
    const from = '三个月了，电话 '.length
    const cuts = [{ field: 'text', from, to: from + PHONE.length, ground: 'personal_data' }]
    await act(id, 'publish', { of: 2, cuts, text: '别的话' }, 'moderator', 400)
    await act(id, 'publish', { of: 2, cuts: [{ ...cuts[0], to: 999 }] }, 'moderator', 400)
    await act(id, 'publish', { of: 2, cuts }, 'moderator')
    const { texts } = await stateOf(id)
    expect(texts[0]).toMatchObject({
      title: '路灯不亮',
      text: '三个月了，电话 ▮',
      publication: 'redacted',
      opens: null,
    })
    expect(texts[0].redactions).toEqual([{ field: 'text', at: from, length: 20, ground: 'personal_data' }])
    await act(id, 'publish', { of: 2, cuts: [] }, 'moderator', 409)
  })

  it('who cuts nothing lets anybody compare with what came in', async () => {
    const { id, receipts } = await asked({ text: '什么时候修', asks: ['修好', '说明原因'] })
    await act(id, 'publish', { of: 2, cuts: [] }, 'moderator')
    const { texts } = await stateOf(id)
    expect(texts[0]).toMatchObject({ publication: 'published', opens: receipts[1]?.index })
    const entry = await (await api.get(`/api/v1/entries/${texts[0].opens}`)).json()
    expect(toBase64(digestBody(fromBase64(texts[0].salt), sealedContent(texts[0])))).toBe(entry.envelope.body)
  })

  it('is nobody of the department that is asked, by whichever account', async () => {
    const { id } = await asked()
    for (const key of ['water', 'house', 'operator', 'inspector'])
      await act(id, 'publish', { of: 2, cuts: [] }, key, 403)
    await act(id, 'withhold', { of: 2, onGround: 'spam', explanation: '删' }, 'water', 403)
    const { database } = api.services.ledger
    const account = async (name: string) =>
      (
        await database.client.execute({
          sql: "SELECT id FROM record WHERE kind = 'account' AND title = ?",
          args: [name],
        })
      ).rows[0]?.id ?? ''
    const link = [await account('moderator'), await account('water')]
    for (const one of link)
      await database.client.execute({
        sql: 'INSERT INTO credential VALUES (?, ?)',
        args: ['passkey shared', one],
      })
    await act(id, 'publish', { of: 2, cuts: [] }, 'moderator', 403)
    await act(id, 'withhold', { of: 2, onGround: 'spam', explanation: '删' }, 'moderator', 403)
    const waiting = await (
      await api.get('/api/v1/moderation', { authorization: `Bearer ${keys.moderator}` })
    ).json()
    expect(waiting.items).toEqual([])
    await database.client.execute("DELETE FROM credential WHERE name = 'passkey shared'")
    await act(
      id,
      'withhold',
      { of: 2, onGround: 'personal_data', explanation: '全文涉及个人信息' },
      'moderator',
    )
    expect(await stateOf(id)).toMatchObject({ status: 'received', texts: [{ publication: 'withheld' }] })
  })

  it('opens the text to the department that is asked, once it is read', async () => {
    const read = async (id: string, key: string) =>
      (await api.get(`/api/v1/questions/${id}/texts`, { authorization: `Bearer ${keys[key]}` })).status
    const one = await asked()
    expect(await read(one.id, 'water')).toBe(403)
    const index = one.receipts[1]?.index
    expect(
      (await api.get(`/api/v1/entries/${index}/withheld`, { authorization: `Bearer ${keys.water}` })).status,
    ).not.toBe(200)
    expect(await read(one.id, 'moderator')).toBe(200)
    await act(one.id, 'withhold', { of: 2, onGround: 'personal_data', explanation: '隐私' }, 'moderator')
    expect([await read(one.id, 'water'), await read(one.id, 'house')]).toEqual([200, 403])
    expect((await api.get(`/api/v1/questions/${one.id}/texts`)).status).toBe(401)
  })
})

describe('a department', () => {
  it('sees the number that was left for it, once the question is read, and nobody else does', async () => {
    const { id } = await asked({ text: '请回电', contact: { phone: '13900139000' } })
    const { id: none } = await asked({ text: '不用回电' })
    const seen = (key: string, of = id) =>
      api.get(`/api/v1/questions/${of}/contact`, { authorization: `Bearer ${keys[key]}` })
    const { client } = api.services.ledger.database
    const looks = async () =>
      (await client.execute("SELECT subject FROM access WHERE action = 'read_contact'")).rows.map(
        ({ subject }) => subject,
      )
    expect((await seen('water')).status).toBe(403)
    await act(id, 'publish', { of: 2, cuts: [] }, 'moderator')
    await act(none, 'publish', { of: 2, cuts: [] }, 'moderator')
    for (const other of ['house', 'moderator', 'inspector', 'operator'])
      expect((await seen(other)).status, other).toBe(403)
    expect((await api.get(`/api/v1/questions/${id}/contact`)).status).toBe(401)
    const answer = await seen('water')
    expect([answer.headers.get('cache-control'), await answer.json()]).toEqual([
      'no-store',
      { phone: '13900139000' },
    ])
    expect(await (await seen('water', none)).json()).toEqual({ phone: null })
    expect(await looks()).toEqual([id])
    await act(id, 'transfer', { to: 'dep-house', reason: '不归我们' })
    expect([(await seen('water')).status, (await seen('house')).status]).toEqual([403, 200])
  })

  it('accepts, extends with a second person, and answers with a milestone that links back', async () => {
    const { id, code } = await asked({ type: 'information' })
    await act(id, 'accept', {})
    const extension = { by: 10, reason: '须向其他机关核实', toldOn: '2026-03-02' }
    await act(id, 'extend', extension, 'water', 409)
    const before = (await clockOf(id)).asked.due
    const extended = await api.settle(`/api/v1/questions/${id}/extend`, extension)
    expect(extended.status).toBe(201)
    expect((await clockOf(id)).asked.due > before).toBe(true)
    const answer = {
      answer: 'accept',
      outcome: 'planned',
      text: '十二月前修复',
      commitments: ['mil-0000000000'],
    }
    await act(id, 'answer', answer, 'water', 404)
    await act(id, 'answer', { ...answer, commitments: [milestone] })
    const pointing = await (await api.get(`/api/v1/questions?of=${milestone}`)).json()
    expect(pointing.items.map((one: { id: string }) => one.id)).toContain(id)
    await track('/rate', { code, solved: 'no', reached: true, satisfied: 2 }, 201)
    await track('/rate', { code, solved: 'yes' }, 409)
    expect(await stateOf(id)).toMatchObject({ status: 'answered', rating: { solved: 'no', satisfied: 2 } })
    await track('/ask-review', { code }, 201)
    await act(id, 'review', { outcome: 'again', text: '重新答复' }, 'water', 403)
    await act(id, 'review', { outcome: 'again', text: '重新答复' }, 'operator')
    expect((await stateOf(id)).status).toBe('accepted')
  })

  it('cannot set the clock back, stop it for being busy, or lose the first day by handing it on', async () => {
    const { id } = await asked()
    const due = (await clockOf(id)).asked.due
    await act(id, 'accept', { occurred: '2026-02-01' })
    await act(id, 'pause', { why: 'workload', from: '2026-03-02' }, 'water', 400)
    await act(id, 'transfer', { to: 'dep-house', reason: '不属本局' })
    const { asked: first, organ } = await clockOf(id)
    expect([first.due, organ]).toEqual([due, null])
    await act(id, 'accept', {}, 'water', 403)
    await act(id, 'object', { reason: '属水务局' }, 'house')
    await act(id, 'object', { reason: '再次' }, 'house', 409)
    await act(id, 'decide-competence', { department: 'dep-house', reason: '裁定' }, 'house', 403)
    await act(id, 'decide-competence', { department: 'dep-water', reason: '裁定' }, 'operator')
    expect(await stateOf(id)).toMatchObject({
      department: 'dep-water',
      transferred: ['dep-house', 'dep-water'],
    })
  })

  it('cannot answer in the past: the ledger’s own clock counts', async () => {
    const { id } = await asked()
    await act(id, 'answer', {
      answer: 'explain',
      outcome: 'explained',
      text: '早就答过',
      occurred: '2026-01-05',
    })
    const state = await stateOf(id)
    expect(state.answers[0].recorded.slice(0, 4)).toBe('2026')
    expect((await clockOf(id)).asked.lines.at(-1).day >= state.listed.slice(0, 10)).toBe(true)
  })

  it('cannot cross a question out', async () => {
    const { id } = await asked()
    const response = await api.post(
      `/api/v1/questions/${id}/annul`,
      { reason: 'x' },
      { key: keys.water ?? '' },
    )
    expect(response.status).toBe(403)
  })
})

describe('a desk', () => {
  it('takes in what comes by letter, with the day on which it came', async () => {
    const body = {
      subject: decision,
      type: 'suggest',
      title: '来信',
      text: '建议',
      channel: 'letter',
      occurred: '2026-02-27',
    }
    const response = await api.post('/api/v1/questions', body, { key: keys.operator ?? '' })
    const answer: Answer = await response.json()
    expect(response.status, answer.detail).toBe(201)
    expect(await stateOf(answer.id)).toMatchObject({
      channel: 'letter',
      confirmed: true,
      claimedBy: 'desk',
      listed: '2026-02-27',
    })
    expect((await api.post('/api/v1/questions', body, { key: keys.water ?? '' })).status).toBe(403)
  })

  it('checks facts, by which the priority of a question follows', async () => {
    const { id } = await asked({ facts: { danger: true, affected: 'many' } })
    const points = async () => (await (await api.get(`/api/v1/questions/${id}/priority`)).json()).points
    expect(await points()).toBe(3 * 2 + 2 * 1)
    await act(id, 'check-fact', { fact: 'danger', holds: true }, 'operator')
    expect(await points()).toBe(3 * 4 + 2 * 1)
    await act(id, 'check-fact', { fact: 'danger', holds: false, note: '现场无危险' }, 'moderator')
    expect(await points()).toBe(2 * 1)
    await act(id, 'check-fact', { fact: 'danger', holds: true }, 'water', 403)
  })
})
