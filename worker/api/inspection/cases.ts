/** Confidential files, for inspectors. Everybody else is told the same, whatever is kept. */
import { Hono } from 'hono'
import { z } from 'zod'
import { caseActs, openShape } from '../../domain/case/acts.ts'
import { lackWords } from '../../domain/clock/lines.ts'
import { fieldSchemas } from '../../domain/input/shape.schema.ts'
import type { Spec } from '../../domain/record/shape.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import { requestOf } from '../http/call.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { clockLine } from '../openapi/clocks.ts'
import { acts, reads } from '../openapi/describe.ts'

const due = z.object({
  what: z.object({ zh: z.string(), en: z.string() }),
  due: z.string().nullable(),
  lacks: z.enum(codesOf(lackWords)).nullable(),
  basis: z.object({ zh: z.string(), en: z.string() }),
  overdue: z.boolean(),
  lines: z.array(clockLine),
})
const listed = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      opened: z.string(),
      status: z.string(),
      members: z.array(z.object({ account: z.string(), part: z.string() })),
      own: z
        .object({ seq: z.int(), title: z.string(), due: z.array(due) })
        .nullable()
        .meta({ description: 'Null for a case in which the caller has no part.' }),
    }),
  ),
  unopened: z.int().meta({ description: 'Rows that the key does not open.' }),
})
const file = z.object({
  state: z.looseObject({ id: z.string(), seq: z.int(), status: z.string() }),
  due: z.array(due),
  acts: z.array(
    z.object({ seq: z.int(), event: z.string(), at: z.string(), account: z.string(), body: z.json() }),
  ),
})
const check = z.object({
  holds: z.boolean(),
  lines: z.array(z.object({ seq: z.int(), event: z.string(), at: z.string(), holds: z.boolean() })),
  missing: z.array(z.int()),
  days: z.array(
    z.object({
      day: z.string(),
      holds: z.boolean(),
      index: z.int().nullable(),
      salt: z.string(),
      entered: z.string().nullable(),
      rows: z.array(z.object({ n: z.int(), at: z.string(), commitment: z.string() })),
    }),
  ),
  openSince: z.string(),
})
const written = z.object({ id: z.string(), seq: z.int() })

const bodyOf = (spec: Spec): z.ZodType =>
  z.strictObject(spec.is === 'object' ? fieldSchemas(spec.fields) : {})
const openBody = bodyOf(openShape.spec)
const actBodies = Object.values(caseActs).map(({ verb, shape }) => ({ verb, body: bodyOf(shape.spec) }))

/** Nothing of it is kept on the way, nor by the browser. */
function unkept(c: ApiContext): void {
  c.header('cache-control', 'no-store')
}

/** Routes of cases, for inspectors. */
export function caseRoutes({ services: { cases } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/cases',
    reads({
      tag: 'cases',
      summary: 'Cases, those of the caller with their clocks; for inspectors',
      answer: listed,
    }),
    may('case.write'),
    async (c) => {
      unkept(c)
      return c.json(await cases.list(requireActor(c)))
    },
  )
  app.get(
    '/cases/:id',
    reads({ tag: 'cases', summary: 'One file, for its members; the look is noted in it', answer: file }),
    may('case.write'),
    async (c) => {
      unkept(c)
      return c.json(await cases.read(requireActor(c), c.req.param('id')))
    },
  )
  app.get(
    '/cases/:id/check',
    reads({ tag: 'cases', summary: 'A file against the daily digests in the ledger', answer: check }),
    may('case.write'),
    async (c) => {
      unkept(c)
      return c.json(await cases.check(requireActor(c), c.req.param('id')))
    },
  )
  app.post(
    '/cases',
    acts({ tag: 'cases', summary: 'Open a case', body: openBody, answer: { 201: written } }),
    may('case.write'),
    async (c) => {
      unkept(c)
      const { call, input } = await requestOf(c)
      return c.json(await cases.open(call, input), 201)
    },
  )
  for (const { verb, body } of actBodies) {
    app.post(
      `/cases/:id/${verb}`,
      acts({
        tag: 'cases',
        summary: `${verb}: one more line of a file`,
        body,
        answer: { 201: written },
      }),
      may('case.write'),
      async (c) => {
        unkept(c)
        const { call, input } = await requestOf(c)
        return c.json(await cases.act(call, c.req.param('id') ?? '', verb, input), 201)
      },
    )
  }
  return app
}
