import type { MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { requestId } from 'hono/request-id'
import { matchedRoutes } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import { newTicket } from '../../services/submit/prepare.ts'
import type { ApiContext, ApiDeps, ApiEnv } from './context.ts'
import { loggedPath } from './log-line.ts'
import { isReading } from './method.ts'

/**
 * Parts of every answer, whoever gives it: an id, the headers that guard a reader, a line in the log. What
 * may be loaded differs between pages, data, documents and the reference: each states its own
 * `content-security-policy`.
 */
export function trace({ requestId: generator, log, origin }: ApiDeps): MiddlewareHandler<ApiEnv> {
  return every(
    // No header name: what a client calls its request must not stand in a log as if it were an id of ours.
    requestId({ headerName: '', generator }),
    secureHeaders(SECURE),
    guardUnstated(origin?.startsWith('https://') ?? false),
    createMiddleware<ApiEnv>(async function trace(c, next) {
      const started = performance.now()
      c.set('actor', null)
      c.header('x-request-id', c.get('requestId'))
      await next()
      const ms = Math.round((performance.now() - started) * 10) / 10
      log({
        requestId: c.get('requestId'),
        method: c.req.method,
        path: loggedPath(c.req.path),
        route: routeOf(c),
        status: c.res.status,
        code: c.get('problem'),
        ms,
        account: c.get('actor')?.account,
      })
    }),
  )
}

/** Route by which a request was answered, as it was declared; `*` where none was. */
function routeOf(c: ApiContext): string {
  return matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? '*'
}

/** Features of a browser that no page here asks for, by names that browsers know: others they complain of. */
const UNUSED = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'midi', 'serial'] as const

const SECURE = {
  xContentTypeOptions: true,
  referrerPolicy: 'same-origin',
  crossOriginResourcePolicy: false,
  crossOriginOpenerPolicy: 'same-origin',
  permissionsPolicy: Object.fromEntries(UNUSED.map((name) => [name, []])),
  originAgentCluster: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  removePoweredBy: false,
} as const

/** Policy of whatever states nothing itself, as built files: they may run and ask here, and nowhere else. */
const FILE_CSP = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
const A_YEAR = 'max-age=31536000'

/** Headers of every answer that its route did not state: after the answer, so that none is without. */
function guardUnstated(isHttps: boolean): MiddlewareHandler<ApiEnv> {
  return createMiddleware<ApiEnv>(async function guardUnstated(c, next) {
    await next()
    const { headers } = c.res
    if (!headers.has('content-security-policy')) c.header('content-security-policy', FILE_CSP)
    if (!headers.has('cross-origin-resource-policy')) c.header('cross-origin-resource-policy', 'same-origin')
    if (isHttps) c.header('strict-transport-security', A_YEAR)
  })
}

/** Set on every answer to a request that reads from elsewhere, also when there is nothing new to send. */
const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-expose-headers': 'etag, link, x-request-id',
}
const KEPT = ['content-security-policy', 'x-request-id']

const tag = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...Object.keys(OPEN), ...KEPT] })

/** An ETag for what is read, unless the route has a cheaper one; what is written answers once. */
export const tagReading = createMiddleware<ApiEnv>(async function tagReading(c, next) {
  if (isReading(c.req.method)) return tag(c, next)
  await next()
})

/** Anyone may read from anywhere; nothing but reading is open to other sites. */
export const openReading = createMiddleware<ApiEnv>(async function openReading(c, next) {
  if (c.req.method === 'OPTIONS') {
    return c.body(null, 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': 'accept-language, if-none-match',
      'access-control-max-age': '86400',
    })
  }
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  if (isReading(c.req.method)) for (const [name, value] of Object.entries(OPEN)) c.header(name, value)
  await next()
})

/** A request that asks to be prepared (RFC 7240) gets the chance that goes into it; it will write nothing. */
export function prepare({ services }: ApiDeps) {
  return createMiddleware<ApiEnv>(async function prepare(c, next) {
    const preferences = c.req.header('prefer')?.split(',') ?? []
    if (!isReading(c.req.method) && preferences.some((one) => one.trim().toLowerCase() === 'prepare'))
      c.set('ticket', newTicket(services.ledger.random))
    await next()
  })
}
