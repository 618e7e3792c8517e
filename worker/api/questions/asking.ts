/** Asking and tracking, without an account: the only addresses that take what nobody signed for. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { fieldSchemas } from '../../domain/input/shape.schema.ts'
import { asking } from '../../domain/kinds/question/fields.ts'
import { actFace } from '../../domain/kinds/registry.ts'
import { refuse } from '../../domain/record/guard.ts'
import { channels } from '../../domain/record/spoken/vocabulary.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { askersActs } from '../../services/questions/tracking.ts'
import { anybody } from '../accounts/sign-in/who.ts'
import { limitAsking } from '../http/asking.ts'
import { readJson } from '../http/body.ts'
import { answer } from '../http/call.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import { receipt, recorded } from '../openapi/answers.ts'
import { acts } from '../openapi/describe.ts'

const fields = asking.spec.is === 'object' ? fieldSchemas(asking.spec.fields) : {}
const deskShape = {
  channel: z
    .enum(codesOf(channels))
    .optional()
    .meta({ description: 'Of a desk alone, which takes a question in for somebody else.' }),
  occurred: z
    .string()
    .optional()
    .meta({ description: 'Of a desk alone: when it came in. Today when left out.' }),
}
/** Left empty by people; named so that what fills in every field fills it in. */
const honeypot = { website: z.string().optional().meta({ description: 'To be left empty.' }) }
const askSchema = z.looseObject({ ...deskShape, ...honeypot })
const codeSchema = z.looseObject({ code: z.string().max(100) })

const text = z.object({
  of: z.int().meta({ description: 'Version of the record with which it came in.' }),
  index: z.int(),
  salt: z.base64(),
  content: z
    .string()
    .meta({ description: 'Canonical JSON: SHA-256 over salt and content is the digest in the ledger.' }),
  title: z.string().nullable(),
  text: z.string(),
  asks: z.array(z.string()),
})
const received = recorded.extend({
  id: z.string(),
  code: z.string().meta({ description: 'By which the asker gets back to it. Shown once.' }),
  receipts: z.array(receipt),
  texts: z.array(text).meta({ description: 'What was sealed, with what opens it.' }),
  evidence: z.string().nullable().meta({ description: 'An evidence file, which `mingzhang verify` reads.' }),
})
const tracked = z.object({
  state: z.looseObject({ id: z.string(), status: z.string() }),
  texts: z.array(text),
  hasContact: z.boolean(),
  possible: z.array(z.enum(askersActs)),
})

/** @throws Problem `invalid` for what no person fills in */
export function requireEmpty(trap: unknown): void {
  if (trap === undefined || trap === null || trap === '') return
  throw refuse('invalid', '“网址”一栏请留空。', 'Leave the field "website" empty.', 'website')
}

/** Routes of asking and tracking. Attempts are limited by address. */
export function askingRoutes({ services }: ApiDeps, limiting: Limiting) {
  const app = new Hono<ApiEnv>()
  const { receiving, tracking } = services.questions

  app.post(
    '/questions',
    acts({
      tag: 'questions',
      summary: 'Ask, without an account; or take a question in at a desk',
      body: z.strictObject({ ...fields, ...deskShape, ...honeypot }),
      answer: { 201: received },
      refused: ['idempotency_key_reused'],
    }),
    anybody,
    async (c) => {
      const { website, channel, occurred, ...given } = parse(askSchema, await readJson(c))
      requireEmpty(website)
      const caller = c.get('actor')
      if (caller === null) {
        requireNoDesk(channel, occurred)
        limitAsking(limiting, c, 'asks')
      }
      const desk = caller === null ? null : { caller, channel: deskChannel(channel), occurred }
      const { outcome, ...rest } = await receiving.receive(given, desk, c.req.header('idempotency-key'))
      c.header('location', `/api/v1/questions/${rest.id}`)
      return answered(c, { records: outcome.records, receipts: outcome.receipts, ...rest }, 201)
    },
  )

  app.post(
    '/tracking',
    acts({
      tag: 'tracking',
      summary: 'The question of a code, with what its asker wrote',
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

  for (const event of askersActs) {
    const { verb, shape } = actFace('question', event)
    const body = shape.spec.is === 'object' ? fieldSchemas(shape.spec.fields) : {}
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

function answered(c: ApiContext, body: object, status: 200 | 201 = 200): Response {
  c.header('cache-control', 'no-store')
  return c.json(body, status)
}

/** @throws Problem `not_allowed` where somebody without an account says how it came in */
function requireNoDesk(channel: string | undefined, occurred: string | undefined): void {
  if ((channel === undefined || channel === 'web') && occurred === undefined) return
  throw refuse(
    'not_allowed',
    '只有受理岗能写来件渠道和日期：网上提问以收到之时为准。',
    'How and when it came in is for a desk to say: what is asked here came in when it was received.',
    channel === undefined ? 'occurred' : 'channel',
  )
}

/** @throws Problem `invalid` for a desk that does not say how it came in */
function deskChannel(channel: keyof typeof channels | undefined) {
  if (channel !== undefined && channel !== 'web') return channel
  throw refuse(
    'invalid',
    '受理岗代收须写明渠道（channel）：mail、phone、visit、letter 或 import。',
    'A desk says how it came in (channel): mail, phone, visit, letter or import.',
    'channel',
  )
}
