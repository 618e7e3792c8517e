/** Maps: places of a list as GeoJSON, the page above that list, the ground that an operator set, and who may be asked for it. */
import { describe, expect, it } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { Problem } from '../../worker/domain/record/problem.ts'
import { groundOf, OWN_OUTLINE } from '../../worker/site/map/ground.ts'
import { testApi } from '../support/api/api.ts'

const api = await testApi()
await api.second('dep-water')
const log = async (title: string, places: object[]): Promise<void> => {
  const fields = { title, class: 'ordinary', noResponsibility: '试用', places }
  expect((await api.settle('/api/v1/decisions', fields)).status, title).toBe(201)
}
await log('北桥', [
  { name: '桥头', point: '31.2304, 121.4737' },
  { name: '桥尾', point: '31.24,121.48' },
])
await log('南街', [{ name: '街道', division: '510903001' }])
await log('没有位置的一项', [])

const appOf = (ground: Parameters<typeof groundOf>[0], outline?: string) =>
  createApp({
    services: api.services,
    assets: {
      script: '/s.js',
      desk: '/d.js',
      check: '/c.js',
      style: '/s.css',
      map: { script: '/map.js', style: '/map.css' },
    },
    serveFiles: (_, next) => next(),
    requestId: () => 'request',
    log: () => undefined,
    ground: groundOf(ground, outline !== undefined),
    outline,
  })
const app = appOf({})

describe('places', () => {
  it('come as GeoJSON, longitude first, one feature for each; of a division no geometry', async () => {
    const response = await app.request('/api/v1/decisions.geojson')
    expect(response.headers.get('content-type')).toContain('application/geo+json')
    const { numberMatched, features } = await response.json()
    expect(numberMatched).toBe(3)
    const told = features.map(({ geometry, properties: { title, division } }: never) => [
      title,
      division,
      geometry,
    ])
    expect(told).toEqual([
      ['南街', '510903001', null],
      ['北桥', null, { type: 'Point', coordinates: [121.4737, 31.2304] }],
      ['北桥', null, { type: 'Point', coordinates: [121.48, 31.24] }],
    ])
  })

  it('are narrowed as the list is, cut at the limit with the number of all, and refuse what they do not know', async () => {
    const read = async (query: string) => (await app.request(`/api/v1/decisions.geojson${query}`)).json()
    expect((await read('?q=%E5%8C%97%E6%A1%A5')).numberReturned).toBe(2)
    expect(await read('?limit=1')).toMatchObject({ numberMatched: 3, numberReturned: 1 })
    expect((await app.request('/api/v1/decisions.geojson?near=1')).status).toBe(400)
    expect((await app.request('/api/v1/decisions?placed=yes')).status).toBe(200)
    expect((await (await app.request('/api/v1/decisions?placed=yes')).json()).total).toBe(2)
  })

  it.each(['200, 10', '31.23', '4507523.1, 583959.4'])(
    '%s is refused with what would be right',
    async (point) => {
      const fields = { title: '一项', class: 'ordinary', noResponsibility: '试用', places: [{ point }] }
      const response = await api.settle('/api/v1/decisions', fields)
      const { detail, field } = await response.json()
      expect([response.status, field]).toEqual([400, 'places/0/point'])
      expect(detail).toContain('31.2304, 121.4737')
    },
  )
})

describe('the page of a map', () => {
  it('has the list below it, which needs no script, and loads the script of the map there alone', async () => {
    const html = await (await app.request('/zh/map/decisions')).text()
    expect(html).toContain('<script type="module" src="/map.js">')
    expect(html).toContain('2 项决策')
    expect(html).toContain('南街')
    expect(html).not.toContain('没有位置的一项')
    for (const path of ['/zh/decisions', '/zh/map', '/zh'])
      expect(await (await app.request(path)).text(), path).not.toContain('/map.js')
  })

  it('is reached from the list, with what that is narrowed by, and from the page of maps', async () => {
    const list = await (await app.request('/zh/decisions?type=ordinary')).text()
    expect(list).toContain('href="/zh/map/decisions?type=ordinary"')
    expect(await (await app.request('/zh/map')).text()).toContain('href="/zh/map/decisions"')
    // Of milestones none has a place.
    expect(await (await app.request('/zh/milestones')).text()).not.toContain('/zh/map/milestones')
    expect((await app.request('/zh/map/departments')).status).toBe(404)
  })

  it('asks nobody but this site, unless the operator set a ground elsewhere', async () => {
    const cspOf = async (of: ReturnType<typeof appOf>, path: string): Promise<string> =>
      (await of.request(path)).headers.get('content-security-policy') ?? ''
    expect(await cspOf(app, '/zh/map/decisions')).toContain("connect-src 'self';")
    const tiled = appOf({ MAP_TILES: 'https://tiles.example/{z}/{x}/{y}.png', MAP_CREDIT: '© tiles' })
    expect(await cspOf(tiled, '/zh/map/decisions')).toContain("connect-src 'self' https://tiles.example;")
    expect(await cspOf(tiled, '/zh/decisions')).toContain("connect-src 'self';")
  })

  it('serves an outline of the data folder, and none where there is none', async () => {
    const own = appOf({}, '{"type":"FeatureCollection","features":[]}')
    expect((await own.request(OWN_OUTLINE)).headers.get('content-type')).toContain('application/geo+json')
    expect((await app.request(OWN_OUTLINE)).status).toBe(404)
    expect(await (await own.request('/zh/map/decisions')).text()).toContain(OWN_OUTLINE)
  })
})

describe('a ground', () => {
  it.each([
    [{ MAP_TILES: 'http://tiles.example/{z}/{x}/{y}.png', MAP_CREDIT: 'x' }, 'MAP_TILES'],
    [{ MAP_TILES: 'https://tiles.example/map.png', MAP_CREDIT: 'x' }, 'MAP_TILES'],
    [{ MAP_TILES: 'https://tiles.example/{z}/{x}/{y}.png' }, 'MAP_CREDIT'],
    [{ MAP_OUTLINE: '//elsewhere.example/x' }, 'MAP_OUTLINE'],
    [{ MAP_OUTLINE: 'outline.geojson' }, 'MAP_OUTLINE'],
  ])('%j is refused', (settings, field) => {
    try {
      groundOf(settings)
    } catch (error) {
      expect(error instanceof Problem && error.field).toBe(field)
      return
    }
    throw new Error('nothing was refused')
  })
})
