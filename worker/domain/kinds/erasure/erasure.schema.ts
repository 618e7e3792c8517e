import { z } from 'zod'
import { name, parse, requiredReason } from '../../input/input.schema.ts'
import { codesOf, erasureGrounds } from '../../record/vocabulary.ts'
import type { ErasureFields } from './erasure.ts'

export const erasureSchema = z.strictObject({
  ground: z.enum(codesOf(erasureGrounds)),
  authority: name,
  reason: requiredReason,
})

const draftedSchema = erasureSchema.extend({ entry: z.int().nonnegative() })

/** The entry whose content is to go, and why, as a draft says both. @throws Problem `invalid` */
export function parseDraftedErasure(input: unknown): { entry: number; given: z.infer<typeof erasureSchema> } {
  const { entry, ...given } = parse(draftedSchema, input)
  return { entry, given }
}

/** @throws Problem `invalid` */
export function parseErasure(target: number, input: unknown): ErasureFields {
  return { target, ...parse(erasureSchema, input) }
}
