/** The digests of the checking page as a file: in the ledger once, by whoever serves it, and never in one that has not begun. */
import { describe, expect, it } from 'vitest'
import { LEDGER } from '../../../worker/domain/kinds/ledger/ledger.ts'
import type { Services } from '../../../worker/services/services.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'
import { signerNamed } from '../../support/ledger/signers.ts'

const files = (zh: string, en: string) => ({ zh: zh.repeat(64), en: en.repeat(64) })

const begin = ({ acts }: Services) =>
  acts.open({ actor: OPERATOR, approver: SECOND }, 'department', null, { code: 'water', name: '水务局' })

async function published({ reading }: Services): Promise<unknown> {
  const state = (await reading.record(LEDGER))?.state
  return state?.kind === 'ledger' ? state.checkers.map(({ zh, en }) => ({ zh, en })) : null
}

describe('the checking pages of a ledger', () => {
  it('are published when they change, and by one of two processes that start at once', async () => {
    const database = await freshDatabase()
    const { services } = await freshLedger(database)
    const { services: beside } = await freshLedger(database, 9)
    expect(await services.checkers.publish(files('a', 'b'))).toBeNull()
    expect(await published(services)).toBeNull()
    await begin(services)
    const both = await Promise.all([services, beside].map((one) => one.checkers.publish(files('a', 'b'))))
    expect(both.filter((one) => one !== null)).toHaveLength(1)
    expect(await services.checkers.publish(files('a', 'b'))).toBeNull()
    expect(await services.checkers.publish(null)).toBeNull()
    await services.checkers.publish(files('a', 'c'))
    // Back to an earlier program: that is news as well.
    await services.checkers.publish(files('a', 'b'))
    expect(await published(services)).toEqual([files('a', 'b'), files('a', 'c'), files('a', 'b')])
  })

  it('are digests, and nothing else', async () => {
    const { services } = await freshLedger(await freshDatabase())
    await begin(services)
    await expect(services.checkers.publish(files('A', 'b'))).rejects.toMatchObject({ code: 'invalid' })
    expect(await published(services)).toBeNull()
  })

  it('are not entered where nothing is recorded any more', async () => {
    const { services } = await freshLedger(await freshDatabase())
    await begin(services)
    const { verifierKey } = await signerNamed('next.example/log')
    await services.succession.close(verifierKey, null)
    expect(services.log.ended).not.toBeNull()
    expect(await services.checkers.publish(files('a', 'b'))).toBeNull()
  })
})
