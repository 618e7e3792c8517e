/** Figures of entries: corrections and late recording, each with the list behind it, kept by triggers as a count gives. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gapDays } from '../../../web/text/gap.ts'
import { entryTables } from '../../../worker/domain/figures/entered.ts'
import { entriesBehind } from '../../../worker/domain/figures/figures.ts'
import { events } from '../../../worker/domain/kinds/labels.ts'
import { noteOf } from '../../../worker/domain/record/entered/notes.ts'
import { type Machine, openMachine } from '../../../worker/machine/machine.ts'
import { LOCAL_OPERATOR } from '../../../worker/services/roles.ts'
import type { Services } from '../../../worker/services/services.ts'
import { textOf } from '../../../worker/store/database.ts'
import {
  countEntriesMiscounted,
  readNoted,
  recountEntries,
  UNCOUNTED,
} from '../../../worker/store/lists/entries.ts'
import { demoFolder } from '../../support/city/demo-folder.ts'
import { explained, wholeReads } from '../../support/ledger/explained.ts'
import { SECOND } from '../../support/ledger/ledger.ts'

const WATER = 'dep-mc-water'
let machine: Machine
let services: Services

beforeAll(async () => {
  machine = await openMachine({ dataDir: await demoFolder(), followDelay: 0 })
  services = machine.services
  const { acts } = services
  const call = (occurred: string) => ({ actor: LOCAL_OPERATOR, approver: SECOND, occurred })
  const open = async (occurred: string) => {
    const { records } = await acts.open(call(occurred), 'milestone', WATER, {
      title: '节点',
      currentDue: '2026-12-01',
    })
    return records[0]?.id ?? ''
  }
  const today = services.reading.today()
  await open('2020')
  await open('2020-02')
  const mistaken = await open(today)
  await acts.act(call(today), 'milestone', 'annulled', mistaken, { reason: '误登' })
  await acts.act(call(today), 'milestone', 'reinstated', mistaken, { reason: '没有误登' })
})
afterAll(() => machine.close())

const scopes = [{}, { from: '2020-06', to: '2026-12-31' }, { department: WATER }, { to: '2020' }]
const asked = (['year', 'department'] as const).flatMap((by) => scopes.map((scope) => [by, scope] as const))

describe('a figure of entries', () => {
  it.each(asked)('by %s of %j is the total and the length of the list behind it', async (by, given) => {
    const { entries, scope } = await services.reading.figures({ by, ...given })
    expect(entries.map(({ table }) => table)).toEqual(entryTables)
    for (const { table, rows, all } of entries)
      for (const { key, counts } of [...rows, { ...all, key: undefined }])
        for (const [at, measure] of table.measures.entries()) {
          const query = entriesBehind(measure, scope, by, key)
          if (query === null) continue
          const { total, items } = await services.reading.entries({ ...query, limit: 500 })
          expect([table.name, key, measure.name, counts[at], counts[at]]).toEqual([
            ...[table.name, key, measure.name],
            ...[total, items.length],
          ])
        }
  })

  it('is of what entries say: corrected, annulled and put back by their event, late by its own time', async () => {
    for (const { measures, name } of entryTables)
      for (const { filter } of measures) {
        const { told } = filter
        if (told === undefined) continue
        const { items } = await services.reading.entries({ told, limit: 500 })
        expect([name, told, items.length > 0]).toEqual([name, told, true])
        for (const { envelope } of items)
          if (told === 'late')
            expect(gapDays(envelope.occurred, envelope.recorded, 'UTC')).toBeGreaterThanOrEqual(5)
          else expect(noteOf(envelope.kind)).toBe(told)
      }
  })

  it('goes on from page to page, and is refused without what is noted', async () => {
    const all = await services.reading.entries({ told: 'late', limit: 500 })
    const first = await services.reading.entries({ told: 'late', limit: 2 })
    const second = await services.reading.entries({ told: 'late', limit: 2, cursor: first.next ?? '' })
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4))
    await expect(services.reading.entries({ department: WATER })).rejects.toMatchObject({
      code: 'invalid',
      field: 'department',
    })
    await expect(services.reading.entries({ told: 'late', from: '2026', to: '2024' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('what is kept of entries', () => {
  it('is what a count gives, and a wrong number is noticed and put right', async () => {
    const { database } = services.ledger
    expect(await countEntriesMiscounted(database)).toBe(0)
    await database.client.execute(
      'UPDATE entry_tally SET n = n + 1 WHERE rowid = (SELECT min(rowid) FROM entry_tally)',
    )
    await database.client.execute('DELETE FROM entry_note WHERE rowid = (SELECT min(rowid) FROM entry_note)')
    expect(await countEntriesMiscounted(database)).toBeGreaterThan(1)
    await database.client.batch(recountEntries(), 'write')
    expect(await countEntriesMiscounted(database)).toBe(0)
  })

  it('follows a record that turns out to have been delivered', async () => {
    const { database } = services.ledger
    const { items } = await services.reading.entries({ told: 'late', limit: 1 })
    const id = items[0]?.envelope.record ?? ''
    const before = await services.reading.entries({ told: 'late', limit: 1 })
    for (const register of ["'r'", 'NULL']) {
      await database.client.execute({
        sql: `UPDATE record SET register = ${register} WHERE id = ?`,
        args: [id],
      })
      const now = await services.reading.entries({ told: 'late', limit: 1 })
      expect(now.total < before.total).toBe(register !== 'NULL')
      expect(await countEntriesMiscounted(database)).toBe(0)
    }
  })

  it('tells the same of every event as the words of this code, and leaves out what is no news', async () => {
    const { database } = services.ledger
    const { rows } = await database.client.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_told'")
    const told = /(CASE substr\(e\.kind.+?''\) END) AS told/s.exec(textOf(rows[0]?.sql))?.[1]
    const found = await database.client.execute({
      sql: `SELECT e.value AS kind, ${told?.replaceAll('e.kind', 'e.value')} AS told FROM json_each(?) e`,
      args: [JSON.stringify(Object.keys(events))],
    })
    expect(found.rows.map((row) => [row.kind, row.told])).toEqual(
      Object.keys(events).map((event) => [event, noteOf(event) ?? '']),
    )
    const triggers = await database.client.execute(
      "SELECT sql FROM sqlite_master WHERE name LIKE 'entry_tally_%' AND type = 'trigger'",
    )
    expect(triggers.rows).toHaveLength(4)
    for (const { sql } of triggers.rows) {
      const list = /NOT IN \(([^)]+)\)/.exec(textOf(sql))?.[1]?.replaceAll("'", '').split(', ')
      expect(list?.sort()).toEqual([...UNCOUNTED].sort())
    }
  })

  it('is read through its indexes', async () => {
    const { database, plans } = explained(services.ledger.database)
    const query = { told: 'late', from: '2020', to: '2026' } as const
    for (const department of [null, WATER]) await readNoted(database, { ...query, department }, 1000, 20)
    expect(plans.size).toBe(2)
    expect(wholeReads(plans)).toEqual([])
    // What is found is put in order at the end: a page of it.
    for (const plan of plans.values())
      expect(plan.slice(0, plan.indexOf('SCAN w')).join()).not.toContain('TEMP B-TREE')
  })
})
