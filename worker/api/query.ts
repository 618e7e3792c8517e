/** What may stand in paths and queries. */
import { z } from 'zod'
import { refuse } from '../domain/guard.ts'
import { parse } from '../domain/input.schema.ts'
import { codesOf, levels, responsibilityTypes, statuses } from '../domain/vocabulary.ts'
import type { ApiContext } from './context.ts'

const whole = z.coerce.number<string>().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const pageQuery = z.object({
  cursor: z.string().max(200).optional().meta({ description: 'Opaque: the `next` of the page before.' }),
  limit: whole.optional().meta({ description: 'Items on a page.' }),
})

export const responsibilityQuery = pageQuery.extend({
  department: z.string().max(80).optional(),
  type: z.enum(codesOf(responsibilityTypes)).optional(),
  level: z.enum(codesOf(levels)).optional(),
  status: z.enum(codesOf(statuses)).optional(),
})

export const departmentQuery = pageQuery.extend({ status: z.enum(codesOf(statuses)).optional() })

const lang = z.enum(['zh', 'en']).default('zh').meta({ description: 'Language of headers and labels.' })
export const responsibilityFileQuery = responsibilityQuery
  .omit({ cursor: true, limit: true })
  .extend({ lang })
export const departmentFileQuery = departmentQuery.omit({ cursor: true, limit: true }).extend({ lang })

export const searchQuery = pageQuery.extend({
  q: z.string().max(200).default('').meta({ description: 'Words, Chinese or Latin; all must match.' }),
  kind: z.enum(['department', 'responsibility']).optional(),
  department: z.string().max(80).optional(),
  type: z.enum(codesOf(responsibilityTypes)).optional(),
})

export const changesQuery = z.object({
  since: whole.optional().meta({ description: 'Ledger index from which on; the `next` of the page before.' }),
  limit: whole.optional(),
})

export const proofQuery = z.object({
  size: whole.optional().meta({ description: 'A published ledger size; the newest when left out.' }),
})
export const consistencyQuery = z.object({ from: whole.meta({ description: 'The smaller size.' }) })

/** Reads the query of a request. @throws Problem `invalid` */
export function queryOf<S extends z.ZodType>(c: ApiContext, schema: S): z.output<S> {
  return parse(schema, c.req.query())
}

/** A ledger index or size in a path. @throws Problem `invalid` */
export function wholeParam(c: ApiContext, name: string): number {
  const text = c.req.param(name) ?? ''
  if (/^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw refuse(
    'invalid',
    `${text} 不是账目序号或规模：应为从 0 起的整数。`,
    `${text} is no index or size: expected a whole number from 0.`,
    name,
  )
}
