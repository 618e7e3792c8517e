/** Endpoints of webhooks, made by accounts for their own systems. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { requireActor, signedIn } from '../accounts/sign-in/who.ts'
import { readJson } from '../http/body.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { acts, reads } from '../openapi/describe.ts'

const createSchema = z.strictObject({
  url: z.string().max(1000).meta({ description: 'https, on port 443, a public host by its name.' }),
  topic: z.string().max(500).optional().meta({
    description: 'Address of what is followed, as with `subscriptions`; every entry when left out.',
  }),
})
const replaySchema = z.strictObject({
  from: z.int().min(0).meta({ description: 'Ledger index from which on; 1,000 entries at most.' }),
})
const nothing = z.strictObject({})
const view = z.object({
  id: z.string(),
  url: z.string(),
  topic: z.string().nullable(),
  status: z.enum(['waiting', 'on', 'off']),
  reason: z
    .string()
    .nullable()
    .meta({ description: '`gone` (410), `failing` (five days), or `account` (no longer in force).' }),
  cursor: z.int(),
  waiting: z.int(),
  failing: z.string().nullable(),
  created: z.string(),
})
const withSecret = z.object({
  endpoint: view,
  secret: z.string().meta({ description: '`whsec_…`, shown once.' }),
})
const endpoints = z.object({ items: z.array(view), next: z.null() })
const tested = z.object({ status: z.int(), why: z.string() })
const replayed = z.object({ entries: z.int() })
const removed = z.object({ removed: z.literal(true) })

/**
 * Routes of an account's endpoints for webhooks: made, verified, tried, replayed and removed, with a new
 * secret on demand.
 */
export function endpointRoutes({ services: { webhooks }, origin }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const described = (summary: string, body: z.ZodType, answer: Parameters<typeof acts>[0]['answer']) =>
    acts({ tag: 'endpoints', summary, body, answer })
  const account = (c: ApiContext): string => requireActor(c).account
  const idOf = (c: ApiContext): string => c.req.param('id') ?? ''
  const ownHost = (c: ApiContext): string => new URL(origin ?? c.req.url).hostname

  function answered(c: ApiContext, body: object, status: 200 | 201 | 202 = 200): Response {
    c.header('cache-control', 'no-store')
    return c.json(body, status)
  }

  app.get(
    '/endpoints',
    reads({
      tag: 'endpoints',
      summary: "One's endpoints",
      answer: endpoints,
    }),
    signedIn,
    async (c) => answered(c, { items: await webhooks.list(account(c)), next: null }),
  )
  app.post(
    '/endpoints',
    described('Make an endpoint; its address is challenged at once', createSchema, { 201: withSecret }),
    signedIn,
    async (c) =>
      answered(c, await webhooks.create(account(c), parse(createSchema, await readJson(c)), ownHost(c)), 201),
  )
  app.post(
    '/endpoints/:id/verify',
    described('Challenge the address again, also of an endpoint that is off', nothing, view),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      return answered(c, await webhooks.verify(account(c), idOf(c)))
    },
  )
  app.post(
    '/endpoints/:id/rotate',
    described('A new key; the one before signs as well for 24 hours', nothing, withSecret),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      return answered(c, await webhooks.rotate(account(c), idOf(c)))
    },
  )
  app.post(
    '/endpoints/:id/test',
    described('Send an event of no entry, and say what came of it', nothing, tested),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      return answered(c, await webhooks.test(account(c), idOf(c)))
    },
  )
  app.post(
    '/endpoints/:id/replay',
    described('Send entries once more', replaySchema, { 202: replayed }),
    signedIn,
    async (c) => {
      const { from } = parse(replaySchema, await readJson(c))
      return answered(c, { entries: await webhooks.replay(account(c), idOf(c), from) }, 202)
    },
  )
  app.post(
    '/endpoints/:id/remove',
    described('Remove an endpoint, with what is on its way to it', nothing, removed),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      await webhooks.remove(account(c), idOf(c))
      return answered(c, { removed: true })
    },
  )
  return app
}
