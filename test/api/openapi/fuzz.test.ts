import { describe, expect, it } from 'vitest'
import { requireNotSilenced } from '../../../worker/domain/record/spoken/guards.ts'
import { testApi } from '../../support/api/api.ts'
import { fuzz } from '../../support/fuzz/fuzz.ts'
import { NEVER } from '../../support/fuzz/never.ts'

describe('requests made from the description', () => {
  it('valid, nearly valid and hostile, are answered as it says, and never with a fault of ours', async () => {
    const result = await fuzz(400, 20_261_129)
    expect(result.faults).toEqual([])
    expect(result.requests).toBeGreaterThanOrEqual(400)
    // A run that reached nothing has shown nothing.
    expect(result.operations - result.unanswered.length).toBeGreaterThan(30)
    expect(Object.keys(result.statuses)).toEqual(expect.arrayContaining(['200', '201', '400', '403', '404']))
  })
})

describe('operations that nobody ever brings through', () => {
  it('are few, are described, and refuse whatever is sent', async () => {
    const { paths } = await (await (await testApi()).get('/api/openapi.json')).json()
    for (const name of NEVER.keys()) {
      const [method = '', path = ''] = name.split(' ')
      expect([name, paths[path]?.[method.toLowerCase()] !== undefined]).toEqual([name, true])
    }
    // What the mail provider tells is brought through in `test/services/following/returned.test.ts`.
    expect([...NEVER.keys()]).toEqual([
      'POST /api/v1/comments/{id}/put-back',
      'POST /api/v1/subscriptions/returned',
    ])
    for (const body of [
      {},
      { duplicateOf: 'com-0000000001' },
      { fields: { title: '甲' } },
      { duplicateOf: null },
    ])
      expect(() => requireNotSilenced('put_back', body)).toThrow(/Nobody crosses out/)
  })
})
