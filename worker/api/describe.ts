/** Short words for OpenAPI descriptions. */
import { describeRoute, resolver } from 'hono-openapi'
import { z } from 'zod'
import { problemCodes } from './problems.ts'

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

const anyJson = z.looseObject({})

function contentOf(media: string): Record<string, { schema: ReturnType<typeof resolver> }> {
  return { [media]: { schema: resolver(media === 'application/json' ? anyJson : z.string()) } }
}

interface Described {
  tag: string
  summary: string
  /** Media type of the answer. */
  media?: string
  query?: z.ZodObject
  body?: z.ZodType
}

/** Describes a route that reads. */
export function reads({ tag, summary, media = 'application/json', query }: Described) {
  return describeRoute({
    tags: [tag],
    summary,
    parameters: parametersOf(query),
    responses: { 200: { description: 'Found.', content: contentOf(media) }, default: problems },
  })
}

/** Describes a route that writes: it needs a key, takes an idempotency key, answers with receipts. */
export function writes({ tag, summary, body }: Described) {
  const header = (name: string, description: string) => ({
    name,
    in: 'header' as const,
    description,
    schema: { type: 'string' as const },
  })
  return describeRoute({
    tags: [tag],
    summary,
    security: [{ key: [] }],
    parameters: [
      header('Idempotency-Key', 'Repeating a request with the same key gives the first answer again.'),
      header('If-Match', 'The version ("seq") that you saw, quoted; refused when the record has moved on.'),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: resolver(body) } } } }),
    responses: {
      201: { description: 'Recorded, with receipts.', content: contentOf('application/json') },
      default: problems,
    },
  })
}

function parametersOf(query: z.ZodObject | undefined) {
  if (query === undefined) return []
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
