/** Rotation of the key of a ledger: announced by an entry, signed with both, retired, and followed from the first key. */
import { describe, expect, it } from 'vitest'
import { judgeEvidence } from '../../../worker/domain/proof/judge.ts'
import { followKeys, parseKeyHistory } from '../../../worker/domain/proof/keys.ts'
import { utf8 } from '../../../worker/ledger/bytes.ts'
import { openCheckpoint, openCheckpointOf } from '../../../worker/ledger/checkpoint.ts'
import { openCheckpointUnder } from '../../../worker/ledger/keys.ts'
import type { Signer } from '../../../worker/ledger/signer.ts'
import type { Services } from '../../../worker/services/services.ts'
import type { Database } from '../../../worker/store/database.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND, testSigner } from '../../support/ledger/ledger.ts'
import { signerNamed } from '../../support/ledger/signers.ts'

const call = { actor: OPERATOR, approver: SECOND }
const ORIGIN = 'ledger.example/log'

/** The same ledger as a process sees it that holds these keys. */
async function holding(database: Database, first: Signer, ...later: Signer[]): Promise<Services> {
  const { services } = await freshLedger(database, 3, first, later)
  await services.log.snapshot()
  return services
}

async function keysOf(...fills: number[]): Promise<Signer[]> {
  return Promise.all(fills.map((fill) => testSigner(ORIGIN, fill)))
}

const note = async ({ log }: Services): Promise<string> => (await log.snapshot()).checkpoint()
const enter = ({ acts }: Services, code: string) =>
  acts.open(call, 'department', null, { code: `x${code}`, name: `${code}局` })
const settled = ({ ledger }: Services) => ledger.follower.flush()

describe('a ledger that changes its key', () => {
  it('is followed from the first key to the third, by what it serves alone', async () => {
    const [one, two, three] = (await keysOf(1, 2, 3)) as [Signer, Signer, Signer]
    const database = await freshDatabase()
    const services = await holding(database, one, two, three)
    await enter(services, 'a')
    const before = await note(services)
    const old = (await services.evidenceFiles.of('dep-xa')) ?? ''
    await services.ledgerKeys.announce(two.verifierKey)
    // From its announcement on, both sign; who knows either can open it.
    const both = await note(services)
    for (const { verifierKey } of [one, two]) expect((await openCheckpoint(both, verifierKey)).size).toBe(3)
    await expect(openCheckpointOf(before, [two.verifierKey])).rejects.toMatchObject({
      code: 'signature_invalid',
    })
    await settled(services)
    await services.ledgerKeys.retire(one.verifierKey, 'rotation', null)
    const after = await note(services)
    await expect(openCheckpoint(after, one.verifierKey)).rejects.toMatchObject({ code: 'signature_invalid' })
    await enter(services, 'b')
    const stolen = (await services.evidenceFiles.of('dep-xa')) ?? ''
    await services.ledgerKeys.announce(three.verifierKey)
    await settled(services)
    await enter(services, 'c')
    await settled(services)
    await services.ledgerKeys.retire(two.verifierKey, 'compromise', '2026-03-01')
    await enter(services, 'd')

    const history = parseKeyHistory(await services.ledgerKeys.history())
    for (const { verifierKey } of [one, two, three]) {
      const keys = await followKeys([verifierKey], history, history.checkpoint)
      const opened = await openCheckpointUnder(history.checkpoint, keys)
      expect(opened.vkey).toBe(three.verifierKey)
      expect(opened.checkpoint.size).toBe((await services.log.snapshot()).size)
    }
    const keys = await followKeys([one.verifierKey], history, history.checkpoint)
    expect(keys.map(({ vkey, retired }) => [vkey, retired !== null])).toEqual([
      [one.verifierKey, true],
      [two.verifierKey, true],
      [three.verifierKey, false],
    ])
    // Old checkpoints stay what they were.
    expect((await openCheckpointUnder(before, keys)).vkey).toBe(one.verifierKey)
    expect(await services.log.checkpointAt(1)).toBe(before)
    expect(services.log.verifierKey).toBe(three.verifierKey)
    expect((await services.ledgerKeys.state())?.keys[1]).toMatchObject({
      reason: 'compromise',
      lostFrom: '2026-03-01',
    })

    // A file of before the first change opens for whoever has the key of today and the history, and says so; one of the
    // key that may be in other hands does not.
    const text = await services.ledgerKeys.history()
    const judge = (of: string, by: string) => judgeEvidence(utf8(of), `${by}\n${text}`, 0)
    expect(await judge(old, three.verifierKey)).toMatchObject({
      is: 'holds',
      former: true,
      vkey: one.verifierKey,
    })
    expect(await judgeEvidence(utf8(old), three.verifierKey, 0)).toMatchObject({ is: 'signature' })
    expect(await judge(old, one.verifierKey)).toMatchObject({ is: 'holds', former: false })
    expect(await judge(stolen, three.verifierKey)).toMatchObject({ is: 'signature' })
    expect(await judge(old, two.verifierKey.replace('ledger', 'other'))).toMatchObject({ is: 'trust' })

    // A stranger's key leads nowhere, and a chain without its bridge does not either.
    const { verifierKey: strange } = await signerNamed(ORIGIN)
    const lost = await followKeys([strange], history, history.checkpoint)
    await expect(openCheckpointUnder(history.checkpoint, lost)).rejects.toMatchObject({
      code: 'signature_invalid',
    })
    const cut = await followKeys([one.verifierKey], { ...history, bridges: [] }, history.checkpoint)
    await expect(openCheckpointUnder(history.checkpoint, cut)).rejects.toMatchObject({
      code: 'signature_invalid',
    })
    const [first, second] = history.bridges
    const crossed = { ...history, bridges: [second, first].filter((bridge) => bridge !== undefined) }
    expect(await followKeys([one.verifierKey], crossed, history.checkpoint)).toHaveLength(1)
  })

  it('stops a process that holds the retired key alone, and no other', async () => {
    const [one, two] = (await keysOf(1, 2)) as [Signer, Signer]
    const database = await freshDatabase()
    const services = await holding(database, one, two)
    const left = await holding(database, one)
    await enter(services, 'a')
    await services.ledgerKeys.announce(two.verifierKey)
    await enter(left, 'b')
    // The newest checkpoint is that of a process that was not started again: not yet.
    await expect(left.ledgerKeys.retire(one.verifierKey, 'rotation', null)).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await enter(services, 'c')
    await services.ledgerKeys.retire(one.verifierKey, 'rotation', null)
    await expect(enter(left, 'd')).rejects.toMatchObject({ code: 'ledger_frozen' })
    expect((await left.log.snapshot()).frozen?.code).toBe('key_retired')
    // What was signed is still shown.
    expect((await left.log.published()).size).toBeGreaterThan(0)
    await enter(services, 'e')
    expect((await services.log.snapshot()).frozen).toBeNull()
  })

  it('refuses what would leave readers behind', async () => {
    const [one, two, three] = (await keysOf(1, 2, 3)) as [Signer, Signer, Signer]
    const services = await holding(await freshDatabase(), one, two, three)
    const { ledgerKeys } = services
    const code = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: { code: string }) => error.code,
      )
    await enter(services, 'a')
    expect(await code(ledgerKeys.retire(one.verifierKey, 'rotation', null))).toBe('not_allowed')
    expect(await code(ledgerKeys.announce(one.verifierKey))).toBe('unchanged')
    expect(await code(ledgerKeys.announce('ledger.example/log+00000000+AA'))).toBe('not_found')
    await ledgerKeys.announce(two.verifierKey)
    expect(await code(ledgerKeys.announce(two.verifierKey))).toBe('unchanged')
    expect(await code(ledgerKeys.announce(three.verifierKey))).toBe('conflict')
    expect(await code(ledgerKeys.retire(three.verifierKey, 'rotation', null))).toBe('not_found')
    expect(await code(ledgerKeys.retire(one.verifierKey, 'rotation', '2026-01-01'))).toBe('invalid')
    expect(await code(ledgerKeys.retire(one.verifierKey, 'compromise', '2999-01-01'))).toBe('invalid')
    const told = services.erasures.erase(call, 1, {
      ground: 'court_order',
      authority: '法院 1 号',
      reason: '个人信息',
    })
    expect(await code(told)).toBe('not_allowed')
  })
})
