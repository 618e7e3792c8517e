/** Whom a printed name means: the one record that was so called on that day, or nobody. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meantBy } from '../../../worker/domain/record/names/naming.ts'
import type { Services } from '../../../worker/services/services.ts'
import { meant, namedAs, namedIn } from '../../../worker/store/records/names/meant.ts'
import { freshLedger } from '../../support/ledger/ledger.ts'
import { call } from '../../support/ledger/tracked.ts'

async function department({ acts }: Services, code: string, fields: object): Promise<string> {
  const opened = await acts.open(call, 'department', null, { code, ...fields })
  return opened.records[0]?.id ?? ''
}

async function decided({ acts }: Services, decisionOrgan: string, on: string | null): Promise<string> {
  const opened = await acts.open(call, 'decision', 'dep-seat', {
    title: `事项 ${decisionOrgan} ${on}`,
    class: 'ordinary',
    noResponsibility: '无',
    decisionOrgan,
    proposedAt: '2020-01-05',
  })
  const id = opened.records[0]?.id ?? ''
  if (on !== null) await acts.act(call, 'decision', 'decided', id, { outcome: 'adopted', decidedAt: on })
  return id
}

/** The organ that the record names, and the organs whose list of decisions it stands on. */
async function organOf({ reading }: Services, id: string, organs: readonly string[]) {
  const record = await reading.record(id)
  const listed = await Promise.all(
    organs.map(async (organ) => {
      const { items } = await reading.records({ kind: 'decision', organ })
      const line = items.find((one) => one.id === id)
      return line === undefined ? [] : [organ, ...line.named.map((one) => one.id)]
    }),
  )
  return { named: record?.named.map((one) => one.id) ?? null, listed: listed.flat() }
}

describe('the name of an organ', () => {
  it('means the organ that was so called on the day of the decision, in either language', async () => {
    const { services } = await freshLedger()
    await department(services, 'seat', { name: '秘书处' })
    const water = await department(services, 'water', { name: '水利局', nameEn: 'Water Works' })
    await services.acts.act({ ...call, occurred: '2024-03-01' }, 'department', 'renamed', water, {
      name: '水务局',
      nameEn: 'Water Bureau',
    })
    const one = async (organ: string, on: string | null) =>
      (await organOf(services, await decided(services, organ, on), [water])).named
    expect(await one('水利局', '2024-02-28')).toEqual([water])
    expect(await one('水利局', '2024-03-02')).toEqual([])
    expect(await one('水务局', '2024-02-28')).toEqual([])
    expect(await one('水务局', '2024-03-02')).toEqual([water])
    expect(await one('WATER  bureau', '2024-03-02')).toEqual([water])
    expect(await one('Water Works', '2023')).toEqual([water])
    expect(await one('水务局办公室', '2024-03-02')).toEqual([])
    // Nothing is decided yet: it is asked for the day on which it was proposed.
    expect(await one('水利局', null)).toEqual([water])
  })

  it('means nobody while several were so called, in pages and in lists alike', async () => {
    const { services } = await freshLedger()
    await department(services, 'seat', { name: '秘书处' })
    const [first, second] = [
      await department(services, 'old', { name: '规划局', inForceTo: '2021-06-30' }),
      await department(services, 'new', { name: '规划局', inForceFrom: '2021-01-01' }),
    ]
    const on = async (day: string) =>
      organOf(services, await decided(services, '规划局', day), [first, second])
    expect(await on('2020-05-05')).toEqual({ named: [first], listed: [first, first] })
    expect(await on('2021-03-01')).toEqual({ named: [], listed: [] })
    expect(await on('2022-05-05')).toEqual({ named: [second], listed: [second, second] })
  })

  it('is looked up when it is read: an organ may be registered, corrected or annulled afterwards', async () => {
    const { services } = await freshLedger()
    await department(services, 'seat', { name: '秘书处' })
    const id = await decided(services, '林业局', '2024-05-05')
    const wood = await department(services, 'wood', { name: '林业局' })
    expect(await organOf(services, id, [wood])).toEqual({ named: [wood], listed: [wood, wood] })
    await services.acts.act(call, 'department', 'annulled', wood, { reason: '误录' })
    expect(await organOf(services, id, [wood])).toEqual({ named: [], listed: [] })
  })
})

describe('the tables of names', () => {
  it('answer as the function of the domain does, whatever is called what, when and where', async () => {
    const { ledger, services } = await freshLedger()
    for (const code of ['seat', 'xx', 'yy', 'zz']) await department(services, code, { name: code })
    const by = await decided(services, 'whoever', null)
    const { client } = ledger.database
    const key = fc.constantFrom('a', 'b')
    const register = fc.constantFrom('', 'one', 'two')
    const day = fc.integer({ min: 1, max: 6 })
    const called = fc.record({
      id: fc.constantFrom('dep-xx', 'dep-yy', 'dep-zz'),
      key,
      scope: register,
      begins: day,
      ends: day,
    })
    const naming = fc.record({ key, day, register })
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(called, { selector: (one) => JSON.stringify(one) }),
        naming,
        async (names, one) => {
          const rows = names.map(({ id, ...own }) => [id, own.key, own.begins, own.ends, own.scope])
          const ids = ['dep-xx', 'dep-yy', 'dep-zz', by]
          await client.batch(
            [
              'DELETE FROM called',
              'DELETE FROM naming',
              {
                sql: 'UPDATE record SET register = ? WHERE id = ?',
                args: [one.register === '' ? null : one.register, by],
              },
              { sql: "INSERT INTO naming VALUES (?, 'organ', ?, ?)", args: [by, one.key, one.day] },
              ...rows.map((args) => ({ sql: 'INSERT INTO called VALUES (?, ?, ?, ?, ?)', args })),
            ],
            'write',
          )
          const found = await client.execute({
            sql: `SELECT ${meant()} FROM record WHERE id = ?`,
            args: [by],
          })
          const wanted = meantBy(one, names, one.register === '' ? null : one.register)
          expect(namedIn(found.rows[0]?.named).map(({ id }) => id)).toEqual(wanted === null ? [] : [wanted])
          for (const id of ids) {
            const listed = await client.execute({
              sql: `SELECT id FROM record WHERE ${namedAs('organ')}`,
              args: [id],
            })
            expect(listed.rows.length).toBe(id === wanted ? 1 : 0)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
