/** The log as C2SP tlog-tiles: any such client can read and audit it. */
import { Hono } from 'hono'
import { LedgerError } from '../ledger/error.ts'
import { parseTilePath } from '../ledger/tile-path.ts'
import type { ApiDeps, ApiEnv } from './http/context.ts'

const CHECKPOINT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=2' }
const NO_STORE = { 'cache-control': 'no-store' }
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** Routes of the log: checkpoint, policy, history of keys, tiles and bundles (C2SP tlog-tiles). */
export function logRoutes({ services: { log, witnesses, ledgerKeys } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get('/checkpoint', async (c) => c.body((await witnesses.newest()).checkpoint, 200, CHECKPOINT))
  app.get('/checkpoint/witnessed', async (c) => {
    const found = await witnesses.witnessed()
    if (found === null) return c.text('no checkpoint has the quorum of the policy\n', 404, NO_STORE)
    return c.body(found.checkpoint, 200, CHECKPOINT)
  })
  app.get('/policy', (c) => {
    if (witnesses.policy === null) return c.text('no witness cosigns this log\n', 404, NO_STORE)
    return c.body(witnesses.policy, 200, { ...CHECKPOINT, 'cache-control': 'public, max-age=60' })
  })
  app.get('/keys', async (c) =>
    c.body(await ledgerKeys.history(), 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'public, max-age=60',
    }),
  )
  app.get('/tile/*', async (c) => {
    // As it was sent: a tile has one address, and an escaped form of it is another.
    const { pathname } = new URL(c.req.url)
    const path = pathname.slice(pathname.indexOf('/tile/') + 1)
    const bytes = await tileAt(path)
    if (bytes === null) return c.text('no such tile\n', 404, NO_STORE)
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
