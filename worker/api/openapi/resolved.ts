/** Schemas as the description of the API gives them. */
import { resolver } from 'hono-openapi'
import type { z } from 'zod'

type Resolver = ReturnType<typeof resolver>

const resolvers = new WeakMap<z.ZodType, Resolver>()

/**
 * The resolver of a schema, which is put into the terms of OpenAPI once, however many routes name it and however many
 * apps are described: most answers of all routes are the same few problems and receipts.
 */
export function resolved(schema: z.ZodType): Resolver {
  const known = resolvers.get(schema)
  if (known !== undefined) return known
  const each = resolver(schema)
  let usual: ReturnType<Resolver['toOpenAPISchema']> | null = null
  const once: Resolver = {
    ...each,
    toOpenAPISchema(options) {
      if (options !== undefined) return each.toOpenAPISchema(options)
      usual ??= each.toOpenAPISchema()
      return usual
    },
  }
  resolvers.set(schema, once)
  return once
}
