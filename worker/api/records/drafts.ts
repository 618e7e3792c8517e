/** Drafts of the workbench: autosaved, handed in, approved by somebody else. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import type { Json } from '../../ledger/canonical.ts'
import type { DraftView } from '../../services/drafts/draft.ts'
import { AMONG_INSPECTORS } from '../../services/records/dispatch.ts'
import type { Outcome } from '../../services/submit/call.ts'
import { may, requireActor, signedIn } from '../accounts/sign-in/who.ts'
import { readJson } from '../http/body.ts'
import { locationOf, signingOf } from '../http/call.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { prepared, recorded } from '../openapi/answers.ts'
import { signedSchema } from '../openapi/bodies.ts'
import { type Answers, acts, reads } from '../openapi/describe.ts'

const input = z
  .json()
  .meta({ description: 'What the verb takes, and beside it occurred, visibility, ground, review.' })
const seq = z.int().min(1).nullish().meta({ description: 'The version of the record that its author saw.' })
const beginSchema = z.strictObject({
  kind: z.string().max(40),
  verb: z.string().max(40).meta({ description: 'As in the address of the verb; `open` for a new record.' }),
  record: z.string().max(80).nullable().default(null),
  department: z.string().max(80).optional(),
  title: z.string().max(500).default(''),
  input,
  seq,
})
const version = z.int().min(1).meta({ description: 'The version of the draft that you saw.' })
const saveSchema = z.strictObject({ version, title: z.string().max(500).default(''), input, seq })
const versionSchema = z.strictObject({ version })
const enterSchema = versionSchema.extend({ signed: signedSchema.optional() })
const returnSchema = z.strictObject({ version, note: z.string().max(2000) })
const any = z.looseObject({})
const view = z
  .looseObject({
    id: z.string(),
    version: z.int(),
    status: z.enum(['open', 'waiting', 'returned', 'entered']),
  })
  .meta({ id: 'Draft' })
const entered = z.object({ draft: view, ...recorded.shape }).meta({ id: 'DraftEntered' })
const ENTERED = { 200: prepared, 201: entered, 202: entered }

/** Routes of drafts. */
export function draftRoutes({ services }: ApiDeps) {
  const { drafts } = services
  const app = new Hono<ApiEnv>()
  const described = (summary: string, body: z.ZodType, answer: Answers = any) =>
    acts({ tag: 'drafts', summary, body, answer })

  /** The entry of a draft, or what the department is to sign first. */
  function answerEntered(c: ApiContext, draft: DraftView, outcome: Outcome | null): Response {
    if (outcome?.prepared !== undefined) {
      c.header('preference-applied', 'prepare')
      return c.json(outcome.prepared)
    }
    const { records, receipts } = outcome ?? { records: [], receipts: [] }
    const [first] = records
    if (first !== undefined) c.header('location', locationOf(first))
    return c.json({ draft, records, receipts }, outcome === null ? 202 : 201)
  }

  app.get(
    '/drafts',
    reads({ tag: 'drafts', summary: "One's drafts, and those that wait for one's approval", answer: any }),
    signedIn,
    async (c) => {
      c.header('cache-control', 'no-store')
      return c.json(await drafts.list(requireActor(c)))
    },
  )
  app.get('/drafts/:id', reads({ tag: 'drafts', summary: 'One draft', answer: any }), signedIn, async (c) => {
    c.header('cache-control', 'no-store')
    return c.json(await drafts.read(requireActor(c), c.req.param('id')))
  })
  app.post(
    '/drafts',
    described('Begin a draft', beginSchema, { 201: view }),
    may('draft.write', ...AMONG_INSPECTORS),
    async (c) => {
      const given = parse(beginSchema, await readJson(c))
      return c.json(await drafts.begin(requireActor(c), { ...given, input: given.input as Json }), 201)
    },
  )
  app.post(
    '/drafts/:id/save',
    described('Keep what was written so far', saveSchema),
    may('draft.write', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen, ...given } = parse(saveSchema, await readJson(c))
      return c.json(
        await drafts.save(requireActor(c), c.req.param('id'), seen, { ...given, input: given.input as Json }),
      )
    },
  )
  app.post(
    '/drafts/:id/check',
    described('What a draft would record as it is now; nothing is written', versionSchema),
    may('draft.write', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen } = parse(versionSchema, await readJson(c))
      return c.json(await drafts.check(requireActor(c), c.req.param('id'), seen))
    },
  )
  app.post(
    '/drafts/:id/discard',
    described('Throw a draft away', versionSchema),
    may('draft.write', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen } = parse(versionSchema, await readJson(c))
      await drafts.discard(requireActor(c), c.req.param('id'), seen)
      return c.json({ id: c.req.param('id'), discarded: true })
    },
  )
  app.post(
    '/drafts/:id/submit',
    described('Hand a draft in: entered at once, or waiting for an approver', enterSchema, ENTERED),
    may('draft.write', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen, signed } = parse(enterSchema, await readJson(c))
      const id = c.req.param('id')
      const { draft, outcome } = await drafts.submit(requireActor(c), id, seen, signingOf(c, signed))
      return answerEntered(c, draft, outcome)
    },
  )
  app.post(
    '/drafts/:id/withdraw',
    described('Take a draft back that waits', versionSchema),
    may('draft.write', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen } = parse(versionSchema, await readJson(c))
      return c.json(await drafts.withdraw(requireActor(c), c.req.param('id'), seen))
    },
  )
  app.post(
    '/drafts/:id/approve',
    described('Approve what somebody else drafted', enterSchema, ENTERED),
    may('draft.approve', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen, signed } = parse(enterSchema, await readJson(c))
      const id = c.req.param('id')
      const { draft, outcome } = await drafts.approve(requireActor(c), id, seen, signingOf(c, signed))
      return answerEntered(c, draft, outcome)
    },
  )
  app.post(
    '/drafts/:id/return',
    described('Give a draft back with a note', returnSchema),
    may('draft.approve', ...AMONG_INSPECTORS),
    async (c) => {
      const { version: seen, note } = parse(returnSchema, await readJson(c))
      return c.json(await drafts.giveBack(requireActor(c), c.req.param('id'), seen, note))
    },
  )
  return app
}
