import { describe, expect, it } from 'vitest'
import { fuzz } from '../../support/fuzz/fuzz.ts'

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
