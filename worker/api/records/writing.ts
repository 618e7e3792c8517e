/** Everything that can be logged. A route reads the call, hands the input to one verb, answers with receipts. */
import { Hono } from 'hono'
import { parse } from '../../domain/input/input.schema.ts'
import { may } from '../accounts/sign-in/who.ts'
import { readJson } from '../http/body.ts'
import { answer, callOf, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as bodies from '../openapi/bodies.ts'
import { writes } from '../openapi/describe.ts'
import { wholeParam } from '../openapi/query.ts'

export function writingRoutes({ services }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const { deliveries, erasures } = services

  app.post(
    '/departments/:id/deliveries',
    writes({
      tag: 'departments',
      summary: 'Record the differences of a delivered list: all or nothing',
      body: bodies.deliveryBody,
    }),
    may('responsibility.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(
        c,
        await deliveries.deliver(call, c.req.param('id') ?? '', parse(bodies.deliverySchema, input)),
      )
    },
  )
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
