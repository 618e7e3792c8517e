/**
 * A department against a question that it would rather not have: its people, its system, and those who hold its account
 * beside another. What is refused enters nothing; what is taken stands in public under its name, and moves no clock.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { dayAfter } from '../../worker/domain/record/date.ts'
import type { Envelope } from '../../worker/ledger/envelope-shape.ts'
import { inWorkerd, type TestApi, testApi } from '../support/api/api.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'

const TODAY = '2026-03-02'
/** Days that are still to come, by whichever clock. */
const FROM = inWorkerd ? new Date().toISOString().slice(0, 10) : TODAY
const [UNTIL, REVIEW] = [dayAfter(FROM, 18), dayAfter(FROM, 274)]
/** By the promise of fifteen working days it is over since January. */
const LONG_AGO = '2026-01-05'

let api: TestApi
let elsewhere = ''
let decision = ''
const keys: { [name: string]: string } = {}

interface Asked {
  id: string
  code: string
}

const account = async (name: string): Promise<string> => {
  const sql = "SELECT id FROM record WHERE kind = 'account' AND title = ?"
  const { rows } = await api.services.ledger.database.client.execute({ sql, args: [name] })
  return String(rows[0]?.id ?? '')
}

beforeAll(async () => {
  api = await testApi(undefined, { asks: 2000, tracks: 2000, atOnce: 2000 })
  for (const [name, role, department] of [
    ['recorder', 'recorder', 'dep-water'],
    ['approver', 'approver', 'dep-water'],
    ['system', 'system', 'dep-water'],
    ['other', 'recorder', 'dep-house'],
    ['desk', 'registrar', null],
    ['reader', 'moderator', null],
    ['both', 'registrar', null],
    ['reads-too', 'moderator', null],
  ] as const)
    keys[name] = (
      await api.services.keys.createWithAccount({ actor: OPERATOR }, { name, role, department })
    ).secret
  // One person, by one passkey, at the desk and in the department.
  for (const name of ['both', 'reads-too', 'recorder'])
    await api.services.ledger.database.client.execute({
      sql: 'INSERT INTO credential VALUES (?, ?)',
      args: ['passkey shared', await account(name)],
    })
  const opened = async (list: string, body: object, key: string) => {
    const response = await api.settle(`/api/v1/${list}`, body, { key })
    const { records }: { records: { id: string }[] } = await response.json()
    return records.at(-1)?.id ?? ''
  }
  const plain = { title: '堤防加固', class: 'ordinary', noResponsibility: '测试' }
  decision = await opened('decisions', plain, keys.recorder ?? '')
  const theirs = await opened('decisions', plain, keys.other ?? '')
  elsewhere = await opened(
    'milestones',
    { title: '别处', decision: theirs, currentDue: '2026-12-01' },
    keys.other ?? '',
  )
})

/** A question that came by letter on a day, with its text published. */
async function asked(day = TODAY, type = 'complaint'): Promise<Asked> {
  const body = { subject: decision, type, title: '井盖破损', text: '一个多月没有人修', channel: 'letter' }
  const response = await api.post('/api/v1/questions', { ...body, occurred: day }, { key: keys.desk ?? '' })
  const answer: Asked = await response.json()
  expect(response.status, JSON.stringify(answer)).toBe(201)
  const read = { of: 2, cuts: [] }
  await api.post(`/api/v1/questions/${answer.id}/publish`, read, { key: keys.reader ?? '' })
  return answer
}

const act = (id: string, verb: string, body: object, key = 'recorder') =>
  api.post(`/api/v1/questions/${id}/${verb}`, body, { key: keys[key] ?? '' })
const took = async (id: string, verb: string, body: object, key = 'recorder') => {
  const response = await act(id, verb, body, key)
  expect(response.status, `${verb}: ${await response.clone().text()}`).toBe(201)
}
const settled = async (id: string, verb: string, body: object) => {
  const response = await api.settle(`/api/v1/questions/${id}/${verb}`, body, { key: keys.recorder ?? '' })
  expect(response.status, await response.clone().text()).toBe(201)
}
const stateOf = async (id: string) => (await (await api.get(`/api/v1/questions/${id}`)).json()).state
const clockOf = async (id: string) =>
  (await (await api.get(`/api/v1/questions/${id}/clock`)).json()).clocks.asked
const tracked = async (verb: string, body: object) => {
  const response = await api.post(`/api/v1/tracking/${verb}`, body, { key: null })
  expect(response.status, await response.clone().text()).toBe(201)
}
/** Events of a question, each with the department under which it was entered, as anybody reads them. */
const toldOf = async (id: string): Promise<string[]> => {
  const { items }: { items: { envelope: Envelope }[] } = await (
    await api.get('/api/v1/entries?limit=50')
  ).json()
  return items
    .filter(({ envelope }) => envelope.record === id)
    .map(({ envelope: { kind, actor } }) => `${kind} ${actor.department}`)
}

const ANSWER = { answer: 'explain', outcome: 'explained', text: '已阅。' }
const EXTENSION = { by: 10, reason: '情况复杂', toldOn: TODAY }

describe('what a department is refused, and leaves nothing changed', () => {
  const people = ['recorder', 'approver', 'system']

  it.each<[string, string, object, number, string[]]>([
    ['to publish it in its own words', 'publish', { of: 2, cuts: [] }, 403, people],
    ['to hide its text', 'withhold', { of: 2, onGround: 'spam', explanation: '广告' }, 403, people],
    [
      'to send it elsewhere as the desk',
      'assign',
      { department: 'dep-house', reason: '不归我' },
      403,
      people,
    ],
    ['to deny what makes it urgent', 'check-fact', { fact: 'danger', holds: false }, 403, people],
    ['to cross it out', 'annul', { reason: '误记' }, 403, people],
    [
      'to correct what was received',
      'correct',
      { set: { type: 'consult' }, correction: 'data_entry' },
      404,
      people,
    ],
    ['to change it', 'update', { set: { profile: 'xf.settle' } }, 404, people],
    ['to take it back for its asker', 'withdraw', {}, 404, people],
    ['to complete it for its asker', 'complete', { text: '补充' }, 404, people],
    ['to rate itself', 'rate', { solved: 'yes' }, 404, people],
    ['to step on the ladder itself', 'escalate', { level: 1 }, 404, people],
    ['to stop the clock for being busy', 'pause', { why: 'workload', from: TODAY }, 400, people],
    ['to take more time alone', 'extend', EXTENSION, 409, people],
    ['to close it without an answer', 'close', { reason: '已办结' }, 409, people],
    ['to deem it given up', 'deem-abandoned', {}, 404, people],
    ['to have its text read by another', 'ask-second-reading', { of: 2 }, 404, people],
    ['to decide its own review', 'review', { outcome: 'upheld', text: '维持' }, 403, people],
    ['to decide whose it is', 'decide-competence', { department: 'dep-house', reason: '裁定' }, 403, people],
    ['to promise what others do', 'answer', { ...ANSWER, commitments: ['-'] }, 404, people],
    ['to answer with nothing', 'answer', { ...ANSWER, text: '  ' }, 400, people],
    [
      'to seal its answer alone',
      'answer',
      { ...ANSWER, visibility: 'sealed', ground: 'internal_affairs', review: REVIEW },
      409,
      people,
    ],
    ['to answer for another department', 'answer', ANSWER, 403, ['other']],
    ['to publish it, by its other account', 'publish', { of: 2, cuts: [] }, 403, ['reads-too']],
    [
      'to deny its urgency, by its other account',
      'check-fact',
      { fact: 'danger', holds: false },
      403,
      ['both', 'reads-too'],
    ],
    [
      'to send it elsewhere, by its other account',
      'assign',
      { department: 'dep-house', reason: '不归我' },
      403,
      ['both', 'reads-too'],
    ],
  ])('%s', async (_, verb, body, status, by) => {
    const { id } = await asked()
    if (verb === 'pause') await took(id, 'accept', {})
    if (verb === 'deem-abandoned') await took(id, 'ask-completion', { what: ['户号'], until: UNTIL })
    if (verb === 'review') await took(id, 'answer', ANSWER)
    if (verb === 'decide-competence') {
      await took(id, 'transfer', { to: 'dep-house', reason: '不归我' })
      await took(id, 'object', { reason: '归他' }, 'other')
    }
    const sent = JSON.parse(JSON.stringify(body).replace('"-"', `"${elsewhere}"`))
    const before = await api.size()
    for (const key of by) {
      const response = await act(id, verb, sent, key)
      expect([key, response.status], await response.clone().text()).toEqual([key, status])
    }
    expect(await api.size()).toBe(before)
  })

  it('to approve what it handed in itself', async () => {
    const { id } = await asked()
    const key = keys.approver ?? ''
    const target = { kind: 'question', verb: 'extend', record: id, input: EXTENSION }
    const begun = await (await api.post('/api/v1/drafts', target, { key })).json()
    const { draft } = await (
      await api.post(`/api/v1/drafts/${begun.id}/submit`, { version: begun.version }, { key })
    ).json()
    const before = await api.size()
    const approved = await api.post(`/api/v1/drafts/${begun.id}/approve`, { version: draft.version }, { key })
    expect(approved.status).toBe(403)
    expect(await api.size()).toBe(before)
  })
})

describe('what a department can do, and what it leaves in public', () => {
  interface Left {
    /** Event that everybody reads, under the name of the department. */
    event: string
    attempt(one: Asked): Promise<void>
    /** What else tells it. */
    tells?(one: Asked): Promise<void>
  }

  const lines = async (id: string): Promise<string> =>
    JSON.stringify((await clockOf(id)).lines.map(({ words }: { words: { en: string } }) => words.en))
  const accepted = (id: string) => took(id, 'accept', {})

  it.each<[string, Left]>([
    [
      'stopping the clock for days that are over',
      {
        event: 'question.paused',
        attempt: async ({ id }) => {
          await accepted(id)
          await took(id, 'pause', { why: 'third_party', from: LONG_AGO })
        },
      },
    ],
    [
      'stopping the clock on a ground that it does not have',
      {
        event: 'question.paused',
        attempt: async ({ id }) => {
          await accepted(id)
          await took(id, 'pause', { why: 'hearing', from: TODAY })
        },
        tells: async ({ id }) => expect(await lines(id)).toContain('a ground that this limit does not have'),
      },
    ],
    [
      'more time when there is none left',
      {
        event: 'question.extended',
        attempt: async ({ id }) => {
          await accepted(id)
          await settled(id, 'extend', { ...EXTENSION, by: 366 })
        },
        tells: async ({ id }) => expect(await lines(id)).toMatch(/Extended by 366.*not counted/),
      },
    ],
    [
      'handing it on',
      {
        event: 'question.transferred',
        attempt: ({ id }) => took(id, 'transfer', { to: 'dep-house', reason: '不归本局' }),
        tells: async ({ id }) =>
          expect(await stateOf(id)).toMatchObject({ department: 'dep-house', transferred: ['dep-house'] }),
      },
    ],
    [
      'asking for more when it is late already',
      {
        event: 'question.completion_asked',
        attempt: async ({ id, code }) => {
          await took(id, 'ask-completion', { what: ['户号'], until: UNTIL })
          await tracked('complete', { code, text: '户号 1' })
        },
      },
    ],
    [
      'answering late, and opening it again',
      {
        event: 'question.reopened',
        attempt: async ({ id }) => {
          await took(id, 'answer', ANSWER)
          await took(id, 'reopen', { reason: '重新办理' })
        },
      },
    ],
    [
      'an answer dated back',
      {
        event: 'question.answered',
        attempt: ({ id }) => took(id, 'answer', { ...ANSWER, occurred: '2026-01-06' }),
      },
    ],
    [
      'an answer that says nothing, and closing it',
      {
        event: 'question.closed',
        attempt: async ({ id }) => {
          await took(id, 'answer', ANSWER)
          await took(id, 'close', { reason: '已办结' })
        },
        tells: async ({ id, code }) => {
          await tracked('rate', { code, solved: 'no', satisfied: 1 })
          await tracked('ask-review', { code })
          expect(await stateOf(id)).toMatchObject({ rating: { solved: 'no' }, reviews: [{ answered: null }] })
        },
      },
    ],
    [
      'declining it',
      {
        event: 'question.declined',
        attempt: ({ id }) => took(id, 'decline', { declineReason: 'not_ours', elsewhere: '请找街道' }),
        tells: ({ code }) => tracked('ask-review', { code }),
      },
    ],
    [
      'an answer that nobody may read, with a second person',
      {
        event: 'question.answered',
        attempt: ({ id }) =>
          settled(id, 'answer', {
            ...ANSWER,
            visibility: 'sealed',
            ground: 'process_info',
            review: REVIEW,
          }),
        // It ends nothing: the question is owed as it was.
        tells: async ({ id }) => expect((await stateOf(id)).status).toBe('received'),
      },
    ],
  ])('%s', async (_, { event, attempt, tells }) => {
    const one = await asked(LONG_AGO)
    const before = await clockOf(one.id)
    expect(before).toMatchObject({ due: expect.any(String), over: expect.any(Number) })
    expect(before.over).toBeGreaterThan(0)
    await attempt(one)
    const told = await toldOf(one.id)
    expect(told).toContain(`${event} dep-water`)
    const after = await clockOf(one.id)
    expect([after.due, after.over > 0]).toEqual([before.due, true])
    await tells?.(one)
    const { state } = await (await api.get(`/api/v1/questions/${one.id}`)).json()
    expect(state.listed).toBe(LONG_AGO)
  })
})
