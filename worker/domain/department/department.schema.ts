/** What may be written about a department. */
import { z } from 'zod'
import { DEPARTMENT_CODE } from '../ids.ts'
import {
  calendarDate,
  LONGEST_NAME,
  name,
  optional,
  optionalForm,
  orNull,
  parse,
  parseFields,
  reason,
  recordId,
  requiredReason,
  setSchema,
} from '../input.schema.ts'
import { isUscc } from '../uscc.ts'
import { codesOf, corrections, departmentKinds, levels } from '../vocabulary.ts'
import type { DepartmentFields, DepartmentSet } from './types.ts'

export const departmentListedSchema = z.strictObject({
  code: z.string().regex(DEPARTMENT_CODE, { error: 'code' }),
  name,
  nameEn: optional(LONGEST_NAME),
  departmentKind: orNull(z.enum(codesOf(departmentKinds))),
  parent: orNull(recordId('department')),
  level: orNull(z.enum(codesOf(levels))),
  uscc: optionalForm(isUscc, 'uscc'),
  divisionCode: optionalForm((code) => /^\d{6}$/.test(code), 'division'),
  inForceFrom: calendarDate,
  inForceTo: calendarDate,
})
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

/** A listing without its code, which never changes. */
const changeableSchema = departmentListedSchema.omit({ code: true })

/**
 * Only the fields that the input names. The code never changes.
 *
 * @param under where the set stands in what the caller sent
 * @throws Problem `invalid`
 */
export function parseDepartmentSet(input: unknown, under: readonly string[] = []): DepartmentSet {
  return parseFields(changeableSchema, { name: '-' }, input, under)
}
