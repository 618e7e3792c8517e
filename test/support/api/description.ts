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

/** An operation at the parts of its address, null for one that stands for any. */
interface Place {
  template: string
  operation: Operation
  wanted: (string | null)[]
}

/** Places of a description by method and number of parts, those with the most fixed parts first. */
const places = new WeakMap<Description['paths'], Map<string, Place[]>>()

function placesOf(paths: Description['paths']): Map<string, Place[]> {
  const known = places.get(paths)
  if (known !== undefined) return known
  const all = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      template,
      operation,
      wanted: template.split('/').map((one) => (one.startsWith('{') ? null : one)),
    })),
  )
  const fixed = ({ wanted }: Place) => wanted.filter((one) => one !== null).length
  const made = new Map<string, Place[]>()
  for (const { method, ...place } of all.toSorted((a, b) => fixed(b) - fixed(a))) {
    const name = `${method} ${place.wanted.length}`
    made.set(name, [...(made.get(name) ?? []), place])
  }
  places.set(paths, made)
  return made
}

function placeAt({ paths }: Description, method: string, path: string): Place | undefined {
  const parts = path.split('/')
  return placesOf(paths)
    .get(`${method.toLowerCase()} ${parts.length}`)
    ?.find(({ wanted }) => wanted.every((one, at) => (one === null ? parts[at] !== '' : one === parts[at])))
}

/** The operation that answers a method at a path, as routed: a fixed part goes before a parameter. */
export function operationAt(description: Description, method: string, path: string): Operation | null {
  return placeAt(description, method, path)?.operation ?? null
}

/** The template of the operation that answers there; null where none does. */
export function templateAt(description: Description, method: string, path: string): string | null {
  return placeAt(description, method, path)?.template ?? null
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
