/** The Worker: the same app over libSQL HTTP. Nothing is shared between requests but the built file names. */
import type { ExecutionContext, Fetcher } from '@cloudflare/workers-types'
import { createApp } from './app.ts'
import { Problem } from './domain/problem.ts'
import { createSigner } from './ledger/signer.ts'
import { openLedger } from './services/open.ts'
import { createServices } from './services/services.ts'
import { openHttpDatabase } from './store/http-database.ts'

export interface Env {
  LIBSQL_URL: string
  LIBSQL_AUTH_TOKEN?: string
  /** The signing key, as `mingzhang keys new` prints it. Its name is the origin of the ledger. */
  SIGNING_KEY: string
  /** Public scheme and host; taken from each request when left out. */
  ORIGIN?: string
  PLACE_ZH?: string
  PLACE_EN?: string
  ASSETS: Fetcher
}

const log = (line: Record<string, unknown>): void => console.log(JSON.stringify(line))

/** Names of the built script and style sheet; the same for every request of a deployment. */
let assets: Promise<{ script: string; style: string }> | null = null

async function readAssets(env: Env): Promise<{ script: string; style: string }> {
  const response = await env.ASSETS.fetch('https://assets/assets/manifest.json')
  if (!response.ok) throw new Error('the site is not built: run `npm run build` before deploying')
  return response.json()
}

/** What the operator has to set before anything works. */
function requireEnv(env: Env): void {
  const missing = (['LIBSQL_URL', 'SIGNING_KEY'] as const).filter((name) => !env[name])
  if (missing.length === 0) return
  throw new Problem('unavailable', {
    words: { zh: `尚未设置：${missing.join('、')}。`, en: `Not set yet: ${missing.join(', ')}.` },
  })
}

async function answer(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  requireEnv(env)
  assets ??= readAssets(env)
  const ledger = await openLedger({
    database: openHttpDatabase(env.LIBSQL_URL, env.LIBSQL_AUTH_TOKEN),
    signer: await createSigner(env.SIGNING_KEY.trim()),
    highWater: null,
    now: () => new Date(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    place: { zh: env.PLACE_ZH ?? '', en: env.PLACE_EN ?? '' },
    followDelay: 0,
    onError: (error) => log({ level: 'error', at: 'follower', error: String(error) }),
  })
  const app = createApp({
    services: createServices(ledger),
    assets: await assets,
    serveAsset: async (path) => {
      const response = await env.ASSETS.fetch(`https://assets${path}`)
      return response.ok
        ? new Response(await response.arrayBuffer(), { headers: [...response.headers] })
        : null
    },
    requestId: () => crypto.randomUUID(),
    log,
    origin: env.ORIGIN,
  })
  const response = await app.fetch(request)
  ctx.waitUntil(ledger.follower.flush())
  return response
}

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    try {
      return await answer(request, env, ctx)
    } catch (error) {
      assets = null
      log({ level: 'error', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      const words =
        error instanceof Problem
          ? error.words
          : {
              zh: '账本尚不可用：数据库、密钥或迁移未就绪。',
              en: 'The ledger is not available: database, key or migrations are not ready.',
            }
      const body = {
        type: '/api/docs#unavailable',
        title: words.zh,
        status: 503,
        detail: words.en,
        code: 'unavailable',
        words,
      }
      return Response.json(body, {
        status: 503,
        headers: { 'content-type': 'application/problem+json', 'retry-after': '30' },
      })
    }
  },
}
