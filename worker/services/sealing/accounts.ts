/**
 * Secrets that have to be read again, as that of a client at a sign-in provider: kept in the database sealed with a key
 * that follows from the signing key, which is not in the database. A copy of the database alone does not open them;
 * who holds the signing key as well does.
 */
import { concat, fromBase64, fromUtf8, toBase64, toHex, utf8 } from '../../ledger/bytes.ts'
import type { Signer } from '../../ledger/signer.ts'

/** Their spaces keep them apart from every note that is ever signed: those begin with the origin, which has none. */
const PURPOSES = {
  secrets: 'mingzhang: key that seals secrets, version 1\n',
  /** Purpose of the key for withheld content: bodies of sealed entries, drafts, reasons of triage. */
  withheld: 'mingzhang: key that seals what is withheld, version 1\n',
  /** Digests of requests whose content is withheld. */
  requests: 'mingzhang: key of digests of requests, version 1\n',
  /** Addresses of people outside. */
  contacts: 'mingzhang: key that seals contacts, version 1\n',
  /** Hashes by which those are found, and tokens that they are sent. */
  marks: 'mingzhang: key of marks on contacts, version 1\n',
} as const
const FORM = 'v1.'
const IV_BYTES = 12
const { subtle } = crypto

export interface Sealing {
  /** @param of whose secret it is: it opens for no other */
  seal(text: string, of: string): Promise<string>
  /** Null when it was sealed with another key, for another owner, or altered. */
  open(sealed: string, of: string): Promise<string | null>
}

/**
 * AES-256-GCM; the key is derived (HKDF, RFC 5869) from what the signer, and nobody else, signs of a fixed text.
 *
 * @param purpose for each its own key
 */
export function createSealing(
  signer: Signer,
  random: (bytes: number) => Uint8Array,
  purpose: keyof typeof PURPOSES = 'secrets',
): Sealing {
  const text = PURPOSES[purpose]
  let key: Promise<CryptoKey> | null = null
  /** Ed25519 is deterministic (RFC 8032 §5.1.6), so that it is the same key after each start. */
  async function make(): Promise<CryptoKey> {
    return deriveKey(await signer.sign(utf8(text)), text)
  }
  return sealWith(() => {
    key ??= make()
    return key
  }, random)
}

/**
 * Digests that confirm a guess to nobody but whoever holds the signing key: HMAC (RFC 2104) with SHA-256, its key
 * derived (HKDF, RFC 5869) as those of what is sealed.
 *
 * @returns of a text, in hexadecimal
 */
export function createKeyedDigest(
  signer: Signer,
  name: 'requests' | 'marks' = 'requests',
): (text: string) => Promise<string> {
  const purpose = PURPOSES[name]
  let key: Promise<CryptoKey> | null = null
  async function make(): Promise<CryptoKey> {
    const material = await importSecret(await signer.sign(utf8(purpose)))
    const form = { name: 'HMAC', hash: 'SHA-256', length: 256 }
    return subtle.deriveKey(derivationFor(purpose), material, form, false, ['sign'])
  }
  return async (text) => {
    key ??= make()
    return toHex(new Uint8Array(await subtle.sign('HMAC', await key, utf8(text).slice())))
  }
}

/** A key of AES-256-GCM for one purpose, from secret bytes (HKDF, RFC 5869). */
export async function deriveKey(secret: Uint8Array, purpose: string): Promise<CryptoKey> {
  const form = { name: 'AES-GCM', length: 256 }
  return subtle.deriveKey(derivationFor(purpose), await importSecret(secret), form, false, [
    'encrypt',
    'decrypt',
  ])
}

const importSecret = (secret: Uint8Array): Promise<CryptoKey> =>
  subtle.importKey('raw', secret.slice(), 'HKDF', false, ['deriveKey'])

const derivationFor = (purpose: string) => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new Uint8Array(0),
  info: utf8(purpose).slice(),
})

/** AES-256-GCM with a fresh nonce for each text. */
export function sealWith(keyOf: () => Promise<CryptoKey>, random: (bytes: number) => Uint8Array): Sealing {
  const algorithm = (iv: Uint8Array, of: string) => ({
    name: 'AES-GCM',
    iv: iv.slice(),
    additionalData: utf8(of).slice(),
  })

  return {
    async seal(text, of) {
      const iv = random(IV_BYTES)
      const sealed = await subtle.encrypt(algorithm(iv, of), await keyOf(), utf8(text).slice())
      return FORM + toBase64(concat(iv, new Uint8Array(sealed)))
    },

    async open(sealed, of) {
      if (!sealed.startsWith(FORM)) return null
      try {
        const bytes = fromBase64(sealed.slice(FORM.length))
        const [iv, rest] = [bytes.subarray(0, IV_BYTES), bytes.slice(IV_BYTES)]
        return fromUtf8(new Uint8Array(await subtle.decrypt(algorithm(iv, of), await keyOf(), rest)))
      } catch {
        return null
      }
    },
  }
}
