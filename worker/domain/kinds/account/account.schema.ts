import { z } from 'zod'
import {
  calendarDate,
  name,
  orNull,
  parse,
  parseFields,
  reason,
  recordId,
  setSchema,
} from '../../input/input.schema.ts'
import type { AccountFields, AccountSet } from './account.ts'
import { isRole, type Role, roleWords } from './vocabulary.ts'

const roles = Object.keys(roleWords).filter(isRole)

export const accountGrantedSchema = z.strictObject({
  post: name.meta({ description: 'The post, never the name of a person.' }),
  role: z.enum(roles as [Role, ...Role[]]),
  department: orNull(recordId('department')),
  until: calendarDate,
})

export const accountChangedSchema = z.strictObject({ set: setSchema, reason })
export const accountEndedSchema = z.strictObject({ reason })

/** @throws Problem `invalid` */
export function parseGrant(input: unknown): AccountFields {
  return parse(accountGrantedSchema, input)
}

/** @throws Problem `invalid` */
export function parseGrantSet(input: unknown): AccountSet {
  return parseFields<AccountFields>(accountGrantedSchema, { post: '-', role: 'auditor' }, input, ['set'])
}
