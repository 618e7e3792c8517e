/** Writing of decisions, milestones, evaluations, hand-overs and memberships, and of delivered registers. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { fieldSchemas, schemaOf } from '../../domain/input/shape.schema.ts'
import { type ActKind, actKinds, kindFace } from '../../domain/kinds/registry.ts'
import { lists } from '../../domain/kinds/table.ts'
import type { Shape } from '../../domain/record/shape.ts'
import { MOST_OPERATIONS } from '../../services/records/deliveries.ts'
import { rightsFor } from '../../services/records/writers.ts'
import type { Call, Outcome } from '../../services/submit/call.ts'
import { may } from '../accounts/sign-in/who.ts'
import { answer, departmentOf, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { callShape } from '../openapi/bodies.ts'
import { writes } from '../openapi/describe.ts'

/** The body of a request: what the shape says, and what goes into the envelope beside it. */
function bodyOf({ spec }: Shape<unknown>, also: Record<string, z.ZodType> = {}): z.ZodType {
  const fields = spec.is === 'object' ? fieldSchemas(spec.fields) : { value: schemaOf(spec) }
  return z.strictObject({ ...fields, ...also, ...callShape })
}

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

const deliverySchema = z.strictObject({ operations: z.array(operation).min(1).max(MOST_OPERATIONS) })

/** A flag is of the department of its subject; a department is of itself. */
function departmentFor(kind: ActKind, call: Call, named: unknown): string | null {
  return kind === 'flag' || kind === 'department' ? null : departmentOf(call, named)
}

/** Whether the fields of a kind say themselves for which department a new record is. */
function saysDepartment(kind: ActKind): boolean {
  const { spec } = kindFace(kind).fields
  return kind === 'department' || (spec.is === 'object' && Object.hasOwn(spec.fields, 'department'))
}

const ofDepartment = {
  department: z
    .string()
    .optional()
    .meta({ description: 'Id of the department; that of the key when left out.' }),
}

export function actingRoutes({ services }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const { accounts, acts, registers } = services

  /** With the entries of an account end sessions and keys: their service sees to both. */
  function open(kind: ActKind, call: Call, input: Record<string, unknown>): Promise<Outcome> {
    if (kind === 'account') return accounts.grant(call, input)
    const { department, ...fields } = input
    return acts.open(call, kind, departmentFor(kind, call, department), fields)
  }

  function act(kind: ActKind, event: string, call: Call, id: string, input: unknown): Promise<Outcome> {
    return kind === 'account' ? accounts.act(call, event, id, input) : acts.act(call, kind, event, id, input)
  }

  for (const kind of actKinds) {
    const face = kindFace(kind)
    const tag = lists[kind]
    app.post(
      `/${tag}`,
      writes({
        tag,
        summary: `Open a ${kind}`,
        body: bodyOf(face.fields, saysDepartment(kind) ? {} : ofDepartment),
      }),
      may(...rightsFor(kind, null)),
      async (c) => {
        const { call, input } = await requestOf(c)
        return answer(c, await open(kind, call, input))
      },
    )
    for (const { event, verb, shape } of face.acts) {
      app.post(
        `/${tag}/:id/${verb}`,
        writes({ tag, summary: `${kind}.${event}`, body: bodyOf(shape) }),
        may(...rightsFor(kind, event)),
        async (c) => {
          const { call, input } = await requestOf(c)
          return answer(c, await act(kind, event, call, c.req.param('id') ?? '', input))
        },
      )
    }
  }
  app.post(
    '/deliveries',
    writes({
      tag: 'deliveries',
      summary: 'Record a part of a delivered register: records opened and acts on them, all or nothing',
      body: deliverySchema.extend(callShape),
    }),
    may('record.write'),
    async (c) => {
      const { call, input } = await requestOf(c)
      const { operations } = parse(deliverySchema, input)
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
