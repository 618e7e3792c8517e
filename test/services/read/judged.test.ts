import { describe, expect, it } from 'vitest'
import { judgedOn } from '../../../worker/domain/record/entered/judged.ts'
import { dueItems } from '../../../worker/services/export/due.ts'
import { readDeliveries } from '../../../worker/store/records/judged.ts'
import { freshLedger, OPERATOR } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }

/** A ledger of one register, last delivered in 2012, and of one milestone that was logged here. */
async function twoKinds() {
  const { services } = await freshLedger()
  await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
  const plan = async (title: string, due: string, more: object = {}) =>
    (await services.acts.open(call, 'milestone', 'dep-x1', { title, currentDue: due, ...more })).records[0]
      ?.id ?? ''
  const source = { source: { mapping: 'works', asOf: '2012-06-30' } }
  return {
    services,
    late: await plan('逾期的', '2012-03-01', source),
    after: await plan('交付之后到期的', '2013-03-01', source),
    own: await plan('本地的', '2013-03-01'),
  }
}

describe('a record of a register', () => {
  it('is judged as of the last delivery of its register, one that was logged here as of today', async () => {
    const { services, late, after, own } = await twoKinds()
    const { reading } = services
    const today = reading.today()
    const judged = Object.fromEntries(
      (await reading.recordsById([late, after, own])).map((one) => [one.id, one.judged]),
    )
    expect(judged).toEqual({ [late]: '2012-06-30', [after]: '2012-06-30', [own]: today })
    const board = await reading.board({ view: 'overdue' })
    expect(board.items.map(({ id }) => id).sort()).toEqual([late, own].sort())
    expect((await reading.boardCounts({})).counts?.overdue).toBe(2)
    expect((await reading.boardCounts({})).deliveries).toEqual([{ register: 'works', asOf: '2012-06-30' }])
    const due = await dueItems(reading, {})
    expect(due.map(({ record, asOf }) => [record.id, asOf]).sort()).toEqual(
      [
        [late, '2012-06-30'],
        [own, null],
      ].sort(),
    )
  })

  it('is judged by a later report of its own, which says nothing of the others', async () => {
    const { services, late, after } = await twoKinds()
    await services.acts.act(call, 'milestone', 'reported', after, { asOf: '2014-01-01', progress: 20 })
    const views = await services.reading.recordsById([late, after])
    const judged = new Map(views.map((one) => [one.id, one.judged]))
    expect([judged.get(late), judged.get(after)]).toEqual(['2012-06-30', '2014-01-01'])
    expect((await services.reading.board({ view: 'overdue' })).items.map(({ id }) => id)).toContain(after)
  })

  it('is judged in the database as in the domain', async () => {
    const { services, late, after, own } = await twoKinds()
    const { ledger, reading } = services
    const deliveries = await readDeliveries(ledger.database)
    for (const record of await reading.recordsById([late, after, own]))
      expect(record.judged).toBe(
        judgedOn(record.state, reading.today(), (register) => deliveries.get(register) ?? null),
      )
  })
})

describe('what follows from the days of a term', () => {
  it('is computed for the day: in office, not yet, and no more', async () => {
    const { services } = await freshLedger()
    await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
    const list = async (more: object) =>
      (await services.acts.open(call, 'membership', 'dep-x1', { member: '甲', role: '局长', ...more }))
        .records[0]?.id ?? ''
    const [gone, here, coming] = [
      await list({ from: '2001-01-01', to: '2004-07-06' }),
      await list({ from: '2001-01-01' }),
      await list({ from: '2999-01-01' }),
    ]
    const ended = async (status: string) =>
      (await services.reading.records({ kind: 'membership', status })).items.map(({ id }) => id)
    expect([await ended('ended'), await ended('in_force'), await ended('upcoming')]).toEqual([
      [gone],
      [here],
      [coming],
    ])
    const facets = await services.reading.choices({ kind: 'membership' })
    expect(Object.fromEntries(facets.status.map(({ value, count }) => [value, count]))).toEqual({
      ended: 1,
      in_force: 1,
      upcoming: 1,
    })
    expect((await services.reading.record(gone))?.status).toBe('ended')
  })
})
