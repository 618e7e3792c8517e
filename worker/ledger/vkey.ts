/**
 * Keys as text (C2SP signed-note): a verifier key is `<name>+<key id, 8 hex>+<base64(type ‖ public key)>`. The
 * signing key, which the specification leaves open, is written as golang.org/x/mod/sumdb/note writes it.
 */
import { concat, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts'
import { importSeed, PUBLIC_KEY_BYTES, SEED_BYTES } from './ed25519.ts'
import { LedgerError } from './error.ts'
import { sha256 } from './merkle.ts'

/** An Ed25519 key that signs notes: what a log has. */
export const TYPE_ED25519 = 0x01
/** An Ed25519 key that signs timestamped cosignatures: what a witness has (C2SP tlog-cosignature). */
export const TYPE_COSIGNATURE = 0x04

export interface VerifierKey {
  name: string
  /** the first 4 bytes of SHA-256(name ‖ LF ‖ type ‖ public key), as a big-endian number */
  keyId: number
  type: number
  publicKey: Uint8Array
}

/** A key as a policy file may list it: of a type that this software may not be able to check, such as ML-DSA-44. */
export interface ListedKey extends VerifierKey {
  /** false for a type whose signatures are left alone as those of an unknown key */
  checkable: boolean
}

export interface SigningKey {
  name: string
  keyId: number
  type: number
  seed: Uint8Array
}

const SIGNING_PREFIX = 'PRIVATE+KEY+'
const BAD_IN_NAME = /[+\p{White_Space}\p{Cc}\p{Surrogate}]/u

/** True for a name that may be that of a key: not empty, no white space, no `+`. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 1024 && !BAD_IN_NAME.test(name)
}

/** The key id, which binds name, type and public key. */
export function keyId(name: string, type: number, publicKey: Uint8Array): number {
  return readKeyId(sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)))
}

/** The key id at the start of `bytes`. */
export function readKeyId(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
}

/** The 4 bytes of a key id. */
export function keyIdBytes(id: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, id)
  return bytes
}

/** @throws LedgerError `malformed_vkey` for a name, type or key that cannot be one */
export function formatVerifierKey(name: string, publicKey: Uint8Array, type: number = TYPE_ED25519): string {
  requireKey(name, type, publicKey.length === PUBLIC_KEY_BYTES)
  return format(name, keyId(name, type, publicKey), type, publicKey)
}

/**
 * Reads an Ed25519 key, of a log (0x01) or a witness (0x04).
 *
 * @throws LedgerError `malformed_vkey`, also when the key id is not that of the name and key
 */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, id, type, key } = split(text)
  requireKey(name, type, key.length === PUBLIC_KEY_BYTES)
  if (id !== keyId(name, type, key)) throw malformed('the key id is of another key')
  return { name, keyId: id, type, publicKey: key }
}

/**
 * Reads a key of any type. One of a type that is not known here is handed back as not checkable, with its key id as it
 * would be computed for an Ed25519 key: lists of witnesses in the wild write other ids for such keys, which are
 * therefore not compared.
 *
 * @throws LedgerError `malformed_vkey`, for a key of a known type also when the key id is another
 */
export function readVerifierKey(text: string): ListedKey {
  const { name, type, key } = split(text)
  if (type === TYPE_ED25519 || type === TYPE_COSIGNATURE)
    return { ...parseVerifierKey(text), checkable: true }
  if (!isKeyName(name)) throw malformed('the name is empty, or has white space or a + in it')
  if (type === 0 || key.length === 0) throw malformed('no key')
  return { name, keyId: keyId(name, type, key), type, publicKey: key, checkable: false }
}

/** @throws LedgerError `malformed_vkey` for a name, type or seed that cannot be one */
export async function formatSigningKey(
  name: string,
  seed: Uint8Array,
  type: number = TYPE_ED25519,
): Promise<string> {
  requireKey(name, type, seed.length === SEED_BYTES)
  const { publicKey } = await importSeed(seed)
  return SIGNING_PREFIX + format(name, keyId(name, type, publicKey), type, seed)
}

/**
 * Reads a signing key. Its key id is compared with the public key by `createSigner`, which computes that.
 *
 * @throws LedgerError `malformed_vkey`; the message never holds a part of the key
 */
export function parseSigningKey(text: string): SigningKey {
  if (!text.startsWith(SIGNING_PREFIX)) throw malformed(`a signing key begins with ${SIGNING_PREFIX}`)
  const { name, id, type, key } = split(text.slice(SIGNING_PREFIX.length))
  requireKey(name, type, key.length === SEED_BYTES)
  return { name, keyId: id, type, seed: key }
}

function format(name: string, id: number, type: number, key: Uint8Array): string {
  return `${name}+${toHex(keyIdBytes(id))}+${toBase64(concat(Uint8Array.of(type), key))}`
}

function split(text: string): { name: string; id: number; type: number; key: Uint8Array } {
  const first = text.indexOf('+')
  const second = text.indexOf('+', first + 1)
  // Only the first two: base64 has `+` of its own.
  const hex = text.slice(first + 1, second)
  if (first < 0 || second < 0 || hex.length !== 8) throw malformed('not of the form name+id+key')
  try {
    const typed = fromBase64(text.slice(second + 1))
    return {
      name: text.slice(0, first),
      id: readKeyId(fromHex(hex)),
      type: typed[0] ?? 0,
      key: typed.subarray(1),
    }
  } catch (cause) {
    throw malformed('not of the form name+id+key', cause)
  }
}

function requireKey(name: string, type: number, fits: boolean): void {
  if (!isKeyName(name)) throw malformed('the name is empty, or has white space or a + in it')
  if (type !== TYPE_ED25519 && type !== TYPE_COSIGNATURE)
    throw malformed('neither an Ed25519 nor a cosignature key')
  if (!fits) throw malformed('the key has not 32 bytes')
}

function malformed(what: string, cause?: unknown): LedgerError {
  return new LedgerError('malformed_vkey', `key: ${what}`, { cause })
}
