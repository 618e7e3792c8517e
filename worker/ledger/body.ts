/**
 * The content of an entry lies beside its leaf; the leaf holds only a salted digest, so that content may be
 * sealed, or lawfully erased together with its salt, while every proof still holds.
 */
import { equal, fromBase64 } from './bytes.ts'
import type { Envelope } from './envelope-shape.ts'
import { LedgerError } from './error.ts'
import { type Sha256, sha256 } from './merkle.ts'

/** Random bytes per body: nobody can guess a sealed body and check the guess. */
export const SALT_BYTES = 32

const encoder = new TextEncoder()
let scratch = new Uint8Array(16 * 1024)

/**
 * SHA-256(salt ‖ UTF-8 of content).
 *
 * @param content the canonical JSON text of the body
 * @throws LedgerError `out_of_range` when the salt is not of 32 bytes
 */
export function digestBody(salt: Uint8Array, content: string, digest: Sha256 = sha256): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new LedgerError('out_of_range', `a salt has ${SALT_BYTES} bytes`)
  // Salt and text go into one buffer that stays: bodies are many, and hashed at once.
  if (scratch.length < SALT_BYTES + 3 * content.length)
    scratch = new Uint8Array(SALT_BYTES + 6 * content.length)
  scratch.set(salt)
  const { written } = encoder.encodeInto(content, scratch.subarray(SALT_BYTES))
  return digest(scratch.subarray(0, SALT_BYTES + written))
}

/** True for content to which the envelope commits. */
export function checkBody(
  envelope: Pick<Envelope, 'body'>,
  salt: Uint8Array,
  content: string,
  digest: Sha256 = sha256,
): boolean {
  return salt.length === SALT_BYTES && equal(digestBody(salt, content, digest), fromBase64(envelope.body))
}
