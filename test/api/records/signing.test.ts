import { beforeAll, describe, expect, it } from 'vitest'
import * as answers from '../../../worker/api/openapi/answers.ts'
import { keysBefore } from '../../../worker/domain/kinds/department/keys.ts'
import type { DepartmentState } from '../../../worker/domain/kinds/department/state.ts'
import { checkBody } from '../../../worker/ledger/body.ts'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { parseLeaf } from '../../../worker/ledger/envelope.ts'
import {
  checkEnvelopeSignature,
  type Prepared,
  type Signed,
  signPrepared,
} from '../../../worker/ledger/prepared.ts'
import type { EntryView } from '../../../worker/services/read/views.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { departmentKey, type TestKey } from '../../support/ledger/department-key.ts'

const item = { name: '取水许可', type: 'licence', occurred: '2026-03-01' }
const mine = new Set(['dep-water'])

let api: TestApi
let key: TestKey

beforeAll(async () => {
  api = await testApi()
  key = await departmentKey('water')
  const path = '/api/v1/departments/dep-water/register-key'
  const body = { key: key.key, keptOn: '办公室电脑' }
  // Whoever holds a registered key signs for the department.
  expect(await problem(await api.post(path, body))).toBe('409 needs_approval')
  expect((await api.settle(path, body)).status).toBe(201)
})

async function prepare(path: string, body: object, headers: Record<string, string> = {}): Promise<Prepared> {
  const before = await api.size()
  const response = await api.post(path, body, { headers: { ...headers, prefer: 'prepare' } })
  expect([response.status, response.headers.get('preference-applied')]).toEqual([200, 'prepare'])
  expect(await api.size()).toBe(before)
  const prepared: Prepared = await response.json()
  expect(answers.prepared.parse(prepared)).toEqual(prepared)
  return prepared
}

async function signed(path: string, body: object): Promise<Signed> {
  return signPrepared(await prepare(path, body), mine, key.sign)
}

/** Signs what is prepared of a request, and sends it again with the signatures. */
const sign = (prepared: Prepared) => signPrepared(prepared, mine, key.sign)

async function entry(index: number): Promise<EntryView> {
  return (await api.get(`/api/v1/entries/${index}`)).json()
}

async function recorded(response: Response): Promise<{ id: string; seq: number; index: number }[]> {
  expect(response.status).toBe(201)
  return ((await response.json()) as { records: { id: string; seq: number; index: number }[] }).records
}

async function problem(response: Response): Promise<string> {
  const { code, field = '' }: { code: string; field?: string } = await response.json()
  return `${response.status} ${code} ${field}`.trim()
}

async function keyOf(department: string) {
  const record: { state: DepartmentState } = await (await api.get(`/api/v1/departments/${department}`)).json()
  return keysBefore(record.state, Number.POSITIVE_INFINITY)
}

describe('a request that is prepared, signed and sent again', () => {
  it('is recorded under the id that was prepared, with a signature that anyone can check', async () => {
    const path = '/api/v1/responsibilities'
    const prepared = await prepare(path, item)
    const [draft] = prepared.drafts
    const [record] = await recorded(
      await api.post(path, { ...item, signed: await signPrepared(prepared, mine, key.sign) }),
    )
    expect(record).toMatchObject({ id: draft?.record, seq: 1 })
    const { leaf, salt, content } = await entry(record?.index ?? -1)
    const envelope = parseLeaf(fromBase64(leaf))
    expect([salt, envelope.body]).toEqual([draft?.salt, draft?.digest])
    expect(checkBody(envelope, fromBase64(salt ?? ''), content ?? '')).toBe(true)
    const [registered] = await keyOf('dep-water')
    expect(await checkEnvelopeSignature(envelope, registered?.key ?? '', api.services.log.origin)).toBe(true)
  })

  it('takes every kind of write, and each of its entries is signed', async () => {
    const [first] = await recorded(await api.post('/api/v1/responsibilities', item))
    const [second] = await recorded(await api.post('/api/v1/responsibilities', { ...item, name: '排污许可' }))
    const decision = { title: '水价调整', class: 'ordinary', noResponsibility: '无' }
    const writes: [string, object, number][] = [
      [`responsibilities/${first?.id}/amend`, { set: { scope: '全市' }, trigger: 'reform', reason: null }, 1],
      [
        `responsibilities/${second?.id}/split`,
        { into: ['甲', '乙'].map((name) => ({ name, type: 'licence' })), trigger: 'reform', reason: null },
        3,
      ],
      [
        'departments/dep-water/deliveries',
        { added: ['丙', '丁', '戊'].map((name) => ({ name, type: 'penalty' })) },
        3,
      ],
      ['decisions', decision, 1],
      [
        'deliveries',
        {
          operations: [
            { id: 'dec-0000000001', department: 'dep-water', fields: decision },
            {
              id: 'dec-0000000001',
              event: 'corrected',
              body: { set: { title: '水价调整方案' }, correction: 'typo', reason: '漏字' },
            },
          ],
        },
        2,
      ],
    ]
    for (const [path, body, count] of writes) {
      const records = await recorded(await api.settle(`/api/v1/${path}`, body, { sign }))
      expect([path, records.length]).toEqual([path, count])
      for (const { index } of records) {
        const { envelope } = await entry(index)
        expect([path, await checkEnvelopeSignature(envelope, key.key, api.services.log.origin)]).toEqual([
          path,
          true,
        ])
      }
    }
  })

  it('may be sealed: the salt stays with who prepared it', async () => {
    const body = { ...item, name: '密', visibility: 'sealed', ground: 'privacy', review: '2028-01-01' }
    const [record] = await recorded(await api.settle('/api/v1/responsibilities', body, { sign }))
    const view = await entry(record?.index ?? -1)
    expect([view.salt, view.content, view.withheld]).toEqual([null, null, 'sealed'])
    expect(await checkEnvelopeSignature(view.envelope, key.key, api.services.log.origin)).toBe(true)
  })

  it('gives a repeated idempotency key its first answer, signed anew or prepared again', async () => {
    const path = '/api/v1/responsibilities'
    const headers = { 'idempotency-key': 'signed-once' }
    const first = await api.post(path, { ...item, signed: await signed(path, item) }, { headers })
    const [record] = await recorded(first)
    const size = await api.size()
    for (const more of [{}, { prefer: 'prepare' }] as Record<string, string>[]) {
      const again = await api.post(
        path,
        { ...item, signed: await signed(path, item) },
        { headers: { ...headers, ...more } },
      )
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
      expect((await again.json()) as object).toMatchObject({ records: [record] })
    }
    expect(await api.size()).toBe(size)
  })

  it('has other salts for another request, even with the same ticket', async () => {
    const path = '/api/v1/responsibilities'
    const [a, b] = [await prepare(path, item), await prepare(path, item)]
    expect(a.drafts[0]?.salt).not.toBe(b.drafts[0]?.salt)
    expect(a.drafts[0]?.record).not.toBe(b.drafts[0]?.record)
    const { signatures } = await signPrepared(a, mine, key.sign)
    const other = { ...item, name: '另一项' }
    expect(await problem(await api.post(path, { ...other, signed: { ticket: a.ticket, signatures } }))).toBe(
      '400 invalid signed/signatures/0/sig',
    )
    const unsigned = signatures.map((one) => ({ ...one, sig: null }))
    const [record] = await recorded(
      await api.post(path, { ...other, signed: { ticket: a.ticket, signatures: unsigned } }),
    )
    expect((await entry(record?.index ?? -1)).salt).not.toBe(a.drafts[0]?.salt)
  })
})

describe('what is refused', () => {
  const path = '/api/v1/responsibilities'
  async function refusal(change: (signed: Signed) => object, body: object = item): Promise<string> {
    const before = await api.size()
    const response = await api.post(path, { ...body, signed: change(await signed(path, item)) })
    expect(await api.size()).toBe(before)
    return problem(response)
  }
  const withSig = (sig: unknown) => (one: Signed) => ({
    ...one,
    signatures: one.signatures.map((signature) => ({ ...signature, sig })),
  })

  it.each<[string, object]>([
    ['a body with one character changed', { ...item, name: '取水许呵' }],
    ['another time', { ...item, occurred: '2026-02-28' }],
  ])('%s', async (_, body) => {
    expect(await refusal((one) => one, body)).toBe('400 invalid signed/signatures/0/sig')
  })

  it('any other bit of the signature, a key of nobody, another ticket', async () => {
    const sign = (await departmentKey('nobody')).sign
    const prepared = await prepare(path, item)
    const foreign = await signPrepared(prepared, mine, sign)
    expect(await problem(await api.post(path, { ...item, signed: foreign }))).toBe(
      '400 invalid signed/signatures/0/sig',
    )
    const flipped = await signPrepared(prepared, mine, async (message) => {
      const sig = await key.sign(message)
      sig[5] = (sig[5] ?? 0) ^ 1
      return sig
    })
    expect(await problem(await api.post(path, { ...item, signed: flipped }))).toBe(
      '400 invalid signed/signatures/0/sig',
    )
    const { ticket } = await prepare(path, item)
    expect(await refusal((one) => ({ ...one, ticket }))).toBe('409 conflict signed/signatures')
  })

  it('signatures of another form', async () => {
    expect(await refusal(withSig('AAAA'))).toBe('400 invalid signed/signatures/0/sig')
    expect(await refusal((one) => ({ ...one, ticket: 'x' }))).toBe('400 invalid signed/ticket')
    expect(await refusal(({ ticket }) => ({ ticket }))).toBe('400 invalid signed/signatures')
    expect(await refusal((one) => ({ ...one, signatures: [...one.signatures, ...one.signatures] }))).toBe(
      '409 conflict signed/signatures',
    )
  })

  it('a record that has moved on since: conflict, and preparing again works', async () => {
    const [record] = await recorded(await api.post(path, item))
    const amend = `${path}/${record?.id}/correct`
    const body = { set: { remark: '后' }, correction: 'typo', reason: '漏字' }
    const early = await signed(amend, body)
    await recorded(await api.post(amend, { ...body, set: { remark: '先' } }))
    expect(await problem(await api.post(amend, { ...body, signed: early }))).toBe(
      '409 conflict signed/signatures',
    )
    await recorded(await api.post(amend, { ...body, signed: await signed(amend, body) }))
  })

  it('the signature of one account in the request of another', async () => {
    const one = await signed(path, item)
    const response = await api.post(
      path,
      { ...item, department: 'dep-water', signed: one },
      { key: api.keys.registrar },
    )
    expect(await problem(response)).toBe('400 invalid signed/signatures/0/sig')
  })

  it('a signature for a department that has no key', async () => {
    const options = { key: api.keys.other }
    const response = await api.post(path, item, { ...options, headers: { prefer: 'respond-async, Prepare' } })
    const prepared: Prepared = await response.json()
    const other = await signPrepared(prepared, new Set(['dep-house']), key.sign)
    expect(await problem(await api.post(path, { ...item, signed: other }, options))).toBe(
      '409 wrong_state signed/signatures/0/sig',
    )
  })

  it('to prepare what may not be logged, or without a key', async () => {
    const headers = { prefer: 'prepare' }
    expect(await problem(await api.post(path, item, { key: null, headers }))).toBe('401 not_signed_in')
    expect(await problem(await api.post(path, { ...item, name: '' }, { headers }))).toBe('400 invalid name')
    const foreign = await api.post(path, { ...item, department: 'dep-house' }, { headers })
    expect(await problem(foreign)).toBe('403 not_allowed department')
  })
})

describe('keys', () => {
  it('are registered and revoked by the department itself, and by whoever sets departments up', async () => {
    const { key: other } = await departmentKey('other')
    const path = '/api/v1/departments/dep-house'
    const body = { key: other, keptOn: '智能卡' }
    expect(await problem(await api.post(`${path}/register-key`, body))).toBe('403 not_allowed department')
    await recorded(await api.settle(`${path}/register-key`, body, { key: api.keys.registrar }))
    expect(await problem(await api.post(`${path}/register-key`, body, { key: api.keys.other }))).toBe(
      '409 conflict key',
    )
    const lost = { key: other, from: '2026-03-01', reasonCode: 'lost' }
    await recorded(await api.post(`${path}/revoke-key`, lost, { key: api.keys.other }))
    expect((await keyOf('dep-house'))[0]).toMatchObject({
      revoked: { from: '2026-03-01', reasonCode: 'lost' },
    })
    expect(await problem(await api.post(`${path}/revoke-key`, lost, { key: api.keys.other }))).toBe(
      '409 unchanged from',
    )
  })

  it('that are revoked sign nothing any more', async () => {
    const body = { ...item, name: '最后一项' }
    const one = await signed('/api/v1/responsibilities', body)
    const lost = { key: key.key, from: '2026-03-02', reasonCode: 'lost' }
    await recorded(await api.post('/api/v1/departments/dep-water/revoke-key', lost))
    expect(await problem(await api.post('/api/v1/responsibilities', { ...body, signed: one }))).toBe(
      '409 wrong_state signed/signatures/0/sig',
    )
    await recorded(await api.post('/api/v1/responsibilities', body))
  })
})
