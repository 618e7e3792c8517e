/** Signing in at an OpenID Connect provider: the four ways in, and everything that must not let anybody in. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import { createServices } from '../../../worker/services/services.ts'
import { base, type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'
import { type Misbehaviour, startProvider, type TestProvider } from '../../support/servers/oidc-provider.ts'

let provider: TestProvider
let api: TestApi

beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  provider.wrong = null
  provider.person = { sub: 'someone' }
  api = await testApi()
})

const CLERKS = { group: 'clerks', role: 'recorder', department: 'dep-water', post: '水务局文书岗' }
const CHIEFS = { group: 'chiefs', role: 'approver', department: 'dep-water', post: '水务局审核岗' }
const settings = (more: object = {}) => ({
  id: 'city',
  name: { zh: '市统一身份认证', en: 'City SSO' },
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  groups: [CHIEFS, CLERKS],
  ...more,
})
const setUp = (more: object = {}) => api.services.providers.create(LOCAL_OPERATOR, settings(more))
const cookieOf = (answer: Response, name: string): string =>
  answer.headers
    .getSetCookie()
    .find((one) => one.startsWith(`__Host-${name}=`))
    ?.split(';')[0] ?? ''

interface Flow {
  /** Path and query that the provider sends the browser back to. */
  callback: string
  cookie: string
}

async function atProvider(location: string, cookie: string): Promise<Flow> {
  const answer = await fetch(location, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  expect(back.origin).toBe(base)
  return { callback: back.pathname + back.search, cookie }
}

async function begin(query = ''): Promise<Flow> {
  const answer = await api.get(`/auth/oidc/city${query}`)
  expect(answer.status).toBe(303)
  return atProvider(answer.headers.get('location') ?? '', cookieOf(answer, 'mz-oidc'))
}

async function beginWith(body: object): Promise<Flow> {
  const answer = await post('/auth/oidc/city', body)
  expect(answer.status).toBe(200)
  return atProvider((await answer.json()).location, cookieOf(answer, 'mz-oidc'))
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  api.request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: base, ...headers },
  })

async function come({ callback, cookie }: Flow) {
  const answer = await api.get(callback, { cookie })
  expect(answer.status).toBe(303)
  const session = cookieOf(answer, 'mz')
  const signedIn = session !== '' && session !== '__Host-mz='
  const me = signedIn ? await (await api.get('/api/v1/me', { cookie: session })).json() : null
  return { to: answer.headers.get('location') ?? '', me, session }
}

/** Everything that signing in may write. */
async function written() {
  const counts = ['entry', 'identity', 'session', 'access', 'provider'].map(async (table) => {
    const { rows } = await api.services.ledger.database.client.execute(`SELECT count(*) AS n FROM ${table}`)
    return Number(rows[0]?.n)
  })
  return Promise.all(counts)
}

async function entriesOf(account: string) {
  const { items } = await (await api.get(`/api/v1/accounts/${account}/timeline`)).json()
  return items.map(({ entry: { envelope } }: { entry: { envelope: { kind: string; actor: object } } }) => [
    envelope.kind,
    envelope.actor,
  ])
}

const BY_PROVIDER = { account: 'provider-city', role: 'operator', department: null }

describe('who comes in', () => {
  it('with an invitation: the identity is bound to the invited account, and signs in from then on', async () => {
    await setUp({ groups: [] })
    const { accounts, invitations } = api.services
    const granted = await accounts.grant(
      { actor: OPERATOR },
      { post: '档案岗', role: 'auditor', department: null },
    )
    const id = granted.records[0]?.id ?? ''
    const { token } = await invitations.create(LOCAL_OPERATOR, id, {})
    const size = await api.size()
    const first = await come(await beginWith({ token, next: '/en/desk/me' }))
    expect([first.to, first.me?.id, first.me?.means]).toEqual(['/en/desk/me', id, 'session'])
    const again = await come(await begin())
    expect([again.to, again.me?.id]).toEqual(['/zh/desk', id])
    expect(await api.size()).toBe(size)
    expect((await post('/auth/oidc/city', { token })).status).toBe(403)
    const { rows } = await api.services.ledger.database.client.execute('SELECT * FROM identity')
    expect(rows).toMatchObject([{ issuer: provider.issuer, subject: 'someone', account: id }])
    expect(rows[0]?.used).not.toBeNull()
  })

  it('by a group: an account is granted by an entry that names the provider, once', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['staff', 'clerks'] }
    const [one, two] = await Promise.all([begin(), begin()])
    const came = await Promise.all([come(one), come(two)])
    expect(came.map(({ me }) => me?.post)).toEqual([CLERKS.post, CLERKS.post])
    const [id] = came.map(({ me }) => me?.id)
    expect(came[1]?.me?.id).toBe(id)
    expect(await entriesOf(id)).toEqual([['account.granted', BY_PROVIDER]])
    const size = await api.size()
    expect((await come(await begin())).me).toMatchObject({ id, role: 'recorder', department: 'dep-water' })
    expect(await api.size()).toBe(size)
  })

  it('whose groups changed: role and post follow, the grant ends with the group and comes back with it', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const { me, session } = await come(await begin())
    provider.person.groups = ['clerks', 'chiefs']
    expect((await come(await begin())).me).toMatchObject({ id: me.id, role: 'approver', post: CHIEFS.post })
    const { secret } = await api.services.keys.create(me.id, { name: '报表' })
    provider.person.groups = ['staff']
    expect((await come(await begin())).to).toBe('/zh/sign-in?problem=not_allowed')
    expect((await api.get('/api/v1/me', { cookie: session })).status).toBe(401)
    expect((await api.post('/api/v1/decisions', {}, { key: secret })).status).toBe(401)
    const size = await api.size()
    expect((await come(await begin())).me).toBeNull()
    expect(await api.size()).toBe(size)
    provider.person.groups = ['clerks']
    expect((await come(await begin())).me).toMatchObject({ id: me.id, role: 'recorder' })
    const entries = await entriesOf(me.id)
    expect(entries.map(([kind]: [string]) => kind)).toEqual([
      'account.granted',
      'account.changed',
      'account.revoked',
      'account.restored',
      'account.changed',
    ])
    expect(
      entries.every(([, actor]: [string, { account: string }]) => actor.account === 'provider-city'),
    ).toBe(true)
  })

  it('whom a registrar has revoked or changed: their groups change nothing any more', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const { me } = await come(await begin())
    const { accounts } = api.services
    const call = { actor: LOCAL_OPERATOR }
    await accounts.change(call, me.id, { set: { role: 'approver' }, reason: '轮岗' })
    provider.person.groups = []
    expect((await come(await begin())).me).toMatchObject({ id: me.id, role: 'approver' })
    await accounts.revoke(call, me.id, { reason: '离岗' })
    provider.person.groups = ['chiefs']
    const before = await written()
    expect((await come(await begin())).to).toBe('/zh/sign-in?problem=not_allowed')
    expect(await written()).toEqual(before)
  })

  it('whose groups stand in the UserInfo, under a path, or with a provider that wants the secret posted', async () => {
    const posting = await startProvider({ methods: ['client_secret_post'] })
    try {
      const { issuer, clientId, clientSecret } = posting
      await setUp({ issuer, clientId, clientSecret, groupsClaim: 'realm_access.roles' })
      posting.person = { sub: 'a', more: { realm_access: { roles: ['clerks'] } } }
      expect((await come(await begin())).me?.role).toBe('recorder')
      expect(posting.authenticated).toBe('post')
      await api.services.providers.change(LOCAL_OPERATOR, 'city', { set: { groupsClaim: 'groups' } })
      posting.person = { sub: 'b', groups: ['chiefs'], groupsIn: 'userinfo' }
      expect((await come(await begin())).me?.role).toBe('approver')
      const before = await written()
      posting.person.sub = 'c'
      posting.wrong = 'userinfo'
      expect((await come(await begin())).to).toBe('/zh/sign-in?problem=provider')
      expect(await written()).toEqual(before)
    } finally {
      await posting.close()
    }
  })

  it('shows in the access log how they came', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const { me } = await come(await begin())
    const rows = await api.services.access.list(OPERATOR, {}, { limit: 1 })
    expect(rows).toMatchObject([{ account: me.id, action: 'sign_in', subject: 'provider' }])
  })
})

describe('who does not come in', () => {
  it('gets the same answer, whether the ledger does not know them or does not let them any more', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const { me } = await come(await begin())
    await api.services.accounts.revoke({ actor: OPERATOR }, me.id, {})
    const before = await written()
    const known = await come(await begin('?next=/en/desk'))
    provider.person = {
      sub: 'stranger',
      groups: ['staff'],
      // What a stranger claims about themselves is no identity.
      more: { email: 'clerk@city.example', preferred_username: 'clerk', email_verified: true },
    }
    const unknown = await come(await begin('?next=/en/desk'))
    expect(unknown).toEqual(known)
    expect(unknown).toEqual({ to: '/en/sign-in?problem=not_allowed', me: null, session: '' })
    expect(await written()).toEqual(before)
  })

  it.each<[Misbehaviour, string]>([
    ['nonce', 'provider'],
    ['audience', 'provider'],
    ['expired', 'provider'],
    ['signature', 'provider'],
    ['unsigned', 'provider'],
    ['issuer', 'provider'],
    ['broken', 'provider'],
    ['declined', 'cancelled'],
  ])('when the provider misbehaves: %s', async (wrong, problem) => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const before = await written()
    provider.wrong = wrong
    const flow = await begin()
    expect(await come(flow)).toMatchObject({ to: `/zh/sign-in?problem=${problem}`, me: null })
    expect(await written()).toEqual(before)
    provider.wrong = null
    expect((await come(flow)).to).toBe('/zh/sign-in?problem=stale')
    expect((await come(await begin())).me?.role).toBe('recorder')
  })

  it('when the provider calls itself by another name than was set up, or is gone', async () => {
    await setUp()
    const before = await written()
    provider.wrong = 'discovery'
    const away = await api.get('/auth/oidc/city?next=/en/desk')
    expect([away.status, away.headers.get('location')]).toEqual([303, '/en/sign-in?problem=provider'])
    await api.services.providers.change(LOCAL_OPERATOR, 'city', { set: { issuer: 'http://127.0.0.1:9' } })
    before[3] = (before[3] ?? 0) + 1
    const gone = await post('/auth/oidc/city', {})
    expect([gone.status, (await gone.json()).code]).toEqual([503, 'unavailable'])
    expect(await written()).toEqual(before)
    expect(api.lines.filter(({ at }) => at === 'provider')).toMatchObject([
      { provider: 'city', reason: 'provider' },
    ])
  })
})

describe('a callback', () => {
  it('is refused with a forged state, from another browser, twice, or too late', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const before = await written()
    const stale = { to: '/zh/sign-in?problem=stale', me: null, session: '' }
    const flow = await begin()
    const forged = flow.callback.replace(/state=[0-9a-f]+/, `state=${'0'.repeat(64)}`)
    expect(await come({ ...flow, callback: forged })).toEqual(stale)
    expect(await come({ callback: '/auth/oidc/city/callback', cookie: flow.cookie })).toEqual(stale)
    // Somebody else's callback, lured into this browser: with no cookie, and with that of its own flow.
    expect(await come({ ...(await begin()), cookie: '' })).toEqual(stale)
    expect(await come({ ...(await begin()), cookie: (await begin()).cookie })).toEqual(stale)
    const late = await begin()
    const { client } = api.services.ledger.database
    await client.execute("UPDATE challenge SET expires = '2026-03-02T00:00:00.000Z'")
    expect(await come(late)).toEqual(stale)
    expect(await written()).toEqual(before)
    const good = await begin()
    expect((await come(good)).me?.role).toBe('recorder')
    const after = await written()
    expect(await come(good)).toEqual(stale)
    expect(await written()).toEqual(after)
  })

  it('is answered by the provider that was asked, and by no other', async () => {
    await setUp()
    const other = await startProvider()
    try {
      other.person = { sub: 'clerk', groups: ['clerks'] }
      provider.person = { sub: 'clerk', groups: ['clerks'] }
      const { issuer } = other
      await api.services.providers.create(LOCAL_OPERATOR, { ...settings(), id: 'other', issuer })
      const before = await written()
      const flow = await begin()
      const crossed = flow.callback.replace('/auth/oidc/city/', '/auth/oidc/other/')
      expect((await come({ ...flow, callback: crossed })).to).toBe('/zh/sign-in?problem=stale')
      expect(await written()).toEqual(before)
      // The state is still the first provider's.
      expect((await come(flow)).me?.role).toBe('recorder')
    } finally {
      await other.close()
    }
  })

  it('ends with a disabled provider, also one that was disabled meanwhile', async () => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    const flow = await begin()
    await api.services.providers.disable(LOCAL_OPERATOR, 'city')
    const before = await written()
    expect((await come(flow)).to).toBe('/zh/sign-in?problem=provider')
    expect((await api.get('/auth/oidc/city')).headers.get('location')).toBe('/zh/sign-in?problem=provider')
    expect((await post('/auth/oidc/city', {})).status).toBe(404)
    expect((await (await api.get('/auth/providers')).json()).items).toEqual([])
    expect(await written()).toEqual(before)
    await api.services.providers.enable(LOCAL_OPERATOR, 'city')
    expect((await come(await begin())).me?.role).toBe('recorder')
  })

  it.each([
    'https://evil.example/',
    '//evil.example/zh/desk',
    '/\\evil.example',
    '/zh/desk/../../../evil',
    '/zh/desk//evil.example',
    '/zh/desk\nlocation: x',
    'javascript:alert(1)',
    '/api/v1/me',
  ])('goes to no other place than the workbench: %j', async (next) => {
    await setUp()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    expect((await come(await begin(`?next=${encodeURIComponent(next)}`))).to).toBe('/zh/desk')
    expect((await come(await beginWith({ next }))).to).toBe('/zh/desk')
  })
})

describe('an invitation at a provider', () => {
  it('works once, for an identity that is nobody else, and only sent by a page of this site', async () => {
    await setUp()
    const { accounts, invitations } = api.services
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    await come(await begin())
    const grant = { post: '档案岗', role: 'auditor', department: null }
    const id = (await accounts.grant({ actor: OPERATOR }, grant)).records[0]?.id ?? ''
    const { token } = await invitations.create(LOCAL_OPERATOR, id, {})
    const before = await written()
    expect((await come(await beginWith({ token }))).to).toBe('/zh/sign-in?problem=bound')
    expect((await post('/auth/oidc/city', { token }, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/auth/oidc/city', { token: `mzi_${'0'.repeat(64)}` })).status).toBe(403)
    expect((await post('/auth/oidc/city', { token: 'x', more: 1 })).status).toBe(400)
    expect(await written()).toEqual(before)
    provider.person = { sub: 'archivist' }
    const [one, two] = [await beginWith({ token }), await beginWith({ token })]
    expect((await come(one)).me?.id).toBe(id)
    provider.person = { sub: 'friend' }
    expect((await come(two)).to).toBe('/zh/sign-in?problem=invitation')
    const { rows } = await api.services.ledger.database.client.execute(
      'SELECT subject FROM identity ORDER BY created',
    )
    expect(rows.map(({ subject }) => subject)).toEqual(['clerk', 'archivist'])
  })

  it('keeps no token, neither in the database nor in an address', async () => {
    await setUp()
    const { accounts, invitations } = api.services
    const grant = { post: '档案岗', role: 'auditor', department: null }
    const id = (await accounts.grant({ actor: OPERATOR }, grant)).records[0]?.id ?? ''
    const { token } = await invitations.create(LOCAL_OPERATOR, id, {})
    const flow = await beginWith({ token })
    const { rows } = await api.services.ledger.database.client.execute('SELECT * FROM challenge')
    expect(rows).toHaveLength(1)
    expect(JSON.stringify([rows, flow, api.lines])).not.toContain(token.slice(4))
    expect(JSON.stringify(rows)).not.toContain(flow.cookie.split('=')[1] ?? '-')
  })
})

describe('setting up providers', () => {
  const key = () => ({ key: api.keys.registrar })

  it('shows no secret to anybody, keeps it sealed, and says where browsers are sent back to', async () => {
    const made = await api.post('/api/v1/providers', settings({ groups: [CLERKS] }), key())
    expect(made.status).toBe(201)
    const text = await made.text()
    expect(text).not.toContain(provider.clientSecret)
    const view = JSON.parse(text)
    expect(view).toMatchObject({
      id: 'city',
      scopes: ['openid'],
      groupsClaim: 'groups',
      hasSecret: true,
      disabled: null,
      callback: `${base}/auth/oidc/city/callback`,
    })
    const headers = { authorization: `Bearer ${api.keys.registrar}` }
    expect(await (await api.get('/api/v1/providers', headers)).json()).toEqual({ items: [view], next: null })
    expect((await api.get('/api/v1/providers')).status).toBe(401)
    const recorder = { authorization: `Bearer ${api.keys.recorder}` }
    expect((await api.get('/api/v1/providers', recorder)).status).toBe(403)
    expect(await (await api.get('/auth/providers')).json()).toEqual({
      items: [{ id: 'city', name: { zh: '市统一身份认证', en: 'City SSO' } }],
      next: null,
    })
    const { rows } = await api.services.ledger.database.client.execute('SELECT * FROM provider')
    expect(String(rows[0]?.client_secret)).toMatch(/^v1\./)
    expect(JSON.stringify([rows, api.lines])).not.toContain('s3cret')
    expect((await api.services.providers.open('city')).clientSecret).toBe(provider.clientSecret)
  })

  it('keeps a secret that is not named, and opens none that was moved or altered', async () => {
    await setUp()
    const changed = await api.post(
      '/api/v1/providers/city/change',
      { set: { name: { zh: '新名', en: 'New name' }, scopes: ['groups', 'openid'] } },
      key(),
    )
    expect(await changed.json()).toMatchObject({
      hasSecret: true,
      scopes: ['openid', 'groups'],
      groups: [CHIEFS, CLERKS],
    })
    expect((await api.services.providers.open('city')).clientSecret).toBe(provider.clientSecret)
    await api.services.providers.create(LOCAL_OPERATOR, {
      ...settings(),
      id: 'other',
      issuer: 'https://other.example',
    })
    const { client } = api.services.ledger.database
    await client.execute(
      "UPDATE provider SET client_secret = (SELECT client_secret FROM provider WHERE id = 'city') WHERE id = 'other'",
    )
    await expect(api.services.providers.open('other')).rejects.toMatchObject({ code: 'unavailable' })
    await api.post('/api/v1/providers/city/change', { set: { clientSecret: null } }, key())
    expect((await api.services.providers.open('city')).clientSecret).toBeNull()
  })

  it('refuses what could not work, in words, and writes nothing', async () => {
    await setUp()
    const before = await written()
    const rule = { group: 'g', role: 'auditor', department: null, post: '岗' }
    const tries: [object, number, string][] = [
      [{ id: 'A b' }, 400, 'id'],
      [{ id: 'city' }, 409, 'id'],
      [{ issuer: `${provider.issuer}/` }, 409, 'issuer'],
      [{ issuer: 'http://sso.example' }, 400, 'issuer'],
      [{ issuer: 'https://user:pw@sso.example' }, 400, 'issuer'],
      [{ issuer: 'https://sso.example/?a' }, 400, 'issuer'],
      [{ issuer: 'https://sso.example/.well-known/openid-configuration' }, 400, 'issuer'],
      [{ issuer: 'file:///etc/passwd' }, 400, 'issuer'],
      [{ name: { zh: '名' } }, 400, 'name/en'],
      [{ clientId: ' ' }, 400, 'clientId'],
      [{ scopes: ['a b'] }, 400, 'scopes/0'],
      [{ groups: [{ ...rule, role: 'operator' }] }, 400, 'groups/0/role'],
      [{ groups: [rule, { ...rule, role: 'recorder' }] }, 400, 'groups/1/department'],
      [{ groups: [{ ...rule, role: 'recorder', department: 'dep-none' }] }, 404, 'groups/0/department'],
      [{ groups: [{ ...rule, post: '' }] }, 400, 'groups/0/post'],
    ]
    for (const [more, status, field] of tries) {
      const given = settings({ id: 'new', issuer: 'https://sso.example', ...more })
      const answer = await api.post('/api/v1/providers', given, key())
      const body = await answer.json()
      expect([answer.status, body.field], JSON.stringify(more)).toEqual([status, field])
      expect(body.words.zh).toMatch(/\p{Script=Han}.*。$/u)
    }
    const none = await api.post('/api/v1/providers/none/disable', {}, key())
    expect([none.status, (await none.json()).code]).toEqual([404, 'not_found'])
    expect(await written()).toEqual(before)
  })

  it('is noted in the access log', async () => {
    await api.post('/api/v1/providers', settings({ groups: [CLERKS] }), key())
    await api.post('/api/v1/providers/city/disable', {}, key())
    expect((await api.post('/api/v1/providers/city/disable', {}, key())).status).toBe(409)
    const rows = await api.services.access.list(OPERATOR, { action: 'set_provider' }, { limit: 9 })
    expect(rows.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^city removed: – → 2026-/),
      expect.stringMatching(/^city: – → http:.*clerks/),
    ])
  })

  it('asks a provider through the fetch that it is given', async () => {
    await setUp()
    const asked: string[] = []
    const { providerSignIn } = createServices(api.services.ledger, null, {
      fetcher: (url, options) => {
        asked.push(`${options.method} ${url}`)
        return fetch(url, options)
      },
    })
    await providerSignIn.begin('city', { redirect: `${base}/auth/oidc/city/callback`, next: '/zh/desk' })
    expect(asked).toEqual([`GET ${provider.issuer}/.well-known/openid-configuration`])
  })

  it('makes whoever begins again and again wait', async () => {
    await setUp()
    // All at once, so that a slow machine lets no minute go by.
    const asked = Array.from({ length: 60 }, () => api.get('/auth/oidc/none'))
    const answers = (await Promise.all(asked)).map(({ status }) => status)
    expect(answers.filter((status) => status === 303).length).toBeGreaterThanOrEqual(30)
    expect(answers).toContain(429)
  })
})
