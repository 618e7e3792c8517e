/** The surroundings of a flag, for inspectors at work on it. Everybody else is told the same, whether there is one or not. */
import { Hono } from 'hono'
import { z } from 'zod'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import { reads } from '../openapi/describe.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const rule = z.object({
  id: z.string(),
  version: z.object({ raised: z.int().nullable(), now: z.int() }),
  name: words,
  definition: words,
  value: words.nullable(),
  falsePositives: z.array(words),
  limits: z.array(
    z.object({
      name: z.string(),
      words,
      unit: words,
      raised: z.number().nullable().meta({ description: 'As it was when the flag was raised.' }),
      now: z.number(),
    }),
  ),
})
const population = z.object({
  n: z.int(),
  q1: z.number(),
  median: z.number(),
  q3: z.number(),
  low: z.number().meta({ description: 'Tukey’s lower fence, in the unit of the value.' }),
  high: z.number(),
})
const peers = z.object({
  rule: z.string(),
  asOf: z.string(),
  by: z
    .enum(['rule', 'alike'])
    .meta({ description: 'Those with which the rule compares, or of the same kind, class and department.' }),
  group: z.string(),
  n: z.int(),
  own: z.number().nullable(),
  population: population.nullable(),
  rows: z.array(
    z.object({
      subject: z.string(),
      title: z.string(),
      titleEn: z.string().nullable(),
      value: z.number(),
      rank: z.int(),
      own: z.boolean(),
    }),
  ),
  without: z.int(),
  notAssessable: z.int(),
  notLooked: z.int(),
})
const related = z.object({
  rel: z.string(),
  points: z.enum(['to', 'from']),
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  status: z.string(),
  departmentName: z.string().nullable(),
  departmentNameEn: z.string().nullable(),
})
const entry = z.object({
  index: z.int(),
  kind: z.string(),
  record: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  occurred: z.string(),
})
export const aroundAnswer = z.object({
  flag: z.string(),
  seq: z.int(),
  acts: z.array(z.string()).meta({ description: 'Verbs that are possible as it stands.' }),
  queued: z
    .object({
      key: z.string(),
      assignee: z.object({ account: z.string(), post: z.string() }).nullable(),
    })
    .nullable()
    .meta({ description: 'Who works on it; null for a flag that is closed.' }),
  rule: rule.nullable(),
  inputs: z.object({ total: z.int(), items: z.array(entry) }),
  related: z.object({ total: z.int(), items: z.array(related) }),
  flags: z.object({
    total: z.int(),
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        status: z.string(),
        severity: z.string(),
        rule: z.string().nullable(),
      }),
    ),
  }),
  peers: peers.nullable(),
  noPeers: z.enum(['no_rule', 'no_number']).nullable(),
})

/** Routes of the surroundings of a flag. Each look is noted in the access log. */
export function flagAroundRoutes({ services: { flagAround, access } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get(
    '/flags/:id/around',
    reads({
      tag: 'flags',
      summary:
        'What stands around a flag: its limits then and now, entries, related records, other flags, peers, possible acts; for inspectors',
      answer: aroundAnswer,
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const actor = requireActor(c)
      const id = c.req.param('id')
      await access.note(actor.account, 'read_findings', `flags/${id}/around`, c.get('requestId'))
      return c.json(await flagAround.around(actor, id))
    },
  )
  return app
}
