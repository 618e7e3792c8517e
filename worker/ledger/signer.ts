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

/**
 * Signers of a ledger, from the text that holds their keys parted by white space, oldest first. The first is the one
 * with which the ledger began; what lies sealed beside the ledger opens with it for good.
 *
 * @throws LedgerError `malformed_vkey` for no key, a key of another name, or one that stands there twice
 */
export async function createSigners(text: string): Promise<[Signer, ...Signer[]]> {
  const [first, ...later] = await Promise.all(
    text
      .split(/\s+/)
      .filter((key) => key !== '')
      .map(createSigner),
  )
  if (first === undefined) throw new LedgerError('malformed_vkey', 'signing key: none is there')
  const all: [Signer, ...Signer[]] = [first, ...later]
  if (all.some(({ name }) => name !== first.name))
    throw new LedgerError('malformed_vkey', 'signing key: all keys of a ledger bear its name')
  if (new Set(all.map(({ verifierKey }) => verifierKey)).size < all.length)
    throw new LedgerError('malformed_vkey', 'signing key: a key stands there twice')
  return all
}
