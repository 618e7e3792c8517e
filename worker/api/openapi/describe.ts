/** Short words for OpenAPI descriptions. */
import { describeRoute } from 'hono-openapi'
import { z } from 'zod'
import { takesQuery } from '../http/known-query.ts'
import { type ApiCode, problemCodes } from '../http/problems.ts'
import { prepared, recorded } from './answers.ts'
import { resolved } from './resolved.ts'

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.enum(Object.keys(problemCodes)),
    field: z.string().optional(),
    words: z.object({ zh: z.string(), en: z.string() }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' })

const problemContent = {
  'application/problem+json': { schema: resolved(problem) },
}
const anyProblem = {
  description: 'A problem (RFC 9457) with a stable `code`.',
  content: problemContent,
}

type Responses = NonNullable<Parameters<typeof describeRoute>[0]['responses']>

/** The answers by which a request is refused: one for each status, which names its codes. */
export function refusals(...codes: readonly ApiCode[]): Responses {
  const statuses = [...new Set(codes.map((code) => problemCodes[code].status))]
  return Object.fromEntries(
    statuses.map((status) => {
      const same = codes.filter((code) => problemCodes[code].status === status)
      const description = same.map((code) => `\`${code}\`: ${problemCodes[code].en}.`).join(' ')
      return [status, { description, content: problemContent }]
    }),
  )
}

/** Any address under `/api/v1`: even a look is noted, and may find no room. What nobody foresaw is a problem too. */
const ANYWHERE = {
  ...refusals('invalid', 'too_many', 'internal', 'unavailable', 'ledger_frozen', 'storage_full'),
  default: anyProblem,
}
const OF_READING = {
  304: {
    description: 'It is as you have it: nothing is sent again (`If-None-Match`).',
  },
  ...refusals('not_found'),
}
const OF_CHANGING = refusals(
  'not_found',
  'needs_approval',
  'conflict',
  'wrong_state',
  'unchanged',
  'too_large',
  'unsupported_media_type',
)
const OF_REPEATING = refusals('idempotency_key_reused')
const OF_DOCUMENTS = refusals('not_found', 'gone')
const OF_KEEPING = refusals('too_large')
const OF_SOMEBODY = refusals('not_signed_in', 'not_allowed', 'quota_reached')

const text = resolved(z.string())
const recordedOrPrepared = {
  content: {
    'application/json': { schema: resolved(z.union([recorded, prepared])) },
  },
}
const receipts = {
  content: { 'application/json': { schema: resolved(recorded) } },
}

const DONE = {
  200: 'Done.',
  201: 'Made.',
  202: 'Handed in: it waits for the approval of a second person.',
} as const

interface Described {
  tag: string
  summary: string
}

interface Reads extends Described {
  query?: z.ZodObject
  /** The JSON of the answer, or the media type of its text. */
  answer: z.ZodType | string
  /** Media type of its JSON, where that is another than `application/json`. */
  media?: string
  /** Codes of other refusals that it may give. */
  refused?: readonly ApiCode[]
}

interface Writes extends Described {
  body: z.ZodType
}

/**
 * Description of a route, which takes what is described: a query that the description does not name is
 * refused before the route.
 *
 * @param spec of one route, without the refusals that every address has
 */
export function described(spec: Parameters<typeof describeRoute>[0], query?: z.ZodObject) {
  const responses = { ...ANYWHERE, ...spec.responses }
  return Object.assign(takesQuery(Object.keys(query?.shape ?? {})), describeRoute({ ...spec, responses }))
}

/** Describes of what lets somebody through that a key or a session is needed, and how others are refused. */
export function describedGuard<Guard extends object>(guard: Guard): Guard {
  return Object.assign(guard, describeRoute({ security: [{ key: [] }], responses: OF_SOMEBODY }))
}

/** Describes of what anybody may send that no key is needed, though one that was sent has to be live. */
export function describedForAnybody<Guard extends object>(guard: Guard): Guard {
  return Object.assign(guard, describeRoute({ security: [{}, { key: [] }], responses: OF_SOMEBODY }))
}

const documentBytes = {
  required: true,
  content: { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } } },
}

/** Describes a route that takes the bytes of a document: it is guarded by itself. */
export function keepsDocument(spec: Parameters<typeof describeRoute>[0]) {
  return described({
    ...spec,
    requestBody: documentBytes,
    responses: { ...OF_KEEPING, ...spec.responses },
  })
}

/** Describes a route that answers with a document, whole or in part. */
export function readsDocument(spec: Parameters<typeof describeRoute>[0], query: z.ZodObject) {
  const responses = { ...OF_READING, ...OF_DOCUMENTS, ...spec.responses }
  return described(
    {
      ...spec,
      parameters: [...parametersOf(query), ...(spec.parameters ?? [])],
      responses,
    },
    query,
  )
}

/** Describes a route that reads. */
export function reads({ tag, summary, query, answer, media = 'application/json', refused = [] }: Reads) {
  const content =
    typeof answer === 'string' ? { [answer]: { schema: text } } : { [media]: { schema: resolved(answer) } }
  const parameters = parametersOf(query)
  const responses = {
    200: { description: 'Found.', content },
    ...OF_READING,
    ...refusals(...refused),
  }
  return described({ tags: [tag], summary, parameters, responses }, query)
}

/** Describes a route that writes: it needs a key, takes an idempotency key, answers with receipts. */
export function writes({ tag, summary, body }: Writes) {
  return described({
    tags: [tag],
    summary,
    parameters: WRITE_HEADERS,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: resolved(body) } },
    },
    responses: {
      200: {
        description:
          'Recorded before, under the same idempotency key; or, when so preferred, prepared and not recorded.',
        ...recordedOrPrepared,
      },
      201: { description: 'Recorded, with receipts.', ...receipts },
      ...OF_CHANGING,
      ...OF_REPEATING,
    },
  })
}

/** Answer of 200; or that of each status, where another one answers. */
export type Answers = z.ZodType | { [status in keyof typeof DONE]?: z.ZodType }

interface Acts extends Described {
  body: z.ZodType
  answer: Answers
  /** Meaning of a status, where it is another than usual. */
  says?: { [status in keyof typeof DONE]?: string }
  /** Codes of other refusals that it may give. */
  refused?: readonly ApiCode[]
}

/** Describes a route that changes something beside the ledger: it gives no receipts, unless its answer says so. */
export function acts({ tag, summary, body, answer, says = {}, refused = [] }: Acts) {
  const answers = answer instanceof z.ZodType ? { 200: answer } : answer
  const responses: Responses = { ...OF_CHANGING, ...refusals(...refused) }
  for (const status of [200, 201, 202] as const) {
    const schema = answers[status]
    if (schema === undefined) continue
    const content = { 'application/json': { schema: resolved(schema) } }
    responses[status] = { description: says[status] ?? DONE[status], content }
  }
  return described({
    tags: [tag],
    summary,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: resolved(body) } },
    },
    responses,
  })
}

const header = (name: string, description: string) => ({
  name,
  in: 'header' as const,
  description,
  schema: { type: 'string' as const },
})

const WRITE_HEADERS = [
  header('Idempotency-Key', 'Repeating a request with the same key gives the first answer again.'),
  header('If-Match', 'The version ("seq") that you saw, quoted; refused when the record has moved on.'),
  header(
    'Prefer',
    '"prepare" records nothing and answers with what would be recorded, for the department to sign; the same request is then sent again with "signed". Check that the answer says "Preference-Applied: prepare".',
  ),
]

/** Schemas are shared by all apps of a process, and a Worker makes an app for each request. */
const parameters = new WeakMap<z.ZodObject, ReturnType<typeof describeQuery>>()

/** The parameters of a query, as OpenAPI describes them. */
function parametersOf(query: z.ZodObject | undefined) {
  if (query === undefined) return []
  const found = parameters.get(query) ?? describeQuery(query)
  parameters.set(query, found)
  return found
}

function describeQuery(query: z.ZodObject) {
  const { required = [] } = z.toJSONSchema(query, {
    io: 'input',
    unrepresentable: 'any',
  })
  return Object.entries(query.shape).map(([name, schema]) => {
    const {
      description,
      $schema: _,
      ...json
    } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return {
      name,
      in: 'query' as const,
      ...(required.includes(name) ? { required: true } : {}),
      ...(description === undefined ? {} : { description }),
      schema: json as object,
    }
  })
}
