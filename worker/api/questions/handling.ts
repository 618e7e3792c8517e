/**
 * Standing of questions, and the moderators' bench. Acts of departments on them are verbs like all others.
 */
import { Hono } from 'hono'
import { z } from 'zod'
import { schemaOf } from '../../domain/input/shape.schema.ts'
import { kindOfRecord, lists } from '../../domain/kinds/table.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { cuts } from '../../domain/record/spoken/cut.ts'
import { spokenKinds } from '../../services/questions/load.ts'
import { copying } from '../../services/questions/moderation.ts'
import { may, requireActor, signedIn } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { callShape } from '../openapi/bodies.ts'
import { keepsDocument, reads, refusals, writes } from '../openapi/describe.ts'
import { resolved } from '../openapi/resolved.ts'
import { attached, attachment } from './receiving.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const clock = z.looseObject({
  profile: z.string(),
  start: z.string().nullable(),
  due: z.string().nullable(),
  state: z.string(),
  lines: z.array(z.looseObject({ day: z.string(), kind: z.string(), words })),
})
const clocks = z.object({
  asked: clock,
  organ: clock.nullable(),
  isOverdue: z.boolean(),
  isLongOverdue: z.boolean(),
})
const priority = z.object({
  points: z.number(),
  askers: z.object({ all: z.int(), near: z.int(), atLeast: z.boolean() }).meta({
    description:
      'Who asked the same about the record, the asker counted; `near` of them in nearly the same words. With `atLeast` there may be more: not all wordings were compared.',
  }),
  parts: z.array(z.object({ part: z.string(), points: z.number(), weight: z.number(), words })),
  danger: z.boolean(),
})
const state = z.looseObject({ id: z.string(), seq: z.int(), status: z.string() })
/** A text that came in sealed, opened. */
export const openedText = z.object({
  of: z.int(),
  index: z.int(),
  salt: z.base64(),
  content: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  asks: z.array(z.string()),
  ...attached,
})
const keptContent = { 'application/json': { schema: resolved(attachment) } }
const texts = z.object({ texts: z.array(openedText) })
const standingClocks = z.object({ clocks: clocks.nullable() })
const inboxQuery = z.object({
  department: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'Those of which nobody knows yet whose they are when left out.' }),
})
const waitingQuestions = z.object({
  items: z.array(z.object({ state, title: z.string(), due: z.string().nullable(), points: z.number() })),
})
const contact = z.object({ phone: z.string().nullable() })
const publishBody = z.strictObject({
  of: z.int().min(2).meta({ description: 'Version of the record with which the text came in.' }),
  cuts: schemaOf(cuts.spec),
  copy: schemaOf(copying.spec).optional().meta({
    description:
      'Of a document: a copy without some parts that stands in its place, by the digest under which it was kept (`PUT …/copies/{sha256}`), and on which grounds.',
  }),
  ...callShape,
})

/** @throws Problem `not_found` for the id of a record of another kind */
function ofKind(kind: RecordKind, id: string): string {
  if (kindOfRecord(id) === kind) return id
  throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`)
}

/** Routes of the standing of questions and of their moderation. */
export function questionRoutes({ services }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const { standing, moderation, inbox } = services.questions

  app.get(
    '/questions/:id/clock',
    reads({
      tag: 'questions',
      summary: 'The clocks of a question today',
      answer: standingClocks,
    }),
    async (c) => c.json({ clocks: (await standing(c.req.param('id'))).clocks }),
  )
  app.get(
    '/questions/:id/priority',
    reads({ tag: 'questions', summary: 'Priority of a question today, with its reasons', answer: priority }),
    async (c) => c.json((await standing(c.req.param('id'))).priority),
  )
  app.get(
    '/inbox',
    reads({
      tag: 'inbox',
      summary: 'Questions that wait for an answer, the most urgent first',
      query: inboxQuery,
      answer: waitingQuestions,
    }),
    async (c) => c.json({ items: await inbox(c.req.query('department') ?? null) }),
  )
  app.get(
    '/questions/:id/contact',
    reads({
      tag: 'questions',
      summary: 'The number that an asker left, for the department that answers; each look is noted',
      answer: contact,
      refused: ['not_signed_in', 'not_allowed'],
    }),
    signedIn,
    async (c) => {
      const id = ofKind('question', c.req.param('id') ?? '')
      c.header('cache-control', 'no-store')
      return c.json({ phone: await moderation.phone(requireActor(c), id, c.get('requestId')) })
    },
  )
  for (const kind of spokenKinds) {
    const tag = lists[kind]
    app.get(
      `/${tag}/:id/texts`,
      reads({
        tag,
        summary: 'What somebody wrote, for those whom the law lets read it; each look is noted',
        answer: texts,
        refused: ['not_signed_in', 'not_allowed'],
      }),
      signedIn,
      async (c) => {
        const id = ofKind(kind, c.req.param('id') ?? '')
        c.header('cache-control', 'no-store')
        return c.json({ texts: await moderation.read(requireActor(c), id, c.get('requestId')) })
      },
    )
    app.post(
      `/${tag}/:id/publish`,
      writes({ tag, summary: `${kind}.published`, body: publishBody }),
      may('message.moderate'),
      async (c) => {
        const { call, input } = await requestOf(c)
        return answer(c, await moderation.publish(call, ofKind(kind, c.req.param('id') ?? ''), input))
      },
    )
    app.put(
      `/${tag}/:id/copies/:sha256`,
      keepsDocument({
        tags: [tag],
        summary:
          'Keep a copy of a document that waits to be read, without some of its parts; `publish` then names it by the digest that is answered',
        responses: {
          200: { description: 'Held before.', content: keptContent },
          201: { description: 'Kept, for a day unless it is published.', content: keptContent },
          ...refusals('not_found', 'quota_reached', 'wrong_state'),
        },
      }),
      may('message.moderate'),
      async (c) => {
        const given = c.req.header('content-length')
        const length = given !== undefined && /^\d{1,15}$/.test(given) ? Number(given) : undefined
        const { isNew, ...kept } = await moderation.keepCopy(
          requireActor(c),
          ofKind(kind, c.req.param('id') ?? ''),
          c.req.raw.body ?? new Blob([]).stream(),
          { declared: c.req.param('sha256') ?? '', length },
        )
        c.header('cache-control', 'no-store')
        return c.json(kept, isNew ? 201 : 200)
      },
    )
  }
  return app
}
