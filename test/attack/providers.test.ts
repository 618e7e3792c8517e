/** What a provider says counts for one person; what it is set to is never changed by one person alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPrivateHost } from '../../worker/domain/kinds/account/provider.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { createServices } from '../../worker/services/services.ts'
import { base } from '../support/api/api.ts'
import { type People, people } from '../support/api/people.ts'
import { startProvider, type TestProvider } from '../support/servers/oidc-provider.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())

const AUDIT = { group: 'audit', role: 'auditor', department: null, post: '审计岗' }
const CLERKS = { group: 'clerks', role: 'recorder', department: 'dep-water', post: '文书岗' }

const settings = (more: object = {}) => ({
  id: 'city',
  name: { zh: '市统一身份认证', en: 'City SSO' },
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  groups: [AUDIT],
  ...more,
})

/** The whole way of a browser; whether it is signed in at the end. */
async function comes({ api }: People): Promise<boolean> {
  const begun = await api.get('/auth/oidc/city')
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const there = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  expect(back.origin).toBe(base)
  const answer = await api.get(back.pathname + back.search, { cookie })
  return answer.headers.getSetCookie().some((one) => one.startsWith('__Host-mz=mzs_'))
}

describe('an identity', () => {
  it('is 1 to 255 ASCII characters, and anything else is nobody', async () => {
    const city = await people()
    await city.api.services.providers.create(LOCAL_OPERATOR, settings())
    const subjects: [string, boolean][] = [
      ['', false],
      ['a'.repeat(256), false],
      ['市民', false],
      ['a\u0000b', false],
      ['a'.repeat(255), true],
      ['auth0|5f7c8ec7c33c6c004bbafe82', true],
    ]
    for (const [sub, isSomebody] of subjects) {
      provider.person = { sub, groups: ['audit'] }
      expect([sub, await comes(city)]).toEqual([sub, isSomebody])
    }
  })
})

describe('a registrar alone', () => {
  it('sets up no provider that opens watched roles, and turns none that opens accounts', async () => {
    const city = await people()
    const { api, settled, send, log } = city
    const [one, two] = [await settled('registrar'), await settled('registrar')]
    const at = '/api/v1/providers/city'
    const offered = async () => (await (await api.get('/auth/providers')).json()).items.length
    expect((await send(one.cookie, '/api/v1/providers', settings())).status).toBe(201)
    expect(await offered()).toBe(0)
    expect((await send(one.cookie, `${at}/enable`, {})).status).toBe(403)
    expect((await send(two.cookie, `${at}/enable`, {})).status).toBe(200)
    expect(await offered()).toBe(1)
    const turns: [object, RegExp][] = [
      [{ issuer: 'https://evil.example' }, /^city issuer: http:.* → https:\/\/evil\.example$/],
      [{ groups: [{ ...AUDIT, role: 'inspector' }] }, /^city groups: .*auditor.* → .*inspector/],
      [{ groupsClaim: 'all' }, /^city groupsClaim: groups → all$/],
      [{ clientId: 'other' }, /^city clientId: .* → other$/],
    ]
    for (const [set, said] of turns) {
      const before = (await log()).length
      const changed = await send(one.cookie, `${at}/change`, { set })
      expect([changed.status, changed.body.changedBy]).toEqual([200, one.id])
      expect(await offered()).toBe(0)
      const rows = (await log()).slice(before).map(({ subject }) => subject)
      expect(rows).toContainEqual(expect.stringMatching(said))
      expect((await send(one.cookie, `${at}/enable`, {})).status).toBe(403)
      expect((await send(two.cookie, `${at}/enable`, {})).status).toBe(200)
    }
  })

  it('turns no provider whose identities are ways into accounts, whatever its groups give', async () => {
    const city = await people()
    const { api, settled, send } = city
    const registrar = await settled('registrar')
    const given = settings({ groups: [CLERKS] })
    expect((await send(registrar.cookie, '/api/v1/providers', given)).body.disabled).toBeNull()
    provider.person = { sub: 'clerk', groups: ['clerks'] }
    expect(await comes(city)).toBe(true)
    const set = { issuer: 'https://evil.example' }
    const changed = await send(registrar.cookie, '/api/v1/providers/city/change', { set })
    expect(changed.body.disabled).not.toBeNull()
    expect((await (await api.get('/auth/providers')).json()).items).toEqual([])
  })
})

describe('a private network', () => {
  it('is told by every way of writing an address of it', () => {
    const hosts = (list: string) => list.split(' ').map((host) => new URL(`https://${host}`).hostname)
    const inside =
      'localhost 127.0.0.1 127.1 2130706433 0x7f.1 0.0.0.0 10.1.2.3 172.16.0.1 172.31.9.9 192.168.1.1 169.254.169.254 100.64.0.1 [::1] [::] [::ffff:127.0.0.1] [fd00::1] [fe80::1] intranet a.localhost db.internal'
    const outside = 'sso.example.org 8.8.8.8 172.32.0.1 192.169.0.1 100.128.0.1 [2001:db8::1]'
    expect(hosts(inside).filter((host) => !isPrivateHost(host))).toEqual([])
    expect(hosts(outside).filter(isPrivateHost)).toEqual([])
  })

  it('is asked only with the flag of the operator, whoever set it up', async () => {
    const { api, settled } = await people()
    const { id } = await settled('registrar')
    const caller = { account: id, role: 'registrar', department: null }
    const asked: string[] = []
    const closed = createServices({ ...api.services.ledger, privateIssuers: false }, null, {
      fetcher: async (url, options) => {
        asked.push(url)
        return fetch(url, options)
      },
    })
    for (const issuer of [provider.issuer, 'https://10.0.0.7', 'https://[fd00::1]/x'])
      await expect(closed.providers.create(caller, settings({ issuer }))).rejects.toMatchObject({
        code: 'invalid',
        field: 'issuer',
      })
    await closed.providers.create(LOCAL_OPERATOR, settings())
    const begun = closed.providerSignIn.begin('city', {
      redirect: `${base}/auth/oidc/city/callback`,
      next: '/',
    })
    await expect(begun).rejects.toMatchObject({ code: 'unavailable' })
    expect(asked).toEqual([])
  })

  it('gets no secret of a client: the token endpoint is on the host of the issuer', async () => {
    const { api } = await people()
    const asked: string[] = []
    const turned = createServices(api.services.ledger, null, {
      fetcher: async (url, options) => {
        asked.push(url)
        const answer = await fetch(url, options)
        return Response.json({ ...(await answer.json()), token_endpoint: 'https://elsewhere.example/token' })
      },
    })
    await turned.providers.create(LOCAL_OPERATOR, settings())
    const begun = turned.providerSignIn.begin('city', {
      redirect: `${base}/auth/oidc/city/callback`,
      next: '/',
    })
    await expect(begun).rejects.toMatchObject({ code: 'unavailable' })
    expect(asked).toHaveLength(1)
  })
})
