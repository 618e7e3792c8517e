import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { UnprovenError } from '../../../worker/domain/proof/entry.ts'
import {
  checkEvidence,
  type Evidence,
  formatEvidence,
  parseEvidence,
} from '../../../worker/domain/proof/evidence.ts'
import { signCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { formatCosignature } from '../../../worker/ledger/cosignature.ts'
import { LedgerError } from '../../../worker/ledger/error.ts'
import { type Policy, parsePolicy } from '../../../worker/ledger/policy.ts'
import { signerNamed } from '../../support/ledger/signers.ts'
import { SmallLedger } from '../../support/ledger/small-ledger.ts'

const ledger = new SmallLedger(40)
const TIME = 1_767_139_200
let evidence: Evidence
let text: string
let policy: Policy

/** The evidence of the fourth record of the small ledger, cosigned by two witnesses of three. */
beforeAll(async () => {
  const signer = await signerNamed('ledger.example/log')
  const witnesses = await Promise.all(['a', 'b', 'c'].map((name) => signerNamed(`${name}.example`)))
  const { root } = ledger.head()
  const note = await signCheckpoint({ origin: signer.name, size: 40, root }, signer)
  const signed = note.slice(0, note.indexOf('\n\n') + 1)
  const lines = await Promise.all(
    witnesses.slice(0, 2).map((witness) => formatCosignature(signed, TIME, witness)),
  )
  const named = witnesses.map((witness, i) => `witness ${'abc'[i]} ${witness.verifierKey}`).join('\n')
  const written = `log ${signer.verifierKey}\n${named}\ngroup two 2 a b c\nquorum two\n`
  policy = parsePolicy(written)
  evidence = {
    record: 'res-3',
    checkpoint: note + lines.join(''),
    policy: written,
    entries: [3, 13, 23, 33].map((index) => entryOf(index)),
    erasures: [],
    keys: null,
    catalogue: null,
  }
  text = formatEvidence(evidence)
})

function entryOf(index: number) {
  const entry = ledger.entries[index]
  if (entry === undefined) throw new Error('no such entry')
  const { leaf, salt, content } = entry
  return { index, leaf, salt, content, proof: ledger.tree.inclusion(index, 40) }
}

const outcome = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'holds',
    (error: unknown) => {
      if (error instanceof UnprovenError) return error.part
      if (error instanceof LedgerError) return error.code
      throw error
    },
  )

describe('an evidence file', () => {
  it('comes back and holds, under the policy of the reader', async () => {
    const { vouched, entries } = await checkEvidence(parseEvidence(text), policy, TIME)
    expect(vouched.quorum).toBe(true)
    expect(vouched.witnesses).toEqual([
      { name: 'a', time: TIME },
      { name: 'b', time: TIME },
    ])
    expect(entries.map(({ envelope }) => envelope.seq)).toEqual([1, 2, 3, 4])
    expect(entries[0]?.body).toEqual({ name: '事项 3' })
  })

  it('is JSON with two spaces, closed by the digest of all that stands before it', () => {
    const hostile = '行\n  "a": [\u2028\ud800\\"]'
    const some = evidence.entries.map((one) => ({ ...one, content: hostile }))
    const newest = evidence.entries[0] ?? entryOf(0)
    const kinds: Evidence[] = [
      evidence,
      { ...evidence, record: hostile, entries: some, erasures: some.slice(0, 1) },
      {
        ...evidence,
        entries: [],
        keys: { entries: [], bridges: [] },
        catalogue: { entry: null, bucket: null, uncounted: newest, newest },
      },
    ]
    for (const one of kinds) {
      const written = formatEvidence(one)
      const { digest, ...rest }: { digest: string } = JSON.parse(written)
      expect(written).toBe(`${JSON.stringify({ ...rest, digest }, null, 2)}\n`)
      expect(digest).toBe(createHash('sha256').update(JSON.stringify(rest)).digest('base64'))
    }
  })

  it('does not hold when it is written anew around something else', async () => {
    const check = (change: Partial<Evidence>) =>
      outcome(checkEvidence(parseEvidence(formatEvidence({ ...evidence, ...change })), policy, TIME))
    const [first, second, third, fourth] = evidence.entries
    if (first === undefined || second === undefined || third === undefined || fourth === undefined)
      throw new Error('four entries')
    expect(await check({})).toBe('holds')
    expect(await check({ entries: [] })).toBe('malformed_evidence')
    expect(await check({ entries: [first, third, fourth] })).toBe('leaf')
    expect(await check({ entries: [second, first, third, fourth] })).toBe('leaf')
    expect(await check({ record: 'res-4' })).toBe('leaf')
    expect(await check({ entries: [{ ...first, content: '{"name":"别的"}' }] })).toBe('body')
    expect(await check({ entries: [{ ...first, salt: new Uint8Array(32) }] })).toBe('body')
    expect(await check({ entries: [{ ...first, salt: null, content: null }] })).toBe('erasure')
    expect(await check({ entries: [{ ...first, index: 4 }] })).toBe('inclusion')
    expect(await check({ entries: [{ ...first, leaf: second.leaf }] })).not.toBe('holds')
    expect(await check({ checkpoint: evidence.checkpoint.replace('\n40\n', '\n41\n') })).toBe(
      'signature_invalid',
    )
    expect(await check({ erasures: [entryOf(7)], entries: [{ ...first, salt: null, content: null }] })).toBe(
      'erasure',
    )
  })

  it('counts no cosignature of a time that has not come, and says so', async () => {
    const { vouched } = await checkEvidence(evidence, policy, TIME - 3600)
    expect(vouched.witnesses).toEqual([])
    expect(vouched.quorum).toBe(false)
  })

  it('is not believed on the policy that it carries', async () => {
    const stranger = await signerNamed('other.example/log')
    const other = parsePolicy(`log ${stranger.verifierKey}\nquorum none\n`)
    expect(await outcome(checkEvidence(evidence, other, TIME))).toBe('signature_invalid')
  })
})
