/**
 * Copies in canonical form: what canonical JSON would read as, without its text. It stands apart from the writing of that
 * text, which the scripts of public pages carry; the tests hold both to the same values and the same refusals.
 */
import { enter, type Frame, type Json, LONE_SURROGATE, NOT_PLAIN, refused, sortedKeys } from './canonical.ts'

/**
 * Copy of a value as its canonical text reads, with names in order: one walk, in place of writing the text and reading
 * it again.
 *
 * @param absent fate of members of an object that are undefined: refused, or left out as JSON leaves them
 * @throws LedgerError `not_canonical`, as `canonicalJson`
 */
export function canonicalCopy(value: unknown, absent: Absent = 'refused'): Json {
  return copied(value, absent, null)
}

type Absent = 'refused' | 'left out'

function copied(value: unknown, absent: Absent, up: Frame | null): Json {
  switch (typeof value) {
    case 'string':
      requirePaired(value, up)
      return value
    case 'number':
      requireExact(value, up)
      // No text tells a zero from its negative.
      return value === 0 ? 0 : value
    case 'boolean':
      return value
    case 'object':
      if (value === null) return null
      return Array.isArray(value)
        ? copiedList(value, absent, enter(value, up))
        : copiedObject(value, absent, up)
    default:
      throw refused(typeof value, up)
  }
}

function copiedList(list: readonly unknown[], absent: Absent, frame: Frame): Json[] {
  requireList(list, frame)
  return list.map((item, i) => {
    frame.at = i
    return copied(item, absent, frame)
  })
}

function copiedObject(object: object, absent: Absent, up: Frame | null): Json {
  requirePlain(object, up)
  const frame = enter(object, up)
  const members: { readonly [key: string]: unknown } = { ...object }
  const copy: { [key: string]: Json } = {}
  for (const key of sortedKeys(object)) {
    const member = members[key]
    if (member === undefined && absent === 'left out') continue
    frame.at = key
    requirePaired(key, frame)
    const value = copied(member, absent, frame)
    // An assignment to it would give the copy another prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { ...OWN, value })
    else copy[key] = value
  }
  return copy
}

const OWN = { configurable: true, enumerable: true, writable: true }

function requirePaired(text: string, up: Frame | null): void {
  if (NOT_PLAIN.test(text) && LONE_SURROGATE.test(text)) throw refused('a lone surrogate', up)
}

function requireExact(value: number, up: Frame | null): void {
  if (!Number.isFinite(value)) throw refused(String(value), up)
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw refused('an integer past 2^53 − 1', up)
}

function requireList(list: readonly unknown[], { up }: Frame): void {
  if (Object.keys(list).length !== list.length) throw refused('a list with gaps or members of its own', up)
}

function requirePlain(object: object, up: Frame | null): void {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null)
    throw refused('an object that is not plain data', up)
  if (Object.getOwnPropertySymbols(object).length > 0) throw refused('a symbol as a key', up)
}
