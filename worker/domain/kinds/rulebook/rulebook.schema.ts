import { z } from 'zod'
import { parse, requiredReason } from '../../input/input.schema.ts'

/** Values of parameters by their names, at least one; null for the default. */
export const valuesSchema = z
  .record(z.string().max(40), z.number().nullable())
  .refine((values) => Object.keys(values).length > 0, 'name at least one parameter')
  .meta({ description: 'By parameter, the number that shall hold; null for the default.' })

export const setSchema = z.strictObject({ values: valuesSchema, reason: requiredReason })

export type SetInput = z.infer<typeof setSchema>

const draftedSchema = setSchema.extend({ rule: z.string().max(40) })

/** Limits as a draft holds them: the rule stands beside them. @throws Problem `invalid` */
export function parseDraftedSet(input: unknown): { rule: string; given: SetInput } {
  const { rule, ...given } = parse(draftedSchema, input)
  return { rule, given }
}

/** @throws Problem `invalid` */
export function parseSet(input: unknown): SetInput {
  return parse(setSchema, input)
}
