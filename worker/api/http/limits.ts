/** Limits of how much somebody may ask: a bucket that fills steadily, for each network, account and key. In memory: a Worker counts per isolate. */
import { createMiddleware } from 'hono/factory'
import { Buckets, DEFAULT_LIMITS, type Limits } from './buckets.ts'
import type { ApiContext, ApiDeps, ApiEnv } from './context.ts'
import { isReading } from './method.ts'
import { networkOf } from './network.ts'
import { answerProblem, Refusal } from './problems.ts'

function refuseTooMany(c: ApiContext, seconds: number): Refusal {
  c.header('retry-after', String(seconds))
  return new Refusal('too_many', {
    zh: `请求过于频繁：请 ${seconds} 秒后再试。`,
    en: `Too many requests: try again in ${seconds} seconds.`,
  })
}

/** A sign-in that begins or ends at a provider is an attempt too, although browsers only follow links there. */
const AT_PROVIDER = /^\/auth\/oidc\//

/**
 * Address of signing out, which has a limit of its own: whoever leaves tries nothing, and others behind the
 * same address cannot keep them in.
 */
const SIGN_OUT = '/auth/sign-out'

/** Limit of attempts to sign in: counted by address, whatever comes of them. */
export function limitAttempts({ buckets, limits, addressOf }: Limiting) {
  return createMiddleware<ApiEnv>(async function limitAttempts(c, next) {
    if (c.req.path === SIGN_OUT) {
      const seconds = buckets.take('sign-out', addressOf(c), limits.byPeople)
      if (seconds > 0) throw refuseTooMany(c, seconds)
    } else if (!isReading(c.req.method) || AT_PROVIDER.test(c.req.path)) {
      const seconds = buckets.take('attempt', addressOf(c), limits.attempts)
      if (seconds > 0) throw refuseTooMany(c, seconds)
    }
    await next()
  })
}

/**
 * Limit of writes: counted by account or key; what nobody signed was refused before, and counts for its
 * address.
 */
export function limitWrites({ buckets, limits }: Limiting) {
  return createMiddleware<ApiEnv>(async function limitWrites(c, next) {
    const actor = c.get('actor')
    if (!isReading(c.req.method) && actor !== null) {
      const byKey = actor.means === 'key'
      const seconds = byKey
        ? buckets.take('key', actor.by, limits.byKeys)
        : buckets.take('account', actor.account, limits.byPeople)
      if (seconds > 0) throw refuseTooMany(c, seconds)
    }
    await next()
  })
}

/** Reading of what was made once, or by a machine that watches: its cost is that of sending it. */
const CHEAP = /^\/(?:log|assets|\.well-known)\/|^\/(?:healthz|readyz)$/

/**
 * Limit of reading: counted by what it cost, in milliseconds of answering, shared by all that are answered at
 * the same time. One who reads page after page never meets it; who has many costly answers made at once does.
 */
export function limitReading({ buckets, limits, addressOf, now }: Limiting) {
  let answering = 0
  return createMiddleware<ApiEnv>(async function limitReading(c, next) {
    if (!isReading(c.req.method) || CHEAP.test(c.req.path)) return next()
    const address = addressOf(c)
    const seconds = buckets.wait('reading', address, limits.reading)
    if (seconds > 0) {
      const { code, words } = refuseTooMany(c, seconds)
      return answerProblem(c, code, words)
    }
    const started = now()
    answering += 1
    const together = answering
    try {
      await next()
    } finally {
      const cost = (now() - started) / Math.max(together, answering)
      answering -= 1
      buckets.spend('reading', address, limits.reading, cost)
    }
  })
}

/** Refused keys count against their address: whoever guesses has to wait, and learns nothing from it. */
export function refuseGuessing({ buckets, limits, addressOf }: Limiting, c: ApiContext): void {
  const seconds = buckets.take('guess', addressOf(c), limits.attempts)
  if (seconds > 0) throw refuseTooMany(c, seconds)
}

export interface Limiting {
  buckets: Buckets
  limits: Limits
  addressOf: (c: ApiContext) => string
  /** Milliseconds, from any moment on. */
  now: () => number
  /** True while the platform says that too much comes in to be entered at once; left out where it does not count. */
  isFull?: (() => Promise<boolean>) | undefined
}

/** The clock of a process, which nobody sets. */
const PERFORMANCE = () => performance.now()

/** The buckets of one app: made once, so that its requests share their buckets. */
export function limitingOf({ limits, buckets, addressOf, isFull, elapsed = PERFORMANCE }: ApiDeps): Limiting {
  const addressIn = addressOf ?? (() => 'unknown')
  return {
    buckets: buckets ?? new Buckets(elapsed),
    limits: { ...DEFAULT_LIMITS, ...limits },
    addressOf: (c) => networkOf(addressIn(c)),
    now: elapsed,
    isFull,
  }
}
