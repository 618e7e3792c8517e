import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, utf8 } from '../../worker/ledger/bytes.ts'
import { openCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import { checkInclusion } from '../../worker/ledger/proof.ts'
import { formatTlogProof, parseTlogProof } from '../../worker/ledger/tlog-proof.ts'
import { codeOf } from '../support/ledger/ledger-error.ts'
import { readVectors } from '../support/shared.ts'

const HASH = toBase64(new Uint8Array(32))
const HEADER = 'c2sp.org/tlog-proof@v1'

interface ProofVectors {
  published: {
    marshal: { index: number; hashes_b64: string[]; extra_utf8?: string; checkpoint: string; text: string }[]
    must_reject: { why: string; text: string }[]
  }
  derived: { entry_utf8: string; leaf_hash_b64: string; log_vkey: string; text: string }
}

describe('tlog-proof', () => {
  it('comes back', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const extra = fc.option(fc.uint8Array({ minLength: 1, maxLength: 40 }), { nil: undefined })
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(hash, { maxLength: 63 }), extra, (index, proof, more) => {
        const parts = { index, proof, checkpoint: 'o\n1\nroot\n\n— o sig\n' }
        const whole = more === undefined ? parts : { ...parts, extra: more }
        expect(parseTlogProof(formatTlogProof(whole))).toEqual(whole)
      }),
    )
  })

  it.each([
    '',
    `${HEADER}\n`,
    `${HEADER}\nindex 0\n`,
    `${HEADER}\nindex 0\n\n`,
    `${HEADER}\nindex 0\n\n\n`,
    `${HEADER}\nindex 0\n\n\ncheckpoint\n`,
    `${HEADER}\nindex 0\n\ncheckpoint`,
    `${HEADER}\r\nindex 0\r\n\r\ncheckpoint\r\n`,
    `${HEADER} \nindex 0\n\ncheckpoint\n`,
    `c2sp.org/tlog-proof@v2\nindex 0\n\ncheckpoint\n`,
    `${HEADER}\nindex 00\n\ncheckpoint\n`,
    `${HEADER}\nindex 01\n\ncheckpoint\n`,
    `${HEADER}\nindex  1\n\ncheckpoint\n`,
    `${HEADER}\nIndex 1\n\ncheckpoint\n`,
    `${HEADER}\nindex 1\nextra AA==\n\ncheckpoint\n`,
    `${HEADER}\nextra \nindex 1\n\ncheckpoint\n`,
    `${HEADER}\nextra AB==\nindex 1\n\ncheckpoint\n`,
    `${HEADER}\nextra AA==\nextra AA==\nindex 1\n\ncheckpoint\n`,
    `${HEADER}\nindex 1\n${HASH} \n\ncheckpoint\n`,
    `${HEADER}\nindex 1\n${HASH.replace('A=', 'B=')}\n\ncheckpoint\n`,
    `${HEADER}\nindex 1\n${`${HASH}\n`.repeat(64)}\ncheckpoint\n`,
  ])('refuses %j', (text) => {
    expect(codeOf(() => parseTlogProof(text))).toBe('malformed_proof')
  })

  it('refuses to write what it would not read', () => {
    const parts = { index: 0, proof: [], checkpoint: 'checkpoint\n' }
    expect(codeOf(() => formatTlogProof({ ...parts, index: -1 }))).toBe('out_of_range')
    expect(codeOf(() => formatTlogProof({ ...parts, checkpoint: 'x' }))).toBe('malformed_proof')
    expect(codeOf(() => formatTlogProof({ ...parts, proof: [new Uint8Array(31)] }))).toBe('malformed_proof')
    expect(codeOf(() => parseTlogProof(`${HEADER}\nindex 9007199254740992\n\nx\n`))).toBe('out_of_range')
  })

  const vectors = readVectors<ProofVectors>('tlog-proof.json')
  it.skipIf(vectors === null)('tlog-proof: published', () => {
    for (const { index, hashes_b64, extra_utf8, checkpoint, text } of vectors?.published.marshal ?? []) {
      const parts = { index, proof: hashes_b64.map(fromBase64), checkpoint }
      const whole = extra_utf8 === undefined ? parts : { ...parts, extra: utf8(extra_utf8) }
      expect(formatTlogProof(whole)).toBe(text)
      expect(parseTlogProof(text)).toEqual(whole)
    }
    for (const { why, text } of vectors?.published.must_reject ?? []) {
      expect(
        codeOf(() => parseTlogProof(text)),
        why,
      ).toBe('malformed_proof')
    }
  })

  it.skipIf(vectors === null)('tlog-proof: a whole one of another log', async () => {
    const { entry_utf8 = '', leaf_hash_b64 = '', log_vkey = '', text = '' } = vectors?.derived ?? {}
    const { index, proof, checkpoint } = parseTlogProof(text)
    const { size, root } = await openCheckpoint(checkpoint, log_vkey)
    const leafHash = hashLeaf(utf8(entry_utf8))
    expect(toBase64(leafHash)).toBe(leaf_hash_b64)
    checkInclusion(index, size, leafHash, proof, root)
    expect(codeOf(() => checkInclusion(index + 1, size, leafHash, proof, root))).toBe('proof_invalid')
  })
})
