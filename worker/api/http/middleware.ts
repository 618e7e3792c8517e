import type { MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { newTicket } from '../../services/submit/prepare.ts'
import type { ApiDeps, ApiEnv } from './context.ts'
import { isReading } from './method.ts'

/**
 * What every request gets, whatever answers it: an id, the headers that guard a reader, a line in the log. What
 * may be loaded differs between pages, data, documents and the reference: each states its own
 * `content-security-policy`.
 */
export function trace({ requestId: generator, log }: ApiDeps): MiddlewareHandler<ApiEnv> {
  return every(
    // No header name: what a client calls its request must not stand in a log as if it were an id of ours.
    requestId({ headerName: '', generator }),
    SECURE,
    createMiddleware<ApiEnv>(async function trace(c, next) {
      const started = performance.now()
      c.set('actor', null)
      c.header('x-request-id', c.get('requestId'))
      await next()
      const ms = Math.round((performance.now() - started) * 10) / 10
      log({
        requestId: c.get('requestId'),
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms,
        account: c.get('actor')?.account,
      })
    }),
  )
}

const SECURE = secureHeaders({
  xContentTypeOptions: true,
  referrerPolicy: 'same-origin',
  crossOriginResourcePolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  removePoweredBy: false,
})

/** Set on every answer to a request that reads from elsewhere, also when there is nothing new to send. */
const OPEN = {
  'access-control-allow-origin': '*',
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
