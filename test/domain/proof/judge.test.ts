import { beforeAll, describe, expect, it } from 'vitest'
import { type Evidence, formatEvidence } from '../../../worker/domain/proof/evidence.ts'
import { type Judgement, judgeEvidence } from '../../../worker/domain/proof/judge.ts'
import { utf8 } from '../../../worker/ledger/bytes.ts'
import { signCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { signerNamed } from '../../support/ledger/signers.ts'
import { SmallLedger } from '../../support/ledger/small-ledger.ts'

const ledger = new SmallLedger(40)
const TIME = 1_767_139_200
let evidence: Evidence
let key: string
let strange: string

beforeAll(async () => {
  const signer = await signerNamed('ledger.example/log')
  key = signer.verifierKey
  strange = (await signerNamed('other.example/log')).verifierKey
  evidence = {
    record: 'res-3',
    checkpoint: await signCheckpoint({ origin: signer.name, size: 40, root: ledger.head().root }, signer),
    policy: `log ${key}\nquorum none\n`,
    entries: [3, 13, 23, 33].map((index) => {
      const entry = ledger.entries[index]
      if (entry === undefined) throw new Error('no such entry')
      const { leaf, salt, content } = entry
      return { index, leaf, salt, content, proof: ledger.tree.inclusion(index, 40) }
    }),
    erasures: [],
    keys: null,
    catalogue: null,
  }
})

const judge = (change: Partial<Evidence>, trusted: string): Promise<Judgement> =>
  judgeEvidence(utf8(formatEvidence({ ...evidence, ...change })), trusted, TIME)

describe('the judgement of an evidence file', () => {
  it('holds under a key or a policy from outside, and says what was checked', async () => {
    for (const trusted of [key, ` ${key}\n`, `log ${key}\nquorum none\n`])
      expect(await judge({}, trusted)).toMatchObject({ is: 'holds', record: 'res-3', size: 40, vkey: key })
  })

  it('never holds under what the file itself brings along', async () => {
    expect(await judge({}, '')).toMatchObject({ is: 'itself', record: 'res-3' })
    expect(await judge({}, ' \n')).toMatchObject({ is: 'itself' })
    const asking = `log ${key}\nwitness w ${(await signerNamed('w.example')).verifierKey}\nquorum w\n`
    expect(await judge({ policy: asking }, '')).toMatchObject({ is: 'short' })
  })

  it('names the part that does not hold', async () => {
    const [first] = evidence.entries
    if (first === undefined) throw new Error('no entry')
    const cases: [Partial<Evidence>, string, Partial<Judgement>][] = [
      [{}, strange, { is: 'signature' }],
      [{ entries: [{ ...first, index: 4 }] }, key, { is: 'entry', index: 4, part: 'inclusion' }],
      [{ entries: [{ ...first, content: '{}' }] }, key, { is: 'entry', part: 'body' }],
      [{ entries: [] }, key, { is: 'file' }],
      [{ policy: 'nonsense' }, '', { is: 'file' }],
      [{}, 'nonsense', { is: 'trust' }],
      [{}, 'log nonsense\nquorum none\n', { is: 'trust' }],
    ]
    for (const [change, trusted, expected] of cases)
      expect(await judge(change, trusted)).toMatchObject(expected)
    expect(await judgeEvidence(utf8('{}'), key, TIME)).toMatchObject({ is: 'file', record: null })
  })
})
