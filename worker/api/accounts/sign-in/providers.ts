/** Signing in at a provider: the way there, and the way back. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../../domain/input/input.schema.ts'
import { deskPath } from '../../../domain/kinds/account/provider.ts'
import { type Lang, Problem } from '../../../domain/record/problem.ts'
import { FLOW_SECONDS, type Reason } from '../../../services/accounts/provider-sign-in.ts'
import { readJson } from '../../http/body.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../../http/context.ts'
import { clearFlowCookie, readFlowCookie, setFlowCookie } from './cookie.ts'
import { openSession } from './session.ts'
import { originOf } from './who.ts'

const beginSchema = z.strictObject({
  token: z.string().max(200).optional(),
  next: z.string().max(500).optional(),
})

/** Address to which a provider sends browsers back. It is to be entered at the provider. */
export function callbackOf(origin: string, provider: string): string {
  return `${origin}/auth/oidc/${encodeURIComponent(provider)}/callback`
}

function languageOf(c: ApiContext): Lang {
  return /^\s*en\b/i.test(c.req.header('accept-language') ?? '') ? 'en' : 'zh'
}

/**
 * Routes of signing in at a provider. A failure leads back to the sign-in page with a reason, and is logged.
 */
export function providerSignInRoutes(deps: ApiDeps) {
  const { services, log } = deps
  const { providers, providerSignIn } = services
  const app = new Hono<ApiEnv>()

  async function begin(c: ApiContext, id: string, next: string | undefined, token?: string): Promise<string> {
    c.header('cache-control', 'no-store')
    const { location, binding } = await providerSignIn.begin(id, {
      redirect: callbackOf(originOf(c, deps), id),
      next: deskPath(next) ?? `/${languageOf(c)}/desk`,
      token,
    })
    setFlowCookie(c, binding, FLOW_SECONDS)
    return location
  }

  /** Back to the sign-in page, which says why. What the provider said is in the log alone. */
  function turnAway(
    c: ApiContext,
    provider: string,
    reason: Reason,
    next: string | null,
    cause: unknown,
  ): Response {
    const why = cause instanceof Error ? (cause.cause ?? cause) : undefined
    log({
      level: 'warn',
      requestId: c.get('requestId'),
      at: 'provider',
      provider,
      reason,
      ...(why === undefined ? {} : { error: String(why) }),
    })
    const language = next?.startsWith('/en/') ? 'en' : next?.startsWith('/zh/') ? 'zh' : languageOf(c)
    return c.redirect(`/${language}/sign-in?problem=${reason}`, 303)
  }

  app.get('/providers', async (c) => {
    c.header('cache-control', 'no-store')
    return c.json({ items: await providers.offered(), next: null })
  })

  app.get('/oidc/:provider', async (c) => {
    const id = c.req.param('provider')
    const next = c.req.query('next')
    try {
      return c.redirect(await begin(c, id, next), 303)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return turnAway(c, id, 'provider', deskPath(next), error)
    }
  })
  /** With an invitation, whose token stands in the body: no address, and so no log, ever holds it. */
  app.post('/oidc/:provider', async (c) => {
    const { token, next } = parse(beginSchema, await readJson(c))
    return c.json({ location: await begin(c, c.req.param('provider'), next, token) })
  })

  app.get('/oidc/:provider/callback', async (c) => {
    const id = c.req.param('provider')
    const binding = readFlowCookie(c)
    clearFlowCookie(c)
    c.header('cache-control', 'no-store')
    const url = new URL(callbackOf(originOf(c, deps), id) + new URL(c.req.url).search)
    const finished = await providerSignIn.finish(id, url, binding, c.get('requestId'))
    if ('refused' in finished) return turnAway(c, id, finished.refused, finished.next, finished.cause)
    const { account, since } = finished
    await openSession(c, services, { account, means: 'provider', since })
    return c.redirect(finished.next, 303)
  })
  return app
}
