/** Nobody speaks for a rule: what a flag says of one was found by it. */
import { describe, expect, it } from 'vitest'
import { testApi } from '../support/api/api.ts'
import { OPERATOR } from '../support/ledger/ledger.ts'

const api = await testApi()
const { secret: key } = await api.services.keys.createWithAccount(
  { actor: OPERATOR },
  { name: 'inspector', role: 'inspector', department: null },
)
const flag = { title: '督查发现', subject: 'dep-water', severity: 'high', finding: '规则发现' }

describe('a flag that a person raises', () => {
  it.each<[string, unknown]>([
    ['rule', 'I05'],
    ['ruleVersion', 1],
    ['parameters', [{ name: 'days', value: 1 }]],
  ])('says nothing of a rule: %s', async (name, value) => {
    const before = await api.size()
    const response = await api.post('/api/v1/flags', { ...flag, [name]: value }, { key })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid', field: name }])
    expect(await api.size()).toBe(before)
  })

  it('says what the person found, and no correction makes it that of a rule', async () => {
    const response = await api.post('/api/v1/flags', { ...flag, inputs: [1], value: '20 天' }, { key })
    const { records }: { records: { id: string }[] } = await response.json()
    expect(response.status).toBe(201)
    const change = { set: { rule: 'I05' }, correction: 'data_entry', reason: '补记' }
    const corrected = await api.post(`/api/v1/flags/${records[0]?.id}/correct`, change, { key })
    expect(corrected.status).toBe(400)
  })
})
