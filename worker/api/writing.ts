/** Everything that can be logged. A route reads the call, hands the input to one verb, answers with receipts. */
import { Hono } from 'hono'
import { z } from 'zod'
import * as department from '../domain/department/department.schema.ts'
import { erasureSchema } from '../domain/erasure/erasure.schema.ts'
import { refuse } from '../domain/guard.ts'
import { parse } from '../domain/input.schema.ts'
import * as responsibility from '../domain/responsibility/responsibility.schema.ts'
import { codesOf, grounds } from '../domain/vocabulary.ts'
import { MOST_OPERATIONS } from '../services/deliveries.ts'
import type { Call, Outcome } from '../services/perform.ts'
import type { ApiContext, ApiDeps, ApiEnv } from './context.ts'
import { writes } from './describe.ts'
import { wholeParam } from './query.ts'

/** What goes into the envelope, beside the input of the verb. */
const callShape = {
  occurred: z
    .string()
    .optional()
    .meta({ description: 'Business time as claimed: year, month, day or instant. Today when left out.' }),
  visibility: z.enum(['public', 'sealed']).optional(),
  ground: z.enum(codesOf(grounds)).optional(),
  review: z.string().optional().meta({ description: 'When a sealed entry is looked at again.' }),
}
const callSchema = z.looseObject(callShape)
/** An erasure has a ground of its own, and is always public. */
const erasureCallSchema = z.looseObject({ occurred: callShape.occurred })
const delivery = z.strictObject({
  added: z.array(z.unknown()).max(MOST_OPERATIONS).optional(),
  changed: z
    .array(z.strictObject({ id: z.string(), seq: z.int(), set: z.unknown() }))
    .max(MOST_OPERATIONS)
    .optional(),
  missing: z
    .array(z.strictObject({ id: z.string(), seq: z.int() }))
    .max(MOST_OPERATIONS)
    .optional(),
  reason: z.string().max(2000).nullish(),
})

/** The body as JSON, as far as JSON it is. */
async function jsonOf(c: ApiContext): Promise<unknown> {
  const text = await c.req.text()
  try {
    return JSON.parse(text)
  } catch {
    throw refuse('invalid', '请求体不是合法的 JSON。', 'The request body is not valid JSON.')
  }
}

/** Who calls, and what the headers say. */
function callOf(c: ApiContext): Call {
  const actor = c.get('actor')
  if (actor === null) throw refuse('not_signed_in', '需要密钥。', 'A key is needed.')
  return { actor, idempotencyKey: c.req.header('idempotency-key'), expectedSeq: seqOf(c) }
}

/** The body parted into the call and the input of the verb. */
async function requestOf(c: ApiContext): Promise<{ call: Call; input: Record<string, unknown> }> {
  const { occurred, visibility, ground, review, ...input } = parse(callSchema, await jsonOf(c))
  return { call: { ...callOf(c), occurred, visibility, ground, review }, input }
}

function seqOf(c: ApiContext): number | undefined {
  const given = c.req.header('if-match')
  if (given === undefined || given === '*') return undefined
  const seq = /^"?([1-9]\d{0,9})"?$/.exec(given)?.[1]
  if (seq !== undefined) return Number(seq)
  throw refuse(
    'invalid',
    'If-Match 应为你看到的版本号，如 "3"。',
    'If-Match must be the version that you saw, such as "3".',
    'If-Match',
  )
}

function answer(c: ApiContext, { records, receipts, repeated }: Outcome): Response {
  const path = records.map(({ id }) =>
    id.startsWith('dep-') ? `/api/v1/departments/${id}` : `/api/v1/responsibilities/${id}`,
  )[0]
  c.header('cache-control', 'no-store')
  if (path !== undefined) c.header('location', path)
  if (repeated) c.header('idempotency-replayed', 'true')
  return c.json({ records, receipts }, repeated ? 200 : 201)
}

export function writingRoutes({ services }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const { departments, responsibilities, deliveries, erasures } = services
  const withCall = (schema: z.ZodObject) => schema.extend(callShape)

  app.post(
    '/departments',
    writes({
      tag: 'departments',
      summary: 'Register a department',
      body: withCall(department.departmentListedSchema),
    }),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await departments.list(call, input))
    },
  )
  const departmentVerbs = {
    rename: department.renamedSchema,
    amend: department.departmentAmendedSchema,
    merge: department.departmentMergedSchema,
    abolish: department.departmentAbolishedSchema,
    correct: department.departmentCorrectedSchema,
  } as const
  for (const verb of ['rename', 'amend', 'merge', 'abolish', 'correct'] as const) {
    app.post(
      `/departments/:id/${verb}`,
      writes({ tag: 'departments', summary: `${verb} a department`, body: withCall(departmentVerbs[verb]) }),
      async (c) => {
        const { call, input } = await requestOf(c)
        return answer(c, await departments[verb](call, c.req.param('id') ?? '', input))
      },
    )
  }

  const listed = withCall(
    responsibility.listedSchema.extend({
      department: z
        .string()
        .meta({ description: 'Id of the department; that of the key when left out.' })
        .optional(),
    }),
  )
  app.post(
    '/responsibilities',
    writes({ tag: 'responsibilities', summary: 'List an item for a department', body: listed }),
    async (c) => {
      const { call, input } = await requestOf(c)
      const { department: named = call.actor.department, ...fields } = input
      if (typeof named !== 'string')
        throw refuse(
          'invalid',
          '请写明部门编号（department）。',
          'Name the department (department).',
          'department',
        )
      return answer(c, await responsibilities.list(call, named, fields))
    },
  )
  const responsibilityVerbs = {
    amend: responsibility.amendedSchema,
    transfer: responsibility.transferredSchema,
    merge: responsibility.mergedSchema,
    split: responsibility.splitSchema,
    suspend: responsibility.endedSchema,
    resume: responsibility.endedSchema,
    abolish: responsibility.endedSchema,
    correct: responsibility.correctedSchema,
  } as const
  for (const verb of [
    'amend',
    'transfer',
    'merge',
    'split',
    'suspend',
    'resume',
    'abolish',
    'correct',
  ] as const) {
    app.post(
      `/responsibilities/:id/${verb}`,
      writes({
        tag: 'responsibilities',
        summary: `${verb} an item`,
        body: withCall(responsibilityVerbs[verb]),
      }),
      async (c) => {
        const { call, input } = await requestOf(c)
        return answer(c, await responsibilities[verb](call, c.req.param('id') ?? '', input))
      },
    )
  }

  app.post(
    '/departments/:id/deliveries',
    writes({
      tag: 'departments',
      summary: 'Record the differences of a delivered list: all or nothing',
      body: withCall(delivery),
    }),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await deliveries.deliver(call, c.req.param('id') ?? '', parse(delivery, input)))
    },
  )
  app.post(
    '/entries/:index/erasure',
    writes({
      tag: 'entries',
      summary: 'Lawful erasure of a body; the entry stays',
      body: erasureSchema.extend({ occurred: callShape.occurred }),
    }),
    async (c) => {
      const { occurred, ...input } = parse(erasureCallSchema, await jsonOf(c))
      return answer(c, await erasures.erase({ ...callOf(c), occurred }, wholeParam(c, 'index'), input))
    },
  )
  return app
}
