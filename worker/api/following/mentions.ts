/** Handing in of annotations in other ledgers: checked at once, listed when they hold. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { mentionEndings, mentionStatuses } from '../../domain/kinds/mention/vocabulary.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { anybody } from '../accounts/sign-in/who.ts'
import { limitAsking } from '../http/asking.ts'
import { readJson } from '../http/body.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import * as answers from '../openapi/answers.ts'
import { acts, reads } from '../openapi/describe.ts'

const handInSchema = z.strictObject({
  address: z.string().max(2000).meta({
    description: 'Address of an annotation in a ledger that is known here: `https://…/annotations/ann-…`.',
  }),
})
const handedIn = z.object({
  id: z.string(),
  status: z.enum(codesOf(mentionStatuses)),
  why: z.enum(codesOf(mentionEndings)).nullable(),
  receipt: answers.receipt.nullable().meta({ description: 'Null where nothing had to be recorded.' }),
})
const known = z.object({
  items: z.array(z.object({ name: z.string(), verifierKey: z.string(), url: z.string() })),
  next: z.null(),
})

/** Routes of mentions beside their list: the ledgers that are known, and the handing in of an annotation. */
export function mentionRoutes({ services: { mentions } }: ApiDeps, limiting: Limiting) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/known-ledgers',
    reads({
      tag: 'mentions',
      summary: 'Ledgers whose annotations are checked here, with their keys',
      answer: known,
    }),
    (c) => c.json({ items: mentions.ledgers, next: null }),
  )
  app.post(
    '/mentions',
    acts({
      tag: 'mentions',
      summary: 'Hand in an annotation of an entry of this ledger: fetched, checked, and listed if it holds',
      body: handInSchema,
      answer: handedIn,
    }),
    anybody,
    async (c) => {
      const { address } = parse(handInSchema, await readJson(c))
      limitAsking(limiting, c, 'tracks')
      c.header('cache-control', 'no-store')
      return c.json(await mentions.handIn(address))
    },
  )
  return app
}
