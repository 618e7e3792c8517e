/** The newest entries of a kind, as its feed tells them: those that stand last in the ledger, found by few records. */
import { describe, expect, it } from 'vitest'
import { kindOfRecord, listedKinds } from '../../../worker/domain/kinds/table.ts'
import { openMachine } from '../../../worker/machine/machine.ts'
import { newestOfKind } from '../../../worker/services/export/newest.ts'
import { envelopeOf, readEntriesFrom } from '../../../worker/store/log/entries.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'

describe('the newest entries of a kind', async () => {
  const { services } = await openMachine({ dataDir: await demoFolder() })
  const { ledger } = services
  const all = (await readEntriesFrom(ledger.database, 0, 100_000)).map((entry) => ({
    index: entry.index,
    kind: kindOfRecord(envelopeOf(entry).record),
  }))

  it.each(listedKinds.map((kind) => [kind] as const))('are those of the ledger: %s', async (kind) => {
    const own = all.filter((entry) => entry.kind === kind).map(({ index }) => index)
    for (const limit of [1, 3, 50, 1000])
      expect((await newestOfKind(ledger, kind, limit)).map(({ index }) => index)).toEqual(
        own.slice(-limit).reverse(),
      )
  })

  it('are found by the records that changed last, and by no look through all', async () => {
    const sqls: string[] = []
    const { client } = ledger.database
    const database = {
      client: {
        ...client,
        execute: (statement: Parameters<typeof client.execute>[0]) => {
          if (typeof statement !== 'string') sqls.push(statement.sql)
          return client.execute(statement)
        },
      },
    }
    await newestOfKind({ database }, 'milestone', 50)
    const { rows } = await client.execute({
      sql: `EXPLAIN QUERY PLAN ${sqls[0]}`,
      args: ['milestone', 50, 50],
    })
    const plan = rows.map(({ detail }) => String(detail)).join('\n')
    expect(plan).toContain('record_changed (kind=?)')
    expect(plan).not.toMatch(/SCAN (?:entry|record)/)
  })
})
