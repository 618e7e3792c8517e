/** Webhooks, received by a real server and verified by the reference client. */
import { createServer, type IncomingHttpHeaders, request as requestPlain } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHook } from '../../../worker/machine/hooks/node.ts'
import { createServices } from '../../../worker/services/services.ts'
import { parseTarget } from '../../../worker/services/webhooks/address.ts'
import { SCHEDULE, waitAfter } from '../../../worker/services/webhooks/retries.ts'
import type { Webhooks } from '../../../worker/services/webhooks/webhooks.ts'
import { BASE, call, type MailWorld, mailWorld } from '../../support/following/world.ts'

interface Got {
  headers: IncomingHttpHeaders
  body: string
}

let world: MailWorld
let webhooks: Webhooks
let account: string
let port: number
let received: Got[]
/** What the receiver answers next; 204 when nothing is left. Challenges are said back. */
let answers: { status: number; headers?: Record<string, string>; hang?: boolean }[]
let close: () => void

beforeEach(async () => {
  world = await mailWorld()
  received = []
  answers = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      if (body.includes('endpoint.challenge')) {
        const status = answers.shift()?.status ?? 200
        return response.writeHead(status).end(status === 200 ? JSON.parse(body).data.challenge : '')
      }
      received.push({ headers: request.headers, body })
      const { status, headers, hang } = answers.shift() ?? { status: 204 }
      if (hang === true) return
      response.writeHead(status, headers).end('x'.repeat(100_000))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const hook = createHook({
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isPublic: () => true,
    open: (url, options, onAnswer) =>
      requestPlain({ ...options, host: url.hostname, port, path: url.pathname }, onAnswer),
    time: 500,
  })
  ;({ webhooks } = createServices(world.ledger, null, { hook }))
  const { records } = await world.services.accounts.grant(call, {
    post: '水务局信息岗',
    role: 'recorder',
    department: 'dep-water',
  })
  account = records[0]?.id ?? ''
})

afterEach(() => close())

const make = (topic?: string) =>
  webhooks.create(account, { url: 'https://hooks.example.com/in', topic }, 'ledger.example')
const settle = () => webhooks.settle(BASE)
const ids = (): unknown[] => received.map(({ headers }) => headers['webhook-id'])
const headersOf = ({ headers }: Got): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

/** The reference client goes by the clock of this machine. */
function verified(got: Got, secret: string): unknown {
  const { body } = got
  const headers = headersOf(got)
  const client = new Webhook(secret)
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  expect(
    client
      .sign(headers['webhook-id'] ?? '', at, body)
      .split(' ')
      .every((one) => headers['webhook-signature']?.includes(one)),
  ).toBe(true)
  const now = new Date()
  return client.verify(body, {
    ...headers,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': client.sign(headers['webhook-id'] ?? '', now, body),
  })
}

it('each new entry is told once, in order, signed, and thin', async () => {
  await world.list('之前')
  const { endpoint, secret } = await make()
  expect(endpoint.status).toBe('on')
  const first = await world.list('甲 身份证 849397120613')
  await world.list('乙')
  await settle()
  await settle()
  const { cursor } = endpoint
  expect(ids()).toEqual([`evt_${cursor}_${endpoint.id}`, `evt_${cursor + 1}_${endpoint.id}`])
  const [got] = received
  if (got === undefined) throw new Error('nothing came')
  expect(verified(got, secret)).toMatchObject({
    type: 'responsibility.listed',
    data: {
      index: cursor,
      record: first,
      kind: 'responsibility.listed',
      url: `${BASE}/api/v1/entries/${cursor}`,
    },
  })
  expect(received.map(({ body }) => body).join()).not.toMatch(/甲|849397/)
})

it('the reference client refuses what was altered, and another key', async () => {
  const { secret } = await make()
  await world.list('甲')
  await settle()
  const [got] = received
  if (got === undefined) throw new Error('nothing came')
  const headers = headersOf(got)
  const at = String(Math.floor(Date.now() / 1000))
  const client = new Webhook(secret)
  const signature = client.sign(headers['webhook-id'] ?? '', new Date(), got.body)
  expect(() =>
    client.verify(`${got.body} `, { ...headers, 'webhook-timestamp': at, 'webhook-signature': signature }),
  ).toThrow()
  expect(() =>
    new Webhook(`whsec_${'A'.repeat(43)}=`).verify(got.body, {
      ...headers,
      'webhook-timestamp': at,
      'webhook-signature': signature,
    }),
  ).toThrow()
})

it('a changed key signs beside the one before for a day', async () => {
  const { endpoint, secret: before } = await make()
  const { secret: after } = await webhooks.rotate(account, endpoint.id)
  await world.list('甲')
  await settle()
  for (const secret of [before, after]) verified(received[0] as Got, secret)
  expect(received[0]?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(2)
  world.clock.minutes(24 * 60 + 1)
  await world.list('乙')
  await settle()
  expect(received[1]?.headers['webhook-signature']?.toString().split(' ')).toHaveLength(1)
  verified(received[1] as Got, after)
})

it('who does not say the challenge back is told nothing until they do', async () => {
  answers = [{ status: 500 }]
  const { endpoint } = await make()
  expect(endpoint.status).toBe('waiting')
  await world.list('甲')
  await settle()
  expect(received).toEqual([])
  answers = [{ status: 302 }]
  await expect(webhooks.verify(account, endpoint.id)).rejects.toMatchObject({ code: 'wrong_state' })
  expect((await webhooks.verify(account, endpoint.id)).status).toBe('on')
  await settle()
  expect(received).toHaveLength(1)
})

it.each([301, 307, 400, 404, 500, 503])(
  'an answer of %i is a failure: tried again, with the same id, in the same order',
  async (status) => {
    const { endpoint } = await make()
    await world.list('甲')
    await world.list('乙')
    answers = [{ status, headers: { location: `http://127.0.0.1:${port}/elsewhere` } }]
    await settle()
    expect(received).toHaveLength(1)
    world.clock.minutes(1)
    await settle()
    expect(ids()).toEqual([0, 0, 1].map((n) => `evt_${endpoint.cursor + n}_${endpoint.id}`))
  },
)

it('an answer that does not come is given up after the time for it', async () => {
  await make()
  await world.list('甲')
  answers = [{ status: 200, hang: true }]
  await settle()
  const [view] = await webhooks.list(account)
  expect(view).toMatchObject({ status: 'on', waiting: 1 })
  expect(view?.failing).not.toBeNull()
})

it('410 ends it; five days of failures turn it off; a challenge that is answered turns it on', async () => {
  const { endpoint } = await make()
  await world.list('甲')
  answers = [{ status: 410 }]
  await settle()
  expect((await webhooks.list(account))[0]).toMatchObject({ status: 'off', reason: 'gone' })
  await webhooks.verify(account, endpoint.id)
  await world.list('乙')
  let tries = 0
  for (; (await webhooks.list(account))[0]?.status === 'on' && tries < 50; tries++) {
    answers = [{ status: 500 }]
    await settle()
    world.clock.minutes(13 * 60)
    await world.list(`第 ${tries} 次`)
  }
  expect((await webhooks.list(account))[0]).toMatchObject({ status: 'off', reason: 'failing' })
  expect(tries).toBeGreaterThan(5)
})

it('waits as the schedule says, a tenth more or less, and longer where the receiver asks for it', () => {
  const now = new Date('2026-03-02T00:00:00Z')
  SCHEDULE.forEach((wait, i) => {
    expect(waitAfter(i + 1, null, now, 0)).toBeCloseTo(wait * 0.9)
    expect(waitAfter(i + 1, null, now, 1)).toBeCloseTo(wait * 1.1)
  })
  expect(waitAfter(SCHEDULE.length + 1, null, now, 0.5)).toBeNull()
  expect(waitAfter(1, '120', now, 0.5)).toBe(120_000)
  expect(waitAfter(1, 'Mon, 02 Mar 2026 01:00:00 GMT', now, 0.5)).toBe(3_600_000)
  expect(waitAfter(1, '999999999', now, 0.5)).toBe(86_400_000)
  expect(waitAfter(1, 'nonsense', now, 0.5)).toBe(5000)
})

it('a topic narrows it; what was told is told again on request; a test has no entry', async () => {
  const { endpoint } = await make('/responsibilities?department=dep-water')
  await world.services.acts.open(call, 'department', null, { code: 'roads', name: '公路局' })
  await world.list('甲')
  await settle()
  expect(received).toHaveLength(1)
  expect(await webhooks.replay(account, endpoint.id, 0)).toBe(1)
  await settle()
  expect(ids()).toEqual([ids()[0], ids()[0]])
  expect(await webhooks.test(account, endpoint.id)).toEqual({ status: 204, why: '' })
  expect(received.at(-1)?.body).toContain('endpoint.test')
})

it('what is an account’s is nobody else’s, and ends with it', async () => {
  const { endpoint } = await make()
  for (const refused of [webhooks.rotate, webhooks.remove, webhooks.verify, webhooks.test])
    await expect(refused('acc-other', endpoint.id)).rejects.toMatchObject({ code: 'not_found' })
  await world.services.accounts.revoke(call, account, { reason: '调离。' })
  await world.list('甲')
  await settle()
  expect(received).toEqual([])
  expect((await webhooks.list(account))[0]).toMatchObject({ status: 'off', reason: 'account' })
})

it('ten endpoints, and no more', async () => {
  for (let n = 0; n < 10; n++) await make()
  await expect(make()).rejects.toMatchObject({ code: 'quota_reached' })
  expect(await webhooks.list(account)).toHaveLength(10)
})

it('two processes at once tell each entry once', async () => {
  const { endpoint } = await make()
  for (let n = 0; n < 15; n++) await world.list(`第 ${n} 项。`)
  await Promise.all([settle(), settle(), settle()])
  await settle()
  expect(ids().toSorted()).toEqual(
    Array.from({ length: 15 }, (_, n) => `evt_${endpoint.cursor + n}_${endpoint.id}`).toSorted(),
  )
})

describe('addresses', () => {
  it.each([
    'http://hooks.example.com/',
    'https://hooks.example.com:8443/',
    'https://user@hooks.example.com/',
    'https://user:pass@hooks.example.com/',
    'https://hooks.example.com/#x',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
    'https://localhost./',
    'https://printer.local/',
    'https://db.internal/',
    'https://intranet/',
    'https://ledger.example/u/x',
    'https://LEDGER.example/',
    'https://www.ledger.example/',
    'ftp://hooks.example.com/',
    'javascript:alert(1)',
    `https://hooks.example.com/${'x'.repeat(1000)}`,
    '',
  ])('%s is refused', (url) => {
    expect(() => parseTarget(url, 'ledger.example')).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'url' }),
    )
  })

  it.each(['https://hooks.example.com/in?x=1', 'https://例子.中国/', 'https://hooks.example.com:443/'])(
    '%s is taken',
    (url) => {
      expect(parseTarget(url, 'ledger.example')).toMatch(/^https:\/\//)
    },
  )
})
