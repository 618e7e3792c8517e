/** The end of a ledger counts every entry before it, whoever writes meanwhile. */
import { expect, it } from 'vitest'
import { catalogueOf, LAST_CATALOGUE } from '../../../worker/domain/kinds/catalogue/catalogue.ts'
import { createCataloguing } from '../../../worker/services/catalogue/catalogue.ts'
import { createLedgerKeys, type LedgerKeys } from '../../../worker/services/own/keys.ts'
import { createSuccession } from '../../../worker/services/own/succession.ts'
import type { Services } from '../../../worker/services/services.ts'
import type { Database } from '../../../worker/store/database.ts'
import { freshDatabase, freshLedger, OPERATOR, SECOND, testSigner } from '../../support/ledger/ledger.ts'
import { signerNamed } from '../../support/ledger/signers.ts'

const call = { actor: OPERATOR, approver: SECOND }
const enter = ({ acts }: Services, code: string) =>
  acts.open(call, 'department', null, { code, name: `${code}局` })

/** A database in which somebody else writes while a catalogue is kept, so many times. */
function disturbed(database: Database, times: number, disturb: (n: number) => Promise<unknown>): Database {
  let left = times
  const client = new Proxy(database.client, {
    get(target, name) {
      if (name !== 'batch') {
        const member: unknown = Reflect.get(target, name)
        return typeof member === 'function' ? member.bind(target) : member
      }
      return async (...[statements, mode]: Parameters<typeof target.batch>) => {
        const isKeeping = JSON.stringify(statements).includes('catalogue_tile')
        if (isKeeping && left > 0) await disturb(left--)
        return target.batch(statements, mode)
      }
    },
  })
  return { ...database, client }
}

it('counts what others entered while its last catalogue was made, and ends with nothing in between', async () => {
  const database = await freshDatabase()
  const { services: beside } = await freshLedger(database, 9, await testSigner())
  const { services } = await freshLedger(
    disturbed(database, 2, (n) => enter(beside, `road${n}`)),
    1,
    await testSigner(),
  )
  await enter(beside, 'water')
  const { verifierKey } = await signerNamed('next.example/log')
  const { records } = await services.succession.close(verifierKey, null)
  const [last] = records
  expect(last?.id).toBe(LAST_CATALOGUE)
  const { size, records: counted } = catalogueOf(
    (await services.reading.entry(last?.index ?? -1))?.body ?? null,
  )
  expect(size).toBe(last?.index)
  expect(counted).toBeGreaterThanOrEqual(3)
  await expect(enter(beside, 'late')).rejects.toMatchObject({ code: 'ledger_frozen' })
})

it('says what to do where others never stop, and closes nothing', async () => {
  const database = await freshDatabase()
  const { services: beside } = await freshLedger(database, 9, await testSigner())
  const { services } = await freshLedger(
    disturbed(database, 1000, (n) => enter(beside, `road${n}`)),
    1,
    await testSigner(),
  )
  await enter(beside, 'water')
  const { verifierKey } = await signerNamed('next.example/log')
  await expect(services.succession.close(verifierKey, null)).rejects.toMatchObject({
    code: 'conflict',
    words: { en: expect.stringContaining('stop the servers') },
  })
  await enter(beside, 'late')
  expect(services.log.ended).toBeNull()
})

it('tells a failure before anything was counted as what it is, also while others write', async () => {
  const { ledger, services } = await freshLedger(await freshDatabase(), 1, await testSigner())
  await enter(services, 'water')
  const own = createLedgerKeys(ledger, services.log)
  let looks = 0
  const keys: LedgerKeys = {
    ...own,
    async state() {
      if (++looks === 1) return own.state()
      await enter(services, `road${looks}`)
      throw new Error('the disk cannot be read')
    },
  }
  const { close } = createSuccession(ledger, services.log, keys, createCataloguing(ledger, services.log))
  const { verifierKey } = await signerNamed('next.example/log')
  await expect(close(verifierKey, null)).rejects.toThrow('the disk cannot be read')
  expect(looks).toBe(2)
  expect(services.log.ended).toBeNull()
})
