/** Reading of parts of bodies that may be anything. Pure. */
import type { Json } from '../types.ts'

export type Fields = { [key: string]: Json }

/** True for a JSON object, and not for a list or null. */
export function isFields(value: Json | undefined): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The text of a field; null when there is none. */
export function textIn(fields: Fields, key: string): string | null {
  const value = fields[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** The objects of a list. */
export function listIn(fields: Fields, key: string): Fields[] {
  const value = fields[key]
  return Array.isArray(value) ? value.filter(isFields) : []
}

/** A value of the domain as JSON: what was read from a ledger is JSON. */
export function plain(value: object): Fields {
  return JSON.parse(JSON.stringify(value))
}
