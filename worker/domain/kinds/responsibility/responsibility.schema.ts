/** What may be written about a responsibility. The only file of this kind that needs zod. */
import { z } from 'zod'
import {
  calendarDate,
  LONGEST_LIST,
  LONGEST_NAME,
  name,
  optional,
  orNull,
  parse,
  parseFields,
  reason,
  recordId,
  requiredReason,
  setSchema,
  text,
  texts,
} from '../../input/input.schema.ts'
import {
  basisLevels,
  codesOf,
  corrections,
  levels,
  responsibilityTypes,
  riskLevels,
  timeUnits,
  triggers,
} from '../../record/vocabulary.ts'
import type { ResponsibilityFields } from './types.ts'

const legalBasis = z.strictObject({
  level: orNull(z.enum(codesOf(basisLevels))),
  title: optional(LONGEST_NAME),
  docNumber: optional(LONGEST_NAME),
  article: optional(LONGEST_NAME),
  text,
})

const timeLimit = orNull(
  z.strictObject({
    days: z.number().int().min(0).max(36_500),
    unit: z.enum(codesOf(timeUnits)),
    text: optional(LONGEST_NAME),
  }),
)

const list = <T extends z.ZodType>(item: T) => z.array(item).max(LONGEST_LIST).default([])

export const listedSchema = z.strictObject({
  itemCode: optional(100),
  name,
  subItem: optional(LONGEST_NAME),
  parent: orNull(recordId('responsibility')),
  type: z.enum(codesOf(responsibilityTypes)),
  typeAsPrinted: optional(100),
  implementer: optional(LONGEST_NAME),
  undertakingUnits: texts,
  level: orNull(z.enum(codesOf(levels))),
  levelAsPrinted: optional(100),
  scope: optional(),
  description: optional(),
  legalBases: list(legalBasis),
  duties: list(z.strictObject({ step: optional(LONGEST_NAME), text })),
  dutyBases: list(legalBasis),
  accountableRoles: texts,
  accountabilityCases: texts,
  exemptionCases: texts,
  supervision: optional(),
  statutoryTimeLimit: timeLimit,
  promisedTimeLimit: timeLimit,
  fees: optional(),
  riskPoints: list(
    z.strictObject({ step: optional(LONGEST_NAME), level: z.enum(codesOf(riskLevels)), control: optional() }),
  ),
  lead: orNull(recordId('department')),
  supporting: z.array(recordId('department')).max(LONGEST_LIST).default([]),
  inForceFrom: calendarDate,
  inForceTo: calendarDate,
  remark: optional(),
  source: orNull(
    z.strictObject({
      mapping: z.string().min(1).max(100).optional(),
      file: optional(LONGEST_NAME),
      sheet: optional(LONGEST_NAME),
      row: orNull(z.number().int().min(1)),
      number: optional(100),
      key: optional(4000),
    }),
  ),
})

const trigger = z.enum(codesOf(triggers))
const into = recordId('responsibility')

export const amendedSchema = z.strictObject({ set: setSchema, trigger, reason })
export const correctedSchema = z.strictObject({
  set: setSchema,
  correction: z.enum(codesOf(corrections)),
  reason: requiredReason,
})
export const transferredSchema = z.strictObject({ to: recordId('department'), trigger, reason })
export const mergedSchema = z.strictObject({ into, trigger, reason })
export const splitSchema = z.strictObject({ into: z.array(listedSchema).min(2).max(50), trigger, reason })
export const endedSchema = z.strictObject({ trigger, reason })

/** @throws Problem `invalid` */
export function parseListed(input: unknown): ResponsibilityFields {
  return parse(listedSchema, input)
}

/**
 * Only the fields that the input names, normalised as in a listing.
 *
 * @param under where the set stands in what the caller sent
 * @throws Problem `invalid` for unknown fields and values that no listing may have
 */
export function parseSet(input: unknown, under: readonly string[] = []): Partial<ResponsibilityFields> {
  return parseFields(listedSchema, { name: '-', type: 'other' }, input, under)
}
