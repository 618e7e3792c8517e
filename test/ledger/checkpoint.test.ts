import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromHex, toBase64 } from '../../worker/ledger/bytes.ts'
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../worker/ledger/checkpoint.ts'
import { cosignatureMessage, formatCosignature, openCosignature } from '../../worker/ledger/cosignature.ts'
import { EMPTY_ROOT } from '../../worker/ledger/merkle.ts'
import { parseNote, signNote } from '../../worker/ledger/note.ts'
import { createSigner } from '../../worker/ledger/signer.ts'
import { formatSigningKey, formatVerifierKey, parseVerifierKey } from '../../worker/ledger/vkey.ts'
import { codeOf, codeOfPromise } from '../support/ledger/ledger-error.ts'
import { signerNamed } from '../support/ledger/signers.ts'
import { readVectors } from '../support/shared.ts'

const ROOT = 'lCkHUpkmVBEms2r2T1K6Og69+wUuuN3MIEW1/ezu2v0='

describe('checkpoint text', () => {
  it('is three lines', () => {
    const empty = { origin: 'ledger.example.org', size: 0, root: EMPTY_ROOT }
    expect(formatCheckpoint(empty)).toBe(
      'ledger.example.org\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    )
    expect(parseCheckpoint(formatCheckpoint(empty))).toEqual(empty)
  })

  it('comes back, the lines of others included', () => {
    const line = fc.stringMatching(/^[!-~]{1,30}$/)
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(
        line,
        fc.maxSafeNat(),
        root,
        fc.array(line, { maxLength: 3 }),
        (origin, size, hash, extensions) => {
          const plain = { origin, size, root: hash }
          const checkpoint = extensions.length === 0 ? plain : { ...plain, extensions }
          expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint)
        },
      ),
    )
  })

  it.each([
    '',
    '\n',
    'o\n1\n',
    `o\n1\n${ROOT}`,
    `\n1\n${ROOT}\n`,
    `o\n01\n${ROOT}\n`,
    `o\n+1\n${ROOT}\n`,
    `o\n-1\n${ROOT}\n`,
    `o\n1.0\n${ROOT}\n`,
    `o\n1e3\n${ROOT}\n`,
    `o\n 1\n${ROOT}\n`,
    `o\n１\n${ROOT}\n`,
    `o\n\n${ROOT}\n`,
    `o\n1\n${ROOT} \n`,
    `o\n1\n${ROOT.replace('0=', '1=')}\n`,
    `o\n1\n${toBase64(new Uint8Array(31))}\n`,
    `o\n1\n${ROOT}\n\n`,
    `o\n1\n${ROOT}\n\nx\n`,
  ])('refuses %j', (text) => {
    expect(codeOf(() => parseCheckpoint(text))).toBe('malformed_checkpoint')
  })

  it('refuses sizes past 2^53 − 1', () => {
    for (const size of ['9007199254740992', '18446744073709551615']) {
      expect(codeOf(() => parseCheckpoint(`o\n${size}\n${ROOT}\n`))).toBe('out_of_range')
    }
    expect(parseCheckpoint(`o\n9007199254740991\n${ROOT}\n`).size).toBe(Number.MAX_SAFE_INTEGER)
    expect(codeOf(() => formatCheckpoint({ origin: 'o', size: -1, root: EMPTY_ROOT }))).toBe('out_of_range')
  })

  it('does not write what it would not read', () => {
    for (const change of [
      { origin: '' },
      { origin: 'a\nb' },
      { root: new Uint8Array(31) },
      { extensions: [''] },
    ]) {
      const checkpoint = { origin: 'o', size: 1, root: EMPTY_ROOT, ...change }
      expect(codeOf(() => formatCheckpoint(checkpoint))).toBe('malformed_checkpoint')
    }
  })
})

describe('signed checkpoint', () => {
  const checkpoint = { origin: 'ledger.example.org', size: 300, root: fromBase64(ROOT) }

  it('opens with the key of its ledger, and is the same bytes every time', async () => {
    const signer = await signerNamed('ledger.example.org')
    const note = await signCheckpoint(checkpoint, signer)
    expect(await signCheckpoint(checkpoint, signer)).toBe(note)
    expect(await openCheckpoint(note, signer.verifierKey)).toEqual(checkpoint)
  })

  it('is of the origin that the key names', async () => {
    const [signer, other] = [await signerNamed('ledger.example.org'), await signerNamed('other.example.org')]
    expect(await codeOfPromise(signCheckpoint(checkpoint, other))).toBe('malformed_checkpoint')
    const note = await signNote(formatCheckpoint(checkpoint), [other])
    expect(await codeOfPromise(openCheckpoint(note, other.verifierKey))).toBe('malformed_checkpoint')
    expect(await codeOfPromise(openCheckpoint(note, signer.verifierKey))).toBe('signature_invalid')
  })

  interface RootVectors {
    vkey: string
    published_checkpoints: { size: number; root: string; note: string }[]
  }
  const published = readVectors<RootVectors>('large-roots.json')
  it.skipIf(published === null)('large-roots: checkpoints that others published', async () => {
    for (const { size, root, note } of published?.published_checkpoints ?? []) {
      const opened = await openCheckpoint(note, published?.vkey ?? '')
      expect(opened).toEqual({ origin: 'webtessera.fixture.log', size, root: fromBase64(root) })
    }
  })
})

describe('cosignatures', () => {
  const TEXT = `rome2026h1.example.org\n300\n${ROOT}\n`
  const SEED = fromHex('14731ce6be532a0bcc9170c0352dc3c2477dde5f86324cd30fe00ad7d430df30')
  const WITNESS = 'witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN'
  const LINE =
    '— witness.example.org uKLPIAAAAABpVGeAhm2bOvKc3LaB9PFN1ruG19Y5yqslmcAAbhftnn1Zznmo0LXFZq4LGvqKqLX8jWlwLKasxEGTLIqAVusneCBmBw==\n'

  it('known answer: byte for byte, with the key written either way', async () => {
    for (const type of [1, 4]) {
      const signer = await createSigner(await formatSigningKey('witness.example.org', SEED, type))
      expect(await formatCosignature(TEXT, 1767139200, signer)).toBe(LINE)
      const opened = await openCosignature(`${TEXT}\n${LINE}`, signer.verifierKey)
      expect(opened).toEqual({ name: 'witness.example.org', time: 1767139200, line: LINE })
    }
  })

  it('of a witness that has not signed there is none', async () => {
    const other = await signerNamed('other.example', 4)
    expect(await openCosignature(`${TEXT}\n${LINE}`, other.verifierKey)).toBeNull()
    const { publicKey } = parseVerifierKey(WITNESS)
    const renamed = formatVerifierKey('witness-2.example.org', publicKey, 4)
    expect(await openCosignature(`${TEXT}\n${LINE}`, renamed)).toBeNull()
  })

  it('no change of the time or the checkpoint holds', async () => {
    const [before = '', after = ''] = [LINE.slice(0, 36), LINE.slice(37)]
    for (const note of [
      `${TEXT.replace('300', '301')}\n${LINE}`,
      `${TEXT}x\n\n${LINE}`,
      `${TEXT}\n${before}A${after}`,
      `${TEXT}\n— witness.example.org uKLPIAAAAABpVGeA\n`,
      `${TEXT}\n— witness.example.org uKLPIP${'/'.repeat(94)}Bw==\n`,
    ]) {
      expect(await codeOfPromise(openCosignature(note, WITNESS))).toBe('signature_invalid')
    }
  })

  it('times are seconds that a safe integer holds, and never 0', async () => {
    const signer = await signerNamed('w.example', 4)
    const line = await formatCosignature(TEXT, Number.MAX_SAFE_INTEGER, signer)
    const opened = await openCosignature(`${TEXT}\n${line}`, signer.verifierKey)
    expect(opened?.time).toBe(Number.MAX_SAFE_INTEGER)
    for (const time of [0, -1, 1.5, 2 ** 53]) {
      expect(await codeOfPromise(formatCosignature(TEXT, time, signer))).toBe('out_of_range')
    }
    expect(await codeOfPromise(formatCosignature('text', 1, signer))).toBe('malformed_note')
  })

  interface CosignedVectors {
    valid: {
      checkpoint: string
      witness_vkey: string
      witness_seed_hex: string
      timestamp: number
      signed_message: string
      origin: string
    }[]
    sigsum: {
      checkpoint_body: string
      witness_pubkey_hex: string
      cosignature_lines: { line: string; timestamp: number; expected_result: string }[]
    }
  }
  const vectors = readVectors<CosignedVectors>('cosigned-checkpoints.json')
  it.skipIf(vectors === null)('cosigned-checkpoints', async () => {
    for (const { checkpoint, witness_vkey, witness_seed_hex, ...expected } of vectors?.valid ?? []) {
      const { name, type } = parseVerifierKey(witness_vkey)
      const opened = await openCosignature(checkpoint, witness_vkey)
      expect(opened).toMatchObject({ name, time: expected.timestamp })
      const { text } = parseNote(checkpoint)
      expect(parseCheckpoint(text).origin).toBe(expected.origin)
      expect(new TextDecoder().decode(cosignatureMessage(text, expected.timestamp))).toBe(
        expected.signed_message,
      )
      const signer = await createSigner(await formatSigningKey(name, fromHex(witness_seed_hex), type))
      expect(await formatCosignature(text, expected.timestamp, signer)).toBe(opened?.line)
    }
    const { checkpoint_body = '', witness_pubkey_hex = '', cosignature_lines = [] } = vectors?.sigsum ?? {}
    for (const { line, timestamp, expected_result } of cosignature_lines) {
      const name = line.split(' ')[1] ?? ''
      const key = formatVerifierKey(name, fromHex(witness_pubkey_hex), 4)
      const opened = await openCosignature(`${checkpoint_body}\n${line}`, key)
      expect(opened).toEqual(expected_result === 'verify' ? { name, time: timestamp, line } : null)
    }
  })
})
