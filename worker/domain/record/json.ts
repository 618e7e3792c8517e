/** Reading of plain JSON that may be anything: the reducers meet bodies of any shape and never throw. */
import type { Json } from '../../ledger/canonical.ts'

export type Fields = { [key: string]: Json }

/** The value as an object; an empty one for anything else. */
export function objectOf(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** Value as text; null for anything else. */
export function textOrNull(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** The objects of a list, each read by `read`. */
export function listOf<T>(value: Json | undefined, read: (fields: Fields) => T): T[] {
  return Array.isArray(value) ? value.map((item) => read(objectOf(item))) : []
}

/** The value when it is one of the codes, else null. */
export function codeOrNull<T extends string>(
  value: Json | undefined,
  codes: { readonly [code in T]: unknown },
): T | null {
  return isCode(value, codes) ? value : null
}

function isCode<T extends string>(
  value: Json | undefined,
  codes: { readonly [code in T]: unknown },
): value is T {
  return typeof value === 'string' && Object.hasOwn(codes, value)
}

/** A field of its own, never one that an object inherits. */
export function own(fields: Fields, key: string): Json | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

/** A member of an unknown object that is its own; undefined when there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
