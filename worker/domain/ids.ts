import type { RecordKind } from './event.ts'

/** Crockford's base32 in lower case: no i, l, o, u, so that an id can be read out. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const PREFIXES = { department: 'dep-', responsibility: 'res-', erasure: 'era-' } as const satisfies Record<
  RecordKind,
  string
>

export const DEPARTMENT_CODE = /^[a-z0-9][a-z0-9-]{1,30}$/

/** The kind of a record, by the prefix of its id; null for any other text. */
export function kindOfRecord(id: string): RecordKind | null {
  if (/^res-[0-9a-hjkmnp-tv-z]{10}$/.test(id)) return 'responsibility'
  if (id.startsWith('dep-') && DEPARTMENT_CODE.test(id.slice(4))) return 'department'
  if (/^era-(0|[1-9]\d{0,15})$/.test(id)) return 'erasure'
  return null
}

/** Ten characters of 50 random bits: no record is found by guessing, none is ever used twice. */
export function newResponsibilityId(random: (bytes: number) => Uint8Array): string {
  return PREFIXES.responsibility + [...random(10)].map((byte) => ALPHABET[byte % 32]).join('')
}

export function departmentId(code: string): string {
  return PREFIXES.department + code
}

export function erasureId(index: number): string {
  return `${PREFIXES.erasure}${index}`
}

/** A code for a department that is known by name alone: the same name gives the same code. */
export function departmentCodeOf(name: string, sha256: (bytes: Uint8Array) => Uint8Array): string {
  const digest = sha256(new TextEncoder().encode(name.normalize('NFKC').replace(/\s+/g, '')))
  return `x${[...digest.subarray(0, 8)].map((byte) => ALPHABET[byte % 32]).join('')}`
}
