/** Mail that came back after it was taken: the provider tells it, signed, and the third of one reader ends what they follow. */
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../../worker/app.ts'
import { type MailWorld, mailWorld, RETURNS } from '../../support/following/world.ts'
import { fakeAssets } from '../../support/site/assets.ts'

const READER = 'reader@example.org'
const OTHER = 'other@example.org'
const DEPARTMENT = '/departments/dep-water'
const ORIGIN = 'https://ledger.example'

let world: MailWorld
let app: ReturnType<typeof createApp>
let n = 0

beforeEach(async () => {
  world = await mailWorld()
  app = createApp({
    services: world.services,
    assets: fakeAssets,
    serveFiles: (_c, next) => next(),
    requestId: () => `request-${++n}`,
    log: () => undefined,
    origin: ORIGIN,
  })
  for (const one of [READER, OTHER]) await world.follow(one, DEPARTMENT)
})

/** Tells of one message, as a provider does. @param more headers instead of the true ones */
async function tell(body: object, { at = world.clock.at, more = {}, secret = RETURNS } = {}) {
  const text = JSON.stringify(body)
  const id = `evt_${++n}`
  const response = await app.request(`${ORIGIN}/api/v1/subscriptions/returned`, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, text),
      ...more,
    },
  })
  const answer: { code?: string; field?: string } = await response.json()
  return [response.status, answer.code ?? null]
}

/** Sends one more digest to everybody. @returns its Message-ID to the reader */
async function digest(title: string): Promise<string> {
  await world.list(title)
  world.clock.minutes(24 * 60 + 1)
  await world.settle()
  return world.mails.findLast(({ to }) => to === READER)?.messageId ?? ''
}

const readers = async () =>
  Number((await world.ledger.database.client.execute('SELECT count(*) AS n FROM follower')).rows[0]?.n)

describe('mail that came back', () => {
  it('ends with the third what its reader follows, and of nobody else', async () => {
    for (const title of ['一', '二', '三']) {
      expect(await readers()).toBe(2)
      const messageId = await digest(title)
      // Told twice, as providers do, it counts once.
      expect(await tell({ messageId, hard: true })).toEqual([200, null])
      expect(await tell({ messageId, hard: true })).toEqual([200, null])
    }
    expect(await readers()).toBe(1)
    await digest('四')
    const told = world.mails.filter(({ text }) => text.includes('四')).map(({ to }) => to)
    expect(told).toEqual([OTHER])
  })

  it('counts for nothing where it may still arrive, or was no message of ours', async () => {
    for (const title of ['一', '二', '三', '四']) {
      const messageId = await digest(title)
      expect(await tell({ messageId, hard: false })).toEqual([200, null])
    }
    for (const messageId of ['<x@y>', `<${'0'.repeat(40)}@ledger.example>`, "' OR 1=1 --", '%'])
      for (const _ of [1, 2, 3]) expect(await tell({ messageId, hard: true })).toEqual([200, null])
    expect(await readers()).toBe(2)
  })

  it('is taken from nobody but the provider, and not long after', async () => {
    const body = { messageId: await digest('一'), hard: true }
    const other = `whsec_${'YSBzZWNyZXQgb2Ygc29tZWJvZHkgZWxzZSBoZXJl'}`
    const refused = [403, 'not_allowed']
    expect(await tell(body, { secret: other })).toEqual(refused)
    expect(await tell(body, { at: new Date(world.clock.at.getTime() - 301_000) })).toEqual(refused)
    expect(await tell(body, { at: new Date(world.clock.at.getTime() + 301_000) })).toEqual(refused)
    for (const more of [
      { 'webhook-signature': '' },
      { 'webhook-signature': 'v1,' },
      { 'webhook-signature': 'v1,####' },
      { 'webhook-signature': `v2,${'A'.repeat(44)}` },
      { 'webhook-timestamp': 'now' },
      { 'webhook-id': 'another' },
    ])
      expect(await tell(body, { more }), JSON.stringify(more)).toEqual(refused)
    for (const wrong of [{}, { messageId: 1, hard: true }, { ...body, more: 1 }, { messageId: 'x' }])
      expect(await tell(wrong)).toEqual([400, 'invalid'])
    const returned = "SELECT count(*) AS n FROM outbox WHERE outcome = 'returned'"
    expect(Number((await world.ledger.database.client.execute(returned)).rows[0]?.n)).toBe(0)
  })
})
