/** Writing of ids. The kinds of record, and how their ids begin, are declared in `kinds/`. */

/** Crockford's base32 in lower case: no i, l, o, u, so that an id can be read out. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A readable character for each byte. */
export function readable(bytes: Uint8Array): string {
  return [...bytes].map((byte) => ALPHABET[byte % 32]).join('')
}

/** True for a number of ten characters as `readable` writes it. */
export function isNumber(text: string): boolean {
  return /^[0-9a-hjkmnp-tv-z]{10}$/.test(text)
}

/** The id of a confidential file. It is no record: nothing in the ledger, and no address for the public, knows it. */
export function newCaseId(random: (bytes: number) => Uint8Array): string {
  return `cas-${readable(random(10))}`
}
