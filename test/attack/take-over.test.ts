/** Nobody gets into an account, or into a role that is watched, alone; and each act on means of access is noted. */
import { describe, expect, it } from 'vitest'
import { type Role, roleDepartments } from '../../worker/domain/kinds/account/vocabulary.ts'
import { isWatched, LOCAL_OPERATOR, roles } from '../../worker/services/roles.ts'
import { newDevice, people } from '../support/api/people.ts'

const WATCHED: Role[] = ['inspector', 'auditor', 'approver', 'verifier', 'registrar', 'moderator', 'operator']
const allRoles = Object.keys(roles) as Role[]
const departmentOf = (role: Role) => (roleDepartments[role] === 'always' ? 'dep-water' : null)

describe('a registrar alone', () => {
  it('opens no account of a role that is watched, and no second way into any', async () => {
    expect(allRoles.filter(isWatched).toSorted()).toEqual(WATCHED.toSorted())
    for (const role of allRoles.filter((one) => one !== 'operator')) {
      const { api, grant, settled, send, join } = await people()
      const registrar = await settled('registrar')
      const invite = async (account: string) =>
        (await send(registrar.cookie, `/api/v1/accounts/${account}/invitations`, {})).body
      const fresh = await grant(role, departmentOf(role))
      const first = await invite(fresh)
      expect([role, first.invitation.waiting]).toEqual([role, isWatched(role)])
      expect([role, (await join(first.token)).status]).toEqual([role, isWatched(role) ? 403 : 201])
      const taken = await settled(role, departmentOf(role))
      const second = await invite(taken.id)
      expect([role, second.invitation.waiting]).toEqual([role, true])
      for (const path of ['', '/options'])
        expect((await send('', `/auth/invitation${path}`, { token: second.token })).status).toBe(403)
      expect(await api.services.passkeys.list(taken.id)).toHaveLength(1)
      const own = `/api/v1/invitations/${second.invitation.id}/confirm`
      expect((await send(registrar.cookie, own, {})).status).toBe(403)
    }
  })

  it('gets no way into a watched role by changing one that is not, nor its own role', async () => {
    const { api, grant, settled, signIn, send, join, comeBack } = await people()
    const registrar = await settled('registrar')
    const puppet = await grant('recorder', 'dep-water')
    const { token } = (await send(registrar.cookie, `/api/v1/accounts/${puppet}/invitations`, {})).body
    const device = newDevice()
    const session = (await join(token, device)).cookie
    const kept = (await send(registrar.cookie, `/api/v1/accounts/${puppet}/invitations`, {})).body.token
    for (const role of ['inspector', 'auditor', 'registrar', 'approver'] as const) {
      const department = departmentOf(role)
      const change = { set: { role, department }, reason: '轮岗' }
      expect((await send(registrar.cookie, `/api/v1/accounts/${puppet}/change`, change)).status).toBe(201)
      expect((await comeBack(device)).status).toBe(403)
      expect((await send(session, '/api/v1/me/keys', { name: '钥匙' })).status).toBe(401)
      expect((await join(kept)).status).toBe(403)
    }
    const own = { set: { role: 'inspector' }, reason: '自查' }
    const refused = await send(registrar.cookie, `/api/v1/accounts/${registrar.id}/change`, own)
    expect([refused.status, refused.body.code]).toEqual([403, 'not_allowed'])
    const other = await signIn(await grant('registrar'))
    expect((await send(other, `/api/v1/accounts/${registrar.id}/change`, own)).status).toBe(201)
    expect((await comeBack(registrar.device)).status).toBe(403)
    expect(await api.services.passkeys.list(registrar.id)).toEqual([])
  })
})

describe('a grant of the operator', () => {
  it('is ended by a registrar, and neither changed nor restored', async () => {
    const { api, grant, settled, send } = await people()
    const registrar = await settled('registrar')
    const id = await grant('operator')
    const at = `/api/v1/accounts/${id}`
    const refused = async (verb: string, body: object) => {
      const size = await api.size()
      const answer = await send(registrar.cookie, `${at}/${verb}`, body)
      expect([verb, answer.status, answer.body.code]).toEqual([verb, 403, 'not_allowed'])
      expect(await api.size()).toBe(size)
    }
    const sets = [{ role: 'recorder', department: 'dep-water' }, { until: '2036-01-01' }, { post: '机房' }]
    for (const set of sets) await refused('change', { set, reason: '续期' })
    expect((await send(registrar.cookie, `${at}/revoke`, { reason: '离岗' })).status).toBe(201)
    await refused('restore', { reason: '回岗' })
    await api.services.accounts.restore({ actor: LOCAL_OPERATOR }, id, { reason: '回岗' })
  })
})

describe('a second person', () => {
  it('is another registrar, the holder, or the operator on the machine; the holder of a role where there is one registrar', async () => {
    const { api, settled, send, join } = await people()
    const [one, two] = [await settled('registrar'), await settled('registrar')]
    const [inspector, colleague] = [await settled('inspector'), await settled('inspector')]
    const invite = async () => {
      const { body } = await send(one.cookie, `/api/v1/accounts/${inspector.id}/invitations`, {})
      return {
        token: body.token,
        at: `/api/v1/invitations/${body.invitation.id}/confirm`,
        id: body.invitation.id,
      }
    }
    const { invitations, accounts, keys } = api.services
    const first = await invite()
    expect((await send(colleague.cookie, first.at, {})).status).toBe(403)
    const { secret } = await keys.create(two.id, { name: '代办' })
    expect((await api.post(first.at, {}, { key: secret })).status).toBe(403)
    expect((await send(two.cookie, first.at, {})).body).toMatchObject({ confirmedBy: two.id, waiting: false })
    expect((await send(two.cookie, first.at, {})).status).toBe(409)
    expect((await join(first.token)).status).toBe(201)
    const second = await invite()
    expect((await send(inspector.cookie, second.at, {})).status).toBe(200)
    const third = await invite()
    expect((await invitations.confirm(LOCAL_OPERATOR, third.id)).waiting).toBe(false)
    const call = { actor: LOCAL_OPERATOR }
    for (const { id } of await accounts.registrars()) if (id !== one.id) await accounts.revoke(call, id, {})
    const fourth = await invite()
    expect((await send(colleague.cookie, fourth.at, {})).status).toBe(200)
    expect((await join(fourth.token)).status).toBe(201)
  })
})

describe('the holder', () => {
  it('is told at the next look, and the newcomer cannot put that away', async () => {
    const { settled, send, read, join } = await people()
    const [one, two] = [await settled('registrar'), await settled('registrar')]
    const holder = await settled('inspector')
    const told = async (cookie: string) => (await read(cookie, '/api/v1/me')).body.access
    expect(await told(holder.cookie)).toEqual([])
    const made = (await send(one.cookie, `/api/v1/accounts/${holder.id}/invitations`, {})).body
    await send(two.cookie, `/api/v1/invitations/${made.invitation.id}/confirm`, {})
    const newcomer = await join(made.token)
    const notices = await told(holder.cookie)
    expect(notices.map(({ action }: { action: string }) => action)).toEqual(['invite', 'add_passkey'])
    const { n } = notices.at(-1)
    const see = (cookie: string) => send(cookie, '/api/v1/me/access/acknowledge', { n })
    expect((await see(newcomer.cookie)).status).toBe(409)
    expect(await told(holder.cookie)).toHaveLength(2)
    expect((await see(holder.cookie)).body.access).toEqual([])
    expect(await told(newcomer.cookie)).toEqual([])
  })
})

describe('every act on means of access', () => {
  it('leaves its row, with whose it is and what changed', async () => {
    const { settled, grant, send, read, join, log, api } = await people()
    const [one, two] = [await settled('registrar'), await settled('registrar')]
    const clerk = await settled('recorder', 'dep-water')
    const said = new Map<string, number>()
    const noted = async (
      path: string,
      action: string,
      subject: RegExp,
      act: () => Promise<{ status: number }>,
    ) => {
      const before = (await log()).length
      const { status } = await act()
      expect([path, status < 300]).toEqual([path, true])
      const rows = (await log()).slice(before)
      const row = rows.find((each) => each.action === action)
      expect([path, row?.subject]).toEqual([path, expect.stringMatching(subject)])
      said.set(path, rows.length)
    }
    const at = `/api/v1/accounts/${clerk.id}`
    let link = { token: '', id: '' }
    const invite = async () => {
      const answer = await send(one.cookie, `${at}/invitations`, {})
      link = { token: answer.body.token, id: answer.body.invitation.id }
      return answer
    }
    await noted('/accounts/:id/invitations', 'invite', /^acc-.*– → inv-/, invite)
    await noted('/invitations/:id/confirm', 'confirm_invitation', /waiting → acc-/, () =>
      send(two.cookie, `/api/v1/invitations/${link.id}/confirm`, {}),
    )
    await noted('/auth/invitation/passkey', 'use_invitation', /open → .*used/, () => join(link.token))
    await invite()
    await noted('/invitations/:id/revoke', 'revoke_invitation', /taken back/, () =>
      send(one.cookie, `/api/v1/invitations/${link.id}/revoke`, {}),
    )
    const options = await send(clerk.cookie, '/auth/passkeys/options', {})
    const response = newDevice().register(options.body)
    let passkey = ''
    await noted('/auth/passkeys', 'add_passkey', /passkey: – → /, async () => {
      const answer = await send(clerk.cookie, '/auth/passkeys', { name: '新', response })
      passkey = answer.body.id
      return answer
    })
    await noted('/me/passkeys/:id/remove', 'remove_passkey', / → –$/, () =>
      send(clerk.cookie, `/api/v1/me/passkeys/${passkey}/remove`, {}),
    )
    let key = ''
    await noted('/me/keys', 'add_key', /– → \*/, async () => {
      const answer = await send(clerk.cookie, '/api/v1/me/keys', { name: '报表' })
      key = answer.body.key.id
      return answer
    })
    await noted('/me/keys/:id/revoke', 'revoke_key', /revoked/, () =>
      send(clerk.cookie, `/api/v1/me/keys/${key}/revoke`, {}),
    )
    const { items, current } = (await read(clerk.cookie, '/api/v1/me/sessions')).body
    const other = items.find(({ id }: { id: string }) => id !== current)
    await noted('/me/sessions/:id/end', 'end_session', /ended/, () =>
      send(clerk.cookie, `/api/v1/me/sessions/${other.id}/end`, {}),
    )
    const change = { set: { role: 'approver' }, reason: '轮岗' }
    await noted('/accounts/:id/change', 'end_access', /recorder dep-water → approver dep-water/, () =>
      send(one.cookie, `${at}/change`, change),
    )
    await noted('/accounts/:id/revoke', 'end_access', /revoked/, () =>
      send(one.cookie, `${at}/revoke`, { reason: '离岗' }),
    )
    await noted('/accounts/:id/restore', 'end_access', /restored/, () =>
      send(one.cookie, `${at}/restore`, { reason: '回岗' }),
    )
    const { token } = await api.services.invitations.create(LOCAL_OPERATOR, await grant('auditor'), {
      purpose: 'once',
    })
    await noted('/auth/invitation/once', 'use_invitation', /open → .*used/, () =>
      send('', '/auth/invitation/once', { token }),
    )
    const means = /^POST \/api\/v1\/(me\/|invitations|accounts\/)/
    // An address at which a department is told of deadlines lets nobody in.
    const beside = ['/me/access/acknowledge', '/me/mailboxes', '/me/mailboxes/:id/remove']
    const paths = api.routes
      .filter((route) => means.test(route))
      .map((route) => route.slice('POST /api/v1'.length))
    expect(paths.filter((path) => !said.has(path) && !beside.includes(path))).toEqual([])
  })
})
