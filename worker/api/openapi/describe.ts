/** Short words for OpenAPI descriptions. */
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { takesQuery } from '../http/known-query.ts'
import { problemCodes } from '../http/problems.ts'
import { prepared, recorded } from './answers.ts'

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

const problems = {
  description: 'A problem (RFC 9457) with a stable `code`.',
  content: { 'application/problem+json': { schema: resolver(problem) } },
}

const text = resolver(z.string())
const recordedOrPrepared = {
  content: { 'application/json': { schema: resolver(z.union([recorded, prepared])) } },
}
const receipts = { content: { 'application/json': { schema: resolver(recorded) } } }

interface Described {
  tag: string
  summary: string
}

interface Reads extends Described {
  query?: z.ZodObject
  /** The JSON of the answer, or the media type of its text. */
  answer: z.ZodType | string
}

interface Writes extends Described {
  body: z.ZodType
}

/**
 * What is described is what is taken: a query that the description does not name is refused before the route.
 *
 * @param spec of one route
 */
export function described(spec: Parameters<typeof describeRoute>[0], query?: z.ZodObject) {
  return Object.assign(takesQuery(Object.keys(query?.shape ?? {})), describeRoute(spec))
}

/** Describes a route that reads. */
export function reads({ tag, summary, query, answer }: Reads) {
  const content =
    typeof answer === 'string'
      ? { [answer]: { schema: text } }
      : { 'application/json': { schema: resolver(answer) } }
  const parameters = parametersOf(query)
  const responses = { 200: { description: 'Found.', content }, default: problems }
  return described({ tags: [tag], summary, parameters, responses }, query)
}

/** Describes a route that writes: it needs a key, takes an idempotency key, answers with receipts. */
export function writes({ tag, summary, body }: Writes) {
  return described({
    tags: [tag],
    summary,
    security: [{ key: [] }],
    parameters: WRITE_HEADERS,
    requestBody: { required: true, content: { 'application/json': { schema: resolver(body) } } },
    responses: {
      200: {
        description:
          'Recorded before, under the same idempotency key; or, when so preferred, prepared and not recorded.',
        ...recordedOrPrepared,
      },
      201: { description: 'Recorded, with receipts.', ...receipts },
      default: problems,
    },
  })
}

interface Acts extends Described {
  body: z.ZodType
  answer: z.ZodType
}

/** Describes a route that changes something beside the ledger: it needs a key or a session, and gives no receipts. */
export function acts({ tag, summary, body, answer }: Acts) {
  return described({
    tags: [tag],
    summary,
    security: [{ key: [] }],
    requestBody: { required: true, content: { 'application/json': { schema: resolver(body) } } },
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: resolver(answer) } } },
      default: problems,
    },
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
export function parametersOf(query: z.ZodObject | undefined) {
  if (query === undefined) return []
  const found = parameters.get(query) ?? describeQuery(query)
  parameters.set(query, found)
  return found
}

function describeQuery(query: z.ZodObject) {
  return Object.entries(query.shape).map(([name, schema]) => {
    const {
      description,
      $schema: _,
      ...json
    } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return {
      name,
      in: 'query' as const,
      ...(description === undefined ? {} : { description }),
      schema: json as object,
    }
  })
}
