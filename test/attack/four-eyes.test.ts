/** Four eyes by effect: what one person may not do by one verb, they may not do by any other. */

import { beforeAll, describe, expect, it } from 'vitest'
import { replay } from '../../worker/domain/kinds/replay.ts'
import type { Recorded } from '../../worker/domain/record/event.ts'
import type { Json } from '../../worker/ledger/canonical.ts'
import type { Operation } from '../../worker/services/records/registers.ts'
import { LOCAL_OPERATOR } from '../../worker/services/roles.ts'
import { type TestApi, testApi } from '../support/api/api.ts'
import { OPERATOR, SECOND } from '../support/ledger/ledger.ts'
import { entryAt } from '../support/ledger/small-ledger.ts'

const call = { actor: OPERATOR }
const why = { correction: 'data_entry', reason: '补记' }
const amounts = (baseline: number) => [{ kind: 'budget', currency: 'CNY', baseline, current: baseline }]

/** Whoever may write at all: software that says it was approved elsewhere, and who runs the place, among them. */
const ROLES = ['recorder', 'approver', 'system', 'registrar', 'operator'] as const

let api: TestApi
let key: string
let approver: string
const keys: { [role: string]: string } = {}
const ids: { [list: string]: string } = {}

beforeAll(async () => {
  api = await testApi()
  for (const role of ROLES) {
    const department = role === 'registrar' || role === 'operator' ? null : 'dep-water'
    const made = await api.services.keys.createWithAccount(call, { name: role, role, department })
    keys[role] = made.secret
  }
  ;[key, approver] = [keys.recorder ?? '', keys.approver ?? '']
  const open = async (list: string, body: object) => {
    const response = await api.post(`/api/v1/${list}`, body, { key })
    const answer: { records: { id: string }[]; detail?: string } = await response.json()
    expect(response.status, answer.detail).toBe(201)
    ids[list] = answer.records[0]?.id ?? ''
  }
  await open('responsibilities', { name: '取水许可', type: 'licence', scope: '全市' })
  await open('decisions', { title: '堤防加固', class: 'ordinary', responsibility: ids.responsibilities })
  await open('milestones', { title: '主体完工', decision: ids.decisions, currentDue: '2026-12-01' })
  await open('memberships', { member: '岗位甲', role: '局长', membershipKind: 'office', from: '2024-01-01' })
})

/** Each a way in which one person alone would change what binds: the pairs of what is refused by its name. */
const WAYS: [string, string, string, object][] = [
  ['a due date', 'milestones', 'reschedule', { to: '2030-01-01', reasonCode: 'funding' }],
  [
    'a due date and its baseline',
    'milestones',
    'correct',
    { set: { currentDue: '2030-01-01', baselineDue: '2030-01-01' }, ...why },
  ],
  ['the day on which it was done', 'milestones', 'correct', { set: { metAt: '2026-01-01' }, ...why }],
  ['the title of a promise', 'milestones', 'update', { set: { title: '别的' } }],
  [
    'the list from which it is said to come',
    'milestones',
    'update',
    { set: { source: { mapping: 'works', key: '1', asOf: '2024-01-01' } } },
  ],
  ['how often something is heard of it', 'milestones', 'correct', { set: { reportEvery: 3650 }, ...why }],
  ['what the law asks', 'decisions', 'update', { set: { applicability: { nonDisclosable: true } } }],
  ['amounts', 'decisions', 'amend', { set: { amounts: amounts(9e8) }, approver: '市政府' }],
  ['amounts, by an update', 'decisions', 'update', { set: { amounts: amounts(9e8) } }],
  ['amounts, by a correction', 'decisions', 'correct', { set: { amounts: amounts(9e8) }, ...why }],
  ['the class of a decision', 'decisions', 'update', { set: { class: 'three_major_one_large' } }],
  [
    'name, scope and bases of a power',
    'responsibilities',
    'amend',
    { set: { name: '别的权力' }, trigger: 'reform' },
  ],
  [
    'the same by a correction',
    'responsibilities',
    'correct',
    { set: { name: '别的权力', scope: '全省', legalBases: [] }, ...why },
  ],
  ['the department of a promise', 'milestones', 'transfer', { to: 'dep-house' }],
  ['the department of a decision', 'decisions', 'transfer', { to: 'dep-house' }],
  ['who holds a post', 'memberships', 'correct', { set: { member: '岗位乙' }, ...why }],
  [
    'that it is there at the source',
    'decisions',
    'note-source-change',
    { asOf: '2026-01-01', changes: [{ change: 'vanished', field: 'record' }] },
  ],
  [
    'what is withheld',
    'decisions',
    'report',
    { note: '进展', visibility: 'sealed', ground: 'internal_affairs', review: '2099-12-31' },
  ],
]

describe.each(ROLES)('one person alone, a %s', (role) => {
  it.each(WAYS)('does not change %s (%s/%s)', async (_, list, verb, body) => {
    const before = await api.size()
    const response = await api.post(`/api/v1/${list}/${ids[list]}/${verb}`, body, { key: keys[role] ?? '' })
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'needs_approval' }])
    expect(await api.size()).toBe(before)
  })

  it('does not by a delivery, of a list or of a register', async () => {
    const before = await api.size()
    const [id, seq] = [ids.responsibilities, 1]
    const deliveries: [string, object][] = [
      ['departments/dep-water/deliveries', { changed: [{ id, seq, set: { scope: '全省' } }] }],
      ['departments/dep-water/deliveries', { missing: [{ id, seq }] }],
      [
        'deliveries',
        { operations: [{ id: ids.milestones, event: 'rescheduled', body: { to: '2030-01-01' } }] },
      ],
      [
        'deliveries',
        {
          operations: [
            {
              id: 'dec-0000000001',
              department: 'dep-water',
              fields: { title: '新', class: 'ordinary', noResponsibility: '无' },
            },
            { id: 'dec-0000000001', event: 'corrected', body: { set: { amounts: amounts(9e8) }, ...why } },
          ],
        },
      ],
    ]
    for (const [path, body] of deliveries) {
      const response = await api.post(`/api/v1/${path}`, body, { key: keys[role] ?? '' })
      expect([path, await response.json()]).toMatchObject([path, { code: 'needs_approval' }])
    }
    expect(await api.size()).toBe(before)
  })
})

describe('a registrar alone', () => {
  it.each([
    ['rename', { name: '别的局', reason: null }],
    ['amend', { set: { level: 'county' }, reason: null }],
    ['merge', { into: 'dep-water', reason: null }],
    ['abolish', { reason: null }],
  ])('does not %s a department', async (verb, body) => {
    const response = await api.post(`/api/v1/departments/dep-house/${verb}`, body, {
      key: keys.registrar ?? '',
    })
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'needs_approval' }])
  })
})

describe('one person alone', () => {
  it('withholds nothing that is new either', async () => {
    const body = {
      title: '暗项',
      currentDue: '2027-01-01',
      visibility: 'sealed',
      ground: 'internal_affairs',
      review: '2099-12-31',
    }
    const response = await api.post('/api/v1/milestones', body, { key })
    expect([response.status, await response.json()]).toMatchObject([409, { code: 'needs_approval' }])
  })

  it('still records what does not bind', async () => {
    const report = await api.post(`/api/v1/decisions/${ids.decisions}/report`, { note: '进展顺利' }, { key })
    expect(report.status).toBe(201)
    const summary = { set: { summary: '写得更清楚。' } }
    expect((await api.post(`/api/v1/decisions/${ids.decisions}/update`, summary, { key })).status).toBe(201)
  })
})

describe('two persons', () => {
  it('change it by a draft that waits for the second, and the entry names both', async () => {
    const draft = {
      kind: 'milestone',
      verb: 'correct',
      record: ids.milestones,
      title: '更正期限',
      input: { set: { currentDue: '2026-12-15' }, ...why },
    }
    const begun: { id: string; version: number } = await (
      await api.post('/api/v1/drafts', draft, { key })
    ).json()
    const submitted = await api.post(`/api/v1/drafts/${begun.id}/submit`, { version: begun.version }, { key })
    expect(submitted.status).toBe(202)
    const { draft: waiting }: { draft: { version: number; status: string } } = await submitted.json()
    expect(waiting.status).toBe('waiting')
    const own = await api.post(`/api/v1/drafts/${begun.id}/approve`, { version: waiting.version }, { key })
    expect(own.status).toBe(403)
    const approved = await api.post(
      `/api/v1/drafts/${begun.id}/approve`,
      { version: waiting.version },
      { key: approver },
    )
    expect(approved.status).toBe(201)
    const { items }: { items: { entry: { envelope: { actor: { account: string }; approver?: string } } }[] } =
      await (await api.get(`/api/v1/milestones/${ids.milestones}/timeline`)).json()
    const { actor, approver: second } = items.at(-1)?.entry.envelope ?? { actor: { account: '' } }
    expect(second).toBeDefined()
    expect(second).not.toBe(actor.account)
  })
})

describe('a second person', () => {
  const handIn = async (by: string, draft: object) => {
    const begun: { id: string; version: number } = await (
      await api.post('/api/v1/drafts', draft, { key: by })
    ).json()
    const submitted = await api.post(
      `/api/v1/drafts/${begun.id}/submit`,
      { version: begun.version },
      { key: by },
    )
    const answer: { draft: { version: number } } = await submitted.json()
    return {
      status: submitted.status,
      approve: (key: string) =>
        api.post(`/api/v1/drafts/${begun.id}/approve`, { version: answer.draft.version }, { key }),
    }
  }
  const update = (currentDue: string) => ({
    kind: 'milestone',
    verb: 'correct',
    record: ids.milestones,
    input: { set: { currentDue }, ...why },
  })

  it('approves what software hands in, and a delivery of it; the software itself does not', async () => {
    const drafts = [
      update('2026-12-16'),
      {
        kind: 'responsibility',
        verb: 'deliver',
        input: { changed: [{ id: ids.responsibilities, seq: 1, set: { fees: '不收费' } }] },
      },
      {
        kind: 'register',
        verb: 'deliver',
        input: {
          operations: [{ id: ids.milestones, event: 'rescheduled', body: { to: '2027-01-01' } }],
        },
      },
    ]
    for (const draft of drafts) {
      const { status, approve } = await handIn(keys.system ?? '', draft)
      expect([draft.verb, status]).toEqual([draft.verb, 202])
      expect((await approve(keys.system ?? '')).status).toBe(403)
      expect([draft.verb, (await approve(approver)).status]).toEqual([draft.verb, 201])
    }
  })

  it('is another registrar, or the operator on the machine, of what a registrar drafts', async () => {
    const rename = {
      kind: 'department',
      verb: 'rename',
      record: 'dep-house',
      input: { name: '住房和城乡建设局', reason: null },
    }
    const { status, approve } = await handIn(keys.registrar ?? '', rename)
    expect(status).toBe(202)
    expect((await approve(keys.registrar ?? '')).status).toBe(403)
    expect((await approve(approver)).status).toBe(404)
    const listed = await api.services.drafts.list(LOCAL_OPERATOR)
    expect(listed.waiting).toMatchObject([{ kind: 'department', verb: 'rename' }])
    expect((await approve(await api.second(null))).status).toBe(201)
  })

  it('is no second account into which the same passkey or identity led', async () => {
    const { ledger, drafts, keys: made } = api.services
    const { client } = ledger.database
    const account = async (secret: string) => (await made.holderOf(secret))?.account ?? ''
    const [one, two] = [await account(key), await account(approver)]
    const insert = (id: string) =>
      client.execute({
        sql: "INSERT INTO passkey VALUES ('p1', ?, x'00', 0, '[]', 'x', '2026-01-01', NULL)",
        args: [id],
      })
    await insert(one)
    await client.execute("DELETE FROM passkey WHERE id = 'p1'")
    await insert(two)
    const { approve } = await handIn(key, update('2026-12-20'))
    expect((await approve(approver)).status).toBe(403)
    await client.execute("DELETE FROM passkey WHERE id = 'p1'")
    expect((await approve(approver)).status).toBe(403)
    await client.execute('DELETE FROM credential')
    expect((await approve(approver)).status).toBe(201)
    expect((await drafts.list({ account: one, role: 'recorder', department: 'dep-water' })).mine).toEqual([])
  })
})

describe('a published register that is followed', () => {
  const digest = 'ab'.repeat(32)
  const operations = (event: string, body: object) => [{ id: 'mil-0000000001', event, body }]
  const deliver = (mapping: string, given: Operation[], actor = LOCAL_OPERATOR) =>
    api.services.registers.deliver({ actor, source: { mapping, digest } }, given)
  const fields = { title: '桥', currentDue: '2026-12-01', source: { mapping: 'works', key: '1' } }

  it('is the second for what came from it, on the machine alone, until somebody else logs on it', async () => {
    await deliver('works', [{ id: 'mil-0000000001', department: 'dep-house', fields }])
    const moved = operations('rescheduled', { to: '2027-01-01' })
    const refusal = { code: 'needs_approval' }
    await expect(deliver('other', moved)).rejects.toMatchObject(refusal)
    await expect(deliver('works', moved, OPERATOR)).rejects.toMatchObject(refusal)
    const own = [{ id: ids.milestones ?? '', event: 'rescheduled', body: { to: '2029-01-01' } }]
    await expect(deliver('works', own)).rejects.toMatchObject(refusal)
    const { records } = await deliver('works', moved)
    const { envelope }: { envelope: { approver: string } } = await (
      await api.get(`/api/v1/entries/${records[0]?.index}`)
    ).json()
    expect(envelope.approver).toBe(`delivery-${digest}`)
    await api.post('/api/v1/milestones/mil-0000000001/report', { note: '进展' }, { key: api.keys.other })
    const again = operations('rescheduled', { to: '2028-01-01' })
    await expect(deliver('works', again)).rejects.toMatchObject(refusal)
  })
})

describe("one's own work", () => {
  it.each(['system', 'recorder', 'registrar'])('is not verified by the %s that claimed it', async (role) => {
    const department = role === 'registrar' ? null : 'dep-water'
    const made = { name: role, role, department }
    const { secret } = await api.services.keys.createWithAccount(call, made)
    const response = await api.post(
      `/api/v1/milestones/${ids.milestones}/verify`,
      { outcome: 'met', by: '督查室' },
      { key: secret },
    )
    expect(response.status).toBe(403)
  })

  it('is neither verified nor approved by the claimant, who approved the claim, or whose department had it', async () => {
    const { acts, registers, accounts } = api.services
    const id = 'mil-0000000088'
    await registers.deliver({ actor: OPERATOR, approver: SECOND }, [
      { id, department: 'dep-water', fields: { title: '渠', currentDue: '2026-12-01' } },
    ])
    const person = async (role: string, department: string) => {
      const { records } = await accounts.grant(call, { post: role, role, department })
      return { account: records[0]?.id ?? '', role, department }
    }
    const [claimant, second] = [await person('recorder', 'dep-water'), await person('approver', 'dep-house')]
    const [verifier, other] = [await person('verifier', 'dep-house'), await person('verifier', 'dep-water')]
    await acts.act({ actor: claimant, approver: second.account }, 'milestone', 'claimed', id, {
      metAt: '2026-03-01',
      evidence: [{ title: '照片', url: 'https://example.org/a' }],
    })
    const verify = (actor: typeof claimant, approver?: string) =>
      acts.act({ actor, approver }, 'milestone', 'verified', id, { outcome: 'met', by: '督查室' })
    const refused: [typeof claimant, string?][] = [
      [{ ...claimant, role: 'verifier' }],
      [{ ...claimant, role: 'verifier', department: 'dep-house' }],
      [{ ...second, role: 'verifier' }],
      [other],
      [verifier, claimant.account],
      [verifier, second.account],
      [verifier, other.account],
    ]
    for (const [actor, approver] of refused)
      await expect(verify(actor, approver), JSON.stringify([actor, approver])).rejects.toMatchObject({
        code: 'not_allowed',
      })
    // It went to another department since: whose it was when it was claimed is still no other's work.
    const { client } = api.services.ledger.database
    await client.execute({
      sql: "UPDATE record SET department = 'dep-house', state = json_set(state, '$.department', 'dep-house') WHERE id = ?",
      args: [id],
    })
    await expect(verify(other)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('is not verified by a delivery either, at once or later, by whoever holds every right', async () => {
    const id = 'mil-0000000077'
    const opened: Operation = {
      id,
      department: 'dep-house',
      fields: { title: '路', currentDue: '2026-12-01' },
    }
    const claimed: Operation = {
      id,
      event: 'claimed',
      body: { metAt: '2026-03-01', evidence: [{ title: '照片', url: 'https://example.org/a' }] },
    }
    const verified: Operation = { id, event: 'verified', body: { outcome: 'met', by: '督查室' } }
    const deliver = (...operations: Operation[]) =>
      api.services.registers.deliver({ actor: OPERATOR, approver: SECOND }, operations)
    const refusal = { code: 'not_allowed' }
    await expect(deliver(opened, claimed, verified)).rejects.toMatchObject(refusal)
    await deliver(opened, claimed)
    await expect(deliver(verified)).rejects.toMatchObject(refusal)
  })

  it('is not verified by a followed register either: it states what it says, which counts as none', async () => {
    const id = 'mil-0000000078'
    const evidence = [{ title: '照片', url: 'https://example.org/a' }]
    const source = { mapping: null, digest: 'a'.repeat(64) }
    const follow = (...operations: Operation[]) =>
      api.services.registers.deliver({ actor: LOCAL_OPERATOR, source }, operations)
    await follow(
      { id, department: 'dep-house', fields: { title: '桥', currentDue: '2026-12-01' } },
      { id, event: 'claimed', body: { metAt: '2026-03-01', evidence } },
    )
    const said = { outcome: 'met', by: '督查室' }
    await expect(follow({ id, event: 'verified', body: said })).rejects.toMatchObject({ code: 'not_allowed' })
    await follow({ id, event: 'verification_stated', body: { ...said, at: '2026-03-05' } })
    const state = (await api.services.reading.record(id))?.state
    expect(state).toMatchObject({
      status: 'claimed_done',
      verifiedBy: null,
      verifiedAt: null,
      statedVerification: { outcome: 'met', by: '督查室', at: '2026-03-05' },
    })
    const findings = await (await api.get(`/api/v1/milestones?status=met&of=${id}`)).json()
    expect(findings.items).toEqual([])
  })
})

describe('what was verified by a register before that was another event', () => {
  const at = (seq: number, event: string, body: Json, approver?: string): Recorded => {
    const { envelope } = entryAt(seq, { kind: `milestone.${event}`, record: 'mil-0000000079', seq })
    return { index: seq, envelope: { ...envelope, ...(approver === undefined ? {} : { approver }) }, body }
  }
  const entries = (approver: string) => [
    at(1, 'planned', { title: '路', currentDue: '2026-12-01' }),
    at(2, 'claimed', { metAt: '2026-03-01', evidence: [] }),
    at(3, 'verified', { outcome: 'met', by: '督查室', evidence: [] }, approver),
  ]

  it('counts as stated, and what another person verified as verified', () => {
    expect(replay('mil-0000000079', entries(`delivery-${'a'.repeat(64)}`))).toMatchObject({
      status: 'claimed_done',
      verifiedBy: null,
      statedVerification: { by: '督查室' },
    })
    const verified = replay('mil-0000000079', entries('acc-00000000000000000001'))
    expect(verified).toMatchObject({ status: 'met', verifiedBy: '督查室' })
    expect(verified).not.toHaveProperty('statedVerification')
  })
})

describe('the day until which a register is known', () => {
  const told = async (by: string | undefined, mapping: string, asOf: string) => {
    const source = { mapping, key: `${mapping} ${asOf}`, asOf }
    const body = { title: `节点 ${asOf}`, currentDue: '2026-12-01', source }
    const response = await api.post('/api/v1/milestones', body, { key: by ?? null })
    const { code } = await response.json()
    return response.status === 201 ? 201 : code
  }

  it('is moved by nobody alone who is of one department, where it judges the records of another', async () => {
    const [water, house] = [keys.system, api.keys.other]
    expect(await told(house, 'shared', '2024-01-01')).toBe(201)
    for (const by of [water, keys.recorder])
      expect(await told(by, 'shared', '2026-02-01')).toBe('needs_approval')
    expect(await told(house, 'shared', '2026-02-01'), 'its own list').toBe(201)
    expect(await told(water, 'shared', '2026-02-01'), 'a day that was told before').toBe(201)
    expect(await told(house, 'shared', '2026-02-02'), 'the list of both by now').toBe('needs_approval')
    expect(await told(water, 'own', '2024-01-01')).toBe(201)
    expect(await told(water, 'own', '2026-02-01'), 'a list of its own').toBe(201)
  })
})
