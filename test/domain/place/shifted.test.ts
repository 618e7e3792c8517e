/** Coordinates that maps in China print, against what open tools compute (coordTransform, gcoord). */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SYSTEMS, type System, shifted, unshifted } from '../../../worker/domain/place/shifted.ts'

const at = (longitude: number, latitude: number) => ({ latitude, longitude })

const PRINTED: [from: [number, number], system: System, printed: [number, number]][] = [
  [[116.404, 39.915], 'gcj02', [116.41024449916938, 39.91640428150164]],
  [[116.404, 39.915], 'bd09', [116.41662724378733, 39.922699552216216]],
  [[116.403988, 39.914266], 'bd09', [116.41661560068297, 39.92196580126834]],
  // Nothing is moved outside of China.
  [[-74.005974, 40.712776], 'gcj02', [-74.005974, 40.712776]],
  [[151.2093, -33.8688], 'bd09', [151.2093, -33.8688]],
]

describe('coordinates of maps in China', () => {
  it.each(PRINTED)('%j in %s are %j, and back', (from, system, printed) => {
    const there = shifted(at(...from), system)
    expect(there.longitude).toBeCloseTo(printed[0], 9)
    expect(there.latitude).toBeCloseTo(printed[1], 9)
    const back = unshifted(at(...printed), system)
    expect(back.longitude).toBeCloseTo(from[0], 8)
    expect(back.latitude).toBeCloseTo(from[1], 8)
  })

  it('are undone to less than a centimetre anywhere in the country', () => {
    const place = fc.record({
      latitude: fc.double({ min: 18, max: 53, noNaN: true }),
      longitude: fc.double({ min: 74, max: 135, noNaN: true }),
    })
    const systems = fc.constantFrom(...(Object.keys(SYSTEMS) as System[]))
    fc.assert(
      fc.property(place, systems, (point, system) => {
        const back = unshifted(shifted(point, system), system)
        expect(Math.abs(back.latitude - point.latitude)).toBeLessThan(1e-7)
        expect(Math.abs(back.longitude - point.longitude)).toBeLessThan(1e-7)
      }),
    )
  })
})
