/** Whoever asks too much waits, and nobody else does: by network, by cost, and whatever others do. */
import fc from 'fast-check'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { forgiveSlip, waitToAsk } from '../../worker/api/http/asking.ts'
import { Buckets, DEFAULT_LIMITS, MOST_BUCKETS } from '../../worker/api/http/buckets.ts'
import type { ApiContext, ApiEnv } from '../../worker/api/http/context.ts'
import { limitReading } from '../../worker/api/http/limits.ts'
import { networkOf } from '../../worker/api/http/network.ts'
import { longList } from '../../worker/api/long-answer.ts'
import { createApp } from '../../worker/app.ts'
import { refuse } from '../../worker/domain/record/guard.ts'
import type { Problem } from '../../worker/domain/record/problem.ts'
import { preferredLanguage } from '../../worker/site/html/language.ts'
import { base, inWorkerd, testApi } from '../support/api/api.ts'
import { freshLedger, OPERATOR } from '../support/ledger/ledger.ts'
import { fakeAssets } from '../support/site/assets.ts'

describe('a bucket', () => {
  it('that is empty is not freed by others, however many come', () => {
    let now = 0
    const buckets = new Buckets(() => now)
    for (let i = 0; i < 30; i++) buckets.take('attempt', 'guesser', 30)
    expect(buckets.take('attempt', 'guesser', 30)).toBeGreaterThan(0)
    for (let i = 0; i < 3 * MOST_BUCKETS; i++) {
      if (i % 5_000 === 0) now += 10
      buckets.take('attempt', `other ${i}`, 30)
    }
    expect(buckets.take('attempt', 'guesser', 30)).toBeGreaterThan(0)
  })

  it('is made again once there is room, and those without one share one that ends', () => {
    let now = 0
    const buckets = new Buckets(() => now)
    for (let i = 0; i < MOST_BUCKETS; i++) buckets.take('attempt', `one ${i}`, 30)
    const shared = Array.from({ length: 4_000 }, (_, i) => buckets.take('attempt', `late ${i}`, 30))
    expect(shared.filter((seconds) => seconds === 0)).toHaveLength(3_000)
    now += 120_000
    expect(
      Array.from({ length: 31 }, () => buckets.take('attempt', 'late 1', 30)).filter(Boolean),
    ).toHaveLength(1)
  })

  it('of one sort is not filled by another', () => {
    const buckets = new Buckets(() => 0)
    for (let i = 0; i < 2 * MOST_BUCKETS; i++) buckets.take('attempt', `${i}`, 1)
    expect([buckets.take('key', 'k', 1), buckets.take('key', 'k', 1)]).toEqual([0, 60])
  })
})

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('counts with all that share its first 64 bits', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))
    const groups = fc.array(group, { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(groups, groups, groups, (net, one, other) => {
        expect(networkOf([...net, ...one].join(':'))).toBe(networkOf([...net, ...other].join(':')))
      }),
    )
  })
})

describe('attempts', () => {
  // A Worker has its usual limits, and takes none from a test.
  it.skipIf(inWorkerd)('do not keep anybody from signing out', async () => {
    const api = await testApi(undefined, { attempts: 2 })
    const post = (path: string) => api.post(path, { token: 'x' }, { key: null, headers: { origin: base } })
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await post('/auth/invitation')).status)
    expect(statuses.slice(2)).toEqual([429, 429])
    const out = await api.post('/auth/sign-out', {}, { key: null, headers: { origin: base } })
    expect(out.status).toBe(200)
  })
})

describe('reading', () => {
  /** An app each of whose answers takes twenty milliseconds, by a clock of its own. */
  function reader(reading: number) {
    let time = 0
    const now = (): number => time
    const limits = { ...DEFAULT_LIMITS, attempts: 1, byPeople: 1, byKeys: 1, reading }
    const addressOf = (c: ApiContext): string => c.req.header('x-from') ?? ''
    const app = new Hono<ApiEnv>()
      .use(limitReading({ buckets: new Buckets(now), limits, addressOf, now }))
      .get('*', (c) => {
        time += 20
        return c.text('answer')
      })
    const get = async (from: string, path = '/zh'): Promise<Response> =>
      app.request(path, { headers: { 'x-from': from } })
    const later = (ms: number): void => {
      time += ms
    }
    return { get, later }
  }

  it('that costs too much waits, and says how long; others do not, and neither does the log', async () => {
    const { get, later } = reader(50)
    const statuses = []
    for (let i = 0; i < 6; i++) statuses.push((await get('a')).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429])
    const refused = await get('a')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ code: 'too_many' })
    expect((await get('b')).status).toBe(200)
    expect((await get('a', '/log/checkpoint')).status).toBe(200)
    later(120_000)
    expect((await get('a')).status).toBe(200)
  })
})

describe('a long list', () => {
  it('is answered as any JSON, in turns between which others are answered', async () => {
    for (const n of [0, 1, 2, 20]) {
      // Items that are so large that a few of them fill a turn.
      const text = '文\n'.repeat(100_000)
      const page = { items: Array.from({ length: n }, (_, i) => ({ i, text })), next: n, size: null }
      const app = new Hono<ApiEnv>().get('/', async (c) => longList(c, page))
      let turns = 0
      let isDone = false
      const other = (): void => {
        turns += 1
        if (!isDone) setImmediate(other)
      }
      setImmediate(other)
      const response = await app.request('/')
      isDone = true
      expect(await response.text()).toBe(JSON.stringify(page))
      expect(response.headers.get('content-type')).toBe('application/json')
      if (n > 10) expect(turns).toBeGreaterThan(0)
    }
  })
})

describe('a language', () => {
  it('is found in time that grows with the header, and no more', () => {
    const hostile = `a${' '.repeat(1_000_000)}b`
    expect(preferredLanguage(hostile)).toBe('zh')
    expect(preferredLanguage('fr, en ; q=0.9, zh;q=0.1')).toBe('en')
  })
})

describe('asking without an account', () => {
  let time = 0
  const limiting = {
    buckets: new Buckets(() => time),
    limits: DEFAULT_LIMITS,
    addressOf: () => '',
    now: () => time,
  }
  const asks = (address: string, n: number): number[] =>
    Array.from({ length: n }, () => waitToAsk(limiting, 'asks', address))

  it('is five in an hour for a network, whatever address of it is used, and not for others', () => {
    expect(asks('203.0.113.7', 5)).toEqual([0, 0, 0, 0, 0])
    expect(asks('203.0.113.8', 1)[0]).toBeGreaterThan(600)
    expect(asks('203.0.114.8', 1)).toEqual([0])
    expect(asks('2001:db8:0:aa01::/64', 5)).toEqual([0, 0, 0, 0, 0])
    expect(asks('2001:db8:0:aaff::/64', 1)[0]).toBeGreaterThan(0)
    expect(asks('2001:db8:0:ab01::/64', 1)).toEqual([0])
  })

  it('is not spent by a slip in a form, though nonsense on purpose is not forgiven for ever', () => {
    const address = '198.51.101.1'
    const slip = refuse('invalid', '缺标题', 'No title', 'title')
    const sent = (error: Problem, n: number) =>
      Array.from({ length: n }, () => {
        const wait = waitToAsk(limiting, 'asks', address)
        forgiveSlip(limiting, error, address)
        return wait
      }).filter((wait) => wait === 0).length
    expect(sent(slip, 20)).toBe(20)
    expect(sent(slip, 20)).toBe(5)
    time += 3_600_000
    expect(sent(refuse('invalid', '', '', 'proof'), 9)).toBe(5)
    time += 3_600_000
    expect(sent(refuse('wrong_state', '', ''), 9)).toBe(5)
  })

  it('is twenty in a day, and then again on the next', () => {
    const hour = 3_600_000
    let granted = 0
    for (let n = 0; n < 200; n++) {
      time += hour / 10
      if (waitToAsk(limiting, 'asks', '198.51.100.1') === 0) granted += 1
    }
    expect(granted).toBe(20)
    time += 24 * hour
    expect(asks('198.51.100.1', 1)).toEqual([0])
  })
})

describe('codes of questions', () => {
  it('are looked up no more for whoever has tried too often, by whichever form', async () => {
    const { services } = await freshLedger()
    await services.acts.open({ actor: OPERATOR }, 'department', null, { code: 'water', name: '水务局' })
    const app = createApp({
      services,
      assets: fakeAssets,
      serveFiles: (_, next) => next(),
      requestId: () => 'request',
      log: () => undefined,
      limits: { tracks: 2 },
    })
    const { id, code } = await services.questions.receiving.receive({
      ...{ subject: 'dep-water', type: 'help', title: '路灯不亮', text: '三个月了' },
    })
    const forms = ['/zh/m', '/zh/m/added', '/zh/m/rated', '/zh/m/withdrawn', '/zh/m/forget']
    const asked = async (path: string): Promise<[number, boolean]> => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: base }
      const body = new URLSearchParams({ code }).toString()
      const response = await app.request(base + path, { method: 'POST', headers, body })
      return [response.status, (await response.text()).includes(id)]
    }
    expect(await asked('/zh/m')).toEqual([200, true])
    for (let i = 0; i < 3; i++) await asked('/zh/m')
    for (const path of forms) expect([path, ...(await asked(path))]).toEqual([path, 429, false])
  })
})
