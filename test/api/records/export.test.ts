import { parse } from 'csv-parse/sync'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import { answerError } from '../../../worker/api/http/problems.ts'
import { exportRoutes } from '../../../worker/api/records/export.ts'
import { listedKinds, lists } from '../../../worker/domain/kinds/table.ts'
import { readBook } from '../../../worker/intake/files/workbook.ts'
import { openCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { WORKBOOK } from '../../../worker/services/export/workbook/workbook.ts'
import { base, inWorkerd, type TestApi, testApi } from '../../support/api/api.ts'
import { call, type Tracked, track } from '../../support/ledger/tracked.ts'

const api: TestApi = await testApi()
const { services } = api
const made: Tracked = await track(services)
const deps = { services, origin: undefined, requestId: () => 'request', log: () => undefined }
const app = new Hono<ApiEnv>()
  .route('/api/v1', exportRoutes(deps, [{ name: 'CC-BY-4.0' }]))
  .onError((error, c) => answerError(c, error, () => undefined))

/** As far as the whole API has no such route yet, from the routes alone. */
async function get(path: string): Promise<Response> {
  const response = await app.request(base + path)
  return response.status === 404 ? api.get(path) : response
}

async function rows(path: string): Promise<Record<string, string>[]> {
  const response = await get(path)
  expect([path, response.status]).toEqual([path, 200])
  return parse(new Uint8Array(await response.arrayBuffer()), { bom: true, columns: true })
}

interface Field {
  name: string
  type: string
  constraints?: { enum?: string[]; pattern?: string; required?: boolean }
  'mingzhang:role': string
}

interface Resource {
  name: string
  path: string
  schema: {
    fields: Field[]
    primaryKey: string[]
    foreignKeys?: { fields: string[]; reference: { resource: string; fields: string[] } }[]
  }
}

interface Package {
  name: string
  version: string
  licenses?: object[]
  'mingzhang:ledger': { size: number; checkpoint: string; verifierKey: string; derivedAsOf: string }
  resources: Resource[]
}

const description: Package = await (await get('/api/v1/datapackage.json')).json()

describe('lists as workbooks', () => {
  it.each(listedKinds.map((kind) => lists[kind]))(
    'hold the header and the rows of the CSV: %s',
    async (list) => {
      const response = await get(`/api/v1/${list}.xlsx?lang=en`)
      expect([response.status, response.headers.get('content-type')]).toEqual([200, WORKBOOK])
      expect(response.headers.get('content-disposition')).toContain(`${list}.xlsx`)
      const [sheet] = readBook(new Uint8Array(await response.arrayBuffer()), 'list.xlsx')
      const printed: string[][] = parse(await (await get(`/api/v1/${list}.csv?lang=en`)).text(), {
        bom: true,
      })
      expect(sheet?.cells[0]).toEqual(printed[0])
      expect(sheet?.cells.map(([first = '']) => first)).toEqual(printed.map(([first]) => first))
    },
  )
})

describe('lists as CSV', () => {
  it.skipIf(inWorkerd)('come under the names of their fields, as files', async () => {
    const response = await get('/api/v1/milestones.csv?lang=en')
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(response.headers.get('content-disposition')).toContain('milestones.csv')
    const { size } = await services.log.snapshot()
    expect(response.headers.get('etag')).toBe(`W/"ledger-${size}-2026-03-02"`)
    for (const path of ['/api/v1/departments.csv', '/api/v1/responsibilities.xlsx'])
      expect((await get(path)).headers.get('etag')).toBe(`W/"ledger-${size}-2026-03-02"`)
    expect((await rows('/api/v1/milestones.csv?lang=en'))[0]).toMatchObject({ statusLabel: 'Not started' })
  })

  it.each([
    ['/api/v1/decisions.csv?department=dep-water&type=major_admin', 1],
    ['/api/v1/decisions.csv?department=dep-house', 0],
    ['/api/v1/milestones.csv?of=DECISION&status=scheduled&area=%E5%9F%8E%E5%8C%97', 2],
    ['/api/v1/milestones.csv?of=dec-0000000000', 0],
    ['/api/v1/evaluations.csv?of=DECISION', 1],
    ['/api/v1/handovers.csv?status=proposed', 1],
    ['/api/v1/memberships.csv', 1],
    ['/api/v1/departments.csv?names=fields', 2],
    ['/api/v1/responsibilities.csv?names=fields', 0],
  ])('take the filters of the list: %s', async (path, count) => {
    expect(await rows(path.replace('DECISION', made.decision))).toHaveLength(count)
  })

  it('refuse what is no filter value', async () => {
    expect((await get('/api/v1/milestones.csv?status=late')).status).toBe(400)
    expect((await get('/api/v1/milestones.csv?lang=fr')).status).toBe(400)
  })

  it('leave the published form of departments and responsibilities as it was', async () => {
    expect(await (await api.get('/api/v1/departments.csv?lang=en')).text()).toContain('English name')
  })
})

describe('the data package', () => {
  it.skipIf(inWorkerd)(
    'names its ledger, the size and the signed checkpoint as of which it holds',
    async () => {
      const ledger = description['mingzhang:ledger']
      const { size } = await openCheckpoint(ledger.checkpoint, ledger.verifierKey)
      expect([size, description.version]).toEqual([ledger.size, String(ledger.size)])
      expect(ledger.derivedAsOf).toBe('2026-03-02')
      expect(description.name).toMatch(/^[-a-z0-9._/]+$/)
      expect(description.licenses).toEqual([{ name: 'CC-BY-4.0' }])
    },
  )

  it('leaves the licence out where the operator says none', async () => {
    const bare = new Hono<ApiEnv>().route('/api/v1', exportRoutes(deps))
    expect(await (await bare.request(`${base}/api/v1/datapackage.json`)).json()).not.toHaveProperty(
      'licenses',
    )
  })

  it('has every list, each once', () => {
    expect(description.resources.map(({ name }) => name)).toEqual(listedKinds.map((kind) => lists[kind]))
  })

  it.each(description.resources)(
    'describes $name as it is: every field in the header, every value of its type',
    async ({ path, schema }) => {
      const local = path.slice(base.length)
      const text = (await (await get(local)).text()).replace('\ufeff', '')
      expect(schema.fields.map(({ name }) => name)).toEqual(text.split('\r\n')[0]?.split(','))
      const fieldNames = new Set(schema.fields.map(({ name }) => name))
      expect(schema.primaryKey.every((name) => fieldNames.has(name))).toBe(true)
      for (const row of await rows(local)) {
        for (const field of schema.fields)
          expect([field.name, faultOf(field, row[field.name] ?? '')]).toEqual([field.name, null])
      }
    },
  )

  it('refers from list to list by keys that are there', async () => {
    const ids = new Map<string, Set<string>>()
    for (const { name, path } of description.resources)
      ids.set(name, new Set((await rows(path.slice(base.length))).map(({ id = '' }) => id)))
    let followed = 0
    for (const { name, path, schema } of description.resources) {
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const known = ids.get(reference.resource === '' ? name : reference.resource)
        const [field = ''] = fields
        for (const row of await rows(path.slice(base.length))) {
          const value = row[field] ?? ''
          if (value === '') continue
          followed += 1
          expect([name, field, known?.has(value)]).toEqual([name, field, true])
        }
      }
    }
    expect(followed).toBeGreaterThan(8)
  })

  it('marks what is computed and what may name a person', () => {
    const fieldsOf = (name: string): Field[] =>
      description.resources.find((one) => one.name === name)?.schema.fields ?? []
    const derived = fieldsOf('milestones').filter((field) => field['mingzhang:role'] === 'derived')
    expect(derived.map(({ name }) => name)).toContain('derived.slip')
    expect(fieldsOf('memberships').find(({ name }) => name === 'member')).toHaveProperty(
      'mingzhang:personal',
      true,
    )
  })

  it('moves on with the ledger', async () => {
    await services.acts.act(call, 'milestone', 'cancelled', made.overdue, { reason: '并入他项' })
    const next: Package = await (await get('/api/v1/datapackage.json')).json()
    expect(next['mingzhang:ledger'].size).toBe(description['mingzhang:ledger'].size + 1)
  })
})

/** What of a cell does not fit its field; null when it fits. Written from the Table Schema standard. */
function faultOf({ type, constraints }: Field, cell: string): string | null {
  if (cell === '') return constraints?.required ? 'missing' : null
  if (constraints?.enum?.includes(cell) === false) return `${cell} is none of the codes`
  if (constraints?.pattern !== undefined && !new RegExp(constraints.pattern).test(cell))
    return `${cell} does not match`
  const fits: Record<string, (text: string) => boolean> = {
    string: () => true,
    integer: (text) => /^[+-]?\d+$/.test(text),
    number: (text) => Number.isFinite(Number(text)),
    boolean: (text) => text === 'true' || text === 'false',
    date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text),
    array: (text) => Array.isArray(JSON.parse(text)),
    object: (text) => typeof JSON.parse(text) === 'object' && !Array.isArray(JSON.parse(text)),
  }
  return fits[type]?.(cell) === true ? null : `${cell} is no ${type}`
}

describe('a file whose query is wrong', () => {
  it.each([
    'responsibilities.csv',
    'responsibilities.xlsx',
    'decisions.csv',
    'decisions.xlsx',
    'accounts.xlsx',
  ])('%s is refused before it begins', async (file) => {
    const response = await api.get(`/api/v1/${file}?sort=nothing`)
    expect([response.status, await response.json()]).toMatchObject([400, { field: 'sort' }])
  })
})
