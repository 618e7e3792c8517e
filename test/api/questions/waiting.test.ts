/** Asking while much comes in: with a proof at once, without one in order, and told so; nothing is lost by a proof that is none. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../support/api/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi(undefined, { asks: 1000, tracks: 1000, atOnce: 4, waiting: 5 }, () => 0)
})

const send = (path: string, body: object, key?: string) =>
  api.post(`/api/v1/${path}`, body, {
    key: null,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })
const ask = (title: string, more: object = {}, key?: string) =>
  send('questions', { type: 'help', title, text: '三个月了', ...more }, key)
const json = async (answer: Promise<Response>) => (await answer).json()

async function proof(form: string): Promise<string> {
  const response = await send('proof-of-work', { form })
  expect(response.status).toBe(200)
  const challenge = await response.json()
  const solution = await solveChallenge({ challenge, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

it('lets anybody in at once while it is quiet, then those with a proof, then nobody, and none is lost', async () => {
  const statuses: number[] = []
  const codes: string[] = []
  const sent = async (title: string, more: object = {}, key?: string) => {
    const response = await ask(title, more, key)
    statuses.push(response.status)
    codes.push((await response.json()).code)
  }
  for (const title of ['甲', '乙', '丙']) await sent(title)
  expect(statuses).toEqual([201, 201, 202])

  // Refused, and not lost: the same request goes through with a proof that is one, or without any.
  const spent = await proof('form-1')
  for (const [given, key, says] of [
    ['nonsense', 'form-1', 'cannot be read'],
    [spent, 'form-2', 'another form'],
    [spent, undefined, 'Idempotency-Key'],
  ] as const) {
    const refused = await ask('丁', { proof: given }, key)
    const { words, code } = await refused.json()
    expect([refused.status, code, words.en]).toEqual([400, 'invalid', expect.stringContaining(says)])
  }
  await sent('丁', { proof: spent }, 'form-1')
  expect((await json(ask('丁', { proof: spent }, 'form-1'))).words.en).toContain('used before')
  await sent('戊', { proof: await proof('form-3') }, 'form-3')
  await sent('己', { proof: await proof('form-4') }, 'form-4')
  expect(statuses.slice(3)).toEqual([201, 201, 202])
  expect((await ask('己', {}, 'form-4')).status).toBe(409)

  const waits = await json(send('tracking', { code: codes[5] }))
  expect(waits.waits).toMatchObject({ title: '己', before: 1, refused: null })
  const early = await send('tracking/prove', { code: codes[5], domain: 'example.org' })
  expect([early.status, (await early.json()).words.en]).toEqual([409, expect.stringContaining('still waits')])
  expect((await send('tracking/add', { code: codes[5], text: '又' })).status).toBe(409)
  expect((await send('tracking/forget-contact', { code: codes[5] })).status).toBe(200)
  expect(await json(send('tracking/withdraw', { code: codes[5] }))).toEqual({ records: [], receipts: [] })
  expect((await send('tracking', { code: codes[5] })).status).toBe(404)

  await api.services.waiting.settle({ budget: 1e9, most: 9 })
  const tracked = await json(send('tracking', { code: codes[2] }))
  expect(tracked.texts[0].title).toBe('丙')
  expect(api.services.waiting.tally).toEqual({ now: 4, waiting: 2, refused: 0 })
})

it('takes no more than can be entered, and a comment like a question', async () => {
  const opened = await json(
    api.post('/api/v1/consultations', {
      title: '水价方案',
      department: 'dep-water',
      openAt: '2026-03-01',
      closeAt: '2026-04-15',
      draft: { title: '草案' },
    }),
  )
  const id = opened.records[0].id
  expect((await send(`consultations/${id}/comments`, { text: '同意' })).status).toBe(202)
  expect((await send(`consultations/${id}/comments`, { text: ' ' })).status).toBe(400)
  for (let n = 0; n < 4; n++) expect((await ask(`第${n}件`)).status).toBe(202)
  const full = await ask('太多')
  expect([full.status, (await full.json()).code]).toEqual([403, 'quota_reached'])
  expect(await api.services.waiting.settle({ budget: 1e9, most: 9 })).toBe(5)
})

it('never acts by a link', async () => {
  const response = await api.get('/api/v1/proof-of-work?form=form-1')
  expect(response.status).toBeGreaterThanOrEqual(404)
})
