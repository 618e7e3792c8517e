/**
 * Canonical JSON (RFC 8785, JCS): one value has one text. What JSON would bend on the way (undefined, dates,
 * integers past 2^53, lone surrogates) is refused instead, so that nothing is hashed that was not meant.
 * Checked and written in one walk, which reads each member once; the tests hold it against another implementation.
 */
import { utf8 } from './bytes.ts'
import { LedgerError } from './error.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const MAX_DEPTH = 512
/** Anything that JSON escapes (control characters, quote, backslash), and all surrogates, paired or not. */
export const NOT_PLAIN = /[^ !#-[\]-\uD7FF\uE000-\uFFFF]/
export const LONE_SURROGATE = /\p{Surrogate}/u

/** A container on the way down to the value at hand; `at` is the member looked at. */
export interface Frame {
  up: Frame | null
  container: object
  at: string | number
  depth: number
}

/**
 * The RFC 8785 text of a value.
 *
 * @throws LedgerError `not_canonical`, naming the place as a JSON pointer (RFC 6901), for anything but plain
 *   data: numbers that are not finite or are integers past ±(2^53 − 1), undefined, bigint, functions, symbols,
 *   objects with a prototype of their own (Date, Map, …), sparse lists, lone surrogates, cycles, depth past 512
 */
export function canonicalJson(value: unknown): string {
  return write(value, null)
}

/** The UTF-8 bytes of `canonicalJson`. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value))
}

/**
 * Reads JSON that must be in canonical form already.
 *
 * @throws LedgerError `not_canonical` when `text` differs from the canonical form of its own value
 */
export function parseCanonical(text: string): Json {
  let value: Json
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new LedgerError('not_canonical', 'not JSON', { cause })
  }
  if (!isPlainly(value, text) && canonicalJson(value) !== text)
    throw new LedgerError('not_canonical', 'JSON that is not in canonical form')
  return value
}

/** An escaped surrogate, paired or not. */
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/

/**
 * True for the canonical text of a value that was read from it, for nearly all there are: what the runtime writes is
 * that text wherever names are in order and numbers safe. Of any other text it says nothing.
 */
function isPlainly(value: Json, text: string): boolean {
  return (
    !SURROGATE_ESCAPE.test(text) &&
    isInOrder(value, 0) &&
    // Last: it writes the whole text once more.
    JSON.stringify(value) === text
  )
}

function isInOrder(value: Json, depth: number): boolean {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1))
  let before: string | null = null
  for (const name of Object.keys(value)) {
    if (before !== null && name < before) return false
    if (!isInOrder(value[name] ?? null, depth + 1)) return false
    before = name
  }
  return true
}

function write(value: unknown, up: Frame | null): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, up)
    case 'number':
      if (!Number.isFinite(value)) throw refused(String(value), up)
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        throw refused('an integer past 2^53 − 1', up)
      // ECMAScript writes numbers as RFC 8785 §3.2.2.3 wants them: that is where the rule comes from.
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? writeList(value, enter(value, up)) : writeObject(value, up)
    default:
      throw refused(typeof value, up)
  }
}

function writeString(text: string, up: Frame | null): string {
  if (!NOT_PLAIN.test(text)) return `"${text}"`
  if (LONE_SURROGATE.test(text)) throw refused('a lone surrogate', up)
  return JSON.stringify(text)
}

function writeList(list: readonly unknown[], frame: Frame): string {
  if (Object.keys(list).length !== list.length)
    throw refused('a list with gaps or members of its own', frame.up)
  let text = '['
  for (let i = 0; i < list.length; i++) {
    frame.at = i
    if (i > 0) text += ','
    text += write(list[i], frame)
  }
  return `${text}]`
}

function writeObject(object: object, up: Frame | null): string {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null)
    throw refused('an object that is not plain data', up)
  if (Object.getOwnPropertySymbols(object).length > 0) throw refused('a symbol as a key', up)
  const frame = enter(object, up)
  const members: { readonly [key: string]: unknown } = { ...object }
  let text = '{'
  for (const key of sortedKeys(object)) {
    frame.at = key
    if (text.length > 1) text += ','
    text += `${writeString(key, frame)}:${write(members[key], frame)}`
  }
  return `${text}}`
}

/** Names of the members, sorted by UTF-16 code units (RFC 8785 §3.2.3), as JavaScript compares strings. */
export function sortedKeys(object: object): string[] {
  const keys = Object.keys(object)
  for (let i = 1; i < keys.length; i++) if ((keys[i - 1] ?? '') > (keys[i] ?? '')) return keys.sort()
  return keys
}

export function enter(container: object, up: Frame | null): Frame {
  for (let frame = up; frame !== null; frame = frame.up) {
    if (frame.container === container) throw refused('a cycle', up)
  }
  const depth = up === null ? 1 : up.depth + 1
  if (depth > MAX_DEPTH) throw refused(`values nested deeper than ${MAX_DEPTH}`, up)
  return { up, container, at: 0, depth }
}

export function refused(what: string, frame: Frame | null): LedgerError {
  let path = ''
  for (let at = frame; at !== null; at = at.up) {
    path = `/${String(at.at).replaceAll('~', '~0').replaceAll('/', '~1')}${path}`
  }
  return new LedgerError('not_canonical', `canonical JSON cannot carry ${what} at "${path}"`)
}
