/** The moderators' bench: texts that nobody has read, gathered by what they say, and decided together. */
import { Hono } from 'hono'
import { z } from 'zod'
import { schemaOf } from '../../domain/input/shape.schema.ts'
import type { Campaign } from '../../domain/kinds/comment/campaigns.ts'
import { refuse } from '../../domain/record/guard.ts'
import { spokenKinds } from '../../services/questions/load.ts'
import {
  publishingTogether,
  type WaitingText,
  withholdingTogether,
} from '../../services/questions/together.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import { answer, requestOf } from '../http/call.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { callShape } from '../openapi/bodies.ts'
import { reads, writes } from '../openapi/describe.ts'
import { openedText } from './handling.ts'

const state = z.looseObject({ id: z.string(), seq: z.int(), status: z.string() })
const named = z.object({
  id: z.string(),
  of: z.int().meta({ description: 'Version of the record with which the text came in.' }),
  seq: z.int().meta({ description: 'Version of the record now.' }),
})
const row = z.object({
  kind: z.enum(spokenKinds),
  consultation: z.string().nullable(),
  since: z.string().meta({ description: 'When the oldest of them came in.' }),
  texts: z.array(named).meta({ description: 'The oldest first; one alone where nobody else says the same.' }),
})

const waitingTexts = z.object({
  items: z.array(state),
  rows: z.array(row),
  left: z.int().min(0).meta({ description: 'Records that were not looked at: the oldest 200 are.' }),
})
const openedTexts = z.object({ texts: z.array(named.extend({ text: openedText })) })
const publishBody = bodyOf(publishingTogether)
const withholdBody = bodyOf(withholdingTogether)

function bodyOf({ spec }: typeof publishingTogether | typeof withholdingTogether): z.ZodType {
  const schema = schemaOf(spec)
  return schema instanceof z.ZodObject ? schema.extend(callShape) : schema
}

const namedOf = ({ state: { id, seq }, of }: WaitingText) => ({ id, of, seq })

function rowOf({ first, all }: Campaign<WaitingText>): z.infer<typeof row> {
  const { kind } = first.state
  const consultation = first.state.kind === 'comment' ? first.state.consultation : null
  return { kind, consultation, since: first.state.listed, texts: all.map(namedOf) }
}

/** Routes of what moderators read, and decide together. */
export function togetherRoutes({ services }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  const { moderation, together } = services.questions

  app.get(
    '/moderation',
    reads({
      tag: 'moderation',
      summary:
        'Questions and comments with a text that nobody has read; those that say nearly the same in one row',
      answer: waitingTexts,
    }),
    may('message.moderate'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const [rows, left] = await Promise.all([together.rows(requireActor(c)), moderation.left()])
      const items = rows.flatMap(({ all }) => all.map((one) => one.state))
      return c.json({ items, rows: rows.map(rowOf), left })
    },
  )
  app.get(
    '/moderation/:id/texts',
    reads({
      tag: 'moderation',
      summary: 'Texts of the row in which a question or comment stands; each look is noted',
      answer: openedTexts,
    }),
    may('message.moderate'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const id = c.req.param('id') ?? ''
      const found = await together.read(requireActor(c), id, c.get('requestId'))
      if (found === null)
        throw refuse('not_found', `${id} 没有等待审读的文字。`, `No text of ${id} waits for a reader.`)
      return c.json({
        texts: found.flatMap((one) => (one.opened === null ? [] : [{ ...namedOf(one), text: one.opened }])),
      })
    },
  )
  app.post(
    '/moderation/publish',
    writes({
      tag: 'moderation',
      summary: 'Publishes texts that say nearly the same: all of them or none',
      body: publishBody,
    }),
    may('message.moderate'),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await together.publish(call, input))
    },
  )
  app.post(
    '/moderation/withhold',
    writes({
      tag: 'moderation',
      summary: 'Withholds texts that say nearly the same, on one ground: all of them or none',
      body: withholdBody,
    }),
    may('message.moderate'),
    async (c) => {
      const { call, input } = await requestOf(c)
      return answer(c, await together.withhold(call, input))
    },
  )
  return app
}
