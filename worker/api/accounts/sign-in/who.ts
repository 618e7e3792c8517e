/** Sender of a request: the holder of a key, or of a session whose page sent it. */

import { createMiddleware } from 'hono/factory'
import { Problem } from '../../../domain/record/problem.ts'
import type { Right } from '../../../domain/rights/rights.ts'
import type { Signed } from '../../../services/accounts/keys.ts'
import { requireAny } from '../../../services/roles.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../../http/context.ts'
import { type Limiting, refuseGuessing } from '../../http/limits.ts'
import { isReading } from '../../http/method.ts'
import { describedForAnybody, describedGuard } from '../../openapi/describe.ts'
import { readSessionCookie } from './cookie.ts'

/** The scheme and host of this site, as browsers see it. */
export function originOf(c: ApiContext, { origin }: Pick<ApiDeps, 'origin'>): string {
  return origin ?? new URL(c.req.url).origin
}

/**
 * A request that a page of this very site sent. Browsers set `Sec-Fetch-Site` and `Origin` themselves, so a
 * page of another site cannot (Fetch Metadata; OWASP, cross-site request forgery).
 */
export function isOwnPage(c: ApiContext, deps: Pick<ApiDeps, 'origin'>): boolean {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  if (origin !== undefined) return origin === originOf(c, deps)
  return site === 'same-origin' || site === 'none'
}

/**
 * Account that signed the request; null for the public. @throws Problem `not_allowed` for a request that
 * another site forged
 */
export async function whoSent(c: ApiContext, deps: ApiDeps): Promise<Signed | null> {
  const { keys, sessions } = deps.services
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) {
    const secret = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1]
    return secret === undefined ? null : keys.holderOf(secret)
  }
  const token = readSessionCookie(c)
  if (token === undefined) return null
  const holder = await sessions.holderOf(token)
  if (holder !== null && !isReading(c.req.method) && !isOwnPage(c, deps)) {
    throw new Problem('not_allowed', {
      words: {
        zh: '这个请求不是由本站页面发出的，已拒绝。',
        en: 'This request was not sent by a page of this site, and is refused.',
      },
    })
  }
  return holder
}

/** Addresses that take whole lists away. */
const EXPORTS = /\.csv$|\/datapackage\.json$/

/** Addresses that take what nobody signs for: whoever asks, comments on a draft, holds a code, follows by mail, annotated an entry elsewhere, or kept a checkpoint. */
const BY_ANYBODY =
  /^\/api\/v1\/(?:questions|consultations\/[^/]+\/comments|tracking(?:\/[a-z-]+|\/attachments\/[^/]+)?|subscriptions(?:\/confirm|\/returned)?|proof-of-work|mentions|checkpoints\/compare)$/

/** Finds out who asks. What writes needs somebody, but where anybody may write; what reads is open to everyone. */
export function authenticate(deps: ApiDeps, limiting: Limiting) {
  return createMiddleware<ApiEnv>(async function authenticate(c, next) {
    const actor = await whoSent(c, deps)
    if (actor === null && c.req.header('authorization') !== undefined) refuseGuessing(limiting, c)
    if (actor === null && !isReading(c.req.method) && !isForAnybody(c)) throw notSignedIn()
    c.set('actor', actor)
    if (actor !== null && isReading(c.req.method) && EXPORTS.test(c.req.path))
      await deps.services.access.note(actor.account, 'export', c.req.path, c.get('requestId'))
    await next()
  })
}

/**
 * True for a request without a key to an address that anybody may write to. Whoever sent a key that is none
 * is not taken for the public.
 */
const isForAnybody = (c: ApiContext): boolean =>
  BY_ANYBODY.test(c.req.path) && c.req.header('authorization') === undefined

/** Refusal of a request that needs an account. Code `not_signed_in`. */
function notSignedIn(): Problem {
  return new Problem('not_signed_in', {
    words: {
      zh: '请先登录，或附上有效的密钥：Authorization: Bearer mz_…',
      en: 'Sign in first, or send a live key: Authorization: Bearer mz_…',
    },
  })
}

/** Account that asks, where only those who are signed in may. @throws Problem `not_signed_in` */
export function requireActor(c: ApiContext): Signed {
  const actor = c.get('actor')
  if (actor === null) throw notSignedIn()
  return actor
}

/** Refuses whoever is not signed in; what somebody of one's role may not see or do, the route says. */
export const signedIn = describedGuard(
  createMiddleware<ApiEnv>(async function signedIn(c, next) {
    requireActor(c)
    await next()
  }),
)

/** Guard of the addresses that take what nobody signs for; whoever is signed in there is a desk. */
export const anybody = describedForAnybody(
  createMiddleware<ApiEnv>(async function anybody(_, next) {
    await next()
  }),
)

/** Refuses keys what writes: one's own means of access are changed by whoever is signed in. */
export const bySession = createMiddleware<ApiEnv>(async function bySession(c, next) {
  if (!isReading(c.req.method) && requireActor(c).means === 'key')
    throw new Problem('not_allowed', {
      words: {
        zh: '密钥不能办理这件事：请登录后办理。',
        en: 'No key does this: sign in for it.',
      },
    })
  await next()
})

/** Refuses narrowed keys what writes for the whole account, and no scope covers. */
export const unnarrowed = createMiddleware<ApiEnv>(async function unnarrowed(c, next) {
  if (!isReading(c.req.method) && c.get('actor')?.scopes !== undefined)
    throw new Problem('not_allowed', {
      words: {
        zh: '这把密钥只限其范围内的事，不能办理账户的推送：请用账户的全部权限的密钥，或登录后办理。',
        en: 'This key is narrowed to its scopes, which do not cover the endpoints of the account: use a key with all its rights, or sign in.',
      },
    })
  await next()
})

/** Refuses at once, before anything is read, whom no department and no input would let. */
export function may(first: Right, ...others: readonly Right[]) {
  return describedGuard(
    createMiddleware<ApiEnv>(async function may(c, next) {
      requireAny(requireActor(c), first, ...others)
      await next()
    }),
  )
}
