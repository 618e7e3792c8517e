import type { RecordKind } from './event.ts'

/** Crockford's base32 in lower case: no i, l, o, u, so that an id can be read out. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const PREFIXES = {
  department: 'dep-',
  responsibility: 'res-',
  decision: 'dec-',
  milestone: 'mil-',
  evaluation: 'eva-',
  handover: 'han-',
  membership: 'mem-',
  flag: 'fla-',
  account: 'acc-',
  digest: 'dig-',
  erasure: 'era-',
  rulebook: 'rul-',
} as const satisfies Record<RecordKind, string>

/** Kinds whose records are named by ten random characters. */
export type NumberedKind = Exclude<RecordKind, 'department' | 'digest' | 'erasure' | 'rulebook'>
const NUMBERED: readonly NumberedKind[] = [
  'responsibility',
  'decision',
  'milestone',
  'evaluation',
  'handover',
  'membership',
  'flag',
  'account',
]

/** The one rulebook of a ledger. */
export const RULEBOOK = 'rul-book'

export const DEPARTMENT_CODE = /^[a-z0-9][a-z0-9-]{1,30}$/

/** The kind of a record, by the prefix of its id; null for any other text. */
export function kindOfRecord(id: string): RecordKind | null {
  if (/^[a-z]{3}-[0-9a-hjkmnp-tv-z]{10}$/.test(id)) {
    const numbered = NUMBERED.find((kind) => id.startsWith(PREFIXES[kind]))
    if (numbered !== undefined) return numbered
  }
  if (id.startsWith('dep-') && DEPARTMENT_CODE.test(id.slice(4))) return 'department'
  if (/^dig-[a-z]{2,12}-\d{4}-\d{2}-\d{2}$/.test(id)) return 'digest'
  if (/^era-(0|[1-9]\d{0,15})$/.test(id)) return 'erasure'
  if (id === RULEBOOK) return 'rulebook'
  return null
}

/** Ten characters of 50 random bits: no record is found by guessing, none is ever used twice. */
export function newRecordId(kind: NumberedKind, random: (bytes: number) => Uint8Array): string {
  return PREFIXES[kind] + readable(random(10))
}

/** The id of a confidential file. It is no record: nothing in the ledger, and no address for the public, knows it. */
export function newCaseId(random: (bytes: number) => Uint8Array): string {
  return `cas-${readable(random(10))}`
}

function readable(bytes: Uint8Array): string {
  return [...bytes].map((byte) => ALPHABET[byte % 32]).join('')
}

/**
 * The id of a record that a published register names by a key of its own. The same key gives the same id in
 * every ledger, so that two readers of one register speak of the same record.
 */
export function deliveredRecordId(
  kind: NumberedKind,
  register: string,
  key: string,
  sha256: (bytes: Uint8Array) => Uint8Array,
): string {
  return (
    PREFIXES[kind] +
    readable(sha256(new TextEncoder().encode(JSON.stringify([register, kind, key]))).subarray(0, 10))
  )
}

export function departmentId(code: string): string {
  return PREFIXES.department + code
}

/** One digest a day of each stream. */
export function digestId(stream: string, day: string): string {
  return `${PREFIXES.digest}${stream}-${day}`
}

export function erasureId(index: number): string {
  return `${PREFIXES.erasure}${index}`
}

/**
 * A code for a department that is known by name alone: the same name gives the same code. It is made of less than
 * the name, width and spaces aside, unless another department has that code.
 *
 * @param isTaken whether a department of another name has a code
 * @param usual what the code is usually made of, where that is less than the name
 */
export function departmentCodeOf(
  name: string,
  sha256: (bytes: Uint8Array) => Uint8Array,
  isTaken: (code: string) => boolean,
  usual: string = name,
): string {
  const codeOf = (text: string): string =>
    `x${[...sha256(new TextEncoder().encode(text)).subarray(0, 8)].map((byte) => ALPHABET[byte % 32]).join('')}`
  const code = codeOf(usual.normalize('NFKC').replace(/\s+/g, ''))
  return isTaken(code) ? codeOf(JSON.stringify(name.normalize('NFC'))) : code
}

/** Where the records of a kind are listed, in the API and on the site; null for a kind without a list. */
export const lists = {
  department: 'departments',
  responsibility: 'responsibilities',
  decision: 'decisions',
  milestone: 'milestones',
  evaluation: 'evaluations',
  handover: 'handovers',
  membership: 'memberships',
  flag: 'flags',
  account: 'accounts',
  digest: null,
  erasure: null,
  rulebook: null,
} as const satisfies Record<RecordKind, string | null>
