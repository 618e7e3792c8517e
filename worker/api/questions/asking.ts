/** Asking and tracking, without an account: the only addresses that take what nobody signed for. */
import { Hono } from 'hono'
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
import { resolved } from '../openapi/resolved.ts'
import { keepWaiting, levelFor } from './lanes.ts'
import { answered, attachment, received, sentShape, takeSent, text, WAITS, waits } from './receiving.ts'

const fields = asking.spec.is === 'object' ? fieldSchemas(asking.spec.fields) : {}
const askBody = z.strictObject({ ...fields, ...sentShape })
const codeSchema = z.looseObject({ code: z.string().max(100) })
const codeBody = z.strictObject(codeSchema.shape)
const proveBody = codeBody.extend({ domain: z.string().max(300) })
const codeHeader = {
  name: 'tracking-code',
  in: 'header' as const,
  required: true,
  schema: { type: 'string' as const, maxLength: 100 },
  description: 'The code: it stands in no address.',
}

const keptContent = { 'application/json': { schema: resolved(attachment) } }

const tracked = z.object({
  state: z.looseObject({ id: z.string(), status: z.string() }),
  texts: z.array(text),
  hasContact: z.boolean(),
  possible: z.array(z.enum(askersActs)),
  toProve: z.object({ record: z.string(), path: z.string(), text: z.string() }).nullable().meta({
    description:
      'A TXT record of this name under a domain, or a file at this path on it, with this line: then `prove` shows that the comment speaks for whoever holds it. Null where nothing can be proven.',
  }),
})

const words = z.object({ zh: z.string(), en: z.string() })
const waitingText = waits.omit({ code: true }).extend({
  title: z.string().nullable(),
  text: z.string(),
  asks: z.array(z.string()),
  hasContact: z.boolean(),
  before: z.int().meta({ description: 'Texts that are entered before it.' }),
  refused: words.nullable().meta({ description: 'Why it will not be entered; null while it waits.' }),
})

const trackedOrWaits = z.union([tracked, z.object({ waits: waitingText })])
const forgotten = z.object({ forgotten: z.literal(true) })

const challengeBody = z.strictObject({
  form: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .meta({ description: 'The `Idempotency-Key` under which it will be sent; of a form, its nonce.' }),
})
const challenge = z.object({
  parameters: z.looseObject({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int().meta({ description: 'Iterations for each try. It rises with what comes in.' }),
    keyLength: z.int(),
    keyPrefix: z.string(),
    data: z.object({
      form: z.string(),
      until: z.number().meta({ description: 'Until when it is taken: milliseconds since 1970.' }),
    }),
  }),
  signature: z.string(),
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

/** Acts of whoever holds a code, each with the body that is sent for it. */
const actsOfAskers = askersActs.map((event) => {
  const { verb, shape } = actFace('question', event)
  const onComment = kindFace('comment').acts.find((one) => one.event === event)
  const body = z.strictObject({ ...optional(onComment?.shape), ...bodyOf(shape), ...codeSchema.shape })
  return { event, verb, body }
})

/** Routes of asking and tracking. Attempts are limited by address. */
export function askingRoutes({ services }: ApiDeps, limiting: Limiting) {
  const app = new Hono<ApiEnv>()
  const { receiving, attachments } = services.questions
  const { waiting } = services
  const { codes, proofs } = waiting

  app.post(
    '/questions',
    acts({
      tag: 'questions',
      summary: 'Ask, without an account; or take a question in at a desk',
      body: askBody,
      answer: { 201: received, 202: waits },
      says: { 202: WAITS },
      refused: ['idempotency_key_reused'],
    }),
    anybody,
    async (c) =>
      takeSent(c, limiting, waiting, async ({ given, desk, key, lane }) => {
        if (lane === 'waiting') {
          return answered(c, await keepWaiting(limiting, waiting, { kind: 'question' }, given, key), 202)
        }
        const { outcome, ...rest } = await receiving.receive(given, desk, key)
        c.header('location', `/api/v1/questions/${rest.id}`)
        return answered(c, { records: outcome.records, receipts: outcome.receipts, ...rest }, 201)
      }),
  )

  app.post(
    '/proof-of-work',
    acts({
      tag: 'questions',
      summary:
        'A challenge by whose solution a question or comment goes first in busy times (ALTCHA, version 2)',
      body: challengeBody,
      answer: challenge,
    }),
    anybody,
    async (c) => {
      const { form } = parse(challengeBody, await readJson(c))
      limitAsking(limiting, c, 'proofs')
      return answered(c, await proofs.challenge(form, levelFor(limiting, c)))
    },
  )

  app.post(
    '/tracking',
    acts({
      tag: 'tracking',
      summary: 'The question or comment of a code, with what was written',
      body: codeBody,
      answer: trackedOrWaits,
    }),
    anybody,
    async (c) => {
      const { code } = parse(codeBody, await readJson(c))
      limitAsking(limiting, c, 'tracks')
      const { waits, tracked } = await codes.look(code)
      return answered(
        c,
        tracked === null ? { waits } : { ...tracked, toProve: services.proving.toProve(tracked.state) },
      )
    },
  )

  app.post(
    '/tracking/forget-contact',
    acts({
      tag: 'tracking',
      summary: 'Forget how the asker can be told',
      body: codeBody,
      answer: forgotten,
    }),
    anybody,
    async (c) => {
      const { code } = parse(codeBody, await readJson(c))
      limitAsking(limiting, c, 'tracks')
      await codes.forget(code)
      return answered(c, { forgotten: true })
    },
  )

  app.put(
    '/tracking/attachments/:sha256',
    keepsDocument({
      tags: ['tracking'],
      summary:
        'Keep the bytes of a document for the question or comment of a code; `attach` then names it by the digest that is answered. Of a picture (JPEG, PNG, WebP, GIF) the place, the device and other data about its maker are taken out first, so that its digest changes',
      parameters: [codeHeader],
      responses: {
        200: { description: 'Held before for the same code.', content: keptContent },
        201: { description: 'Kept, for a day unless it is attached.', content: keptContent },
        ...refusals('not_found', 'quota_reached', 'wrong_state'),
      },
    }),
    anybody,
    async (c) => {
      limitAsking(limiting, c, 'tracks')
      const given = c.req.header('content-length')
      const length = given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined
      await codes.requireEntered(c.req.header('tracking-code') ?? '')
      const { isNew, ...kept } = await attachments.keep(
        c.req.header('tracking-code') ?? '',
        c.req.raw.body ?? new Blob([]).stream(),
        { declared: c.req.param('sha256') ?? '', length },
      )
      return answered(c, kept, isNew ? 201 : 200)
    },
  )

  app.post(
    '/tracking/prove',
    acts({
      tag: 'tracking',
      summary: 'Look once at a domain that names a comment, for which its writer then speaks',
      body: proveBody,
      answer: { 201: recorded, 200: recorded },
      refused: ['idempotency_key_reused'],
    }),
    anybody,
    async (c) => {
      const { code, domain } = parse(proveBody, await readJson(c))
      limitAsking(limiting, c, 'tracks')
      return answer(c, await codes.prove(code, domain, c.req.header('idempotency-key')))
    },
  )

  for (const { event, verb, body } of actsOfAskers) {
    app.post(
      `/tracking/${verb}`,
      acts({
        tag: 'tracking',
        summary: `question.${event}, by whoever holds the code`,
        body,
        answer: { 201: recorded, 200: recorded },
        refused: ['idempotency_key_reused'],
      }),
      anybody,
      async (c) => {
        const { code, ...given } = parse(codeSchema, await readJson(c))
        limitAsking(limiting, c, 'tracks')
        const outcome = await codes.act(code, event, given, c.req.header('idempotency-key'))
        // What had waited was taken away: there is no entry of it.
        return outcome === null ? answered(c, { records: [], receipts: [] }) : answer(c, outcome)
      },
    )
  }
  return app
}
