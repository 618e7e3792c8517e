/** What the script of the map works out before it draws. */
import { describe, expect, it } from 'vitest'
import { graticule, stepOf } from '../../../web/map/graticule.ts'
import { boundsOf, middlesOf, type PlaceFeature, shownOf } from '../../../web/map/places.ts'
import type { Json } from '../../../worker/ledger/canonical.ts'

const place = (coordinates: [number, number] | null, division: string | null = null): PlaceFeature => ({
  geometry: coordinates === null ? null : { coordinates },
  properties: { id: 'dec-1', title: 'One', day: null, division },
})

describe('places', () => {
  const middles = middlesOf({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { adcode: 510903 },
        geometry: { type: 'Point', coordinates: [112, 31] },
      },
      { type: 'Feature', properties: null, geometry: null },
      'nonsense',
    ],
  })

  it('stand at their point, or in the middle of the division of their code; the others are counted', () => {
    const features = [place([121, 31]), place(null, '510903'), place(null, '999999')]
    const { shown, unknown } = shownOf({ numberMatched: 3, features }, middles)
    expect(shown.map(({ point }) => point)).toEqual([
      { longitude: 121, latitude: 31 },
      { longitude: 112, latitude: 31 },
    ])
    expect(unknown).toBe(1)
    expect(boundsOf(shown)).toEqual({ west: 112, east: 121, south: 31, north: 31 })
    expect(boundsOf([])).toBeNull()
  })

  it.each<Json>([null, 1, {}, { features: {} }, { features: [null] }])(
    'an outline of %j has no division',
    (outline) => {
      expect(middlesOf(outline).size).toBe(0)
    },
  )
})

describe('lines of the globe', () => {
  it.each([
    { west: 112.3, south: 31.6, east: 112.7, north: 32.1 },
    { west: -180, south: -85, east: 180, north: 85 },
    { west: 0, south: 0, east: 0.002, north: 0.001 },
  ])('few of them are seen in %j, each on a whole step', (bounds) => {
    const { coordinates } = graticule(bounds)
    expect(coordinates.length).toBeGreaterThan(1)
    expect(coordinates.length).toBeLessThanOrEqual(2 * 13)
    const step = stepOf(bounds)
    const [first] = coordinates
    const at = (first?.[0]?.[0] ?? Number.NaN) / step
    expect(Math.abs(at - Math.round(at))).toBeLessThan(1e-6)
  })
})
