/** Mailboxes at which a department, or one of its accounts, is reminded of its days. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { of } from '../../domain/record/problem.ts'
import { requireActor, signedIn } from '../accounts/sign-in/who.ts'
import { readJson } from '../http/body.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { acts, reads } from '../openapi/describe.ts'

const addSchema = z.strictObject({
  email: z.string().max(500),
  owner: z.string().max(80).meta({ description: "One's own account, or one's department." }),
  lang: z.enum(['zh', 'en']).default('zh'),
})
const nothing = z.strictObject({})
const view = z.object({
  id: z.string(),
  owner: z.string(),
  confirmed: z.string().nullable(),
  lang: z.enum(['zh', 'en']),
  created: z.string(),
})
const words = z.object({ zh: z.string(), en: z.string() })
const mailboxes = z.object({ items: z.array(view), next: z.null() })
const asked = z.object({ words })
const removed = z.object({ removed: z.literal(true) })

const ASKED = of(
  '确认信已发出：按信里的按钮确认之后才会有提醒。',
  'A message that asks was sent: reminders begin when its button was pressed.',
)

export function mailboxRoutes({ services: { notices } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/me/mailboxes',
    reads({
      tag: 'me',
      summary: 'Mailboxes of the department and of the account, without their addresses',
      answer: mailboxes,
    }),
    signedIn,
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ items: await notices.list(requireActor(c)), next: null })
    },
  )
  app.post(
    '/me/mailboxes',
    acts({
      tag: 'me',
      summary: 'Ask an address whether it wants reminders, once a day',
      body: addSchema,
      answer: { 202: asked },
    }),
    signedIn,
    async (c) => {
      await notices.add(requireActor(c), parse(addSchema, await readJson(c)))
      return c.json({ words: ASKED }, 202)
    },
  )
  app.post(
    '/me/mailboxes/:id/remove',
    acts({
      tag: 'me',
      summary: 'Remove a mailbox',
      body: nothing,
      answer: removed,
    }),
    signedIn,
    async (c) => {
      parse(nothing, await readJson(c))
      await notices.remove(requireActor(c), c.req.param('id'))
      return c.json({ removed: true })
    },
  )
  return app
}
