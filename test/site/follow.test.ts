/** Following over HTTP, as a reader without a script, as a mail program, and as a scanner that opens every link. */
import { beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { createServices } from '../../worker/services/services.ts'
import { BASE, type MailWorld, mailWorld, tokenIn } from '../support/following/world.ts'
import { fakeAssets } from '../support/site/assets.ts'

const READER = 'reader@example.net'
const DEPARTMENT = '/departments/dep-water'
const assets = fakeAssets

let world: MailWorld
let ask: (path: string, init?: RequestInit) => Promise<Response>

function appOf(services: MailWorld['services'], lines: object[] = []): typeof ask {
  const app = createApp({
    services,
    assets,
    serveFiles: async (_, next) => next(),
    requestId: () => 'request',
    log: (line) => void lines.push(line),
    origin: BASE,
    limits: { follows: 1000, tracks: 1000 },
  })
  return async (path, init) => app.request(BASE + path, init)
}

beforeEach(async () => {
  world = await mailWorld()
  ask = appOf(world.services)
})

const post = (path: string, fields: Record<string, string>): Promise<Response> =>
  ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

const json = (path: string, body: object): Promise<Response> =>
  ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

/** Everything in the tables of mail. */
async function kept(): Promise<string> {
  const { client } = world.ledger.database
  const tables = await Promise.all(
    ['follower', 'subscription', 'outbox'].map((name) => client.execute(`SELECT * FROM ${name} ORDER BY 1`)),
  )
  return JSON.stringify(tables.map(({ rows }) => rows.map((row) => ({ ...row }))))
}

const linksIn = (text: string): string[] =>
  [...text.matchAll(/https:\/\/ledger\.example(\/[^\s"<>]*)/g)].map(([, path = '']) => path)

describe.each([
  ['zh', '水务局'],
  ['en', 'Water Bureau'],
] as const)('a reader without a script, in %s', (lang, bureau) => {
  it('follows from a page, confirms, changes, leaves', async () => {
    const page = await (await ask(`/${lang}${DEPARTMENT}`)).text()
    const link = new RegExp(`href="(/${lang}/follow\\?topic=[^"]+)"`).exec(page)?.[1] ?? ''
    const form = await ask(link.replaceAll('&amp;', '&'))
    expect(form.headers.get('cache-control')).toBe('private, no-store')
    const text = await form.text()
    expect(text).toContain(`action="/${lang}/follow"`)
    expect(text).toContain('name="topic" value="/departments/dep-water"')

    const asked = await (
      await post(`/${lang}/follow`, { topic: DEPARTMENT, email: READER, cadence: 'now' })
    ).text()
    expect(asked).toContain(READER)
    await world.settle()
    const token = tokenIn(world.mails[0]?.text ?? '', 'confirm')
    const look = await (await ask(`/${lang}/follow/confirm?token=${token}`)).text()
    expect(look.match(/<button type="submit">/g)?.length).toBeGreaterThan(0)
    expect(await (await post(`/${lang}/follow/confirm`, { token })).text()).toContain(bureau)

    await world.list('新事项')
    await world.settle()
    const leave = tokenIn(world.mails.at(-1)?.text ?? '', 'manage')
    const manage = `/${lang}/follow/manage`
    expect(await (await ask(`${manage}?token=${leave}`)).text()).toContain(bureau)
    // Whoever reads the page in the other language reads its names in that one.
    const [other, there] = lang === 'zh' ? ['en', 'Water Bureau'] : ['zh', '水务局']
    expect(await (await ask(`/${other}/follow/manage?token=${leave}`)).text()).toContain(there)
    await post(manage, { token: leave, cadence: 'weekly', lang: 'en' })
    expect(await world.following.following(leave)).toMatchObject({ cadence: 'weekly', lang: 'en' })
    await post(manage, { token: leave, leave: 'all' })
    await expect(world.following.following(leave)).rejects.toThrow()
    expect((await ask(`${manage}?token=${leave}`)).status).toBe(404)
  })

  it('is told what is wrong, and loses nothing that was typed', async () => {
    const wrong = await (
      await post(`/${lang}/follow`, { topic: DEPARTMENT, email: 'nobody', cadence: 'weekly' })
    ).text()
    expect(wrong).toContain('name@example.org')
    expect(wrong).toContain('value="nobody"')
    expect(wrong).toMatch(/<option[^>]*value="weekly"[^>]*selected|<option[^>]*selected[^>]*value="weekly"/)
    expect((await ask(`/${lang}/follow?topic=https://elsewhere.example/x`)).status).toBe(200)
    expect((await ask(`/${lang}/follow`)).status).toBe(200)
    expect((await ask(`/${lang}/follow/confirm?token=x`)).status).toBe(404)
  })
})

it('a code is typed on the page', async () => {
  await post('/zh/follow', { topic: DEPARTMENT, email: READER, cadence: 'daily' })
  await world.settle()
  const code = /：(\d{8})/.exec(world.mails[0]?.text ?? '')?.[1] ?? ''
  expect(await (await post('/zh/follow/confirm', { email: READER, code: '1' })).text()).toContain(
    'role="alert"',
  )
  expect(await (await post('/zh/follow/confirm', { email: READER, code })).text()).toContain('已经关注')
})

describe('the API', () => {
  it('answers the same, whatever is known of an address', async () => {
    await world.follow(READER, DEPARTMENT)
    const answers = []
    for (const email of [READER, READER, READER, READER, 'other@example.net']) {
      const answer = await json('/api/v1/subscriptions', { topic: DEPARTMENT, email })
      answers.push([answer.status, await answer.text()])
    }
    expect(answers[0]?.[0]).toBe(202)
    for (const one of answers) expect(one).toEqual(answers[0])
  })

  it.each([
    [{}, 'topic'],
    [{ topic: DEPARTMENT, email: 'a@example.org\r\nBcc: b@example.org' }, 'email'],
    [{ topic: DEPARTMENT, email: `${'l'.repeat(100_000)}@example.org` }, 'email'],
    [{ topic: '/nowhere', email: READER }, 'topic'],
    [{ topic: DEPARTMENT, email: READER, cadence: 'hourly' }, 'cadence'],
  ])('refuses %#', async (body, field) => {
    const answer = await json('/api/v1/subscriptions', body)
    expect(answer.status).toBe(400)
    expect(JSON.stringify(await answer.json())).toContain(field)
    expect(await kept()).toBe('[[],[],[]]')
  })

  it('says so where no mail is set up, and pages offer the feed', async () => {
    const bare = appOf(createServices(world.ledger))
    const answer = await bare('/api/v1/subscriptions', {
      method: 'POST',
      body: JSON.stringify({ topic: DEPARTMENT, email: READER }),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(404)
    const page = await (await bare(`/zh/follow?topic=${DEPARTMENT}`)).text()
    expect(page).toContain('/feeds/departments/dep-water.atom')
    expect(page).not.toContain('name="email"')
  })
})

it('one click leaves: a POST without cookie, 200, no redirect; twice does no harm', async () => {
  await world.follow(READER, DEPARTMENT)
  await world.list('事项')
  await world.settle()
  const header = world.mails.at(-1)?.headers['List-Unsubscribe'] ?? ''
  const path = linksIn(header.slice(1, -1))[0] ?? ''
  for (const _ of [1, 2]) {
    const left = await post(path, { 'List-Unsubscribe': 'One-Click' })
    expect([left.status, left.redirected]).toEqual([200, false])
  }
  expect(await kept()).not.toContain('fol-0')
  expect((await post('/u/fol-0000000000.00000000000000000000000000000000', {})).status).toBe(404)
})

it('a scanner that opens every link of every message changes nothing, and no token stands in the log', async () => {
  const lines: object[] = []
  ask = appOf(world.services, lines)
  await post('/zh/follow', { topic: DEPARTMENT, email: 'asked@example.net', cadence: 'now' })
  await world.follow(READER, DEPARTMENT)
  await world.list('事项')
  await world.settle()
  const links = world.mails.flatMap(({ text, html, headers }) =>
    linksIn([text, html, ...Object.values(headers)].join(' ')),
  )
  expect(new Set(links.map((link) => link.replace(/\?.*|[0-9a-f.-]{20,}/g, ''))).size).toBeGreaterThan(3)
  const before = await kept()
  for (const link of links)
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(link.replaceAll('&amp;', '&'), { method })
      expect([link, answer.status < 400]).toEqual([link, true])
    }
  expect(await kept()).toBe(before)
  const tokens = links.flatMap((link) => /([a-z]{3}-[0-9a-f]{10}\.[0-9a-f]{32})/.exec(link)?.[1] ?? [])
  expect(tokens.length).toBeGreaterThan(1)
  for (const token of tokens) expect(JSON.stringify(lines)).not.toContain(token)
})
