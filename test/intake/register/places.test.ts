/** Places of records as files print them: columns, WKT, GeoJSON, divisions; what is no place rejects its row. */
import { describe, expect, it } from 'vitest'
import { draftMapping } from '../../../worker/intake/register/draft/draft.ts'
import { delivered, text, works } from '../../support/intake/trial.ts'

const place = (point: object) => ({ places: { list: [{ name: 'Work', point }] } })
const COLUMNS = { template: '{Lat}, {Lon}', as: 'point' }
const FROM = { from: 'Where', as: 'point' }

const columns = (lat: string, lon: string) =>
  delivered(works(place(COLUMNS)), [
    text('works.csv', `Ref,Work,Office,Lat,Lon\nW-1,Bridge,Roads Office,${lat},${lon}\n`),
  ])
const cell = (where: string) =>
  delivered(works(place(FROM)), [
    text('works.csv', `Ref;Work;Office;Where\nW-1;Bridge;Roads Office;${where}\n`),
  ])

describe('places', () => {
  it.each([
    ['two columns', columns('40.712776', '-74.005974')],
    ['a pair', cell('(40.712776, -74.005974)')],
    ['WKT', cell('POINT (-74.005974 40.712776)')],
    ['more digits than are kept', columns('40.7127761234', '-74.0059739999')],
  ])('are read from %s', (_, { records, rejected }) => {
    expect(rejected).toEqual([])
    expect(records[0]?.fields.places).toEqual([{ name: 'Bridge', point: '40.712776, -74.005974' }])
  })

  it('are nothing where the columns are empty: the name alone is left', () => {
    expect(columns('', '').records[0]?.fields.places).toEqual([{ name: 'Bridge' }])
  })

  it.each([
    ['200', '10', 'no degrees'],
    ['-74.005974', '40.712776', 'turned round'],
    ['4507523.1', '583959.4', 'no degrees'],
    ['0', '0', 'no place'],
    ['north', 'east', 'a GeoJSON geometry'],
  ])('%s, %s are rejected with what is wrong', (lat, lon, words) => {
    const { rejected } = columns(lat, lon)
    expect(rejected).toHaveLength(1)
    expect(rejected[0]?.expected.en).toContain(words)
    expect(rejected[0]?.field).toBe('fields/places/0/point')
  })

  it.each([
    ['gcj02', '39.91640428150164', '116.41024449916938'],
    ['bd09', '39.922699552216216', '116.41662724378733'],
  ])('of %s are converted, which is told', (crs, lat, lon) => {
    const { records, rejected, notes } = delivered(works(place({ ...COLUMNS, crs })), [
      text(
        'works.csv',
        `Ref,Work,Office,Lat,Lon\nW-1,Bridge,Roads Office,${lat},${lon}\nW-2,Weir,Roads Office,${lat},${lon}\n`,
      ),
    ])
    expect(rejected).toEqual([])
    expect(records[0]?.fields.places).toEqual([{ name: 'Bridge', point: '39.915, 116.404' }])
    expect(notes.map(({ words }) => words.en)).toEqual([expect.stringContaining('to WGS 84')])
  })

  it('of a system that nobody knows are refused with those that there are', () => {
    expect(() => delivered(works(place({ ...COLUMNS, crs: 'mars' })), [])).toThrow(/crs/)
    expect(() => delivered(works(place({ from: 'Ref', crs: 'gcj02' })), [])).toThrow(/crs/)
  })

  it('are read from GeoJSON: points, lines and areas, and features without a geometry', () => {
    const feature = (ref: string, geometry: object | null) => ({
      type: 'Feature',
      properties: { Ref: ref, Work: 'Bridge', Office: 'Roads Office' },
      geometry,
    })
    const shapes = [
      feature('W-1', { type: 'Point', coordinates: [-74, 40.7] }),
      feature('W-2', {
        type: 'LineString',
        coordinates: [
          [-74, 40],
          [-73, 41],
          [-72, 42],
        ],
      }),
      feature('W-3', null),
      feature('W-4', { type: 'Point', coordinates: [40.7, -74] }),
    ]
    const mapping = {
      ...works({}),
      input: { format: 'json', files: '\\.geojson$', each: 'features' },
      records: [
        {
          kind: 'decision',
          key: { from: ['properties.Ref'] },
          department: 'properties.Office',
          fields: {
            title: 'properties.Work',
            class: { const: 'project' },
            noResponsibility: { const: 'none' },
            places: { list: [{ point: { from: 'geometry', as: 'point' } }] },
          },
        },
      ],
    }
    const file = text('works.geojson', JSON.stringify({ type: 'FeatureCollection', features: shapes }))
    const { records, rejected } = delivered(mapping, [file])
    expect(records.map(({ fields }) => fields.places)).toEqual([
      [{ point: '40.7, -74' }],
      [{ point: '41, -73' }],
      undefined,
    ])
    expect(rejected.map(({ expected }) => expected.en)).toEqual([expect.stringContaining('turned round')])
  })
})

describe('a draft', () => {
  const pointOf = (name: string, content: string): unknown => {
    const { mapping } = draftMapping([text(name, content)], {
      name: 'drafted',
      kind: null,
      today: '2026-11-23',
    })
    const { records } = mapping as unknown as {
      records: { fields: { places?: { list: { point: unknown }[] } } }[]
    }
    return records[0]?.fields.places?.list[0]?.point
  }
  const rows = (header: string, ...places: string[]): string =>
    `Ref;Work;Office;${header}\n${places.map((one, i) => `W-${i};Bridge number ${i} of the town;Roads Office;${one}\n`).join('')}`

  it('finds columns of latitude and longitude, one column, and leaves out what is no place', () => {
    const columns = rows('Latitude;Longitude', '40.7;-74.1', '40.8;-74.2', '40.9;-74.3')
    expect(pointOf('works.csv', columns)).toEqual({ template: '{Latitude}, {Longitude}', as: 'point' })
    const some = Array.from({ length: 12 }, (_, i) => `POINT (-74.${i} 40.${i})`)
    expect(pointOf('works.csv', rows('Where', ...some, '0, 0'))).toEqual({
      from: 'Where',
      as: 'point',
      unreadable: 'none',
    })
    // Metres of a grid are no degrees, whatever the columns are called.
    expect(pointOf('works.csv', rows('Lat;Lon', '583959;4507523', '583960;4507524'))).toBeUndefined()
    expect(pointOf('works.csv', rows('Latitude;Cost', '40.7;1', '40.8;2'))).toBeUndefined()
  })

  it('finds the shapes of GeoJSON', () => {
    const feature = (i: number) => ({
      type: 'Feature',
      properties: { Ref: `W-${i}`, Work: `Bridge number ${i} of the town`, Office: 'Roads Office' },
      geometry: i === 2 ? null : { type: 'Point', coordinates: [-74 - i, 40] },
    })
    const content = JSON.stringify({ type: 'FeatureCollection', features: [0, 1, 2, 3].map(feature) })
    expect(pointOf('works.geojson', content)).toEqual({ from: 'geometry', as: 'point' })
  })
})
