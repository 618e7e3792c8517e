/** A signing key at work. */
import { importSeed } from './ed25519.ts'
import { LedgerError } from './error.ts'
import { formatVerifierKey, keyId, parseSigningKey } from './vkey.ts'

export { verifySignature } from './ed25519.ts'

export interface Signer {
  /** the key name; for a log, its origin */
  name: string
  /** what others check the signatures with */
  verifierKey: string
  /** 64 bytes, Ed25519 */
  sign(message: Uint8Array): Promise<Uint8Array>
}

/** @throws LedgerError `malformed_vkey`, also when the key id is not that of the name and seed */
export async function createSigner(signingKeyText: string): Promise<Signer> {
  const { name, keyId: id, type, seed } = parseSigningKey(signingKeyText)
  const { publicKey, sign } = await importSeed(seed)
  if (id !== keyId(name, type, publicKey)) {
    throw new LedgerError('malformed_vkey', 'signing key: the key id is of another key')
  }
  return { name, verifierKey: formatVerifierKey(name, publicKey, type), sign }
}
