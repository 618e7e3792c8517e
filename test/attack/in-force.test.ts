/** What was given for one grant does not outlive it; a key reaches no further than its scopes. */
import { describe, expect, it } from 'vitest'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { people } from '../support/api/people.ts'

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
