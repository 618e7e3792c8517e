import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findTargetHandler } from 'hono/utils/handler'
import { uniqueSymbol } from 'hono-openapi'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { resolved } from '../../../worker/api/openapi/resolved.ts'
import { createApp } from '../../../worker/app.ts'
import { actKinds, kindFace } from '../../../worker/domain/kinds/registry.ts'
import { eventName, isServed, listedKinds, lists } from '../../../worker/domain/kinds/table.ts'
import { freshLedger } from '../../support/ledger/ledger.ts'
import { fakeAssets } from '../../support/site/assets.ts'

const WORKER = fileURLToPath(new URL('../../../worker', import.meta.url))

describe('a schema in the description', () => {
  it('is put into the terms of OpenAPI once, however many routes name it', async () => {
    let times = 0
    const counted = z.string().meta({
      get description() {
        times += 1
        return 'counted'
      },
    })
    const first = await resolved(counted).toOpenAPISchema()
    const before = times
    expect(first.schema).toMatchObject({ type: 'string', description: 'counted' })
    for (let route = 0; route < 5; route++) expect(await resolved(counted).toOpenAPISchema()).toBe(first)
    expect([before > 0, times]).toEqual([true, before])
    expect(await resolved(counted).toOpenAPISchema({})).toEqual(first)
    expect(times).toBeGreaterThan(before)
  })

  it('is resolved nowhere else', () => {
    const own = readdirSync(WORKER, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .filter((name) =>
        /import[^;']*\bresolver\b[^;']*'hono-openapi'/.test(readFileSync(join(WORKER, name), 'utf8')),
      )
    expect(own).toEqual([join('api', 'openapi', 'resolved.ts')])
  })
})

/** What the routes of an app are described by: parameters, and schemas of bodies and answers, by method and path. */
function describedBy({ routes }: ReturnType<typeof createApp>): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const { handler, method, path } of routes) {
    const described: unknown = Reflect.get(findTargetHandler(handler), uniqueSymbol)
    if (typeof described !== 'object' || described === null || !('spec' in described)) continue
    const { parameters = [], requestBody, responses = {} } = described.spec as Spec
    const schemas = [requestBody, ...Object.values(responses)].flatMap((one) =>
      Object.values(one?.content ?? {}).map(({ schema }) => schema),
    )
    const at = `${method} ${path}`
    found.set(at, [...(found.get(at) ?? []), ...parameters, ...schemas])
  }
  return found
}

interface Content {
  content?: Record<string, { schema?: unknown }>
}
interface Spec {
  parameters?: unknown[]
  requestBody?: Content
  responses?: Record<string, Content>
}

/** Routes that follow from the declarations of kinds: their lists, the files of these, and their acts. */
const ofKinds = [
  ...listedKinds.flatMap((kind) => ['', '.csv', '.xlsx'].map((end) => `GET /api/v1/${lists[kind]}${end}`)),
  ...actKinds.flatMap((kind) =>
    kindFace(kind)
      .acts.filter(({ event }) => !isServed(eventName(kind, event)))
      .map(({ verb }) => `POST /api/v1/${lists[kind]}/:id/${verb}`),
  ),
]

it('is the same for every app of a process, at every route: a Worker makes one for each request', async () => {
  const { services } = await freshLedger()
  const [first, second] = [0, 1].map(() =>
    describedBy(
      createApp({
        ...{ services, assets: fakeAssets, serveFiles: (_, next) => next() },
        ...{ requestId: () => 'request', log: () => undefined },
      }),
    ),
  )
  const all = [...(first ?? [])]
  expect(ofKinds.filter((at) => (first?.get(at) ?? []).length === 0)).toEqual([])
  expect([...(second?.keys() ?? [])]).toEqual(all.map(([at]) => at))
  const remade = all.filter(([at, parts]) => parts.some((part, i) => part !== second?.get(at)?.[i]))
  expect(remade.map(([at]) => at)).toEqual([])
})
