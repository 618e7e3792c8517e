/** Points as texts, and the points of shapes. */
import { describe, expect, it } from 'vitest'
import { pointOfShape, pointOfWkt } from '../../worker/domain/place/geojson.ts'
import { pointIn, pointText } from '../../worker/domain/place/point.ts'
import type { Json } from '../../worker/ledger/canonical.ts'

describe('a point as a text', () => {
  it.each([
    ['31.2304, 121.4737', { latitude: 31.2304, longitude: 121.4737 }],
    ['-33.9,18.4', { latitude: -33.9, longitude: 18.4 }],
    ['31.23，121.47', { latitude: 31.23, longitude: 121.47 }],
    ['90, -180', { latitude: 90, longitude: -180 }],
  ])('%s is one', (text, point) => {
    expect(pointIn(text)).toEqual(point)
  })

  it.each(['200, 10', '10, 181', '31.2', '31.2 121.4', 'abc', '', '987654.3, 211234.5', '1e2, 3', 'NaN, 1'])(
    '%s is none',
    (text) => {
      expect(pointIn(text)).toBeNull()
    },
  )

  it('is written to a tenth of a metre, and read again as it was', () => {
    const text = pointText({ latitude: 40.71277612345, longitude: -74 })
    expect(text).toBe('40.712776, -74')
    expect(pointText(pointIn(text) ?? { latitude: 0, longitude: 0 })).toBe(text)
  })
})

describe('the point of a shape', () => {
  const square = (x: number, y: number, side: number) => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ]

  it.each([
    [{ type: 'Point', coordinates: [121.47, 31.23, 4] }, [31.23, 121.47]],
    [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }, [2, 1]],
    [
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
          [5, 5],
        ],
      },
      [1, 1],
    ],
    [
      {
        type: 'MultiLineString',
        coordinates: [
          [[9, 9]],
          [
            [0, 0],
            [1, 2],
            [3, 3],
          ],
        ],
      },
      [2, 1],
    ],
    [{ type: 'Polygon', coordinates: [square(10, 20, 2)] }, [21, 11]],
    [{ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 20, 2)]] }, [21, 11]],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [3, 4],
            [3, 4],
            [3, 4],
          ],
        ],
      },
      [4, 3],
    ],
    [{ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [7, 8] }] }, [8, 7]],
  ])('%j', (shape, [latitude, longitude]) => {
    const found = pointOfShape(shape)
    expect(found?.latitude).toBeCloseTo(latitude ?? Number.NaN, 9)
    expect(found?.longitude).toBeCloseTo(longitude ?? Number.NaN, 9)
  })

  it.each<Json>([
    null,
    4,
    'Point',
    [],
    {},
    { type: 'Point' },
    { type: 'Polygon', coordinates: [[]] },
    { type: 'Point', coordinates: ['1', '2'] },
  ])('%j has none', (shape) => {
    expect(pointOfShape(shape)).toBeNull()
  })

  it('is read from WKT, longitude first', () => {
    expect(pointOfWkt('POINT (-73.98 40.75)')).toEqual({ latitude: 40.75, longitude: -73.98 })
    expect(pointOfWkt('POINT EMPTY')).toBeNull()
  })
})
