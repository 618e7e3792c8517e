/** An answer, held against what the description says of its operation. */
import { base } from '../api/api.ts'
import { operationAt, templateAt, undescribed } from '../api/description.ts'
import type { Asked } from './request.ts'
import type { Holds } from './schema.ts'
import type { World } from './world.ts'

/** A provider of sign-in that cannot be reached is no fault of this ledger. */
export function isElsewhere({ status }: Response, path: string): boolean {
  return status === 503 && path.startsWith('/api/v1/providers')
}

/** The path that is asked for in the end: an address loses its tabs and line ends on the way. */
const pathnameOf = (path: string): string => new URL(base + path).pathname

/** The name of the operation that answers here, as of its target. */
export function operationNameAt({ description }: World, method: string, path: string): string {
  return `${method} ${templateAt(description, method, pathnameOf(path))}`
}

/** The answer as JSON, and what about it is not as described; null where all is. */
export async function conforming(
  { description }: World,
  holds: Holds,
  { method, path }: Asked,
  response: Response,
): Promise<{ answer: unknown; fault: string | null }> {
  const type = response.headers.get('content-type') ?? ''
  const body = await response.clone().text()
  const isJson = /json/.test(type) && body !== ''
  const answer: unknown = isJson ? JSON.parse(body) : null
  const asked = method === 'HEAD' ? 'GET' : method
  const operation = operationAt(description, asked, pathnameOf(path))
  if (operation === null) return { answer, fault: null }
  const fault = undescribed(operation, method, response)
  if (fault !== null || !isJson) return { answer, fault }
  const schema = operation.responses[response.status]?.content?.[type.split(';')[0] ?? '']?.schema
  return { answer, fault: schema === undefined ? null : holds(schema, answer) }
}
