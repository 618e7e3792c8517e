/** 再读: whoever wrote asks once for another moderator, of each text that was cut or withheld; the first one has no say in it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { dayAfter } from '../../../worker/domain/record/date.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

let api: TestApi
const keys: { [name: string]: string } = {}
let consultation = ''

interface Written {
  id: string
  code: string
}

beforeAll(async () => {
  api = await testApi(undefined, { asks: 1000, tracks: 1000, atOnce: 1000 })
  const { keys: made, ledger, reading, acts } = api.services
  for (const [name, role, department] of [
    ['first', 'moderator', null],
    ['second', 'moderator', null],
    ['twin', 'moderator', null],
    ['water', 'recorder', 'dep-water'],
  ] as const) {
    const account = await made.createWithAccount({ actor: OPERATOR }, { name, role, department })
    keys[name] = account.secret
    // The first and the twin are one person, by one passkey.
    if (name === 'second' || name === 'water') continue
    const sql = "SELECT id FROM record WHERE kind = 'account' AND title = ?"
    const { rows } = await ledger.database.client.execute({ sql, args: [name] })
    const args = ['passkey shared', String(rows[0]?.id)]
    await ledger.database.client.execute({ sql: 'INSERT INTO credential VALUES (?, ?)', args })
  }
  const today = reading.today()
  const fields = { title: '草案', openAt: today, closeAt: dayAfter(today, 40), draft: { title: '草案' } }
  const water = { account: 'acc-w', role: 'recorder', department: 'dep-water' }
  const { records } = await acts.open({ actor: water }, 'consultation', 'dep-water', fields)
  consultation = records[0]?.id ?? ''
  await acts.act({ actor: water }, 'consultation', 'opened', consultation, {})
})

async function sent(path: string, body: object, key: string | null, status: number) {
  const response = await api.post(path, body, { key: key === null ? null : (keys[key] ?? '') })
  const answer = await response.json()
  expect(response.status, `${path}: ${JSON.stringify(answer)}`).toBe(status)
  return answer
}

/** Ways of writing, each with the address of what was written. */
const WAYS = [
  [
    'question',
    async (): Promise<Written> =>
      sent(
        '/api/v1/questions',
        { department: 'dep-water', type: 'help', title: '路灯', text: '灯不亮' },
        null,
        201,
      ),
  ],
  [
    'comment',
    async (): Promise<Written> =>
      sent(`/api/v1/consultations/${consultation}/comments`, { text: '灯不亮' }, null, 201),
  ],
] as const

const CUT = [{ field: 'text', from: 0, to: 1, ground: 'personal_data' }]
const SPAM = { of: 2, onGround: 'spam', explanation: '广告' }

describe.each(WAYS)('of a %s', (kind, write) => {
  const list = `/api/v1/${kind}s`
  const stateOf = async (id: string) => (await (await api.get(`${list}/${id}`)).json()).state
  const ask = (code: string, status: number, of = 2) =>
    sent('/api/v1/tracking/ask-second-reading', { code, of }, null, status)
  const waits = async (key: string): Promise<string[]> =>
    (await (await api.get('/api/v1/moderation', { authorization: `Bearer ${keys[key]}` })).json()).items.map(
      ({ id }: Written) => id,
    )

  it('what one moderator ended, another takes up again, and the first reads of why', async () => {
    const { id, code } = await write()
    await ask(code, 409)
    await sent(`${list}/${id}/withhold`, SPAM, 'first', 201)
    expect((await stateOf(id)).status).toBe('withheld')
    const { possible } = await sent('/api/v1/tracking', { code }, null, 200)
    expect(possible).toContain('second_reading_asked')
    await ask(code, 201)
    const { texts } = await stateOf(id)
    expect(texts[0]).toMatchObject({ publication: 'withheld', ground: 'spam', text: null, second: 'asked' })
    // It waits for somebody else, by whatever account.
    expect([await waits('first'), await waits('twin'), await waits('second')]).toEqual([
      expect.not.arrayContaining([id]),
      expect.not.arrayContaining([id]),
      expect.arrayContaining([id]),
    ])
    for (const key of ['first', 'twin', 'water']) {
      await sent(`${list}/${id}/publish`, { of: 2, cuts: [] }, key, 403)
      await sent(`${list}/${id}/withhold`, SPAM, key, 403)
    }
    const seen = [{ id, of: 2, seq: (await stateOf(id)).seq, cuts: [] }]
    await sent('/api/v1/moderation/publish', { texts: seen }, 'first', 403)
    await sent('/api/v1/moderation/publish', { texts: seen }, 'second', 201)
    const after = await stateOf(id)
    expect(after.status).toBe(kind === 'question' ? 'received' : 'published')
    expect(after.texts[0]).toMatchObject({
      ...{ publication: 'published', text: '灯不亮', ground: null, second: 'read' },
    })
  })

  it('is asked once for each text, and where something was cut or withheld alone', async () => {
    const { id, code } = await write()
    await sent(`${list}/${id}/publish`, { of: 2, cuts: CUT }, 'first', 201)
    await ask(code, 404, 9)
    await ask(code, 201)
    await ask(code, 409)
    // What was published with a cut stays in the open meanwhile.
    expect((await stateOf(id)).texts[0]).toMatchObject({ publication: 'redacted', text: '▮不亮' })
    await sent(`${list}/${id}/withhold`, { ...SPAM, onGround: 'personal_data' }, 'second', 201)
    expect((await stateOf(id)).texts[0]).toMatchObject({
      publication: 'withheld',
      text: null,
      second: 'read',
    })
    await ask(code, 409)
    const whole = await write()
    await sent(`${list}/${whole.id}/publish`, { of: 2, cuts: [] }, 'first', 201)
    await ask(whole.code, 409)
    for (const of of [undefined, 0, 'zwei', 1.5, null])
      await sent('/api/v1/tracking/ask-second-reading', { code, of }, null, 400)
  })
})

it('a question that was ended is answered by nobody, and stands as it did once another moderator takes it up again', async () => {
  const [, write] = WAYS[0]
  const { id, code } = await write()
  const at = `/api/v1/questions/${id}`
  await sent(`${at}/accept`, {}, 'water', 201)
  await sent(`${at}/withhold`, SPAM, 'first', 201)
  await sent(`${at}/answer`, { answer: 'explain', outcome: 'explained', text: '已阅' }, 'water', 409)
  await sent('/api/v1/tracking/ask-second-reading', { code, of: 2 }, null, 201)
  // Kept from the public on a ground that ends nothing: it is owed again, as it stood.
  await sent(`${at}/withhold`, { ...SPAM, onGround: 'personal_data' }, 'second', 201)
  const { state } = await (await api.get(at)).json()
  expect([state.status, state.texts[0].second]).toEqual(['accepted', 'read'])
  await sent(`${at}/answer`, { answer: 'explain', outcome: 'explained', text: '已阅' }, 'water', 201)
})
