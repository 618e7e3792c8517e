import { describe, expect, it } from 'vitest'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { checkReceipt, type Receipt } from '../../../worker/ledger/receipt.ts'
import { type TestApi, testApi } from '../../support/api/api.ts'
import { OPERATOR } from '../../support/ledger/ledger.ts'

const item = { name: '取水许可', type: 'licence', occurred: '2026-03-01' }
const why = { trigger: 'reform', reason: '机构改革' }

interface Answer {
  records: { id: string; seq: number; index: number }[]
  receipts: Receipt[]
}

async function listed(api: TestApi, more: object = {}): Promise<string> {
  const answer: Answer = await (await api.post('/api/v1/responsibilities', { ...item, ...more })).json()
  return answer.records[0]?.id ?? ''
}

describe('logging', () => {
  it('answers with a receipt that an outsider can check', async () => {
    const api = await testApi()
    const response = await api.post('/api/v1/responsibilities', item)
    expect(response.status).toBe(201)
    const { records, receipts }: Answer = await response.json()
    const [record] = records
    const [receipt] = receipts
    expect(response.headers.get('location')).toBe(`/api/v1/responsibilities/${record?.id}`)
    const entry: { leaf: string } = await (await api.get(`/api/v1/entries/${record?.index}`)).json()
    const known: { verifierKey: string } = await (await api.get('/.well-known/mingzhang.json')).json()
    if (receipt === undefined) throw new Error('no receipt')
    expect((await checkReceipt(fromBase64(entry.leaf), receipt, known.verifierKey)).size).toBe(6)
  })

  it('takes an item through its whole life, and each verb is one entry', async () => {
    const api = await testApi()
    const id = await listed(api)
    const other = await listed(api, { name: '排污许可' })
    for (const department of ['dep-water', 'dep-house']) await api.second(department)
    const steps: [string, object, string?][] = [
      ['amend', { set: { scope: '全市' }, ...why }],
      ['correct', { set: { name: '取水许可审批' }, correction: 'typo', reason: '漏字' }],
      ['suspend', why],
      ['resume', why],
      ['transfer', { to: 'dep-house', ...why }],
      ['transfer', { to: 'dep-water', ...why }, api.keys.other],
      ['merge', { into: other, ...why }],
    ]
    for (const [verb, body, key] of steps) {
      const before = await api.size()
      const response = await api.settle(`/api/v1/responsibilities/${id}/${verb}`, body, {
        key: key ?? api.keys.recorder,
      })
      expect([verb, response.status]).toEqual([verb, 201])
      expect(await api.size()).toBe(before + 1)
    }
    const split = await api.settle(`/api/v1/responsibilities/${other}/split`, {
      into: [item, { ...item, name: '丙' }].map(({ name, type }) => ({ name, type })),
      ...why,
    })
    expect(split.status).toBe(201)
    const { items }: { items: { entry: { envelope: { kind: string } }; changes: object[] }[] } = await (
      await api.get(`/api/v1/responsibilities/${id}/timeline`)
    ).json()
    expect(items.map(({ entry }) => entry.envelope.kind.split('.')[1])).toEqual([
      'listed',
      'amended',
      'corrected',
      'suspended',
      'resumed',
      'transferred',
      'transferred',
      'merged',
    ])
    expect(items[1]?.changes).toEqual([{ field: 'scope', from: null, to: '全市' }])
  })

  it('takes a department through its whole life', async () => {
    const api = await testApi()
    const key = api.keys.registrar
    for (const [path, body] of [
      ['departments', { code: 'parks', name: '园林局' }],
      ['departments/dep-parks/rename', { name: '园林绿化局', reason: null }],
      ['departments/dep-parks/amend', { set: { level: 'county' }, reason: null }],
      [
        'departments/dep-parks/correct',
        { set: { level: 'prefectural' }, correction: 'data_entry', reason: '录错' },
      ],
      ['departments/dep-parks/merge', { into: 'dep-water', reason: null }],
      ['departments/dep-house/abolish', { reason: null }],
    ] as const) {
      const response = await api.settle(`/api/v1/${path}`, body, { key })
      expect([path, response.status]).toEqual([path, 201])
    }
    const record: { state: { formerNames: { name: string }[]; status: string } } = await (
      await api.get('/api/v1/departments/dep-parks')
    ).json()
    expect(record.state).toMatchObject({ status: 'merged', formerNames: [{ name: '园林局' }] })
  })

  it('gives a repeated key its first answer, and refuses it for another request', async () => {
    const api = await testApi()
    const headers = { 'idempotency-key': 'once' }
    const first: Answer = await (await api.post('/api/v1/responsibilities', item, { headers })).json()
    const size = await api.size()
    const again = await api.post('/api/v1/responsibilities', item, { headers })
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
    expect(((await again.json()) as Answer).records).toEqual(first.records)
    const other = await api.post('/api/v1/responsibilities', { ...item, name: '别的' }, { headers })
    expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([
      422,
      'idempotency_key_reused',
    ])
    expect(await api.size()).toBe(size)
  })

  it('records a delivery as one: all of it, or the place that is wrong and nothing', async () => {
    const api = await testApi()
    const bad = {
      added: [
        { name: '甲', type: 'licence' },
        { name: '', type: 'licence' },
      ],
    }
    const refused = await api.post('/api/v1/departments/dep-water/deliveries', bad)
    expect([refused.status, ((await refused.json()) as { field: string }).field]).toEqual([
      400,
      'added/1/name',
    ])
    expect(await api.size()).toBe(5)
    const good = await api.post('/api/v1/departments/dep-water/deliveries', {
      added: [
        { name: '甲', type: 'licence' },
        { name: '乙', type: 'penalty' },
      ],
    })
    const { records }: Answer = await good.json()
    expect(await api.size()).toBe(7)
    const [first, second] = records
    const next = {
      changed: [{ id: first?.id, seq: 1, set: { scope: '全市' } }],
      missing: [{ id: second?.id, seq: 1 }],
    }
    expect((await api.post('/api/v1/departments/dep-water/deliveries', next)).status).toBe(409)
    await api.second('dep-water')
    const size = await api.size()
    expect((await api.settle('/api/v1/departments/dep-water/deliveries', next)).status).toBe(201)
    const again = await api.settle('/api/v1/departments/dep-water/deliveries', next)
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([409, 'conflict'])
    expect(await api.size()).toBe(size + 2)
  })

  it('seals an entry: the content is nowhere, the ground is', async () => {
    const api = await testApi()
    const response = await api.settle('/api/v1/responsibilities', {
      ...item,
      name: '机密事项',
      visibility: 'sealed',
      ground: 'security_stability',
      review: '2028-01-01',
    })
    expect(response.status).toBe(201)
    const { records }: Answer = await response.json()
    await api.services.ledger.follower.flush()
    const paths = [
      `/api/v1/responsibilities/${records[0]?.id}`,
      `/api/v1/entries/${records[0]?.index}`,
      '/api/v1/changes',
      '/api/v1/responsibilities',
      '/api/v1/responsibilities.csv',
      '/feeds/ledger.atom',
      '/feeds/ledger.json',
      `/api/v1/search?q=${encodeURIComponent('机密')}`,
      `/api/v1/records/${records[0]?.id}/evidence`,
    ]
    for (const path of paths)
      expect([path, (await (await api.get(path)).text()).includes('机密')]).toEqual([path, false])
    expect(await (await api.get(`/api/v1/entries/${records[0]?.index}`)).json()).toMatchObject({
      withheld: 'sealed',
      envelope: { ground: 'security_stability' },
    })
  })

  it('erases a body lawfully: proofs still hold, the record is derived from what remains', async () => {
    const api = await testApi()
    const id = await listed(api, { remark: '含个人信息' })
    const { secret } = await api.services.keys.createWithAccount(
      { actor: OPERATOR },
      { name: 'op', role: 'operator', department: null },
    )
    const order = {
      ground: 'personal_data',
      authority: '明川市中级人民法院（2026）1 号',
      reason: '当事人申请',
    }
    expect((await api.post('/api/v1/entries/5/erasure', order)).status).toBe(403)
    expect((await api.post('/api/v1/entries/5/erasure', order, { key: secret })).status).toBe(409)
    expect((await api.get('/api/v1/entries/5')).ok).toBe(true)
    expect((await api.settle('/api/v1/entries/5/erasure', order, { key: secret })).status).toBe(201)
    const entry = await (await api.get('/api/v1/entries/5')).json()
    expect(entry).toMatchObject({ withheld: 'erased', content: null, salt: null })
    expect((await api.get('/api/v1/entries/5/proof')).status).toBe(200)
    expect(await (await api.get(`/api/v1/responsibilities/${id}`)).text()).not.toContain('个人信息')
    expect((await api.post('/api/v1/entries/5/erasure', order, { key: secret })).status).toBe(409)
  })

  it('takes fifty requests at once into one history', async () => {
    const api = await testApi()
    const responses = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        api.post('/api/v1/responsibilities', { ...item, name: `事项 ${i}` }),
      ),
    )
    const answers: Answer[] = await Promise.all(responses.map((response) => response.json()))
    const known: { verifierKey: string } = await (await api.get('/.well-known/mingzhang.json')).json()
    const indices = answers.map(({ records }) => records[0]?.index ?? -1)
    expect(indices.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 5))
    for (const { receipts, records } of answers) {
      const entry: { leaf: string } = await (await api.get(`/api/v1/entries/${records[0]?.index}`)).json()
      const [receipt] = receipts
      if (receipt !== undefined) await checkReceipt(fromBase64(entry.leaf), receipt, known.verifierKey)
    }
  })
})

describe('what is refused writes nothing', () => {
  it.each([
    ['no key', 401, 'not_signed_in', '/api/v1/responsibilities', item, { key: null }],
    ['a false key', 401, 'not_signed_in', '/api/v1/responsibilities', item, { key: `mz_${'0'.repeat(64)}` }],
    [
      'another department',
      403,
      'not_allowed',
      '/api/v1/responsibilities',
      { ...item, department: 'dep-house' },
      {},
    ],
    ['a recorder who registers', 403, 'not_allowed', '/api/v1/departments', { code: 'x1', name: 'x' }, {}],
    ['no JSON', 400, 'invalid', '/api/v1/responsibilities', '{', {}],
    ['a list as body', 400, 'invalid', '/api/v1/responsibilities', [], {}],
    ['a wrong field', 400, 'invalid', '/api/v1/responsibilities', { ...item, type: 'permit' }, {}],
    ['an unknown field', 400, 'invalid', '/api/v1/responsibilities', { ...item, nmae: 'x' }, {}],
    [
      'a day that is none',
      400,
      'invalid',
      '/api/v1/responsibilities',
      { ...item, occurred: '2026-02-30' },
      {},
    ],
    ['the future', 400, 'invalid', '/api/v1/responsibilities', { ...item, occurred: '2999' }, {}],
    [
      'a ground without sealing',
      400,
      'invalid',
      '/api/v1/responsibilities',
      { ...item, ground: 'privacy' },
      {},
    ],
    ['nobody', 404, 'not_found', '/api/v1/responsibilities/res-0000000000/suspend', why, {}],
    [
      'a used code',
      409,
      'conflict',
      '/api/v1/departments',
      { code: 'water', name: 'x' },
      { key: 'registrar' },
    ],
    [
      'a bad If-Match',
      400,
      'invalid',
      '/api/v1/departments/dep-water/rename',
      { name: 'x', reason: null },
      { key: 'registrar', headers: { 'if-match': 'abc' } },
    ],
    [
      'an old version',
      409,
      'conflict',
      '/api/v1/departments/dep-water/rename',
      { name: 'x', reason: null },
      { key: 'registrar', headers: { 'if-match': '"7"' } },
    ],
    [
      'a bad idempotency key',
      400,
      'invalid',
      '/api/v1/responsibilities',
      item,
      { headers: { 'idempotency-key': 'a b' } },
    ],
    [
      'another type',
      415,
      'unsupported_media_type',
      '/api/v1/responsibilities',
      item,
      { headers: { 'content-type': 'text/plain' } },
    ],
    [
      'too much',
      413,
      'too_large',
      '/api/v1/responsibilities',
      { ...item, remark: 'x'.repeat(1_100_000) },
      {},
    ],
    ['another method', 405, 'method_not_allowed', '/api/v1/stats', {}, {}],
    ['no such address', 404, 'not_found', '/api/v1/nothing', {}, {}],
  ] as const)(
    '%s → %i %s',
    async (_, status, code, path, body, options: {
      key?: string | null
      headers?: Record<string, string>
    }) => {
      const api = await testApi()
      const size = await api.size()
      const key = options.key === 'registrar' ? api.keys.registrar : options.key
      const response = await api.post(path, body, { ...options, ...(key === undefined ? {} : { key }) })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      const problem: Record<string, unknown> = await response.json()
      expect(problem).toMatchObject({ code, status, requestId: expect.stringMatching(api.requestId) })
      expect(problem.words).toMatchObject({
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.any(String),
      })
      expect(JSON.stringify(problem)).not.toMatch(/SQLITE|node_modules|at \w+ \(/)
      expect(await api.size()).toBe(size)
    },
  )

  it('a revoked key', async () => {
    const api = await testApi()
    const { key, secret } = await api.services.keys.createWithAccount(
      { actor: OPERATOR },
      {
        name: 'x',
        role: 'registrar',
        department: null,
      },
    )
    await api.services.keys.revoke(key.id)
    expect((await api.post('/api/v1/departments', { code: 'x1', name: 'x' }, { key: secret })).status).toBe(
      401,
    )
  })
})
