/** Deliveries: the differences of a published list, or a part of a register, all or nothing. */
import { Hono } from 'hono'
import { listDeliverySchema, registerDeliverySchema } from '../../domain/input/delivery.schema.ts'
import { parse } from '../../domain/input/input.schema.ts'
import { operationsIn } from '../../services/records/registers.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as answers from '../openapi/answers.ts'
import * as bodies from '../openapi/bodies.ts'
import { reads, writes } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'

/** Routes of deliveries, and of taking one back. */
export function deliveryRoutes({ services: { deliveries, registers, withdrawals } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
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
        await deliveries.deliver(call, c.req.param('id') ?? '', parse(listDeliverySchema, input)),
      )
    },
  )
  app.post(
    '/deliveries',
    writes({
      tag: 'deliveries',
      summary: 'Record a part of a delivered register: records opened and acts on them, all or nothing',
      body: registerDeliverySchema.extend(bodies.callShape),
    }),
    may('record.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      const operations = operationsIn(parse(registerDeliverySchema, input))
      return answer(c, await registers.deliver(call, operations))
    },
  )
  app.get(
    '/deliveries',
    reads({
      tag: 'deliveries',
      summary: 'The deliveries that were imported, each with its number of entries',
      answer: answers.imported,
    }),
    may('record.write'),
    async (c) => c.json({ items: await withdrawals.deliveries({ actor: requireActor(c) }), next: null }),
  )
  app.get(
    '/deliveries/:delivery/withdrawal',
    reads({
      tag: 'deliveries',
      summary: 'What takes a delivery back, record by record; it is recorded with POST /deliveries',
      query: query.pageQuery,
      answer: answers.withdrawal,
    }),
    may('record.write'),
    async (c) => {
      const asked = query.queryOf(c, query.pageQuery)
      return c.json(await withdrawals.lines({ actor: requireActor(c) }, c.req.param('delivery'), asked))
    },
  )
  return app
}
