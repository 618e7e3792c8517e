import { etag, RETAINED_304_HEADERS } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { newTicket } from '../../services/submit/prepare.ts'
import type { ApiDeps, ApiEnv } from './context.ts'
import { isReading } from './method.ts'

/** Gives every request an id, its security headers, and one line in the log. */
export function trace({ requestId, log }: ApiDeps) {
  return createMiddleware<ApiEnv>(async function trace(c, next) {
    const started = performance.now()
    const id = requestId()
    c.set('requestId', id)
    c.set('actor', null)
    // Set before the answer is made: a finished response would have to be opened up again for them.
    c.header('x-request-id', id)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    await next()
    const ms = Math.round((performance.now() - started) * 10) / 10
    log({
      requestId: id,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms,
      account: c.get('actor')?.account,
    })
  })
}

/** Set on every answer to a request that reads from elsewhere, also when there is nothing new to send. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, link, x-request-id',
}
const KEPT = ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-request-id']

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
