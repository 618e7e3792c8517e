/** JSON Schemas of the description: read, and held against answers. */
import { z } from 'zod'
import type { Description } from '../api/description.ts'

/** The members of JSON Schema that the description uses. */
export interface Schema {
  $ref?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  examples?: unknown[]
  default?: unknown
}

const REF = '#/components/schemas/'

/** The schema itself, where another one only refers to it. */
export function followed(schema: Schema, { components }: Description): Schema {
  const name = schema.$ref?.slice(REF.length)
  return name === undefined ? schema : ((components.schemas[name] as Schema | undefined) ?? {})
}

export type Holds = (schema: object, value: unknown) => string | null

/** Holds values against schemas of one description; each is made once. @returns what is wrong, or null */
export function holderOf({ components }: Description): Holds {
  const text = (value: unknown) => JSON.stringify(value).replaceAll(REF, '#/$defs/')
  const $defs: Record<string, unknown> = JSON.parse(text(components.schemas))
  const made = new WeakMap<object, z.ZodType>()
  return (schema, value) => {
    const known = made.get(schema) ?? z.fromJSONSchema({ ...JSON.parse(text(schema)), $defs })
    made.set(schema, known)
    const { error } = known.safeParse(value)
    const [issue] = error?.issues ?? []
    return issue === undefined ? null : `${issue.path.join('/')}: ${issue.message}`.slice(0, 300)
  }
}
