/** What a migration puts into states that were derived before a field existed is what a replay gives. */
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../worker/ledger/canonical.ts'
import { readMigrations } from '../../../worker/machine/migrations.ts'
import { statementsOf } from '../../../worker/store/migrate.ts'
import { caseCity } from '../../support/city/case-city.ts'

describe('fields that states of former versions lack', () => {
  it('are filled in as a replay gives them', async () => {
    const { services, flag, inspectors } = await caseCity()
    const [first] = inspectors
    await services.acts.act({ actor: first }, 'flag', 'reopened', flag, { reason: '再看' })
    const { records } = await services.acts.act({ actor: first }, 'flag', 'advised', flag, {
      reason: '成立',
      advice: '补听证',
      due: '2026-06-01',
    })
    const ids = [flag, records[0]?.id ?? '']
    const { client } = services.ledger.database
    const states = async (): Promise<unknown[]> =>
      Promise.all(
        ids.map(async (id) => {
          const { rows } = await client.execute({ sql: 'SELECT state FROM record WHERE id = ?', args: [id] })
          return JSON.parse(String(rows[0]?.state))
        }),
      )
    const [asked, remedy] = await states()
    await client.batch(
      [
        "UPDATE record SET state = json_remove(state, '$.parameters') WHERE kind = 'flag'",
        "UPDATE record SET state = json_remove(state, '$.flag') WHERE kind = 'milestone'",
      ],
      'write',
    )
    expect(await states()).not.toEqual([asked, remedy])
    const filling = (await readMigrations()).find(({ name }) => name.startsWith('0008'))
    await client.batch(statementsOf(filling?.sql ?? ''), 'write')
    const [filled, emptied] = await states()
    expect(canonicalJson(filled as never)).toBe(canonicalJson(asked as never))
    expect(emptied).toEqual({ ...(remedy as object), flag: null })
    await client.batch(statementsOf(filling?.sql ?? ''), 'write')
    expect(await states()).toEqual([filled, emptied])
  })
})
