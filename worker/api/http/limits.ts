/** How often somebody may ask: a bucket that fills steadily, for each address, account and key. In memory: a Worker counts per isolate. */
import { createMiddleware } from 'hono/factory'
import { Buckets, DEFAULT_LIMITS, type Limits } from './buckets.ts'
import type { ApiContext, ApiDeps, ApiEnv } from './context.ts'
import { isReading } from './method.ts'
import { Refusal } from './problems.ts'

function refuseTooMany(c: ApiContext, seconds: number): Refusal {
  c.header('retry-after', String(seconds))
  return new Refusal('too_many', {
    zh: `请求过于频繁：请 ${seconds} 秒后再试。`,
    en: `Too many requests: try again in ${seconds} seconds.`,
  })
}

/** What begins or ends at a sign-in provider is an attempt too, although browsers only follow links there. */
const AT_PROVIDER = /^\/auth\/oidc\//

/** For attempts to sign in: counted by address, whatever comes of them. */
export function limitAttempts({ buckets, limits, addressOf }: Limiting) {
  return createMiddleware<ApiEnv>(async function limitAttempts(c, next) {
    if (!isReading(c.req.method) || AT_PROVIDER.test(c.req.path)) {
      const seconds = buckets.take(`attempt ${addressOf(c)}`, limits.attempts)
      if (seconds > 0) throw refuseTooMany(c, seconds)
    }
    await next()
  })
}

/** For writes: counted by account or key; what nobody signed was refused before, and counts for its address. */
export function limitWrites({ buckets, limits }: Limiting) {
  return createMiddleware<ApiEnv>(async function limitWrites(c, next) {
    const actor = c.get('actor')
    if (!isReading(c.req.method) && actor !== null) {
      const byKey = actor.means === 'key'
      const seconds = buckets.take(byKey ? actor.by : actor.account, byKey ? limits.byKeys : limits.byPeople)
      if (seconds > 0) throw refuseTooMany(c, seconds)
    }
    await next()
  })
}

/** Refused keys count against their address: whoever guesses has to wait, and learns nothing from it. */
export function refuseGuessing({ buckets, limits, addressOf }: Limiting, c: ApiContext): void {
  const seconds = buckets.take(`guess ${addressOf(c)}`, limits.attempts)
  if (seconds > 0) throw refuseTooMany(c, seconds)
}

export interface Limiting {
  buckets: Buckets
  limits: Limits
  addressOf: (c: ApiContext) => string
}

/** What limits one app: made once, so that its requests share their buckets. */
export function limitingOf({ limits, buckets, addressOf }: ApiDeps): Limiting {
  return {
    buckets: buckets ?? new Buckets(() => performance.now()),
    limits: { ...DEFAULT_LIMITS, ...limits },
    addressOf: addressOf ?? (() => 'unknown'),
  }
}
