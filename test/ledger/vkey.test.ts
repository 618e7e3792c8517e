import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '../../worker/ledger/bytes.ts'
import { createSigner, verifySignature } from '../../worker/ledger/signer.ts'
import {
  formatSigningKey,
  formatVerifierKey,
  isKeyName,
  keyId,
  keyIdBytes,
  parseSigningKey,
  parseVerifierKey,
} from '../../worker/ledger/vkey.ts'
import { codeOf, codeOfPromise } from '../support/ledger/ledger-error.ts'
import { seedOf, signerNamed } from '../support/ledger/signers.ts'
import { readVectors } from '../support/shared.ts'

/** The example of C2SP signed-note. */
const EXAMPLE = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
/** A key pair published with the tests of golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETER_SIGNS = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'

interface KeyVectors {
  vkeys: {
    vkey: string
    valid: boolean | null
    name: string
    type: number
    key_id: string
    pubkey_hex: string
  }[]
}

describe('verifier keys', () => {
  it('known answer: the example of the specification', () => {
    const { name, keyId: id, type, publicKey } = parseVerifierKey(EXAMPLE)
    expect([name, id, type]).toEqual(['example.com/foo', 0x530d903a, 1])
    expect(toHex(publicKey)).toBe('e932791ae6e7a840a46164c904786426d5e7821dd8b29a00d61cae72afdd4da4')
    expect(formatVerifierKey(name, publicKey)).toBe(EXAMPLE)
  })

  it('come back, of both types', () => {
    const name = fc.stringMatching(/^[a-z0-9./-]{1,30}$/)
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(name, key, fc.constantFrom(1, 4), (of, publicKey, type) => {
        const text = formatVerifierKey(of, publicKey, type)
        expect(parseVerifierKey(text)).toEqual({
          name: of,
          keyId: keyId(of, type, publicKey),
          type,
          publicKey,
        })
        expect(text.split('+', 2)[1]).toBe(toHex(keyIdBytes(keyId(of, type, publicKey))))
      }),
    )
  })

  const [name = '', id = '', base64 = ''] = EXAMPLE.split('+')
  it.each([
    '',
    EXAMPLE.slice(0, -1),
    `${EXAMPLE}\n`,
    `other${EXAMPLE}`,
    `${name}+530d903b+${base64}`,
    `${name}+530D903A+${base64}`,
    `${name}+30d903a+${base64}`,
    `+${id}+${base64}`,
    `${name}+${id}`,
    `${name}+${id}+`,
    `${name}+${id}+THIS_IS_NOT_BASE64!`,
    `a b+${id}+${base64}`,
  ])('refuses %j', (text) => {
    expect(codeOf(() => parseVerifierKey(text))).toBe('malformed_vkey')
  })

  it.each(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b', 'a\u0085b', 'a\u3000b', '\ud800', 'a'.repeat(1025)])(
    '%j is not a name',
    (text) => {
      expect(isKeyName(text)).toBe(false)
      expect(codeOf(() => formatVerifierKey(text, new Uint8Array(32)))).toBe('malformed_vkey')
    },
  )

  it('refuses other types and lengths', () => {
    expect(codeOf(() => formatVerifierKey('a', new Uint8Array(31)))).toBe('malformed_vkey')
    expect(codeOf(() => formatVerifierKey('a', new Uint8Array(32), 2))).toBe('malformed_vkey')
  })

  const vectors = readVectors<KeyVectors>('vkeys.json')
  it.skipIf(vectors === null)('vkeys', () => {
    for (const { vkey, valid, name: of, type, key_id, pubkey_hex } of vectors?.vkeys ?? []) {
      // Those that others may take (null) are of types 2 and 6, which are not Ed25519.
      if (valid !== true) {
        expect(
          codeOf(() => parseVerifierKey(vkey)),
          vkey,
        ).toBe('malformed_vkey')
        continue
      }
      const key = { name: of, keyId: Number.parseInt(key_id, 16), type, publicKey: fromHex(pubkey_hex) }
      expect(parseVerifierKey(vkey)).toEqual(key)
      expect(formatVerifierKey(of, key.publicKey, type)).toBe(vkey)
    }
  })
})

describe('signing keys', () => {
  it('known answer: a published pair', async () => {
    const { name, seed } = parseSigningKey(PETER_SIGNS)
    expect(await formatSigningKey(name, seed)).toBe(PETER_SIGNS)
    expect((await createSigner(PETER_SIGNS)).verifierKey).toBe(PETER)
  })

  it('come back', async () => {
    const seed = seedOf('some seed')
    const parsed = parseSigningKey(await formatSigningKey('ledger.example.org', seed, 4))
    expect(parsed).toMatchObject({ name: 'ledger.example.org', type: 4, seed })
  })

  it('sign what their verifier key opens, the same every time', async () => {
    const signer = await signerNamed('ledger.example.org')
    const { publicKey } = parseVerifierKey(signer.verifierKey)
    const message = utf8('明账')
    const signature = await signer.sign(message)
    expect(await signer.sign(message)).toEqual(signature)
    expect(await verifySignature(publicKey, message, signature)).toBe(true)
    expect(await verifySignature(publicKey, utf8('明帐'), signature)).toBe(false)
    expect(await verifySignature(publicKey, message, signature.with(0, (signature[0] ?? 0) ^ 1))).toBe(false)
    expect(await verifySignature(publicKey, message, signature.subarray(1))).toBe(false)
    expect(await verifySignature(publicKey.subarray(1), message, signature)).toBe(false)
  })

  it('known answer: RFC 8032 §7.1, test 1', async () => {
    const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    const signer = await createSigner(await formatSigningKey('rfc8032', seed))
    expect(toHex(parseVerifierKey(signer.verifierKey).publicKey)).toBe(
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    )
    expect(toHex(await signer.sign(new Uint8Array()))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    )
  })

  it('refuses what is none, and never repeats it in the message', async () => {
    const wrongId = PETER_SIGNS.replace('c74f20a3', 'c74f20a4')
    expect(await codeOfPromise(createSigner(wrongId))).toBe('malformed_vkey')
    for (const text of ['', PETER, PETER_SIGNS.slice(0, -4), PETER_SIGNS.replace('+AY', '+BY')]) {
      expect(codeOf(() => parseSigningKey(text))).toBe('malformed_vkey')
      expect(() => parseSigningKey(text)).not.toThrow(/EKFALVFGyN/)
    }
  })
})
