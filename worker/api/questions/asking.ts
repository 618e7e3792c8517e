/** Asking and tracking, without an account: the only addresses that take what nobody signed for. */
import { Hono } from 'hono'
import { resolver } from 'hono-openapi'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { fieldSchemas } from '../../domain/input/shape.schema.ts'
import { asking } from '../../domain/kinds/question/fields.ts'
import { actFace, kindFace } from '../../domain/kinds/registry.ts'
import type { Shape } from '../../domain/record/shape.ts'
import { askersActs } from '../../services/questions/tracking.ts'
import { anybody } from '../accounts/sign-in/who.ts'
import { limitAsking } from '../http/asking.ts'
import { readJson } from '../http/body.ts'
import { answer } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import { recorded } from '../openapi/answers.ts'
import { acts, keepsDocument, refusals } from '../openapi/describe.ts'
import { answered, attachment, readSent, received, sentShape, text } from './receiving.ts'

const fields = asking.spec.is === 'object' ? fieldSchemas(asking.spec.fields) : {}
const codeSchema = z.looseObject({ code: z.string().max(100) })

const keptContent = { 'application/json': { schema: resolver(attachment) } }

const tracked = z.object({
  state: z.looseObject({ id: z.string(), status: z.string() }),
  texts: z.array(text),
  hasContact: z.boolean(),
  possible: z.array(z.enum(askersActs)),
})

/** Fields of the body of an act. */
function bodyOf({ spec }: Shape<unknown>): Record<string, z.ZodType> {
  return spec.is === 'object' ? fieldSchemas(spec.fields) : {}
}

/** The fields that an act on a comment takes instead. */
function optional(shape: Shape<unknown> | undefined): Record<string, z.ZodType> {
  const fields = shape === undefined ? {} : bodyOf(shape)
  return Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.optional()]))
}

/** Routes of asking and tracking. Attempts are limited by address. */
export function askingRoutes({ services }: ApiDeps, limiting: Limiting) {
  const app = new Hono<ApiEnv>()
  const { receiving, tracking, attachments } = services.questions

  app.post(
    '/questions',
    acts({
      tag: 'questions',
      summary: 'Ask, without an account; or take a question in at a desk',
      body: z.strictObject({ ...fields, ...sentShape }),
      answer: { 201: received },
      refused: ['idempotency_key_reused'],
    }),
    anybody,
    async (c) => {
      const { given, desk, key } = await readSent(c, limiting)
      const { outcome, ...rest } = await receiving.receive(given, desk, key)
      c.header('location', `/api/v1/questions/${rest.id}`)
      return answered(c, { records: outcome.records, receipts: outcome.receipts, ...rest }, 201)
    },
  )

  app.post(
    '/tracking',
    acts({
      tag: 'tracking',
      summary: 'The question or comment of a code, with what was written',
      body: z.strictObject(codeSchema.shape),
      answer: tracked,
    }),
    anybody,
    async (c) => {
      const { code } = parse(z.strictObject(codeSchema.shape), await readJson(c))
      limitAsking(limiting, c, 'tracks')
      return answered(c, await tracking.look(code))
    },
  )

  app.post(
    '/tracking/forget-contact',
    acts({
      tag: 'tracking',
      summary: 'Forget how the asker can be told',
      body: z.strictObject(codeSchema.shape),
      answer: z.object({ forgotten: z.literal(true) }),
    }),
    anybody,
    async (c) => {
      const { code } = parse(z.strictObject(codeSchema.shape), await readJson(c))
      limitAsking(limiting, c, 'tracks')
      await tracking.forget(code)
      return answered(c, { forgotten: true })
    },
  )

  app.put(
    '/tracking/attachments/:sha256',
    keepsDocument({
      tags: ['tracking'],
      summary: 'Keep the bytes of a document for the question or comment of a code; `attach` then names it',
      parameters: [
        {
          name: 'tracking-code',
          in: 'header',
          required: true,
          schema: { type: 'string', maxLength: 100 },
          description: 'The code: it stands in no address.',
        },
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        200: { description: 'Held before for the same code.', content: keptContent },
        201: { description: 'Kept, for a day unless it is attached.', content: keptContent },
        ...refusals('not_found', 'quota_reached'),
      },
    }),
    anybody,
    async (c) => {
      limitAsking(limiting, c, 'tracks')
      const given = c.req.header('content-length')
      const length = given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined
      const { isNew, ...kept } = await attachments.keep(
        c.req.header('tracking-code') ?? '',
        c.req.raw.body ?? new Blob([]).stream(),
        { declared: c.req.param('sha256') ?? '', length },
      )
      return answered(c, kept, isNew ? 201 : 200)
    },
  )

  for (const event of askersActs) {
    const { verb, shape } = actFace('question', event)
    const onComment = kindFace('comment').acts.find((one) => one.event === event)
    const body = { ...optional(onComment?.shape), ...bodyOf(shape) }
    app.post(
      `/tracking/${verb}`,
      acts({
        tag: 'tracking',
        summary: `question.${event}, by whoever holds the code`,
        body: z.strictObject({ ...body, ...codeSchema.shape }),
        answer: { 201: recorded, 200: recorded },
        refused: ['idempotency_key_reused'],
      }),
      anybody,
      async (c) => {
        const { code, ...given } = parse(codeSchema, await readJson(c))
        limitAsking(limiting, c, 'tracks')
        return answer(c, await tracking.act(code, event, given, c.req.header('idempotency-key')))
      },
    )
  }
  return app
}
