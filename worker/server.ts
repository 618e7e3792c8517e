/** One machine: a data folder behind a socket. Used by `npm start`, `mingzhang serve` and the demo. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ServerType, serve } from '@hono/node-server'
import { createApp } from './app.ts'
import type { Services } from './services/services.ts'

const DIST = new URL('../web/dist/', import.meta.url)
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

export interface ServeOptions {
  services: Services
  host: string
  /** 0 takes any free port. */
  port: number
  /** Public scheme and host, when it is not what the socket says. */
  origin?: string | undefined
  log?: (line: Record<string, unknown>) => void
}

export interface Served {
  url: string
  port: number
  close(): Promise<void>
}

/** Addresses of the built files. @throws Error that says to build first */
function readAssets(): { script: string; style: string } {
  try {
    return JSON.parse(readFileSync(new URL('assets/manifest.json', DIST), 'utf8'))
  } catch (cause) {
    throw new Error('the site is not built yet: run `npm run build`', { cause })
  }
}

/** A built file. Names with a hash in them never change. */
async function serveAsset(path: string): Promise<Response | null> {
  if (!/^\/[\w./-]+$/.test(path) || path.includes('..') || path.endsWith('/')) return null
  try {
    const body = await readFile(fileURLToPath(new URL(`.${path}`, DIST)))
    const hashed = /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(path)
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch {
    return null
  }
}

/** Starts to serve a ledger; resolves when the socket listens. */
export function serveApp({ services, host, port, origin, log }: ServeOptions): Promise<Served> {
  const app = createApp({
    services,
    assets: readAssets(),
    serveAsset,
    requestId: randomUUID,
    log: log ?? ((line) => console.log(JSON.stringify({ at: new Date().toISOString(), ...line }))),
    origin,
  })
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      const shown = host.includes(':') ? `[${host}]` : host
      resolve({
        url: `http://${shown}:${info.port}`,
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeIdleConnections' in server) server.closeIdleConnections()
          }),
      })
    })
    server.once('error', reject)
  })
}
