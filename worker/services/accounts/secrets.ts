/** Random secrets of which only the hash is kept. */
import { toHex, utf8 } from '../../ledger/bytes.ts'
import { sha256 } from '../../ledger/merkle.ts'

/** 256 random bits behind a prefix that says what it is, so that one that leaked is recognised. */
export function newSecret(prefix: string, random: (bytes: number) => Uint8Array): string {
  return prefix + toHex(random(32))
}

/** True for a text that has the form of such a secret. */
export function isSecret(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && /^[0-9a-f]{64}$/.test(text.slice(prefix.length))
}

/** Hash of a secret, which alone is kept; in hex. It is random, so that one round of SHA-256 suffices. */
export function hashSecret(secret: string): string {
  return toHex(sha256(utf8(secret)))
}

/** A short id for a row, not secret. */
export function newRowId(prefix: string, random: (bytes: number) => Uint8Array): string {
  return `${prefix}-${toHex(random(5))}`
}
