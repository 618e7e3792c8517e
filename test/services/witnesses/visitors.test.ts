/** A checkpoint that a reader kept, handed in: what the ledger answers, and what it does. */
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '../../../worker/ledger/bytes.ts'
import { openCheckpoint, signCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { checkConsistency } from '../../../worker/ledger/proof.ts'
import { freshLedger, OPERATOR, SECOND, testSigner } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }

async function ledgerOf(items: number) {
  const { services } = await freshLedger()
  await services.acts.open(call, 'department', null, { code: 'water', name: '市水务局' })
  for (let n = 0; n < items; n++)
    await services.acts.open(call, 'responsibility', 'dep-water', { name: `取水许可 ${n}`, type: 'licence' })
  return services
}

describe('a checkpoint that a reader kept', () => {
  it('is answered with a proof that the ledger grew out of it', async () => {
    const { log, visitors, acts } = await ledgerOf(3)
    const kept = await (await log.snapshot()).checkpoint()
    expect(await visitors.compare(kept)).toMatchObject({ is: 'same', proof: [] })
    await acts.open(call, 'responsibility', 'dep-water', { name: '河道巡查', type: 'inspection' })
    const answer = await visitors.compare(kept)
    expect(answer.is).toBe('grew')
    const [seen, given] = await Promise.all(
      [answer.seen, answer.given].map((note) => openCheckpoint(note, log.verifierKey)),
    )
    if (seen === undefined || given === undefined) throw new Error('two notes')
    checkConsistency(answer.from, answer.to, answer.proof.map(fromBase64), seen.root, given.root)
  })

  it('of another history is answered with both signed notes', async () => {
    const [one, other] = [await ledgerOf(2), await ledgerOf(4)]
    const key = await testSigner()
    const note = await signCheckpoint({ origin: key.name, size: 3, root: new Uint8Array(32).fill(9) }, key)
    for (const { visitors, log } of [one, other]) {
      const answer = await visitors.compare(note)
      expect(answer).toMatchObject({ is: 'differs', seen: note })
      expect(await openCheckpoint(answer.given, log.verifierKey)).toBeDefined()
    }
  })

  it('that is beyond the ledger freezes it, for good', async () => {
    const { log, visitors, ledger } = await ledgerOf(2)
    const key = await testSigner()
    const note = await signCheckpoint({ origin: key.name, size: 99, root: new Uint8Array(32).fill(9) }, key)
    expect(await visitors.compare(note)).toMatchObject({ is: 'ahead', from: 99 })
    expect((await log.snapshot()).frozen?.code).toBe('witness_ahead')
    expect((await ledger.committer.end.recheck())?.code).toBe('witness_ahead')
    // What was signed before is served all the same.
    expect(await visitors.compare(note)).toMatchObject({ is: 'ahead', from: 99 })
  })

  it('of anybody else is refused, and freezes nothing', async () => {
    const { log, visitors } = await ledgerOf(1)
    const key = await testSigner(log.origin, 8)
    const forged = await signCheckpoint({ origin: key.name, size: 99, root: new Uint8Array(32) }, key)
    const own = await (await log.snapshot()).checkpoint()
    const bad = [
      forged,
      '',
      'x',
      own.replace('\n2\n', '\n3\n'),
      own.slice(0, -3),
      own.slice(0, own.indexOf('\n\n') + 2),
    ]
    for (const note of bad) await expect(visitors.compare(note)).rejects.toMatchObject({ code: 'invalid' })
    expect((await log.snapshot()).frozen).toBeNull()
  })
})
