/** Signing in and out: passkeys, providers and one-time links. Everything here is asked by the site's own pages alone. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { parse } from '../../../domain/input/input.schema.ts'
import { refuse } from '../../../domain/record/guard.ts'
import { canHavePasskeys, type Site } from '../../../services/accounts/passkeys.ts'
import type { Means } from '../../../services/accounts/sessions.ts'
import { readJson } from '../../http/body.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../../http/context.ts'
import { isReading } from '../../http/method.ts'
import { clearSessionCookie, readSessionCookie } from './cookie.ts'
import { providerSignInRoutes } from './providers.ts'
import { openSession } from './session.ts'
import { isOwnPage, originOf } from './who.ts'

const token = z.string().max(200)
/** The answer of a browser. Its parts are read by the library that verifies them. */
const credential = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}),
  response: z.looseObject({ clientDataJSON: z.string().max(20_000) }),
})
const attested = credential.extend({
  response: z.looseObject({
    clientDataJSON: z.string().max(20_000),
    attestationObject: z.string().max(100_000),
  }),
})
const asserted = credential.extend({
  response: z.looseObject({
    clientDataJSON: z.string().max(20_000),
    authenticatorData: z.string().max(20_000),
    signature: z.string().max(20_000),
  }),
})
const tokenSchema = z.strictObject({ token })
const joinSchema = z.strictObject({ token, name: z.string().max(100), response: attested })
const addSchema = z.strictObject({ name: z.string().max(100), response: attested })
const signInSchema = z.strictObject({ response: asserted })
const nothing = z.strictObject({})

/** A page of another site must not sign somebody in or out here. */
function requireOwnPage(deps: ApiDeps) {
  return createMiddleware<ApiEnv>(async function requireOwnPage(c, next) {
    if (!isReading(c.req.method) && !isOwnPage(c, deps))
      throw refuse('not_allowed', '请在本站页面上登录。', 'Sign in on a page of this site.')
    await next()
  })
}

/** Routes of signing in and out. Requests that no page of this site sent are refused. */
export function signInRoutes(deps: ApiDeps) {
  const { services } = deps
  const { accounts, invitations, passkeys, sessions } = services
  const app = new Hono<ApiEnv>()
  app.use('*', requireOwnPage(deps))
  app.route('/', providerSignInRoutes(deps))

  const siteOf = (c: ApiContext): Site => ({
    origin: originOf(c, deps),
    name: services.log.place.zh === '' ? '明账 Mingzhang' : `明账 · ${services.log.place.zh}`,
  })

  async function signIn(c: ApiContext, account: string, means: Means, since = ''): Promise<Response> {
    const { session } = await openSession(c, services, { account, means, since })
    return c.json({ account: await accountOf(account), session }, 201)
  }

  async function accountOf(id: string) {
    const { post, role, department, until } = await accounts.requireAccount(id)
    return { id, post, role, department, until }
  }

  app.post('/passkey/options', async (c) => {
    parse(nothing, await readJson(c))
    return c.json(await passkeys.signInOptions(siteOf(c)))
  })
  app.post('/passkey', async (c) => {
    const { response } = parse(signInSchema, await readJson(c))
    const { account, since } = await passkeys.signIn(response as AuthenticationResponseJSON, siteOf(c))
    return signIn(c, account, 'passkey', since)
  })

  app.post('/invitation', async (c) => {
    const given = parse(tokenSchema, await readJson(c))
    const { account, purpose, expires } = await invitations.look(given.token)
    const { id, post, role, department } = account
    return c.json({
      account: { id, post, role, department },
      purpose,
      expires,
      passkeys: canHavePasskeys(originOf(c, deps)),
    })
  })
  app.post('/invitation/options', async (c) => {
    const given = parse(tokenSchema, await readJson(c))
    const { account } = await invitations.look(given.token)
    return c.json(await passkeys.registrationOptions(account.id, siteOf(c)))
  })
  app.post('/invitation/passkey', async (c) => {
    const given = parse(joinSchema, await readJson(c))
    const { account } = await invitations.look(given.token)
    const made = await passkeys.register(account.id, given.response as RegistrationResponseJSON, {
      name: given.name,
      site: siteOf(c),
      by: { account: account.id, request: c.get('requestId') },
      first: [invitations.useUp(invitations.hashOf(given.token), account.id)],
    })
    if (made === null) throw invitations.refused()
    return signIn(c, account.id, 'passkey', made.created)
  })
  app.post('/invitation/once', async (c) => {
    const given = parse(tokenSchema, await readJson(c))
    const { account, purpose } = await invitations.look(given.token)
    if (purpose !== 'once')
      throw refuse(
        'not_allowed',
        '这个链接须登记通行密钥或登录服务。',
        'This link asks for a passkey or a sign-in provider.',
      )
    await invitations.use(given.token, account.id, c.get('requestId'))
    return signIn(c, account.id, 'link')
  })

  /** One more passkey, for who is signed in. */
  app.post('/passkeys/options', async (c) => {
    parse(nothing, await readJson(c))
    return c.json(await passkeys.registrationOptions((await requireSession(c)).account, siteOf(c)))
  })
  app.post('/passkeys', async (c) => {
    const given = parse(addSchema, await readJson(c))
    const { account } = await requireSession(c)
    const made = await passkeys.register(account, given.response as RegistrationResponseJSON, {
      name: given.name,
      site: siteOf(c),
      by: { account, request: c.get('requestId') },
    })
    if (made === null)
      throw refuse('conflict', '这把通行密钥已经登记。', 'This passkey is registered already.')
    return c.json(made, 201)
  })

  app.post('/sign-out', async (c) => {
    parse(nothing, await readJson(c))
    const holder = await holderOf(c)
    if (holder !== null) {
      const by = { account: holder.account, request: c.get('requestId') }
      await sessions.end(holder.account, holder.by, by, 'sign_out')
    }
    clearSessionCookie(c)
    // What was shown goes. Not all storage: a department's signing key is kept there, and what this browser has checked.
    c.header('clear-site-data', '"cache"')
    return c.json({ signedOut: true })
  })

  async function holderOf(c: ApiContext) {
    const cookie = readSessionCookie(c)
    return cookie === undefined ? null : sessions.holderOf(cookie)
  }

  async function requireSession(c: ApiContext) {
    const holder = await holderOf(c)
    if (holder === null) throw refuse('not_signed_in', '请先登录。', 'Sign in first.')
    return holder
  }
  return app
}
