/** Deliveries: the differences of a published list, or a part of a register, all or nothing. */
import { Hono } from 'hono'
import { z } from 'zod'
import { listDeliverySchema, registerDeliverySchema } from '../../domain/input/delivery.schema.ts'
import { parse } from '../../domain/input/input.schema.ts'
import { listedKinds } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { toldAs } from '../../services/read/delivered.ts'
import { operationsIn } from '../../services/records/registers.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as answers from '../openapi/answers.ts'
import * as bodies from '../openapi/bodies.ts'
import { reads, writes } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'

const toldQuery = query.pageQuery.extend({
  what: z.enum(toldAs).optional().meta({ description: 'Records that are told; `changed` when left out.' }),
  kind: z.enum(listedKinds).optional(),
})
const toldAnswer = z.object({
  delivery: z.string(),
  before: z.string().nullable().meta({ description: 'The delivery of the same register before it.' }),
  entries: z.int().min(0),
  counts: z.array(z.object({ kind: z.enum(listedKinds), what: z.enum(toldAs), records: z.int().min(1) })),
  items: z.array(z.object({ id: z.string(), title: z.string(), entry: z.int().min(0) })),
  next: z.string().nullable(),
})

const deliverBody = registerDeliverySchema.extend(bodies.callShape)

/** Routes of deliveries, and of taking one back. */
export function deliveryRoutes({ services: { deliveries, reading, registers, withdrawals } }: ApiDeps) {
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
      body: deliverBody,
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
    '/deliveries/:delivery',
    reads({
      tag: 'deliveries',
      summary:
        'What a delivery brought: numbers of records by kind, and the records that it told of in one way',
      query: toldQuery,
      answer: toldAnswer,
    }),
    async (c) => {
      const name = c.req.param('delivery')
      const { what = 'changed', ...asked } = query.queryOf(c, toldQuery)
      const found = await reading.delivery(name)
      if (found === null)
        throw refuse('not_found', `没有名为 ${name} 的交付。`, `There is no delivery ${name}.`, 'delivery')
      const { items, next } = await reading.toldIn(name, { what, ...asked })
      return c.json({
        delivery: found.name,
        before: found.before,
        entries: found.entries,
        counts: found.counts,
        items: items.map(({ record, entry }) => ({ id: record.id, title: record.title, entry })),
        next,
      })
    },
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
