/** Comments on a draft, without an account, and the report that answers them. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { fieldSchemas } from '../../domain/input/shape.schema.ts'
import { commenting } from '../../domain/kinds/comment/fields.ts'
import { manySchema, receivedOn } from '../../domain/kinds/comment/list.schema.ts'
import { reportTable } from '../../services/consultations/report.ts'
import { anybody, may, requireActor } from '../accounts/sign-in/who.ts'
import { readJson } from '../http/body.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import { acts, reads } from '../openapi/describe.ts'
import { keepWaiting } from '../questions/lanes.ts'
import {
  answered,
  attachedName,
  received,
  sentShape,
  takeSent,
  WAITS,
  waits,
} from '../questions/receiving.ts'

const fields = commenting.spec.is === 'object' ? fieldSchemas(commenting.spec.fields) : {}

const commentBody = z.strictObject({ ...fields, ...sentShape })

const manyBody = z.strictObject({
  channel: z.enum(['mail', 'phone', 'visit', 'letter', 'import']).default('letter'),
  occurred: receivedOn.meta({ description: 'Day on which they came in, where an item says none.' }),
  items: manySchema,
})
const taken = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      code: z.string().nullable().meta({
        description: 'By which its author gets back to it, shown once; null for what was in already.',
      }),
    }),
  ),
})

const words = z.object({ zh: z.string(), en: z.string() })
const said = z.object({
  id: z.string(),
  status: z.string(),
  submitter: z.string(),
  ...attachedName,
  prompt: z.string().nullable(),
  draftVersion: z.string().nullable(),
  listed: z.string(),
  text: z.string().nullable().meta({ description: 'Null where the text is not public.' }),
  why: words.nullable(),
  group: z.string().nullable(),
})
const campaign = z.object({
  n: z.int().meta({ description: 'Comments of this wording, which counts once.' }),
  comments: z.array(said),
})
const report = z.object({
  consultation: z.string(),
  status: z.string(),
  received: z.int(),
  adopted: z.int().nullable().meta({ description: 'Null while there is no report.' }),
  withheld: z.int(),
  nextStep: z.string().nullable(),
  groups: z.array(
    z.looseObject({ id: z.string(), title: z.string(), outcome: z.string(), said: z.array(campaign) }),
  ),
  unsorted: z.array(campaign),
})

/** Routes of comments and adoption reports. Attempts are limited by address. */
export function consultationRoutes({ services }: ApiDeps, limiting: Limiting) {
  const app = new Hono<ApiEnv>()
  const { consultations, waiting } = services

  app.post(
    '/consultations/:id/comments',
    acts({
      tag: 'consultations',
      summary: 'Comment on a draft, without an account; or take a comment in at a desk',
      body: commentBody,
      answer: { 201: received, 202: waits },
      says: { 202: WAITS },
      refused: ['idempotency_key_reused'],
    }),
    anybody,
    async (c) => {
      const id = c.req.param('id')
      return takeSent(c, limiting, waiting, async ({ given, desk, key, lane }) => {
        if (lane === 'waiting') {
          const incoming = { kind: 'comment', consultation: id } as const
          return answered(c, await keepWaiting(limiting, waiting, incoming, given, key), 202)
        }
        const { outcome, ...rest } = await consultations.receive(id, given, desk, key)
        c.header('location', `/api/v1/comments/${rest.id}`)
        return answered(c, { records: outcome.records, receipts: outcome.receipts, ...rest }, 201)
      })
    },
  )

  app.post(
    '/consultations/:id/comments/list',
    acts({
      tag: 'consultations',
      summary:
        'Take in a whole list of comments at a desk, as letters or a spreadsheet: all of it, or nothing',
      body: manyBody,
      answer: {
        201: taken,
      },
      refused: ['idempotency_key_reused'],
    }),
    may('question.receive'),
    async (c) => {
      const { channel, occurred, items } = parse(manyBody, await readJson(c))
      const desk = { caller: requireActor(c), channel, occurred }
      const key = c.req.header('idempotency-key')
      const made = await consultations.receiveMany(c.req.param('id'), items, desk, key)
      c.header('cache-control', 'no-store')
      return c.json({ items: made }, 201)
    },
  )

  app.get(
    '/consultations/:id/report',
    reads({
      tag: 'consultations',
      summary: 'The adoption report of a consultation, with its comments by wording',
      answer: report,
    }),
    async (c) => {
      const {
        consultation,
        report: made,
        groups,
        unsorted,
        ...figures
      } = await consultations.report(c.req.param('id'))
      const told = (all: (typeof unsorted)[number]) => ({ n: all.all.length, comments: all.all })
      return c.json({
        consultation: consultation.id,
        status: consultation.status,
        ...figures,
        nextStep: made?.nextStep ?? null,
        groups: groups.map(({ campaigns, ...group }) => ({ ...group, said: campaigns.map(told) })),
        unsorted: unsorted.map(told),
      })
    },
  )

  app.get(
    '/consultations/:id/report.csv',
    reads({
      tag: 'consultations',
      summary: 'The adoption report as the table that Chinese governments publish',
      answer: 'text/csv',
    }),
    async (c) => {
      const id = c.req.param('id')
      const table = reportTable(await consultations.report(id))
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      c.header('content-disposition', `attachment; filename="${id}-report.csv"`)
      // A spreadsheet takes a file without the mark for one of another encoding.
      return c.body(`\ufeff${table}`)
    },
  )
  return app
}
