import { z } from 'zod'
import { name, optional, orNull, parse, parseFields, recordId, setSchema } from '../../input/input.schema.ts'
import { DEPARTMENT_CODE } from '../department/ids.ts'
import { isIssuer, isScope, type ProviderFields } from './provider.ts'
import { isRole, type Role, roleWords } from './vocabulary.ts'

/** The role operator is granted on the machine itself, never by a group. */
const roles = Object.keys(roleWords).filter((role) => isRole(role) && role !== 'operator')

const SCOPES = ['openid']

const ruleSchema = z.strictObject({
  group: z.string().min(1).max(500),
  role: z.enum(roles as [Role, ...Role[]]),
  department: orNull(recordId('department')),
  post: name.meta({ description: 'The post, never the name of a person. It is public.' }),
})

const fields = {
  name: z.strictObject({ zh: name, en: name }),
  issuer: z.string().max(500).refine(isIssuer, { error: 'issuer' }),
  clientId: name,
  scopes: z
    .array(z.string().refine(isScope, { error: 'scope' }))
    .max(20)
    .default([])
    .transform((scopes) => [...new Set([...SCOPES, ...scopes])])
    .meta({ description: 'Besides `openid`.' }),
  groupsClaim: name
    .default('groups')
    .meta({ description: 'A name, or a path such as `realm_access.roles`.' }),
  groups: z.array(ruleSchema).max(200).default([]).meta({ description: 'The first that fits counts.' }),
  clientSecret: optional(1000).meta({ description: 'Never shown again.' }),
}

const settingsSchema = z.strictObject(fields)

export const providerAddedSchema = z.strictObject({
  id: z
    .string()
    .regex(DEPARTMENT_CODE, 'code')
    .meta({ description: 'Short name for addresses, as `city-sso`.' }),
  ...fields,
})
export const providerChangedSchema = z.strictObject({ set: setSchema })

export interface ProviderSettings extends ProviderFields {
  clientSecret: string | null
}

/** @throws Problem `invalid` */
export function parseProvider(input: unknown): ProviderSettings & { id: string } {
  return parse(providerAddedSchema, input)
}

/** Only what is to change. @throws Problem `invalid` */
export function parseProviderSet(input: unknown): Partial<ProviderSettings> {
  const { set } = parse(providerChangedSchema, input)
  const others = { name: { zh: '-', en: '-' }, issuer: 'https://-', clientId: '-' }
  return parseFields<ProviderSettings>(settingsSchema, others, set, ['set'])
}
