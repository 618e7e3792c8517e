/** The forms of deliveries; what stands in them is parsed one by one, so that a problem names its place. */
import { z } from 'zod'

/** Operations of one submission at most. */
export const MOST_OPERATIONS = 500

const operation = z.strictObject({
  id: z
    .string()
    .meta({ description: 'Id of the record; that of a new one follows from its key in the register.' }),
  occurred: z.string().optional(),
  department: z.string().optional().meta({ description: 'Of a new record.' }),
  fields: z.unknown().optional().meta({ description: 'Of a new record.' }),
  event: z
    .string()
    .optional()
    .meta({ description: 'Of an act: the last part of its kind, as `rescheduled`.' }),
  body: z.unknown().optional().meta({ description: 'Of an act.' }),
  seq: z.int().min(1).optional().meta({ description: 'The version that you saw.' }),
})

/** Schema of a part of a register: records opened, and acts on them. */
export const registerDeliverySchema = z.strictObject({
  operations: z.array(operation).min(1).max(MOST_OPERATIONS),
})

export type RegisterDelivery = z.output<typeof registerDeliverySchema>

export const seen = {
  id: z.string(),
  seq: z.int().min(1).meta({ description: 'The version that you saw.' }),
}

/** Schema of a part of a responsibility list: its differences with what stands. */
export const listDeliverySchema = z.strictObject({
  added: z.array(z.unknown()).max(MOST_OPERATIONS).optional(),
  changed: z
    .array(z.strictObject({ ...seen, set: z.unknown() }))
    .max(MOST_OPERATIONS)
    .optional(),
  missing: z.array(z.strictObject(seen)).max(MOST_OPERATIONS).optional(),
  reason: z.string().max(2000).nullish(),
})
