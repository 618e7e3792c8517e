/** What may be written about a department. */
import { z } from 'zod'
import { isPublicKey } from '../../../ledger/prepared.ts'
import { isDay } from '../../../ledger/when.ts'
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
} from '../../input/input.schema.ts'
import { codesOf, corrections, departmentKinds, keyRevocations, levels } from '../../record/vocabulary.ts'
import { DEPARTMENT_CODE } from './ids.ts'
import type { DepartmentFields, DepartmentSet } from './types.ts'
import { isUscc } from './uscc.ts'

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

const publicKey = z
  .string()
  .refine(isPublicKey, { error: 'public_key' })
  .meta({ description: 'Raw Ed25519 public key, 32 bytes in base64.' })

export const keyRegisteredSchema = z.strictObject({
  key: publicKey,
  keptOn: name.meta({
    description: 'What the private key is kept on: a card, a machine, a browser; no person.',
  }),
})
export const keyRevokedSchema = z.strictObject({
  key: publicKey,
  from: z
    .string()
    .refine(isDay, { error: 'day' })
    .meta({ description: 'Day from which on its signatures do not count.' }),
  reasonCode: z.enum(codesOf(keyRevocations)),
})

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
