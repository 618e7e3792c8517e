import { z } from 'zod'
import { parse, requiredReason } from '../../input/input.schema.ts'

const unsealingSchema = z.strictObject({ entry: z.int().nonnegative(), reason: requiredReason })

/** The entry that is to be opened, and why. @throws Problem `invalid` */
export function parseUnsealing(input: unknown): { entry: number; reason: string } {
  return parse(unsealingSchema, input)
}
