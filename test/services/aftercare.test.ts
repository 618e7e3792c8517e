import { describe, expect, it } from 'vitest'
import { allOf, createAftercare } from '../../worker/services/aftercare.ts'
import { freshLedger } from '../support/ledger/ledger.ts'

describe('what is done one after the other', () => {
  it('is done to its end whatever fails, and each failure is told', async () => {
    const done: number[] = []
    const step =
      (n: number, fails = false) =>
      async () => {
        done.push(n)
        if (fails) throw new Error(`step ${n}`)
      }
    await allOf([step(1), step(2)])
    await expect(allOf([step(3, true), step(4)])).rejects.toThrow(/^step 3$/)
    await expect(allOf([step(5, true), step(6), step(7, true), step(8)])).rejects.toThrow(
      /^Error: step 5; Error: step 7$/,
    )
    expect(done).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('of a ledger goes on where documents cannot be swept', async () => {
    const { services, ledger } = await freshLedger()
    const { client } = ledger.database
    const { rows } = await client.execute("SELECT sql FROM sqlite_master WHERE name = 'document'")
    await client.execute('DROP TABLE document')
    await client.execute('UPDATE at_rest SET entries = 0')
    await expect(services.tend()).rejects.toThrow('document')
    expect((await client.execute('SELECT entries FROM at_rest')).rows[0]?.entries).toBeNull()
    await client.execute(String(rows[0]?.sql))
    await services.tend()
  })
})

describe('what an erasure leaves to be done', () => {
  it('begins with the pages of the database, and is owed until all of it is done', async () => {
    const did: string[] = []
    let fails = true
    const aftercare = createAftercare(
      {
        database: {
          ...(await freshLedger()).ledger.database,
          scrub: async () => did.push('scrubbed') > 0,
        },
      },
      {
        async sweep() {
          if (fails) throw new Error('no room')
          did.push('swept')
        },
      },
    )
    await expect(aftercare.settle()).rejects.toThrow('no room')
    expect(did).toEqual(['scrubbed'])
    fails = false
    await aftercare.settle()
    await aftercare.settle()
    expect(did).toEqual(['scrubbed', 'scrubbed', 'swept'])
  })
})
