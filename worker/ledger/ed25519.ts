/**
 * Ed25519 by WebCrypto: the one place of this room that is async and asks the runtime for something. A runtime
 * without Ed25519 throws its own NotSupportedError; that is not a bad signature.
 */
import { fromBase64 } from './bytes.ts'

export const SEED_BYTES = 32
export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64

/** PKCS#8 around a bare seed (RFC 8410 §7). */
const PKCS8_PREFIX = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
]

export interface KeyPair {
  publicKey: Uint8Array
  /** Deterministic: the same message always gives the same 64 bytes (RFC 8032 §5.1.6). */
  sign(message: Uint8Array): Promise<Uint8Array>
}

/** The key pair of a 32-byte seed. The seed does not leave the runtime's key store again. */
export async function importSeed(seed: Uint8Array): Promise<KeyPair> {
  const { subtle } = globalThis.crypto
  const pkcs8 = Uint8Array.from([...PKCS8_PREFIX, ...seed])
  const readable = await subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign'])
  const { x = '' } = await subtle.exportKey('jwk', readable)
  const key = await subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
  return {
    // A JWK writes 32 bytes in base64url without padding (RFC 7515 §2).
    publicKey: fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`),
    async sign(message) {
      return new Uint8Array(await subtle.sign('Ed25519', key, message.slice()))
    },
  }
}

/** True if an Ed25519 signature holds. Keys and signatures of a wrong length do not. */
export async function verifySignature(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey('raw', publicKey.slice(), 'Ed25519', false, ['verify'])
  return subtle.verify('Ed25519', key, signature.slice(), message.slice())
}
