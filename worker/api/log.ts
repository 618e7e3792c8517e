/** The log as C2SP tlog-tiles: any such client can read and audit it. */
import { Hono } from 'hono'
import { LedgerError } from '../ledger/error.ts'
import { parseTilePath } from '../ledger/tile-path.ts'
import type { ApiDeps, ApiEnv } from './http/context.ts'

const IMMUTABLE = 'public, max-age=31536000, immutable'

export function logRoutes({ services: { log } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get('/checkpoint', async (c) =>
    c.body(await (await log.published()).checkpoint(), 200, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'public, max-age=2',
    }),
  )
  app.get('/tile/*', async (c) => {
    // As it was sent: a tile has one address, and an escaped form of it is another.
    const { pathname } = new URL(c.req.url)
    const path = pathname.slice(pathname.indexOf('/tile/') + 1)
    const bytes = await tileAt(path)
    if (bytes === null) return c.text('no such tile\n', 404, { 'cache-control': 'no-store' })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
      'cache-control': IMMUTABLE,
      etag: `"${path}"`,
    })
  })
  return app

  async function tileAt(path: string): Promise<Uint8Array | null> {
    try {
      const tile = parseTilePath(path)
      return tile.kind === 'tile'
        ? await log.tile(tile.level, tile.n, tile.width)
        : await log.bundle(tile.n, tile.width)
    } catch (error) {
      if (error instanceof LedgerError) return null
      throw error
    }
  }
}
