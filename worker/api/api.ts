/** The whole API under one roof: reading for everyone, writing with a key, its own description. */
import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { ApiDeps, ApiEnv } from './context.ts'
import { feedRoutes } from './feeds.ts'
import { logRoutes } from './log.ts'
import { authenticate, boundedJson, openReading, tagReading } from './middleware.ts'
import { answerError, answerProblem } from './problems.ts'
import { readingRoutes } from './reading.ts'
import { writingRoutes } from './writing.ts'

export const API_VERSION = 'v1'

/** Routes of `/api/v1` alone, which is what the description is made of. */
function versionOne(deps: ApiDeps) {
  return new Hono<ApiEnv>()
    .basePath(`/api/${API_VERSION}`)
    .route('/', readingRoutes(deps))
    .route('/', writingRoutes(deps))
}

/** Everything that is not a page. Mounted at the root, before the site. */
export function createApi(deps: ApiDeps) {
  const { services, log } = deps
  const app = new Hono<ApiEnv>()
  const v1 = versionOne(deps)
  const open = ['/api/*', '/feeds/*', '/log/*', '/.well-known/*']
  for (const path of open) app.use(path, openReading)
  for (const path of ['/api/*', '/feeds/*']) app.use(path, tagReading)
  app.use('/api/v1/*', authenticate(deps), boundedJson)

  app.get('/.well-known/mingzhang.json', (c) => {
    const { origin, verifierKey, place } = services.log
    c.header('cache-control', 'public, max-age=60')
    return c.json({
      origin,
      verifierKey,
      verifierKeys: [verifierKey],
      witnessPolicy: null,
      apiVersion: API_VERSION,
      api: '/api/v1',
      log: '/log',
      place,
    })
  })
  app.get('/healthz', async (c) => {
    c.header('cache-control', 'no-store')
    try {
      const { size, recorded, frozen } = await services.log.head()
      if (frozen === null) return c.json({ status: 'ok', size, recorded })
      return c.json({ status: 'frozen', size, recorded, reason: frozen }, 503)
    } catch (error) {
      log({ level: 'error', requestId: c.get('requestId'), path: '/healthz', error: String(error) })
      const reason = {
        zh: '数据库无法读取或尚未升级',
        en: 'The database cannot be read, or has not been migrated',
      }
      return c.json({ status: 'down', reason }, 503)
    }
  })
  app.get(
    '/api/openapi.json',
    openAPIRouteHandler(v1, {
      // The lists as CSV look like static files.
      excludeStaticFile: false,
      documentation: {
        openapi: '3.1.0',
        info: {
          title: 'Mingzhang 明账',
          version: API_VERSION,
          description: 'An open ledger of public power. Reading needs no key.',
        },
        components: {
          securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, mz_…' } },
        },
      },
    }),
  )
  app.get('/api/docs', (c) => {
    c.header('content-security-policy', DOCS_CSP)
    return c.html(DOCS)
  })
  app.route('/', v1)
  app.route('/log', logRoutes(deps))
  app.route('/feeds', feedRoutes(deps))

  app.all('/api/*', (c) => {
    const allowed = methodsAt(v1, c.req.path)
    if (allowed.length > 0) {
      c.header('allow', allowed.join(', '))
      return answerProblem(c, 'method_not_allowed', {
        zh: `这里只支持 ${allowed.join('、')}。`,
        en: `Only ${allowed.join(', ')} can be used here.`,
      })
    }
    return answerProblem(c, 'not_found', {
      zh: `没有地址 ${c.req.path}。`,
      en: `There is no address ${c.req.path}.`,
    })
  })
  for (const path of ['/feeds/*', '/log/*', '/.well-known/*']) {
    app.all(path, (c) =>
      answerProblem(c, 'not_found', {
        zh: `没有地址 ${c.req.path}。`,
        en: `There is no address ${c.req.path}.`,
      }),
    )
  }
  app.onError((error, c) => answerError(c, error, log))
  return app
}

/** The methods that the routes of an app know at a path. */
function methodsAt(app: { routes: { method: string; path: string }[] }, path: string): string[] {
  const fits = (pattern: string): boolean =>
    new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:[^/]+/g, '[^/]+')}$`).test(path)
  const found = app.routes.filter(
    ({ method, path: pattern }) => method !== 'ALL' && !pattern.includes('*') && fits(pattern),
  )
  return [...new Set(found.map(({ method }) => method))]
}

/** Scalar puts its styles into the page by script, so styles are allowed inline here, and only here. */
const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
const DOCS = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mingzhang 明账 · API</title></head>
<body>
<noscript><p>The reference needs JavaScript; the description itself is at <a href="/api/openapi.json">/api/openapi.json</a>.</p></noscript>
<script id="api-reference" data-url="/api/openapi.json" data-configuration='{"withDefaultFonts":false,"telemetry":false}'></script>
<script src="/assets/scalar.js"></script>
</body>
</html>`
