/** The verbs of every kind: opening a record, and its acts, each at an address of its own. */
import { Hono } from 'hono'
import { z } from 'zod'
import { fieldSchemas, schemaOf } from '../../domain/input/shape.schema.ts'
import { type ActKind, actKinds, kindFace } from '../../domain/kinds/registry.ts'
import { eventName, isServed, lists } from '../../domain/kinds/table.ts'
import type { Shape } from '../../domain/record/shape.ts'
import { rightsFor } from '../../domain/rights/acts.ts'
import type { Call, Outcome } from '../../services/submit/call.ts'
import { may } from '../accounts/sign-in/who.ts'
import { answer, departmentOf, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { callShape } from '../openapi/bodies.ts'
import { writes } from '../openapi/describe.ts'

const bodies = new WeakMap<Shape<unknown>, z.ZodType>()

/**
 * The body of a request: what the shape says, and what goes into the envelope beside it. Made once of a shape, which
 * always goes with the same other fields: a Worker makes an app for each request.
 */
function bodyOf(shape: Shape<unknown>, also: Record<string, z.ZodType> = {}): z.ZodType {
  const body = bodies.get(shape) ?? makeBody(shape, also)
  bodies.set(shape, body)
  return body
}

function makeBody({ spec }: Shape<unknown>, also: Record<string, z.ZodType>): z.ZodType {
  const fields = spec.is === 'object' ? fieldSchemas(spec.fields) : { value: schemaOf(spec) }
  return z.strictObject({ ...fields, ...also, ...callShape })
}

/** A flag is of the department of its subject; a department is of itself. */
function departmentFor(kind: ActKind, call: Call, named: unknown): string | null {
  return kind === 'flag' || kind === 'department' ? null : departmentOf(call, named)
}

/** True where the fields of a kind say themselves for which department a new record is. */
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

/** Routes of all verbs, one for each act of each kind. */
export function verbRoutes({ services }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const { accounts, acts } = services

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
    if (!isServed(eventName(kind, face.firstEvent)))
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
      if (isServed(eventName(kind, event))) continue
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
  return app
}
