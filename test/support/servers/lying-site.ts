/** The API of a ledger over HTTP, which may be told to lie, or to be another ledger from now on. */
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createApi } from '../../../worker/api/api.ts'
import type { ApiEnv } from '../../../worker/api/http/context.ts'
import type { Services } from '../../../worker/services/services.ts'

/** A lie of the server: the start of a path, and the way in which its answer is bent. */
export interface Lie {
  path: string
  bend(bytes: Uint8Array): Uint8Array | string
}

export interface LyingSite {
  address: string
  /** Null tells the truth. */
  lie: Lie | null
  /** The ledger that is served. */
  services: Services
  close(): Promise<void>
}

export async function lyingSite(services: Services): Promise<LyingSite> {
  const site: LyingSite = { address: '', lie: null, services, close: async () => undefined }
  const apis = new Map<Services, Hono<ApiEnv>>()
  const apiOf = (one: Services) => {
    const known = apis.get(one)
    if (known !== undefined) return known
    const api = new Hono<ApiEnv>()
      .use(async (c, next) => {
        c.set('requestId', 'test')
        c.set('actor', null)
        await next()
        const { lie } = site
        if (lie === null || !c.req.path.startsWith(lie.path) || !c.res.ok) return
        const bent = lie.bend(new Uint8Array(await c.res.arrayBuffer()))
        c.res = new Response(typeof bent === 'string' ? bent : new Uint8Array(bent))
      })
      .route('/', createApi({ services: one, requestId: () => 'test', log: () => undefined }))
    apis.set(one, api)
    return api
  }
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve(
      { fetch: (request) => apiOf(site.services).fetch(request), hostname: '127.0.0.1', port: 0 },
      ({ port }) => {
        site.address = `http://127.0.0.1:${port}`
        resolve(started)
      },
    )
  })
  site.close = () => new Promise((done) => server.close(() => done()))
  return site
}

/** Bends a text. */
export const inText = (from: string | RegExp, to: string) => (bytes: Uint8Array) =>
  new TextDecoder().decode(bytes).replace(from, to)
