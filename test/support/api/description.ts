/** What the description of the API says of an answer: held against each one that a test sees. */

interface Content {
  [mediaType: string]: { schema?: object }
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: object
}

export interface Operation {
  operationId: string
  tags: string[]
  summary: string
  parameters?: Parameter[]
  security?: object[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
}

export interface Description {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

/** The operation that answers a method at a path, as routed: a fixed part goes before a parameter. */
export function operationAt({ paths }: Description, method: string, path: string): Operation | null {
  const parts = path.split('/')
  let best: [number, Operation] | null = null
  for (const [template, methods] of Object.entries(paths)) {
    const operation = methods[method.toLowerCase()]
    const wanted = template.split('/')
    if (operation === undefined || wanted.length !== parts.length) continue
    const isHere = wanted.every((one, at) => (one.startsWith('{') ? parts[at] !== '' : one === parts[at]))
    const fixed = wanted.filter((one) => !one.startsWith('{')).length
    if (isHere && (best === null || fixed > best[0])) best = [fixed, operation]
  }
  return best?.[1] ?? null
}

const mediaTypeOf = (response: Response): string =>
  (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''

/**
 * Why an answer is not as described; null when it is. `default` describes nothing: what can be foreseen is named.
 *
 * @param method of the request; HEAD answers as GET, without content
 */
export function undescribed(operation: Operation, method: string, response: Response): string | null {
  const { status } = response
  const described = operation.responses[status]
  if (described === undefined) return `${status} is not described`
  const media = mediaTypeOf(response)
  if (method === 'HEAD' || media === '' || response.body === null) return null
  const known = Object.keys(described.content ?? {})
  return known.includes(media)
    ? null
    : `${status} with ${media}, described are: ${known.join(', ') || 'none'}`
}
