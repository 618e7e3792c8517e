/** Flags that are raised for what the rules find. Flags themselves are acts like all others. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { may } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { callShape } from '../openapi/bodies.ts'
import { writes } from '../openapi/describe.ts'

const raiseSchema = z.strictObject({
  rule: z.string().max(10),
  subject: z.string().max(80).meta({ description: 'Id of the record.' }),
  note: z
    .string()
    .max(2000)
    .optional()
    .meta({ description: 'In the words of the inspector, beside those of the rule.' }),
})

const raiseBody = raiseSchema.extend(callShape)

/** Routes that raise flags from findings. */
export function flagRoutes({ services: { flags } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.post(
    '/findings/raise',
    writes({
      tag: 'flags',
      summary: 'Raise a flag for what a rule finds of a record today',
      body: raiseBody,
    }),
    may('flag.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await flags.raise(call, parse(raiseSchema, input)))
    },
  )
  return app
}
