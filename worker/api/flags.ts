/** What the rules find, for inspectors; and flags that are raised for it. Flags themselves are acts like all others. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../domain/input.schema.ts'
import { callShape } from './bodies.ts'
import type { ApiDeps, ApiEnv } from './context.ts'
import { reads, writes } from './describe.ts'
import { queryOf } from './query.ts'
import { may, requireActor } from './sign-in/who.ts'
import { answer, requestOf } from './writing.ts'

const findingsQuery = z.object({
  rule: z.string().max(10).optional(),
  department: z.string().max(80).optional(),
})
const raiseSchema = z.strictObject({
  rule: z.string().max(10),
  subject: z.string().max(80).meta({ description: 'Id of the record.' }),
  note: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: 'In the words of the inspector, beside those of the rule.' }),
})

export function flagRoutes({ services: { flags, access, standing } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/findings',
    reads({
      tag: 'flags',
      summary:
        'What the rules find today, with the flags that stand for it, and whether they are up to the ledger; for inspectors',
      query: findingsQuery,
      answer: z.looseObject({}),
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const actor = requireActor(c)
      // Some of them are not public: who looks at them is noted before they are shown.
      await access.note(actor.account, 'read_findings', new URL(c.req.url).search, c.get('requestId'))
      const items = await flags.findings(actor, queryOf(c, findingsQuery))
      return c.json({ items, next: null, standing: await standing.standing() })
    },
  )
  app.post(
    '/findings/raise',
    writes({
      tag: 'flags',
      summary: 'Raise a flag for what a rule finds of a record today',
      body: raiseSchema.extend(callShape),
    }),
    may('flag.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await flags.raise(call, parse(raiseSchema, input)))
    },
  )
  return app
}
