/** The site on a real socket, over the fake ledger, with the API that the browser checks against. */
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type ServerType, serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Assets } from '../../../web/frame.ts'
import { erasureId } from '../../../worker/domain/kinds/erasure/erasure.ts'
import { parseTilePath } from '../../../worker/ledger/tile-path.ts'
import { tileWidth } from '../../../worker/ledger/tiles.ts'
import { createSite } from '../../../worker/site/site.ts'
import type { FakeLedger } from '../site/fake-reading.ts'

const dist = new URL('../../../web/dist/', import.meta.url)
const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  json: 'application/json',
  txt: 'text/plain',
}

/** Addresses of the built script and style sheet. @throws Error when nothing was built */
function builtAssets(): Assets {
  return JSON.parse(readFileSync(new URL('assets/manifest.json', dist), 'utf8'))
}

export interface SiteServer {
  url: string
  /** Changes what the API answers, by path, until `honest`. */
  alter(change: (path: string, answer: unknown) => unknown): void
  /** Answers as of an earlier size of the ledger, until `honest`. */
  serveSize(size: number): void
  honest(): void
  /** Puts another ledger behind the same address. */
  swap(ledger: FakeLedger): void
  close(): Promise<void>
}

interface Guise {
  change: (path: string, answer: unknown) => unknown
  size: number | null
}

function fakeApi(ledger: FakeLedger, guise: Guise): Hono {
  const { reading, entries } = ledger
  const app = new Hono()
  const size = (): number => guise.size ?? entries.length
  const json = (path: string, answer: unknown): Response => Response.json(guise.change(path, answer))
  app.get('/.well-known/mingzhang.json', (c) =>
    json(c.req.path, { origin: reading.log.origin, verifierKey: reading.log.verifierKey }),
  )
  app.get('/log/checkpoint', async (c) =>
    c.text(String(guise.change(c.req.path, await ledger.checkpointAt(size())))),
  )
  app.get('/api/v1/records/:id/evidence', async (c) => {
    const record = await reading.record(c.req.param('id'))
    const own = entries.filter(({ envelope, index }) => envelope.record === record?.id && index < size())
    const erasing = new Set(own.map(({ index }) => erasureId(index)))
    const erasures = entries.filter(({ envelope, index }) => erasing.has(envelope.record) && index < size())
    const proven = (all: typeof entries) =>
      all.map((entry) => ({ ...entry, proof: ledger.inclusion(entry.index, size()) }))
    return json(c.req.path, {
      checkpoint: await ledger.checkpointAt(size()),
      record,
      entries: proven(own),
      erasures: proven(erasures),
      catalogue: await ledger.catalogued(c.req.param('id'), size()),
    })
  })
  app.get('/api/v1/entries/:index', (c) => json(c.req.path, entries[Number(c.req.param('index'))]))
  app.get('/log/tile/*', async (c) => {
    const tile = parseTilePath(c.req.path.slice('/log/'.length))
    if (tile.kind === 'entries' || tile.width > tileWidth(tile.level, tile.n, size()))
      return c.text('no such tile\n', 404)
    const [bytes = new Uint8Array()] = await ledger.tiles([tile])
    const bent = guise.change(c.req.path, bytes)
    return c.body(bent instanceof Uint8Array ? new Uint8Array(bent) : '')
  })
  return app
}

function statics(app: Hono): Hono {
  const file =
    (path: string): ((c: Context) => Promise<Response>) =>
    async (c) => {
      const name = c.req.param('name') ?? path
      const body = await readFile(new URL(name === path ? path : `${path}${name}`, dist))
      return c.body(body, 200, {
        'content-type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      })
    }
  return app.get('/assets/:name', file('assets/')).get('/favicon.svg', file('favicon.svg'))
}

/** Starts the site on a free port. */
export async function startSite(first: FakeLedger): Promise<SiteServer> {
  const assets = builtAssets()
  const guise: Guise = { change: (_, answer) => answer, size: null }
  const build = (ledger: FakeLedger): Hono =>
    statics(fakeApi(ledger, guise)).route('/', createSite({ reading: ledger.reading, assets }))
  let app = build(first)
  const server = await new Promise<ServerType>((ready) => {
    const starting: ServerType = serve(
      { fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' },
      () => ready(starting),
    )
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    alter(change) {
      guise.change = change
    },
    serveSize(size) {
      guise.size = size
    },
    honest() {
      guise.change = (_, answer) => answer
      guise.size = null
    },
    swap(ledger) {
      app = build(ledger)
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
