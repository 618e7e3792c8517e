import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaleOf } from '../../../web/text/scale.ts'

describe('a scale', () => {
  it('holds every value between its first and last tick, of which there are a few, evenly apart', () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.integer({ min: 0, max: 1e6 }))
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const { ticks, top, place } = scaleOf(values)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBe(top)
        expect(ticks.length).toBeGreaterThan(1)
        expect(ticks.length).toBeLessThanOrEqual(6)
        for (const one of values) {
          expect(one).toBeLessThanOrEqual(top * (1 + 1e-9))
          expect(place(one)).toMatch(/^\d{1,3}\.\d{2}%$/)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('has no halves of what is counted', () => {
    expect(scaleOf([1, 0]).ticks).toEqual([0, 1])
    expect(scaleOf([7]).ticks).toEqual([0, 2, 4, 6, 8])
    expect(scaleOf([0.7]).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8])
    expect(scaleOf([]).ticks).toEqual([0, 1])
    expect(scaleOf([5e-324]).top).toBe(1)
  })
})
