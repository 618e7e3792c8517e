import { describe, expect, it } from 'vitest'
import { digestBody } from '../../worker/ledger/body.ts'
import { fromBase64, toBase64, utf8 } from '../../worker/ledger/bytes.ts'
import { signCheckpoint } from '../../worker/ledger/checkpoint.ts'
import { hashLeaf } from '../../worker/ledger/merkle.ts'
import { checkReceipt, formatReceipt, parseReceipt, type Receipt } from '../../worker/ledger/receipt.ts'
import { verifyEntry } from '../../worker/ledger/verify.ts'
import { codeOf, codeOfPromise } from '../support/ledger/ledger-error.ts'
import { signerNamed } from '../support/ledger/signers.ts'
import { entryAt, SmallLedger } from '../support/ledger/small-ledger.ts'

const ledger = new SmallLedger(21)
const index = 13
const { envelope, leaf, salt, content } = entryAt(index)
const good = {
  index,
  leaf,
  salt,
  content,
  proof: ledger.tree.inclusion(index, 21),
  checkpoint: ledger.head(),
}

describe('one entry', () => {
  it('holds, with content and without', () => {
    expect(verifyEntry(good)).toEqual({ envelope, leafHash: hashLeaf(leaf), bodyChecked: true })
    expect(verifyEntry({ ...good, salt: null, content: null }).bodyChecked).toBe(false)
    expect(verifyEntry({ ...good, salt: undefined, content: undefined }).bodyChecked).toBe(false)
  })

  it.each<[string, Partial<Parameters<typeof verifyEntry>[0]>, string]>([
    ['leaf', { leaf: entryAt(12).leaf }, 'body_invalid'],
    ['leaf without content', { leaf: entryAt(12).leaf, salt: null, content: null }, 'proof_invalid'],
    ['leaf that is none', { leaf: utf8('{}') }, 'malformed_leaf'],
    ['leaf that is not canonical', { leaf: utf8(JSON.stringify(envelope)) }, 'not_canonical'],
    ['content', { content: '{"name":"事项 14"}' }, 'body_invalid'],
    ['salt', { salt: new Uint8Array(32) }, 'body_invalid'],
    ['salt without content', { content: null }, 'body_invalid'],
    ['content without salt', { salt: null }, 'body_invalid'],
    ['index', { index: 12 }, 'proof_invalid'],
    ['index past the end', { index: 21 }, 'proof_invalid'],
    ['index that is none', { index: -1 }, 'out_of_range'],
    ['proof', { proof: good.proof.slice(1) }, 'proof_invalid'],
    ['checkpoint', { checkpoint: ledger.head(20) }, 'proof_invalid'],
  ])('names what is wrong: %s', (_, change, code) => {
    expect(codeOf(() => verifyEntry({ ...good, ...change }))).toBe(code)
  })

  it('content must be canonical even when its digest is right', () => {
    const loose = '{ "name": "x" }'
    const forged = entryAt(index, { body: toBase64(digestBody(salt, loose)) })
    expect(codeOf(() => verifyEntry({ ...good, leaf: forged.leaf, content: loose }))).toBe('not_canonical')
  })
})

describe('receipt', async () => {
  const signer = await signerNamed('ledger.example.org')
  const head = ledger.head()
  const note = await signCheckpoint({ origin: 'ledger.example.org', ...head }, signer)
  const parts = { index, leafHash: hashLeaf(leaf), proof: good.proof, checkpoint: note, ...head }
  const receipt = formatReceipt(parts)

  it('comes back from JSON and holds', async () => {
    const sent: Receipt = JSON.parse(JSON.stringify(receipt))
    expect(parseReceipt(sent)).toEqual(parts)
    expect(await checkReceipt(leaf, sent, signer.verifierKey)).toEqual({
      origin: 'ledger.example.org',
      ...head,
    })
  })

  it.each<[string, object, string]>([
    ['index', { index: 12 }, 'proof_invalid'],
    ['size', { size: 20 }, 'proof_invalid'],
    ['size and root', { size: 20, root: toBase64(ledger.tree.root(20)) }, 'proof_invalid'],
    ['root', { root: toBase64(new Uint8Array(32)) }, 'proof_invalid'],
    ['leaf hash', { leafHash: toBase64(new Uint8Array(32)) }, 'proof_invalid'],
    ['proof', { proof: receipt.proof.slice(1) }, 'proof_invalid'],
    ['proof that is no list', { proof: '' }, 'malformed_proof'],
    ['proof of numbers', { proof: [1] }, 'malformed_proof'],
    ['proof that is not base64', { proof: ['A'] }, 'malformed_proof'],
    ['index as text', { index: '13' }, 'malformed_proof'],
    ['no checkpoint', { checkpoint: undefined }, 'malformed_proof'],
    ['checkpoint', { checkpoint: note.replace('\n21\n', '\n22\n') }, 'signature_invalid'],
    ['checkpoint that is no note', { checkpoint: 'x' }, 'malformed_note'],
  ])('does not hold with another %s', async (_, change, code) => {
    const changed = { ...receipt, ...change } as Receipt
    expect(await codeOfPromise(checkReceipt(leaf, changed, signer.verifierKey))).toBe(code)
  })

  it('is for one leaf and one ledger', async () => {
    const other = await signerNamed('other.example.org')
    expect(await codeOfPromise(checkReceipt(entryAt(12).leaf, receipt, signer.verifierKey))).toBe(
      'proof_invalid',
    )
    expect(await codeOfPromise(checkReceipt(leaf, receipt, other.verifierKey))).toBe('signature_invalid')
    for (const none of [null, 1, 'x', []]) expect(codeOf(() => parseReceipt(none))).toBe('malformed_proof')
    expect(fromBase64(receipt.leafHash)).toEqual(hashLeaf(leaf))
  })
})
