/** Telling a value of a mapping from fields by name. */
import type { Value } from '../mapping.schema.ts'

const VALUE_KEYS = new Set(['from', 'const', 'join', 'split', 'each', 'list', 'parts', 'template', 'match'])

/** A value says where it stands; anything else is fields by name. */
export function isFields(item: Value | { [field: string]: Value }): item is { [field: string]: Value } {
  if (typeof item === 'string' || Array.isArray(item)) return false
  const source = Object.entries(item).find(([key]) => VALUE_KEYS.has(key))
  return (
    source === undefined ||
    (typeof source[1] === 'object' && !Array.isArray(source[1]) && source[0] === 'from')
  )
}
