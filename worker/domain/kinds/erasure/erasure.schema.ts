import { z } from 'zod'
import { name, parse, requiredReason } from '../../input/input.schema.ts'
import { codesOf, erasureGrounds } from '../../record/vocabulary.ts'
import type { ErasureFields } from './erasure.ts'

export const erasureSchema = z.strictObject({
  ground: z.enum(codesOf(erasureGrounds)),
  authority: name,
  reason: requiredReason,
})

/** @throws Problem `invalid` */
export function parseErasure(target: number, input: unknown): ErasureFields {
  return { target, ...parse(erasureSchema, input) }
}
