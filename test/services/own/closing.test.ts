/** The end of a ledger counts every entry before it, whoever writes meanwhile. */
import { expect, it } from 'vitest'
import { catalogueOf, LAST_CATALOGUE } from '../../../worker/domain/kinds/catalogue/catalogue.ts'
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
