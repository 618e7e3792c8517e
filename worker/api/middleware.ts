import { etag } from 'hono/etag'
import { createMiddleware } from 'hono/factory'
import { Problem } from '../domain/problem.ts'
import { actorOfKey } from '../services/keys.ts'
import type { ApiDeps, ApiEnv } from './context.ts'
import { answerProblem } from './problems.ts'

/** Largest request body in bytes; a delivery of 500 items with their legal bases needs more. */
const MOST_BYTES = 1024 * 1024
const MOST_DELIVERY_BYTES = 16 * 1024 * 1024

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

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

const tag = etag()

/** An ETag for what is read; what is written answers once. */
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
  if (isReading(c.req.method)) {
    c.header('access-control-allow-origin', '*')
    c.header('access-control-expose-headers', 'etag, x-request-id, link')
  }
  await next()
})

/** Finds out who writes. A request that writes needs a key; one that reads is the public's. */
export function authenticate({ services }: ApiDeps) {
  return createMiddleware<ApiEnv>(async function authenticate(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next()
    const secret = /^Bearer ([\x21-\x7e]{1,200})$/.exec(c.req.header('authorization') ?? '')?.[1]
    const actor = secret === undefined ? null : await actorOfKey(services.ledger, secret)
    if (actor === null) {
      throw new Problem('not_signed_in', {
        words: {
          zh: '记账需要有效的密钥：Authorization: Bearer mz_…。密钥由运维人员用 mingzhang keys create 发给。',
          en: 'Logging needs a live key: Authorization: Bearer mz_…. The operator makes one with mingzhang keys create.',
        },
      })
    }
    c.set('actor', actor)
    await next()
  })
}

/** Only JSON of a bearable size gets further. */
export const boundedJson = createMiddleware<ApiEnv>(async function boundedJson(c, next) {
  if (c.req.method !== 'POST') return next()
  const most = c.req.path.endsWith('/deliveries') ? MOST_DELIVERY_BYTES : MOST_BYTES
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  const tooLarge = () =>
    answerProblem(c, 'too_large', {
      zh: `请求至多 ${most} 字节；更大的清单请分批。`,
      en: `A request has at most ${most} bytes; send larger lists in parts.`,
    })
  if (length > most) return tooLarge()
  if (!/^application\/(json|[\w.-]+\+json)\b/i.test(c.req.header('content-type') ?? '')) {
    return answerProblem(c, 'unsupported_media_type', {
      zh: '请用 application/json 发送。',
      en: 'Send application/json.',
    })
  }
  if (Number.isNaN(length) && (await c.req.raw.clone().arrayBuffer()).byteLength > most) return tooLarge()
  await next()
})
