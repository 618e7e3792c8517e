/** What may be written about a responsibility. The only file of this kind that needs zod. */
import { z } from 'zod'
import {
  calendarDate,
  LONGEST_LIST,
  LONGEST_NAME,
  name,
  optional,
  parse,
  problemFromIssues,
  reason,
  recordId,
  requiredReason,
  text,
  texts,
} from '../input.schema.ts'
import {
  basisLevels,
  codesOf,
  corrections,
  levels,
  responsibilityTypes,
  riskLevels,
  timeUnits,
  triggers,
} from '../vocabulary.ts'
import type { ResponsibilityFields } from './types.ts'

const legalBasis = z.strictObject({
  level: z
    .enum(codesOf(basisLevels))
    .nullish()
    .transform((value) => value ?? null),
  title: optional(LONGEST_NAME),
  docNumber: optional(LONGEST_NAME),
  article: optional(LONGEST_NAME),
  text,
})

const timeLimit = z
  .strictObject({
    days: z.number().int().min(0).max(36_500),
    unit: z.enum(codesOf(timeUnits)),
    text: optional(LONGEST_NAME),
  })
  .nullish()
  .transform((value) => value ?? null)

const list = <T extends z.ZodType>(item: T) => z.array(item).max(LONGEST_LIST).default([])

const shape = {
  itemCode: optional(100),
  name,
  subItem: optional(LONGEST_NAME),
  parent: recordId('responsibility')
    .nullish()
    .transform((value) => value ?? null),
  type: z.enum(codesOf(responsibilityTypes)),
  typeAsPrinted: optional(100),
  implementer: optional(LONGEST_NAME),
  undertakingUnits: texts,
  level: z
    .enum(codesOf(levels))
    .nullish()
    .transform((value) => value ?? null),
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
  lead: recordId('department')
    .nullish()
    .transform((value) => value ?? null),
  supporting: z.array(recordId('department')).max(LONGEST_LIST).default([]),
  inForceFrom: calendarDate,
  inForceTo: calendarDate,
  remark: optional(),
  source: z
    .strictObject({
      file: optional(LONGEST_NAME),
      sheet: optional(LONGEST_NAME),
      row: z
        .number()
        .int()
        .min(1)
        .nullish()
        .transform((value) => value ?? null),
      number: optional(100),
      key: optional(4000),
    })
    .nullish()
    .transform((value) => value ?? null),
}

export const listedSchema = z.strictObject(shape)

const trigger = z.enum(codesOf(triggers))
const into = recordId('responsibility')

export const setSchema = z
  .record(z.string(), z.unknown())
  .refine((set) => Object.keys(set).length > 0, { error: 'empty' })
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
 * @throws Problem `invalid` for unknown fields and values that no listing may have
 */
export function parseSet(input: unknown): Partial<ResponsibilityFields> {
  const given = parse(setSchema, input)
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(shape, field))
  if (unknown.length > 0)
    throw problemFromIssues([{ code: 'unrecognized_keys', path: ['set'], message: '', keys: unknown }])
  const whole = parse(listedSchema, { name: '-', type: 'other', ...given })
  return Object.fromEntries(Object.entries(whole).filter(([field]) => Object.hasOwn(given, field)))
}
