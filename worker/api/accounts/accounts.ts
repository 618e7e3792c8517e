/** Accounts, invitations, one's own sessions, passkeys and keys, drafts, and the access log. */

import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { accessActions, isRole } from '../../domain/kinds/account/vocabulary.ts'
import { refuse } from '../../domain/record/guard.ts'
import { rights } from '../../domain/rights/rights.ts'
import { hasRight, roles, WATCHED } from '../../services/roles.ts'
import { readJson } from '../http/body.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { acts, reads } from '../openapi/describe.ts'
import { queryOf, wholeParam } from '../openapi/query.ts'
import { bySession, may, requireActor, signedIn } from './sign-in/who.ts'

const invitationSchema = z.strictObject({
  hours: z
    .int()
    .min(1)
    .max(720)
    .optional()
    .meta({ description: 'How long it can be used; a week when left out.' }),
})
const keySchema = z.strictObject({
  name: z.string(),
  scopes: z.array(z.string()).optional().meta({ description: 'Rights to which the key is narrowed.' }),
  expires: z.string().optional().meta({ description: 'Last day on which it works.' }),
})
const nothing = z.strictObject({})
const acknowledgeSchema = z.strictObject({
  n: z.int().min(0).meta({ description: 'The last one that was shown.' }),
})
const accessQuery = z.object({
  day: z.iso.date().optional(),
  account: z.string().max(80).optional(),
  action: z.enum(Object.keys(accessActions)).optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const any = z.looseObject({})

/** Routes of accounts, invitations, one's own means of access, withheld content and the access log. */
export function accountRoutes({ services }: ApiDeps) {
  const { accounts, invitations, sessions, passkeys, keys, access, withheld } = services
  const app = new Hono<ApiEnv>()

  app.post(
    '/accounts/:id/invitations',
    acts({
      tag: 'accounts',
      summary: 'Make a one-time link for an account; shown once',
      body: invitationSchema,
      answer: { 201: any },
    }),
    may('account.write'),
    async (c) => {
      const made = await invitations.create(
        requireActor(c),
        c.req.param('id'),
        parse(invitationSchema, await readJson(c)),
        c.get('requestId'),
      )
      c.header('cache-control', 'no-store')
      return c.json(made, 201)
    },
  )
  app.get(
    '/invitations',
    reads({ tag: 'accounts', summary: 'Invitations that can still be used', answer: any }),
    may('account.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ items: await invitations.list(), next: null })
    },
  )
  app.post(
    '/invitations/:id/revoke',
    acts({ tag: 'accounts', summary: 'Take an invitation back', body: nothing, answer: any }),
    may('account.write'),
    async (c) => {
      parse(nothing, await readJson(c))
      await invitations.revoke(requireActor(c), c.req.param('id'), c.get('requestId'))
      return c.json({ id: c.req.param('id'), revoked: true })
    },
  )
  app.post(
    '/invitations/:id/confirm',
    acts({
      tag: 'accounts',
      summary: 'Confirm an invitation that somebody else made, so that its link works',
      body: nothing,
      answer: any,
    }),
    may(...WATCHED),
    async (c, next) => {
      parse(nothing, await readJson(c))
      await next()
    },
    bySession,
    async (c) => c.json(await invitations.confirm(requireActor(c), c.req.param('id'), c.get('requestId'))),
  )

  app.get(
    '/me',
    reads({ tag: 'me', summary: 'Who is signed in, and what they may do', answer: any }),
    signedIn,
    async (c) => {
      const actor = requireActor(c)
      const { post, role, department, until } = await accounts.requireAccount(actor.account)
      const own = isRole(role) ? roles[role].rights.filter((right) => hasRight(actor, right)) : []
      c.header('cache-control', 'no-store')
      return c.json({
        id: actor.account,
        post,
        role,
        department,
        until,
        means: actor.means,
        by: actor.by,
        rights: own,
        access: await access.notices(actor.account),
      })
    },
  )
  app.post(
    '/me/access/acknowledge',
    acts({
      tag: 'me',
      summary: 'Put away what `access` of /me tells, up to one; never what tells of the way one came by',
      body: acknowledgeSchema,
      answer: any,
    }),
    signedIn,
    async (c) => {
      const { account, by } = requireActor(c)
      const { n } = parse(acknowledgeSchema, await readJson(c))
      const seen = await access.see({ account, request: c.get('requestId') }, by, n)
      if (!seen)
        throw refuse(
          'unchanged',
          '没有可以知悉的：新登记的登录方式，须用原有的方式登录后知悉。',
          'There is nothing to acknowledge: sign in by an earlier way to acknowledge the one that was added.',
        )
      return c.json({ access: await access.notices(account) })
    },
  )
  app.get(
    '/me/sessions',
    reads({ tag: 'me', summary: 'Where one is signed in', answer: any }),
    signedIn,
    async (c) => {
      const actor = requireActor(c)
      c.header('cache-control', 'no-store')
      return c.json({ items: await sessions.list(actor.account), next: null, current: actor.by })
    },
  )
  app.post(
    '/me/sessions/:id/end',
    acts({ tag: 'me', summary: 'Sign out elsewhere', body: nothing, answer: any }),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      const by = { account: requireActor(c).account, request: c.get('requestId') }
      await sessions.end(by.account, c.req.param('id'), by, 'end_session')
      return c.json({ id: c.req.param('id'), ended: true })
    },
  )
  app.get(
    '/me/passkeys',
    reads({ tag: 'me', summary: "One's passkeys", answer: any }),
    signedIn,
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ items: await passkeys.list(requireActor(c).account), next: null })
    },
  )
  app.post(
    '/me/passkeys/:id/remove',
    acts({ tag: 'me', summary: 'Remove a passkey; never the last way in', body: nothing, answer: any }),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      const { account } = requireActor(c)
      await passkeys.remove(account, c.req.param('id'), { account, request: c.get('requestId') })
      return c.json({ id: c.req.param('id'), removed: true })
    },
  )
  app.get('/me/keys', reads({ tag: 'me', summary: "One's API keys", answer: any }), signedIn, async (c) => {
    c.header('cache-control', 'no-store')
    return c.json({
      items: await keys.list(requireActor(c).account),
      next: null,
      scopes: Object.keys(rights),
    })
  })
  app.post(
    '/me/keys',
    acts({ tag: 'me', summary: 'Make an API key; shown once', body: keySchema, answer: { 201: any } }),
    signedIn,
    async (c) => {
      const actor = requireActor(c)
      const by = { account: actor.account, request: c.get('requestId') }
      const made = await keys.create(actor.account, parse(keySchema, await readJson(c)), by)
      c.header('cache-control', 'no-store')
      return c.json(made, 201)
    },
  )
  app.post(
    '/me/keys/:id/revoke',
    acts({ tag: 'me', summary: 'Revoke an API key', body: nothing, answer: any }),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      const { account } = requireActor(c)
      await keys.revoke(c.req.param('id'), account, { account, request: c.get('requestId') })
      return c.json({ id: c.req.param('id'), revoked: true })
    },
  )

  app.get(
    '/entries/:index/withheld',
    reads({
      tag: 'access',
      summary: 'Withheld content, for those who may read it; each look is noted in the access log',
      answer: any,
      refused: ['wrong_state'],
    }),
    signedIn,
    async (c) => {
      const found = await withheld.read(requireActor(c), wholeParam(c, 'index'), c.get('requestId'))
      c.header('cache-control', 'no-store')
      return c.json(found)
    },
  )

  app.get(
    '/access',
    reads({ tag: 'access', summary: 'The access log, newest first', query: accessQuery, answer: any }),
    may('access.read'),
    async (c) => {
      const actor = requireActor(c)
      const { cursor, limit, ...filter } = queryOf(c, accessQuery)
      await access.note(actor.account, 'read_access', new URL(c.req.url).search, c.get('requestId'))
      const items = await access.list(actor, filter, { limit, before: cursor })
      c.header('cache-control', 'no-store')
      return c.json({ items, next: items.length < limit ? null : String(items.at(-1)?.n ?? '') })
    },
  )
  app.get(
    '/access/days/:day',
    reads({
      tag: 'access',
      summary: 'One closed day of the access log, with what opens its digest in the ledger',
      answer: any,
    }),
    may('access.read'),
    async (c) => {
      const actor = requireActor(c)
      await access.note(actor.account, 'read_access', c.req.param('day'), c.get('requestId'))
      const day = await access.day(actor, c.req.param('day'))
      if (day === null)
        throw refuse(
          'not_found',
          '这一天还没有入账的摘要。',
          'This day has no digest in the ledger yet.',
          'day',
        )
      c.header('cache-control', 'no-store')
      return c.json(day)
    },
  )
  return app
}
