/** The inspectors' queue: what waits, who looks at it, what is set aside, and the filters that somebody keeps. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { severities } from '../../domain/kinds/flag/severity.ts'
import { queuePlaces, queueSorts } from '../../domain/queue/words.ts'
import { codesOf } from '../../domain/record/vocabulary.ts'
import { audiences } from '../../domain/rules/words.ts'
import { MOST_KEYS, MOST_RAISED } from '../../services/flags/triage.ts'
import { may, requireActor } from '../accounts/sign-in/who.ts'
import { requestOf } from '../http/call.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { acts, reads } from '../openapi/describe.ts'
import { pageQuery, queryOf } from '../openapi/query.ts'

const id = z.string().max(80)

const filterQuery = z.object({
  place: z
    .enum([...codesOf(queuePlaces), 'all'])
    .optional()
    .meta({ description: 'All but what was set aside or parked, when left out.' }),
  severity: z.enum(codesOf(severities)).optional(),
  rule: z.string().max(10).optional(),
  department: id.optional(),
  assignee: id.optional().meta({ description: 'Id of an account, `me`, or `none`.' }),
  q: z.string().max(200).optional().meta({ description: 'Part of the title.' }),
  sort: z.enum(codesOf(queueSorts)).optional(),
})
const queueQuery = filterQuery.extend(pageQuery.shape)

const words = z.object({ zh: z.string(), en: z.string() })
const figure = z.union([z.number(), z.string()]).nullable()
const page = z.object({
  items: z.array(
    z.object({
      key: z.string().meta({ description: 'By which it is sorted: rule and subject, or `flag` and its id.' }),
      rule: z.string().nullable(),
      name: words,
      audience: z.enum(codesOf(audiences)),
      subject: z.string(),
      about: z.enum(['record', 'group']),
      raisable: z.boolean().meta({ description: 'Whether a flag can be raised for it in public.' }),
      title: z.string(),
      department: z.string().nullable(),
      departmentName: z.string().nullable(),
      departmentNameEn: z.string().nullable(),
      severity: z.enum(codesOf(severities)),
      place: z.enum(codesOf(queuePlaces)),
      since: z.string().nullable().meta({ description: 'The day since which it is found without a break.' }),
      asOf: z.string().nullable(),
      value: figure,
      threshold: figure,
      told: z
        .object({ what: words.nullable(), value: words.nullable(), threshold: words.nullable() })
        .meta({ description: 'The figures in words, with their unit.' }),
      inputs: z.array(z.int()),
      flag: z.object({ id: z.string(), status: z.string(), answerDue: z.string().nullable() }).nullable(),
      assignee: z.object({ account: z.string(), post: z.string() }).nullable(),
      aside: z.object({ reason: z.string(), account: z.string(), at: z.string() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
  total: z.int(),
  records: z.int().meta({ description: 'Records and groups that they are about.' }),
  severities: z.record(z.string(), z.int()).meta({ description: 'Of all that is chosen.' }),
  places: z.record(z.string(), z.int()).meta({ description: 'Of the whole queue.' }),
  standing: z.looseObject({ isCurrent: z.boolean() }),
})

const keys = z.array(z.string().min(3).max(400)).min(1)
const assignSchema = z.strictObject({
  keys: keys.max(MOST_KEYS),
  assignee: id.nullable().meta({ description: 'An account, or null for nobody.' }),
})
const asideSchema = z.strictObject({ keys: keys.max(MOST_KEYS), reason: z.string().trim().min(1).max(1000) })
const keysSchema = z.strictObject({ keys: keys.max(MOST_KEYS) })
const raiseSchema = z.strictObject({ keys: keys.max(MOST_RAISED), note: z.string().max(2000).optional() })
const nameSchema = z.strictObject({ name: z.string().trim().min(1).max(60) })
const viewSchema = nameSchema.extend({
  query: z.string().max(1000).meta({ description: 'As in an address: `severity=high&assignee=me`.' }),
})

const sorted = z.object({ sorted: z.int() })
const views = z.object({ items: z.array(z.object({ name: z.string(), query: z.string() })) })
const raised = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      flag: z.string().nullable(),
      problem: z.object({ code: z.string(), words }).nullable(),
    }),
  ),
})

const inspectors = z.object({ items: z.array(z.object({ id: z.string(), post: z.string() })) })

const tag = 'flags'

/** Routes of the queue, of its triage and of its kept filters. */
export function queueRoutes({ services: { queue, triage, access, standing } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  /**
   * Request that sorts the queue, noted before it is done: some of the queue is not public. @throws Problem
   */
  async function sorting<T>(c: ApiContext, schema: z.ZodType<T>, told: (input: T) => string) {
    c.header('cache-control', 'no-store')
    const actor = requireActor(c)
    const { call, input } = await requestOf(c)
    const given = parse(schema, input)
    await access.note(actor.account, 'triage', told(given), c.get('requestId'))
    return { actor, call, given }
  }

  app.get(
    '/findings',
    reads({
      tag,
      summary:
        'The queue of the inspectors: what the rules find today and the flags that are open, and whether the rules are up to the ledger',
      query: queueQuery,
      answer: page,
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const actor = requireActor(c)
      const { assignee, ...ask } = queryOf(c, queueQuery)
      await access.note(actor.account, 'read_findings', new URL(c.req.url).search, c.get('requestId'))
      const found = await queue.list(actor, {
        ...ask,
        assignee: assignee === 'me' ? actor.account : assignee,
      })
      return c.json({ ...found, standing: await standing.standing() })
    },
  )

  app.get(
    '/findings/inspectors',
    reads({
      tag,
      summary: 'Accounts to which something of the queue can be assigned',
      answer: inspectors,
    }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ items: await queue.inspectors(), next: null })
    },
  )

  app.post(
    '/findings/assign',
    acts({ tag, summary: 'Say who looks at these', body: assignSchema, answer: sorted }),
    may('flag.write'),
    async (c) => {
      const { actor, given } = await sorting(
        c,
        assignSchema,
        ({ keys: some, assignee }) => `assign ${assignee ?? 'nobody'}: ${some.join(', ')}`,
      )
      return c.json({ sorted: await triage.assign(actor, given.keys, given.assignee) })
    },
  )

  app.post(
    '/findings/set-aside',
    acts({
      tag,
      summary: 'Set findings aside with a reason; they come back when something about them changes',
      body: asideSchema,
      answer: sorted,
    }),
    may('flag.write'),
    async (c) => {
      const { actor, given } = await sorting(
        c,
        asideSchema,
        // The reason is for inspectors: it lies sealed, and whoever reads the access log learns that it was done.
        ({ keys: some }) => `set-aside: ${some.join(', ')}`,
      )
      return c.json({ sorted: await triage.setAside(actor, given.keys, given.reason) })
    },
  )

  app.post(
    '/findings/take-back',
    acts({ tag, summary: 'Take back what was set aside', body: keysSchema, answer: sorted }),
    may('flag.write'),
    async (c) => {
      const { actor, given } = await sorting(
        c,
        keysSchema,
        ({ keys: some }) => `take-back: ${some.join(', ')}`,
      )
      return c.json({ sorted: await triage.takeBack(actor, given.keys) })
    },
  )

  app.post(
    '/findings/raise-many',
    acts({
      tag,
      summary: 'Raise a flag for each of these; each is an entry, and says of its own whether it was raised',
      body: raiseSchema,
      answer: raised,
    }),
    may('flag.write'),
    async (c) => {
      const { call, given } = await sorting(c, raiseSchema, ({ keys: some }) => `raise: ${some.join(', ')}`)
      return c.json({ items: await triage.raise(call, given.keys, given.note) })
    },
  )

  app.get(
    '/findings/views',
    reads({ tag, summary: 'The filters that the caller keeps', answer: views }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json({ items: await triage.views(requireActor(c)), next: null })
    },
  )

  app.post(
    '/findings/views',
    acts({ tag, summary: 'Keep a filter under a name', body: viewSchema, answer: nameSchema }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const { name, query } = parse(viewSchema, (await requestOf(c)).input)
      const filter = parse(filterQuery.strict(), Object.fromEntries(new URLSearchParams(query)))
      await triage.keepView(requireActor(c), name, new URLSearchParams(filter).toString())
      return c.json({ name })
    },
  )

  app.post(
    '/findings/views/remove',
    acts({ tag, summary: 'Remove a filter', body: nameSchema, answer: nameSchema }),
    may('flag.write'),
    async (c) => {
      c.header('cache-control', 'no-store')
      const { name } = parse(nameSchema, (await requestOf(c)).input)
      await triage.dropView(requireActor(c), name)
      return c.json({ name })
    },
  )
  return app
}
