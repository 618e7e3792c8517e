/** Deliveries: the differences of a published list, or a part of a register, all or nothing. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { MOST_OPERATIONS } from '../../services/records/deliveries.ts'
import { may } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as bodies from '../openapi/bodies.ts'
import { writes } from '../openapi/describe.ts'

const operation = z.strictObject({
  id: z
    .string()
    .meta({ description: 'Id of the record; that of a new one follows from its key in the register.' }),
  occurred: z.string().optional(),
  department: z.string().optional().meta({ description: 'Of a new record.' }),
  fields: z.unknown().optional().meta({ description: 'Of a new record.' }),
  event: z
    .string()
    .optional()
    .meta({ description: 'Of an act: the last part of its kind, as `rescheduled`.' }),
  body: z.unknown().optional().meta({ description: 'Of an act.' }),
  seq: z.int().min(1).optional().meta({ description: 'The version that you saw.' }),
})

const registerSchema = z.strictObject({ operations: z.array(operation).min(1).max(MOST_OPERATIONS) })

export function deliveryRoutes({ services: { deliveries, registers } }: ApiDeps) {
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
        await deliveries.deliver(call, c.req.param('id') ?? '', parse(bodies.deliverySchema, input)),
      )
    },
  )
  app.post(
    '/deliveries',
    writes({
      tag: 'deliveries',
      summary: 'Record a part of a delivered register: records opened and acts on them, all or nothing',
      body: registerSchema.extend(bodies.callShape),
    }),
    may('record.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      const { operations } = parse(registerSchema, input)
      return answer(c, await registers.deliver(call, operations.map(operationOf)))
    },
  )
  return app
}

function operationOf({ id, occurred, department, fields, event, body, seq }: z.output<typeof operation>) {
  return event === undefined
    ? { id, occurred, department: department ?? '', fields: fields ?? {} }
    : { id, occurred, event, body: body ?? {}, seq }
}
