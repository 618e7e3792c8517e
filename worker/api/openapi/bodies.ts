/** Bodies that may be sent, for the description: the schemas of the domain, and beside them what goes into the envelope. */
import { z } from 'zod'
import { listDeliverySchema, MOST_OPERATIONS, seen } from '../../domain/input/delivery.schema.ts'
import { schemaOf } from '../../domain/input/shape.schema.ts'
import { erasureSchema } from '../../domain/kinds/erasure/erasure.schema.ts'
import { kindFace } from '../../domain/kinds/registry.ts'
import { codesOf, grounds } from '../../domain/record/vocabulary.ts'
import { isSignature } from '../../ledger/prepared.ts'
import { isTicket } from '../../services/submit/prepare.ts'

/** One operation may lead to a few entries. */
const MOST_SIGNATURES = 4 * MOST_OPERATIONS

export const signedSchema = z
  .strictObject({
    ticket: z.string().refine(isTicket, { error: 'ticket' }),
    signatures: z
      .array(
        z.strictObject({
          record: z.string(),
          seq: z.int().min(1),
          sig: z.string().refine(isSignature, { error: 'signature' }).nullable().meta({
            description: 'Ed25519 over the bytes of "unsigned", base64; null leaves the entry unsigned.',
          }),
        }),
      )
      .min(1)
      .max(MOST_SIGNATURES),
  })
  .meta({
    id: 'Signed',
    description: 'Signatures of the department over what the same request, prepared, was told.',
  })

/** Fields for the envelope, beside the input of the verb. */
export const callShape = {
  occurred: z
    .string()
    .optional()
    .meta({ description: 'Business time as claimed: year, month, day or instant. Today when left out.' }),
  visibility: z.enum(['public', 'sealed']).optional(),
  ground: z.enum(codesOf(grounds)).optional(),
  review: z.string().optional().meta({ description: 'When a sealed entry is looked at again.' }),
  signed: signedSchema.optional(),
}

export const callSchema = z.looseObject(callShape)
/** An erasure has a ground of its own, and is always public. */
export const erasureCallSchema = z.looseObject({ occurred: callShape.occurred })

const item = kindFace('responsibility').fields.spec
const listed = schemaOf(item).meta({ id: 'ResponsibilityFields' })
const responsibilitySet = {
  set: schemaOf({ is: 'set', fields: item.is === 'object' ? item.fields : {} }).meta({
    id: 'ResponsibilityChanges',
  }),
}

export const deliveryBody = listDeliverySchema.extend({
  added: z.array(listed).max(MOST_OPERATIONS).optional(),
  changed: z
    .array(z.strictObject({ ...seen, ...responsibilitySet }))
    .max(MOST_OPERATIONS)
    .optional(),
  ...callShape,
})

export const erasureBody = erasureSchema.extend({ occurred: callShape.occurred })
