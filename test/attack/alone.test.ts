/** Nobody alone: what one account, or two, can do by whatever calls in whatever order. `SEQUENCES=10000` tries more. */
import { describe, expect, it } from 'vitest'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { play } from '../support/alone/sequences.ts'
import { people } from '../support/api/people.ts'
import { PATIENCE } from '../support/run/patience.ts'

const SEQUENCES = Number(process.env.SEQUENCES ?? 54)

describe('random calls of one account of each role, and of every pair', () => {
  it(
    'change nothing that binds without two persons, verify no own work, and read nothing withheld',
    async () => {
      const { faults, calls, statuses } = await play(SEQUENCES, 20_261_130)
      expect(faults).toEqual([])
      // A run that reached nothing has shown nothing.
      expect(calls).toBeGreaterThan(SEQUENCES * 3)
      expect(statuses[201]).toBeGreaterThan(SEQUENCES / 2)
    },
    Math.max(PATIENCE, SEQUENCES * 2000),
  )
})

describe('an erasure', () => {
  const order = { ground: 'personal_data', authority: '整改通知', reason: '个人信息' }

  it('is drafted by an operator and approved by somebody else, whatever it takes away', async () => {
    const { api, settled, send } = await people()
    const opened = await api.post('/api/v1/milestones', { title: '某人的身份证', currentDue: '2026-12-01' })
    const { records }: { records: { id: string; index: number }[] } = await opened.json()
    const [{ id, index } = { id: '', index: -1 }] = records
    const [operator, registrar] = [await settled('operator'), await settled('registrar')]
    const direct = await send(operator.cookie, `/api/v1/entries/${index}/erasure`, order)
    expect([direct.status, direct.body.code]).toEqual([409, 'needs_approval'])
    const draft = { kind: 'erasure', verb: 'open', input: { ...order, entry: index } }
    const begun = await send(operator.cookie, '/api/v1/drafts', draft)
    const at = `/api/v1/drafts/${begun.body.id}`
    const handed = await send(operator.cookie, `${at}/submit`, { version: begun.body.version })
    expect(handed.status).toBe(202)
    const { version } = handed.body.draft
    expect((await send(operator.cookie, `${at}/approve`, { version })).status).toBe(403)
    expect((await (await api.get(`/api/v1/milestones/${id}`)).json()).title).toBe('某人的身份证')
    const done = await send(registrar.cookie, `${at}/approve`, { version })
    expect([done.status, done.body.draft.status]).toEqual([201, 'entered'])
    const { envelope, withheld } = await (await api.get(`/api/v1/entries/${index}`)).json()
    expect([withheld, envelope.kind]).toEqual(['erased', 'milestone.planned'])
    const entry = await (await api.get(`/api/v1/entries/${done.body.records[0].index}`)).json()
    expect(entry.envelope).toMatchObject({
      kind: 'entry.erased',
      actor: { account: operator.id },
      approver: registrar.id,
    })
  })
})

describe('a verifier whom a registrar has made up', () => {
  it('gets no way in before somebody else has confirmed it, beside a recorder who does', async () => {
    const { api, settled, grant, send, join } = await people()
    const registrar = await settled('registrar')
    const link = async (account: string) =>
      (await send(registrar.cookie, `/api/v1/accounts/${account}/invitations`, {})).body
    const recorder = await grant('recorder', 'dep-water')
    expect((await join((await link(recorder)).token)).status).toBe(201)
    const made = await send(registrar.cookie, '/api/v1/accounts', { post: '核验岗', role: 'verifier' })
    const verifier = made.body.records[0].id
    const { token, invitation } = await link(verifier)
    expect([invitation.waiting, (await join(token)).status]).toEqual([true, 403])
    const turned = await send(registrar.cookie, `/api/v1/accounts/${recorder}/change`, {
      set: { role: 'verifier', department: 'dep-house' },
      reason: '调岗',
    })
    expect(turned.status).toBe(201)
    expect((await join((await link(recorder)).token)).status).toBe(403)
    await api.services.invitations.confirm(LOCAL_OPERATOR, invitation.id)
    expect((await join(token)).status).toBe(201)
  })
})

describe('an account with nothing but a key, or a session', () => {
  it('is entered by no link that one registrar made, and whoever holds it is told', async () => {
    const { api, settled, grant, signIn, send, join, read } = await people()
    const registrar = await settled('registrar')
    const { key, secret } = await api.services.keys.createWithAccount(
      { actor: LOCAL_OPERATOR },
      { name: '业务系统', role: 'system', department: 'dep-water' },
    )
    const recorder = await grant('recorder', 'dep-water')
    const cookie = await signIn(recorder)
    for (const account of [key.account, recorder]) {
      const path = `/api/v1/accounts/${account}/invitations`
      const { token, invitation } = (await send(registrar.cookie, path, {})).body
      expect([invitation.waiting, (await join(token)).status]).toEqual([true, 403])
    }
    const byKey = await (await api.get('/api/v1/me', { authorization: `Bearer ${secret}` })).json()
    const { access } = (await read(cookie, '/api/v1/me')).body
    for (const told of [byKey.access, access]) expect(told).toMatchObject([{ action: 'invite' }])
  })
})
