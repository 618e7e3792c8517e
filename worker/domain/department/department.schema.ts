/** What may be written about a department. */
import { z } from 'zod'
import { DEPARTMENT_CODE } from '../ids.ts'
import {
  calendarDate,
  LONGEST_NAME,
  name,
  optional,
  parse,
  problemFromIssues,
  reason,
  recordId,
  requiredReason,
} from '../input.schema.ts'
import { isUscc } from '../uscc.ts'
import { codesOf, corrections, departmentKinds, levels } from '../vocabulary.ts'
import type { DepartmentFields } from './types.ts'

const orNull = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null)

const shape = {
  code: z.string().regex(DEPARTMENT_CODE, { error: 'code' }),
  name,
  nameEn: optional(LONGEST_NAME),
  departmentKind: orNull(z.enum(codesOf(departmentKinds))),
  parent: orNull(recordId('department')),
  level: orNull(z.enum(codesOf(levels))),
  uscc: orNull(z.string().refine(isUscc, { error: 'uscc' })),
  divisionCode: orNull(z.string().regex(/^\d{6}$/, { error: 'division' })),
  inForceFrom: calendarDate,
  inForceTo: calendarDate,
}

export const departmentListedSchema = z.strictObject(shape)
const setSchema = z
  .record(z.string(), z.unknown())
  .refine((set) => Object.keys(set).length > 0, { error: 'empty' })
export const departmentAmendedSchema = z.strictObject({ set: setSchema, reason })
export const departmentCorrectedSchema = z.strictObject({
  set: setSchema,
  correction: z.enum(codesOf(corrections)),
  reason: requiredReason,
})
export const renamedSchema = z.strictObject({ name, nameEn: optional(LONGEST_NAME), reason })
export const departmentMergedSchema = z.strictObject({ into: recordId('department'), reason })
export const departmentAbolishedSchema = z.strictObject({ reason })

/** @throws Problem `invalid` */
export function parseDepartment(input: unknown): DepartmentFields {
  return parse(departmentListedSchema, input)
}

/** Only the fields that the input names. The code never changes. @throws Problem `invalid` */
export function parseDepartmentSet(input: unknown): Partial<DepartmentFields> {
  const given = parse(setSchema, input)
  const unknown = Object.keys(given).filter((field) => field === 'code' || !Object.hasOwn(shape, field))
  if (unknown.length > 0)
    throw problemFromIssues([{ code: 'unrecognized_keys', path: ['set'], message: '', keys: unknown }])
  const whole = parse(departmentListedSchema, { code: 'xx', name: '-', ...given })
  return Object.fromEntries(Object.entries(whole).filter(([field]) => Object.hasOwn(given, field)))
}
