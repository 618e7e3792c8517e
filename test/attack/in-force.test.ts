/** What was given for one grant does not outlive it; a key reaches no further than its scopes. */
import { describe, expect, it } from 'vitest'
import type { Role } from '../../worker/domain/kinds/account/vocabulary.ts'
import { type Caller, LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { people } from '../support/api/people.ts'
import { type CaseCity, caseCity } from '../support/city/case-city.ts'

const call = { actor: LOCAL_OPERATOR }

describe('sessions and keys', () => {
  it('end with a change of role or department, with revocation, and do not come back', async () => {
    const { api, settled, read } = await people()
    const { accounts, keys } = api.services
    const acts: [string, (id: string) => Promise<unknown>][] = [
      ['role', (id) => accounts.change(call, id, { set: { role: 'approver' }, reason: '轮岗' })],
      ['department', (id) => accounts.change(call, id, { set: { department: 'dep-house' }, reason: '调动' })],
      ['revoked', (id) => accounts.revoke(call, id, { reason: '离岗' })],
      [
        'restored',
        async (id) => {
          await accounts.revoke(call, id, { reason: '离岗' })
          await accounts.restore(call, id, { reason: '回岗' })
        },
      ],
      [
        'prolonged after its end',
        async (id) => {
          await accounts.change(call, id, { set: { until: '2026-03-01' }, reason: '到期' })
          await accounts.change(call, id, { set: { until: '2027-03-01' }, reason: '续期' })
        },
      ],
    ]
    for (const [what, act] of acts) {
      const { id, cookie } = await settled('recorder', 'dep-water')
      const { secret } = await keys.create(id, { name: '报表' })
      const states = async () => [
        (await read(cookie, '/api/v1/me')).status,
        (await api.get('/api/v1/me', { authorization: `Bearer ${secret}` })).status,
      ]
      expect([what, await states()]).toEqual([what, [200, 200]])
      await act(id)
      expect([what, await states()]).toEqual([what, [401, 401]])
    }
  })

  it('stay where nothing of the rights changes', async () => {
    const { api, settled, read } = await people()
    const { id, cookie } = await settled('recorder', 'dep-water')
    await api.services.accounts.change(call, id, { set: { post: '水务局新岗' }, reason: '更名' })
    expect((await read(cookie, '/api/v1/me')).body.post).toBe('水务局新岗')
  })

  it('end in the transaction of the entry: an entry that is refused ends nothing', async () => {
    const { api, settled, read } = await people()
    const { id, cookie } = await settled('recorder', 'dep-water')
    const stale = api.services.accounts.revoke({ ...call, expectedSeq: 9 }, id, { reason: '离岗' })
    await expect(stale).rejects.toMatchObject({ code: 'conflict' })
    await api.services.ledger.database.client.executeMultiple(
      "CREATE TRIGGER no_session BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'session'); END;",
    )
    const size = await api.size()
    const broken = api.services.accounts.revoke(call, id, { reason: '离岗' })
    await expect(broken).rejects.toMatchObject({ code: 'unavailable' })
    expect(await api.size()).toBe(size)
    expect((await read(cookie, '/api/v1/me')).status).toBe(200)
  })
})

describe('a key', () => {
  it('changes nothing of the means of access of its holder, whatever its scopes', async () => {
    const { api, settled } = await people()
    const { id } = await settled('registrar')
    const { keys } = api.services
    const narrow = await keys.create(id, { name: '清单', scopes: ['responsibility.write'] })
    const full = await keys.create(id, { name: '全部' })
    const own = api.routes.filter((route) => /^POST \/api\/v1\/me\//.test(route))
    expect(own.length).toBeGreaterThan(4)
    for (const route of own) {
      const path = route.slice(5).replace(':id', narrow.key.id)
      for (const { secret } of [narrow, full]) {
        const answer = await api.post(path, {}, { key: secret })
        expect([path, answer.status, (await answer.json()).code]).toEqual([path, 403, 'not_allowed'])
      }
    }
  })
})

describe('a key that is narrowed', () => {
  it('changes nothing of what belongs to the whole account and no scope covers', async () => {
    const { api, settled } = await people()
    const { id } = await settled('recorder', 'dep-water')
    const narrow = await api.services.keys.create(id, { name: '清单', scopes: ['responsibility.write'] })
    const all = api.routes.filter((route) => /^POST \/api\/v1\/endpoints/.test(route))
    expect(all.length).toBeGreaterThan(4)
    for (const route of all) {
      const path = route.slice(5).replace(':id', 'end-0000000000')
      const answer = await api.post(path, {}, { key: narrow.secret })
      expect([path, answer.status, (await answer.json()).code]).toEqual([path, 403, 'not_allowed'])
    }
    expect((await api.get('/api/v1/endpoints', { authorization: `Bearer ${narrow.secret}` })).status).toBe(
      200,
    )
  })
})

/** An account, and what was given for its grant while it held. */
interface Given {
  id: string
  caller: Caller
  session: string
  key: string
  link: string
  draft: string
}

/** Every place that asks who is in force today: each answers true while the grant holds. */
const PLACES: readonly [
  place: string,
  role: Role,
  ask: (city: CaseCity, given: Given) => Promise<boolean>,
][] = [
  ['signing in', 'recorder', ({ services }, { id }) => done(services.sessions.open(id, 'passkey', 'x'))],
  [
    'an open session',
    'recorder',
    async ({ services }, { session }) => (await services.sessions.holderOf(session)) !== null,
  ],
  ['a key', 'recorder', async ({ services }, { key }) => (await services.keys.holderOf(key)) !== null],
  ['making a key', 'recorder', ({ services }, { id }) => done(services.keys.create(id, { name: '另一把' }))],
  [
    'making a link',
    'recorder',
    ({ services }, { id }) => done(services.invitations.create(LOCAL_OPERATOR, id, {})),
  ],
  ['using a link', 'recorder', ({ services }, { link }) => done(services.invitations.look(link))],
  [
    'approving what its author drafted',
    'recorder',
    ({ services }, { caller, draft }) => done(services.drafts.check(caller, draft, 1)),
  ],
  [
    'assigning a case',
    'inspector',
    async ({ services, inspectors: [first] }, { id }) => {
      const declared = { declaration: '无', conflict: false }
      const file = await services.cases.open(
        { actor: first },
        { title: '案', source: 'report', lead: '线', ...declared },
      )
      const part = { account: id, part: 'approver', ...declared }
      return done(services.cases.act({ actor: first }, file.id, 'assign', part))
    },
  ],
  [
    'assigning findings and flags',
    'inspector',
    async ({ services }, { id }) => (await services.queue.inspectors()).some((one) => one.id === id),
  ],
]

const done = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  )

describe('in force today', () => {
  const DAY = 86_400_000

  async function given(city: CaseCity, role: Role, until: string): Promise<Given> {
    const { services } = city
    const department = role === 'recorder' ? 'dep-water' : null
    const { records } = await services.accounts.grant(call, { post: '岗', role, department, until })
    const id = records[0]?.id ?? ''
    const { secret: key } = await services.keys.create(id, { name: '钥匙' })
    const caller = await services.keys.holderOf(key)
    if (caller === null) throw new Error('the key opens nothing')
    const draft =
      role === 'recorder'
        ? await services.drafts.begin(caller, {
            ...{ kind: 'decision', verb: 'open', record: null, title: '草稿' },
            input: { title: '方案', class: 'ordinary', noResponsibility: '无' },
          })
        : null
    return {
      id,
      caller,
      key,
      session: (await services.sessions.open(id, 'passkey', 'x')).token,
      link: (await services.invitations.create(LOCAL_OPERATOR, id, { purpose: 'once' })).token,
      draft: draft?.id ?? '',
    }
  }

  const ways: [string, (city: CaseCity, one: Given) => Promise<unknown>][] = [
    [
      'has run out, without any act',
      async ({ clock }) => {
        clock.now += 3 * DAY
      },
    ],
    ['was revoked', ({ services }, { id }) => services.accounts.revoke(call, id, { reason: '离岗' })],
  ]
  it.each(ways)('is asked in every place: none takes a grant that %s', async (_, end) => {
    const city = await caseCity()
    const { services } = city
    for (const role of ['recorder', 'inspector'] as const) {
      const today = new Date(city.clock.now).toISOString().slice(0, 10)
      const one = await given(city, role, today)
      const kept = await given(city, role, today)
      const asked = PLACES.filter(([, of]) => of === role)
      for (const [place, , ask] of asked) expect([place, await ask(city, one)]).toEqual([place, true])
      await end(city, kept)
      for (const [place, , ask] of asked) expect([place, await ask(city, kept)]).toEqual([place, false])
    }
    expect(await services.accounts.registrars()).toEqual([])
  })

  it('is asked for the last registrar: one whose grant has ended is none', async () => {
    const city = await caseCity()
    const { services, clock } = city
    const today = new Date(clock.now).toISOString().slice(0, 10)
    const grant = async (until?: string) => {
      const wanted = {
        post: '登记岗',
        role: 'registrar',
        department: null,
        ...(until === undefined ? {} : { until }),
      }
      return (await services.accounts.grant(call, wanted)).records[0]?.id ?? ''
    }
    const [stays, ends] = [await grant(), await grant(today)]
    const actor = { account: stays, role: 'registrar', department: null }
    expect((await services.accounts.registrars()).map(({ id }) => id).sort()).toEqual([stays, ends].sort())
    clock.now += 3 * DAY
    expect((await services.accounts.registrars()).map(({ id }) => id)).toEqual([stays])
    const leave = () => services.accounts.revoke({ actor }, stays, { reason: '离岗' })
    await expect(leave()).rejects.toMatchObject({ code: 'wrong_state' })
    await grant()
    await leave()
  })
})
