/** Lawful erasure of what an entry says. */
import { Hono } from 'hono'
import { parse } from '../../domain/input/input.schema.ts'
import { may } from '../accounts/sign-in/who.ts'
import { readJson } from '../http/body.ts'
import { answer, callOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as bodies from '../openapi/bodies.ts'
import { writes } from '../openapi/describe.ts'
import { wholeParam } from '../openapi/query.ts'

/** Routes of lawful erasure. */
export function erasureRoutes({ services: { erasures } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  app.post(
    '/entries/:index/erasure',
    writes({
      tag: 'entries',
      summary: 'Lawful erasure of a body; the entry stays',
      body: bodies.erasureBody,
    }),
    may('entry.erase'),
    async (c) => {
      const { occurred, ...input } = parse(bodies.erasureCallSchema, await readJson(c))
      return answer(c, await erasures.erase({ ...callOf(c), occurred }, wholeParam(c, 'index'), input))
    },
  )
  return app
}
