import { describe, expect, it } from 'vitest'
import { type Role, roleDepartments, roleWords } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { whyFormal } from '../../../worker/domain/kinds/formal.ts'
import { actKinds } from '../../../worker/domain/kinds/registry.ts'
import { lists } from '../../../worker/domain/kinds/table.ts'
import { rightsFor } from '../../../worker/domain/rights/acts.ts'
import { type Right, rights } from '../../../worker/domain/rights/rights.ts'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { parseLeaf } from '../../../worker/ledger/envelope.ts'
import { checkEnvelopeSignature, signPrepared } from '../../../worker/ledger/prepared.ts'
import { hasRight, LOCAL_OPERATOR, roles, WATCHED } from '../../../worker/services/roles.ts'
import { base, testApi } from '../../support/api/api.ts'
import { departmentKey } from '../../support/ledger/department-key.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
const allRoles = Object.keys(roleWords) as Role[]

async function opened() {
  const api = await testApi()
  const { accounts, invitations, keys } = api.services
  const grant = async (role: Role, department: string | null = null, post = `${role} 岗`) =>
    (await accounts.grant(call, { post, role, department })).records[0]?.id ?? ''
  /** Signs an account in as its page would, and returns the cookie. */
  const signIn = async (account: string): Promise<string> => {
    const { token } = await invitations.create(LOCAL_OPERATOR, account, { purpose: 'once' })
    const answer = await api.request('/auth/invitation/once', {
      method: 'POST',
      body: JSON.stringify({ token }),
      headers: { 'content-type': 'application/json', origin: base },
    })
    expect(answer.status).toBe(201)
    return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  }
  const send = async (cookie: string, path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await api.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: base, cookie, ...headers },
    })
    return { status: answer.status, body: await answer.json() }
  }
  const read = async (cookie: string, path: string) => {
    const answer = await api.get(path, { cookie })
    return { status: answer.status, body: await answer.json(), headers: answer.headers }
  }
  return { api, grant, signIn, send, read, keys, accounts, invitations }
}

describe('grants', () => {
  it('are entries, changed and revoked by entries, and end keys and sessions at once', async () => {
    const { api, grant, signIn, send, read, keys } = await opened()
    const registrar = await signIn(await grant('registrar'))
    const made = await send(registrar, '/api/v1/accounts', {
      post: '水务局文书岗',
      role: 'recorder',
      department: 'dep-water',
    })
    expect(made.status).toBe(201)
    const id = made.body.records[0].id
    const recorder = await signIn(id)
    const { secret } = await keys.create(id, { name: '报表' })
    expect((await read(recorder, '/api/v1/me')).body).toMatchObject({
      id,
      role: 'recorder',
      department: 'dep-water',
    })
    expect(
      (await send(registrar, `/api/v1/accounts/${id}/change`, { set: { role: 'approver' }, reason: '轮岗' }))
        .status,
    ).toBe(201)
    expect((await read(recorder, '/api/v1/me')).status).toBe(401)
    expect((await api.post('/api/v1/decisions', {}, { key: secret })).status).toBe(401)
    const approver = await signIn(id)
    expect((await read(approver, '/api/v1/me')).body.role).toBe('approver')
    expect((await send(registrar, `/api/v1/accounts/${id}/revoke`, { reason: '离岗' })).status).toBe(201)
    expect((await read(approver, '/api/v1/me')).status).toBe(401)
    const entries = await (await api.get(`/api/v1/accounts/${id}/timeline`)).json()
    expect(
      entries.items.map((one: { entry: { envelope: { kind: string } } }) => one.entry.envelope.kind),
    ).toEqual(['account.granted', 'account.changed', 'account.revoked'])
  })

  it('refuses a role without its department, a department that is not there, and the last registrar leaving', async () => {
    const { grant, signIn, send } = await opened()
    // The test ledger has a registrar of its own.
    const account = await grant('registrar')
    const registrar = await signIn(account)
    const tries: [unknown, number, string][] = [
      [{ post: '岗', role: 'recorder', department: null }, 400, 'department'],
      [{ post: '岗', role: 'auditor', department: 'dep-water' }, 400, 'department'],
      [{ post: '岗', role: 'recorder', department: 'dep-none' }, 404, 'department'],
      [{ post: '', role: 'auditor', department: null }, 400, 'post'],
      [{ post: '岗', role: 'king', department: null }, 400, 'role'],
      [{ post: '岗', role: 'operator', department: null }, 403, 'role'],
    ]
    for (const [body, status, field] of tries) {
      const answer = await send(registrar, '/api/v1/accounts', body)
      expect([answer.status, answer.body.field]).toEqual([status, field])
    }
  })

  it('are made by whoever may, and never on the way of a key with fewer rights', async () => {
    const { api, grant, keys } = await opened()
    const account = await grant('registrar')
    const narrow = await keys.create(account, { name: '只管清单', scopes: ['responsibility.write'] })
    const refused = await api.post(
      '/api/v1/accounts',
      { post: '岗', role: 'auditor', department: null },
      { key: narrow.secret },
    )
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'not_allowed'])
    await expect(keys.create(account, { name: '越权', scopes: ['sealed.read'] })).rejects.toMatchObject({
      code: 'invalid',
      field: 'scopes',
    })
    await expect(keys.create(account, { name: '过期', expires: '2020-01-01' })).rejects.toMatchObject({
      field: 'expires',
    })
  })
})

describe('sessions', () => {
  it('open once with a link, and never twice', async () => {
    const { api, grant, invitations } = await opened()
    const { token } = await invitations.create(LOCAL_OPERATOR, await grant('auditor'), { purpose: 'once' })
    const use = (): Promise<Response> =>
      api.request('/auth/invitation/once', {
        method: 'POST',
        body: JSON.stringify({ token }),
        headers: { 'content-type': 'application/json', origin: base },
      })
    const [one, two] = await Promise.all([use(), use()])
    expect([one.status, two.status].toSorted()).toEqual([201, 403])
    const cookie = [one, two].find(({ status }) => status === 201)?.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^__Host-mz=mzs_[0-9a-f]{64}; .*HttpOnly/i)
    expect(cookie).toMatch(/Secure/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  it('are not to be used by another site, and a link for a passkey does not sign in', async () => {
    const { api, grant, signIn, send, invitations } = await opened()
    const cookie = await signIn(await grant('registrar'))
    const size = await api.size()
    const body = { post: '岗', role: 'auditor', department: null }
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }])
      expect((await send(cookie, '/api/v1/accounts', body, headers)).status).toBe(403)
    const bare = await api.request('/api/v1/accounts', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', cookie },
    })
    expect(bare.status).toBe(403)
    const { token } = await invitations.create(LOCAL_OPERATOR, await grant('auditor'), {})
    expect((await send('', '/auth/invitation/once', { token })).status).toBe(403)
    expect((await send('', '/auth/invitation', { token })).body).toMatchObject({ purpose: 'join' })
    expect((await send('', '/auth/invitation', { token: `mzi_${'0'.repeat(64)}` })).status).toBe(403)
    expect(await api.size()).toBe(size + 1)
  })

  it('are listed to their owner, ended one by one, and end by signing out', async () => {
    const { grant, signIn, send, read } = await opened()
    const account = await grant('recorder', 'dep-water')
    const [here, there] = [await signIn(account), await signIn(account)]
    const { body } = await read(here, '/api/v1/me/sessions')
    expect(body.items).toHaveLength(2)
    const other = body.items.find(({ id }: { id: string }) => id !== body.current)
    expect((await send(here, `/api/v1/me/sessions/${other.id}/end`, {})).status).toBe(200)
    expect((await read(there, '/api/v1/me')).status).toBe(401)
    expect((await send(here, '/auth/sign-out', {})).status).toBe(200)
    expect((await read(here, '/api/v1/me')).status).toBe(401)
  })

  it('makes whoever guesses wait, whether the guess was near or far', async () => {
    const { send } = await opened()
    // All at once: while one after the other waits for a slow machine, the minute goes on and lets more in.
    const guesses = Array.from({ length: 60 }, (_, i) =>
      send('', '/auth/invitation', { token: `mzi_${String(i).padStart(64, '0')}` }),
    )
    const answers = (await Promise.all(guesses)).map(({ status }) => status)
    expect(answers.filter((status) => status === 403).length).toBeGreaterThanOrEqual(30)
    expect(answers).toContain(429)
  })
})

describe('four eyes', () => {
  const decision = { title: '河道整治方案', class: 'ordinary', noResponsibility: '临时任务' }

  async function drafted() {
    const house = await opened()
    const { grant, signIn, send } = house
    const author = await grant('recorder', 'dep-water', '文书岗')
    const reviewer = await grant('approver', 'dep-water', '审核岗')
    const other = await grant('approver', 'dep-house', '外局审核岗')
    const cookies = {
      author: await signIn(author),
      reviewer: await signIn(reviewer),
      other: await signIn(other),
    }
    const begun = await send(cookies.author, '/api/v1/drafts', {
      kind: 'decision',
      verb: 'open',
      title: decision.title,
      input: decision,
    })
    expect(begun.status).toBe(201)
    const entered = await send(cookies.author, `/api/v1/drafts/${begun.body.id}/submit`, { version: 1 })
    return { ...house, author, reviewer, cookies, entered, record: entered.body.records[0].id as string }
  }

  it('what is formal waits for somebody else of the department; the entry names both', async () => {
    const { api, send, read, author, reviewer, cookies, entered, record } = await drafted()
    expect(entered.status).toBe(201)
    const ruling = { outcome: 'adopted', decidedAt: '2026-03-01', rule: 'chief_after_deliberation' }
    const direct = await send(cookies.author, `/api/v1/decisions/${record}/decide`, ruling)
    expect([direct.status, direct.body.code]).toEqual([409, 'needs_approval'])
    const begun = await send(cookies.author, '/api/v1/drafts', {
      kind: 'decision',
      verb: 'decide',
      record,
      title: '决定',
      input: ruling,
    })
    const { id } = begun.body
    const size = await api.size()
    const waiting = await send(cookies.author, `/api/v1/drafts/${id}/submit`, { version: 1 })
    expect([waiting.status, waiting.body.draft.status, await api.size()]).toEqual([202, 'waiting', size])
    expect((await send(cookies.author, `/api/v1/drafts/${id}/approve`, { version: 2 })).status).toBe(403)
    expect((await send(cookies.other, `/api/v1/drafts/${id}/approve`, { version: 2 })).status).toBe(404)
    expect((await read(cookies.reviewer, '/api/v1/drafts')).body.waiting).toMatchObject([
      { id, account: author },
    ])
    const back = await send(cookies.reviewer, `/api/v1/drafts/${id}/return`, {
      version: 2,
      note: '请补会议日期',
    })
    expect(back.body).toMatchObject({ status: 'returned', note: '请补会议日期' })
    expect(
      (await send(cookies.author, `/api/v1/drafts/${id}/save`, { version: 2, input: ruling })).status,
    ).toBe(409)
    expect(
      (await send(cookies.author, `/api/v1/drafts/${id}/save`, { version: 3, input: ruling })).status,
    ).toBe(200)
    expect((await send(cookies.author, `/api/v1/drafts/${id}/submit`, { version: 4 })).status).toBe(202)
    const approved = await send(cookies.reviewer, `/api/v1/drafts/${id}/approve`, { version: 5 })
    expect(approved.status).toBe(201)
    const entry = await (await api.get(`/api/v1/entries/${approved.body.records[0].index}`)).json()
    expect(entry.envelope).toMatchObject({
      kind: 'decision.decided',
      actor: { account: author, role: 'recorder' },
      approver: reviewer,
    })
  })

  it('refuses a draft of nothing, one that nobody may write, and one that was entered', async () => {
    const { send, cookies, signIn, grant } = await drafted()
    expect(
      (
        await send(cookies.author, '/api/v1/drafts', {
          kind: 'decision',
          verb: 'explode',
          record: null,
          input: {},
        })
      ).status,
    ).toBe(400)
    expect(
      (
        await send(await signIn(await grant('auditor')), '/api/v1/drafts', {
          kind: 'decision',
          verb: 'open',
          input: {},
        })
      ).status,
    ).toBe(403)
    const begun = await send(cookies.author, '/api/v1/drafts', {
      kind: 'decision',
      verb: 'open',
      title: '',
      input: { title: '' },
    })
    const refused = await send(cookies.author, `/api/v1/drafts/${begun.body.id}/submit`, { version: 1 })
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid'])
    expect(
      (await send(cookies.author, `/api/v1/drafts/${begun.body.id}/discard`, { version: 1 })).status,
    ).toBe(200)
    expect(
      (await send(cookies.author, `/api/v1/drafts/${begun.body.id}/submit`, { version: 1 })).status,
    ).toBe(404)
  })

  it('nobody verifies their own work or that of their department', async () => {
    const { api, send, cookies, signIn, grant, record } = await drafted()
    const begun = await send(cookies.author, '/api/v1/milestones', {
      title: '完工',
      currentDue: '2026-02',
      decision: record,
    })
    const id = begun.body.records[0].id
    const evidence = [{ title: '验收照片' }]
    expect(
      (
        await send(cookies.author, `/api/v1/milestones/${id}/claim`, {
          metAt: '2026-02-20',
          by: '工程科',
          evidence,
        })
      ).status,
    ).toBe(201)
    const verified = { outcome: 'met', by: '督查室' }
    expect((await send(cookies.author, `/api/v1/milestones/${id}/verify`, verified)).status).toBe(403)
    const own = await signIn(await grant('verifier', 'dep-water'))
    expect((await send(own, `/api/v1/milestones/${id}/verify`, verified)).status).toBe(403)
    const size = await api.size()
    const other = await signIn(await grant('verifier', 'dep-house'))
    expect((await send(other, `/api/v1/milestones/${id}/verify`, verified)).status).toBe(201)
    expect(await api.size()).toBe(size + 2)
  })
})

describe('the access log', () => {
  it('shows auditors who came and who exported, and nobody else', async () => {
    const { grant, signIn, read, api } = await opened()
    const recorder = await signIn(await grant('recorder', 'dep-water'))
    const auditor = await signIn(await grant('auditor'))
    expect((await api.get('/api/v1/responsibilities.csv', { cookie: recorder })).status).toBe(200)
    const { body, status } = await read(auditor, '/api/v1/access')
    expect(status).toBe(200)
    const rows = body.items.filter((one: { request: string }) => one.request !== 'cli')
    expect(rows.map((one: { action: string }) => one.action)).toEqual([
      'read_access',
      'export',
      'sign_in',
      'use_invitation',
      'sign_in',
      'use_invitation',
    ])
    expect((await read(recorder, '/api/v1/access')).status).toBe(403)
    expect((await api.get('/api/v1/access')).status).toBe(401)
  })
})

describe('withheld content', () => {
  it('is read by those who may, who are noted before they see it', async () => {
    const { api, grant, signIn, read } = await opened()
    const sealing = { visibility: 'sealed', ground: 'privacy', review: '2028-01-01' }
    const item = {
      name: '补偿案卷',
      type: 'payment',
      legalBases: [{ title: '条例', text: '第三条' }],
      ...sealing,
    }
    const logged = await (await api.settle('/api/v1/responsibilities', item)).json()
    const { index } = logged.records[0]
    const at = `/api/v1/entries/${index}/withheld`
    expect((await api.get(at)).status).toBe(401)
    const may = [await grant('inspector'), await grant('auditor'), await grant('recorder', 'dep-water')]
    for (const account of may) {
      const { status, body, headers } = await read(await signIn(account), at)
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(JSON.parse(body.content)).toMatchObject({ name: '补偿案卷' })
    }
    for (const [role, department] of [
      ['recorder', 'dep-house'],
      ['registrar', null],
      ['verifier', null],
    ] as const)
      expect((await read(await signIn(await grant(role, department)), at)).status).toBe(403)
    const { body } = await read(await signIn(may[1] ?? ''), '/api/v1/access?action=read_sealed')
    expect(
      body.items.map(({ account, subject }: { account: string; subject: string }) => [account, subject]),
    ).toEqual(may.toReversed().map((account) => [account, String(index)]))
    expect((await read(await signIn(may[0] ?? ''), '/api/v1/entries/0/withheld')).body.code).toBe(
      'wrong_state',
    )
    expect((await read(await signIn(may[0] ?? ''), '/api/v1/entries/9999/withheld')).status).toBe(404)
  })
})

/** Lists of the kinds that departments log. */
const LOGGED = actKinds
  .filter((kind) => rightsFor(kind, null)[0] === 'record.write')
  .map((kind) => lists[kind])

/** What a right is asked for, by the first part of an address. */
const RIGHT_OF: readonly [RegExp, Right | readonly Right[]][] = [
  [/^\/api\/v1\/departments\/:id\/deliveries$/, 'responsibility.write'],
  [/^\/api\/v1\/departments\/:id\/(register|revoke)-key$/, 'key.write'],
  [/^\/api\/v1\/departments/, 'department.write'],
  [/^\/api\/v1\/responsibilities/, 'responsibility.write'],
  [/^\/api\/v1\/milestones\/:id\/verify$/, ['milestone.verify', 'remedy.verify']],
  [/^\/api\/v1\/flags\/:id\/respond$/, 'record.write'],
  [/^\/api\/v1\/(flags|findings)/, 'flag.write'],
  [/^\/api\/v1\/cases/, 'case.write'],
  [new RegExp(`^/api/v1/(${[...LOGGED, 'deliveries'].join('|')})`), 'record.write'],
  [/^\/api\/v1\/entries\/:index\/erasure$/, 'entry.erase'],
  [/^\/api\/v1\/reentry/, 'entry.reenter'],
  [/^\/api\/v1\/moderation/, 'message.moderate'],
  [/^\/api\/v1\/invitations\/:id\/confirm$/, WATCHED],
  [/^\/api\/v1\/(accounts|invitations)/, 'account.write'],
  [/^\/api\/v1\/providers/, 'provider.write'],
  [/^\/api\/v1\/drafts\/:id\/(approve|return)$/, ['draft.approve', 'rule.write', 'flag.write']],
  [/^\/api\/v1\/drafts/, ['draft.write', 'rule.write', 'flag.write']],
]

describe('a delivery', () => {
  it('is no way around approval, verification or the inspectors', async () => {
    const { api, grant, keys } = await opened()
    const { secret: recorder } = await keys.create(await grant('recorder', 'dep-water'), { name: '导入' })
    const { secret: inspector } = await keys.create(await grant('inspector'), { name: '巡检' })
    const made = async (path: string, body: object, key?: string): Promise<string> => {
      const answer = await api.post(`/api/v1/${path}`, body, key === undefined ? {} : { key })
      expect(answer.status).toBe(201)
      return (await answer.json()).records[0].id
    }
    const source = { mapping: 'city', key: 'a' }
    const decision = await made('decisions', {
      title: '方案',
      class: 'ordinary',
      noResponsibility: '无',
      source,
    })
    const milestone = await made('milestones', { title: '完工', currentDue: '2026-02' })
    await made(`milestones/${milestone}/claim`, { metAt: '2026-02-01', evidence: [{ title: '单' }] })
    const flag = await made(
      'flags',
      { title: '早报完工', subject: milestone, severity: 'low', finding: '佐证只有一张单。' },
      inspector,
    )
    const item = await made('responsibilities', {
      name: '取水许可',
      type: 'licence',
      legalBases: [{ title: '水法', text: '第七条' }],
    })
    const size = await api.size()
    const refused = async (operation: object): Promise<string> => {
      const answer = await api.post('/api/v1/deliveries', { operations: [operation] }, { key: recorder })
      return `${answer.status} ${(await answer.json()).code}`
    }
    expect(
      await refused({
        id: decision,
        event: 'decided',
        body: { outcome: 'adopted', decidedAt: '2026-03-01' },
      }),
    ).toBe('409 needs_approval')
    expect(await refused({ id: milestone, event: 'verified', body: { outcome: 'met', by: '本局' } })).toBe(
      '403 not_allowed',
    )
    expect(await refused({ id: flag, event: 'cleared', body: { reason: '没有问题。' } })).toBe(
      '403 not_allowed',
    )
    expect(
      await refused({
        id: 'fla-0000000001',
        department: 'dep-water',
        fields: { title: '无', subject: milestone, severity: 'low', finding: '无' },
      }),
    ).toBe('403 not_allowed')
    expect(await refused({ id: item, event: 'amended', body: { scope: '全市' } })).toBe('409 needs_approval')
    expect(await api.size()).toBe(size)
  })
})

describe('what is left behind', () => {
  it('a draft that was entered keeps no copy, which would outlive a lawful erasure', async () => {
    const { grant, signIn, send, read } = await opened()
    const author = await signIn(await grant('recorder', 'dep-water'))
    const input = { title: '河道整治方案', class: 'ordinary', noResponsibility: '临时任务' }
    const begun = await send(author, '/api/v1/drafts', {
      kind: 'decision',
      verb: 'open',
      title: input.title,
      input,
    })
    const at = `/api/v1/drafts/${begun.body.id}`
    expect((await send(author, `${at}/submit`, { version: 1 })).status).toBe(201)
    expect((await read(author, at)).body).toMatchObject({ status: 'entered', title: '', input: {} })
  })

  it('whoever reads findings stands in the access log', async () => {
    const { grant, signIn, read } = await opened()
    const inspector = await grant('inspector')
    expect((await read(await signIn(inspector), '/api/v1/findings?rule=P01')).body.items).toEqual([])
    const auditor = await signIn(await grant('auditor'))
    const { body } = await read(auditor, '/api/v1/access?action=read_findings')
    expect(body.items).toMatchObject([{ account: inspector, subject: '?rule=P01' }])
    expect((await read(auditor, '/api/v1/findings')).status).toBe(403)
  })
})

describe('a draft that cannot be entered', () => {
  it('is told so when it is checked, and is not handed in', async () => {
    const { api, grant, signIn, send } = await opened()
    const author = await signIn(await grant('recorder', 'dep-water'))
    const first = await api.post('/api/v1/decisions', {
      title: '方案',
      class: 'ordinary',
      noResponsibility: '无',
    })
    const record = (await first.json()).records[0].id
    const begun = await send(author, '/api/v1/drafts', {
      kind: 'decision',
      verb: 'decide',
      record,
      title: '决定',
      input: { outcome: 'adopted', decidedAt: '某日' },
    })
    const at = `/api/v1/drafts/${begun.body.id}`
    const size = await api.size()
    for (const verb of ['check', 'submit']) {
      const { status, body } = await send(author, `${at}/${verb}`, { version: 1 })
      expect([status, body.code, body.field]).toEqual([400, 'invalid', 'decidedAt'])
    }
    const input = { outcome: 'adopted', decidedAt: '2026-03-01' }
    await send(author, `${at}/save`, { version: 1, title: '决定', input })
    const checked = await send(author, `${at}/check`, { version: 2 })
    expect(checked.body.drafts).toMatchObject([{ kind: 'decision.decided', record, seq: 2, body: input }])
    expect((await send(author, `${at}/check`, { version: 1 })).status).toBe(409)
    expect(await api.size()).toBe(size)
  })
})

describe('a draft that the department signs', () => {
  it('is signed as it is approved, drafter and approver under the signature', async () => {
    const { api, grant, signIn, send } = await opened()
    const signing = await departmentKey('water')
    await api.settle('/api/v1/departments/dep-water/register-key', { key: signing.key, keptOn: '办公室电脑' })
    const author = await grant('recorder', 'dep-water')
    const reviewer = await grant('approver', 'dep-water')
    const cookies = { author: await signIn(author), reviewer: await signIn(reviewer) }
    const input = { title: '河道整治方案', class: 'ordinary', noResponsibility: '临时任务' }
    const hand = async (target: object, title: string, given: object) => {
      const begun = await send(cookies.author, '/api/v1/drafts', { ...target, title, input: given })
      return `/api/v1/drafts/${begun.body.id}`
    }
    const sign = async (cookie: string, path: string, version: number) => {
      const size = await api.size()
      const { status, body } = await send(cookie, path, { version }, { prefer: 'prepare' })
      expect([status, await api.size()]).toEqual([200, size])
      const signed = await signPrepared(body, new Set(['dep-water']), signing.sign)
      return send(cookie, path, { version, signed })
    }
    const opening = await hand({ kind: 'decision', verb: 'open' }, input.title, input)
    const made = await sign(cookies.author, `${opening}/submit`, 1)
    expect(made.status).toBe(201)
    const record = made.body.records[0].id
    const ruling = { outcome: 'adopted', decidedAt: '2026-03-01', rule: 'chief_after_deliberation' }
    const deciding = await hand({ kind: 'decision', verb: 'decide', record }, '决定', ruling)
    const waiting = await send(cookies.author, `${deciding}/submit`, { version: 1 }, { prefer: 'prepare' })
    expect([waiting.status, waiting.body.draft.status]).toEqual([202, 'waiting'])
    const foreign = await send(cookies.reviewer, `${deciding}/approve`, {
      version: 2,
      signed: { ticket: `${'A'.repeat(43)}=`, signatures: [{ record, seq: 2, sig: `${'A'.repeat(86)}==` }] },
    })
    expect([foreign.status, foreign.body.field]).toEqual([400, 'signed/signatures/0/sig'])
    const decided = await sign(cookies.reviewer, `${deciding}/approve`, 2)
    expect(decided.status).toBe(201)
    const entry = await (await api.get(`/api/v1/entries/${decided.body.records[0].index}`)).json()
    const envelope = parseLeaf(fromBase64(entry.leaf))
    expect(envelope).toMatchObject({ actor: { account: author }, approver: reviewer })
    expect(await checkEnvelopeSignature(envelope, signing.key, api.services.log.origin)).toBe(true)
    expect(
      await checkEnvelopeSignature(
        { ...envelope, approver: 'acc-00000000000000000000' },
        signing.key,
        api.services.log.origin,
      ),
    ).toBe(false)
  })
})

/** What nobody signs for: asking, commenting, what the holder of a code does, following by mail. */
const FOR_ANYBODY =
  /^\/api\/v1\/(?:questions|consultations\/[^/]+\/comments|tracking(?:\/[a-z-]+)?|subscriptions(?:\/confirm|\/returned)?|mentions|checkpoints\/compare|proof-of-work)$/

describe('every route with every role', () => {
  it('lets write exactly whom the table of rights lets', async () => {
    const { api, grant, keys } = await opened()
    const department = (role: Role): string | null =>
      roleDepartments[role] === 'always' ? 'dep-water' : null
    const secrets = new Map<Role, string>()
    for (const role of allRoles)
      secrets.set(role, (await keys.create(await grant(role, department(role)), { name: role })).secret)
    const item = await api.post('/api/v1/responsibilities', {
      name: '取水许可',
      type: 'licence',
      legalBases: [{ title: '水法', text: '第七条' }],
    })
    const decision = await api.post('/api/v1/decisions', {
      title: '方案',
      class: 'ordinary',
      noResponsibility: '无',
    })
    const milestone = await api.post('/api/v1/milestones', { title: '完工', currentDue: '2026-02' })
    const idOf = async (answer: Response): Promise<string> => (await answer.json()).records[0].id
    const ids: Record<string, string> = {
      responsibilities: await idOf(item),
      decisions: await idOf(decision),
      milestones: await idOf(milestone),
      departments: 'dep-water',
      accounts: await grant('auditor'),
    }
    const size = await api.size()
    const mine = /^\/api\/v1\/(?:me\/|endpoints)/
    const posts = api.routes.filter((route) => route.startsWith('POST ')).map((route) => route.slice(5))
    expect(posts.length).toBeGreaterThan(80)
    const wrong: string[] = []
    for (const path of posts) {
      const list = path.split('/')[3] ?? ''
      const known = ids[list]
      if (
        path.includes(':') &&
        known === undefined &&
        !mine.test(path) &&
        !/drafts|invitations|providers/.test(path)
      )
        continue
      const at = path.replace(':index', '5').replace(':id', known ?? 'none')
      const byAnybody = FOR_ANYBODY.test(path)
      // Without a mailer nobody follows by mail, which an empty body is told first.
      const { status: public_ } = await api.post(at, {}, { key: null })
      expect(byAnybody ? [400, 503] : [401], path).toContain(public_)
      if (byAnybody) continue
      const right = RIGHT_OF.find(([pattern]) => pattern.test(path))?.[1]
      if (right === undefined) {
        if (!mine.test(path)) wrong.push(`${path}: no right is named for it`)
        continue
      }
      const anyOf = typeof right === 'string' ? [right] : right
      for (const role of allRoles) {
        // What no schema takes: a caller who may is told what is wrong with it, and nothing is written.
        const { status } = await api.post(at, { '': 0 }, { key: secrets.get(role) ?? '' })
        const may = anyOf.some((one) => hasRight({ account: '', role, department: null }, one))
        // Whether a draft is there is its author's business, and that of the department.
        const hidden = status === 404 && /drafts\/:id/.test(path)
        if ((status === 403) === may && !hidden) wrong.push(`${role} ${path}: ${status}`)
        if (status < 400 || status >= 500) wrong.push(`${role} ${path}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
    expect(await api.size()).toBe(size)
  })

  it('names only rights and formal events that there are', () => {
    for (const role of allRoles)
      for (const right of roles[role].rights) expect(Object.hasOwn(rights, right)).toBe(true)
    expect(roles.auditor.rights.filter((right) => right.endsWith('.write'))).toEqual([])
    expect(whyFormal('decision.decided')).not.toBeNull()
    expect(whyFormal('milestone.reported')).toBeNull()
  })
})
