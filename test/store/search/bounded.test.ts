/** Words that very many records hold: the newest are put in order, and those that bear them in their titles; it is said. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Services } from '../../../worker/services/services.ts'
import { redoIndex, startRedoing } from '../../../worker/store/search/indexer.ts'
import { type SearchFilter, type SearchFound, searchRecords } from '../../../worker/store/search/query.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR, approver: SECOND }
const MOST = 5
const PAGE = 3

describe('a search for words that very many records hold', () => {
  let services: Services
  let titled: string
  let oldest: string

  const search = (q: string, filter = {}, after: Parameters<typeof searchRecords>[4] = null, most = MOST) =>
    searchRecords(services.ledger.database, q, filter, PAGE, after, most)

  /** Every page of a search, and what the first said. */
  async function pagesOf(q: string, between = async (): Promise<void> => undefined) {
    const first = await search(q)
    const ids = first.records.map(({ id }) => id)
    for (let page: SearchFound = first; page.next !== null; ) {
      await between()
      page = await search(q, {}, { way: page.way, place: page.next })
      ids.push(...page.records.map(({ id }) => id))
      expect([page.bounded, page.total]).toEqual([true, first.total])
    }
    return { first, ids }
  }

  const add = async (name: string, remark: string): Promise<string> =>
    (await services.acts.open(call, 'responsibility', 'dep-water', { name, type: 'licence', remark }))
      .records[0]?.id ?? ''

  beforeAll(async () => {
    ;({ services } = await freshLedger())
    await services.acts.open(call, 'department', null, { code: 'water', name: '水务局' })
    titled = await add('河道采砂许可', '没有别的')
    oldest = await add('最早的一项', '河道采砂的规定没有写明')
    for (let i = 0; i < 20; i++) await add(`事项 ${i}`, `河道采砂的规定没有写明 ${i}`)
    await services.ledger.follower.flush()
  })

  it('finds one that bears them in its title first, however old, and says that it did not look at all', async () => {
    const { first, ids } = await pagesOf('河道采砂')
    expect([first.bounded, first.total, first.way]).toEqual([true, MOST + 1, 'whole'])
    expect(first.kinds).toEqual([{ value: 'responsibility', count: MOST + 1 }])
    expect(ids[0]).toBe(titled)
    expect([ids.length, new Set(ids).size]).toEqual([MOST + 1, MOST + 1])
    expect(ids).not.toContain(oldest)
  })

  it('does so for a title that is roughly remembered', async () => {
    const { first, ids } = await pagesOf('河道采砂没有这个词')
    expect([first.bounded, first.way, ids[0]]).toEqual([true, 'near', titled])
  })

  it('looks at all where there are no more than it puts in order', async () => {
    const whole = await search('河道采砂', {}, null, 22)
    expect([whole.bounded, whole.total]).toEqual([false, 22])
    expect((await search('最早的一项')).bounded).toBe(false)
  })

  it('shows each once while others are recorded between one page and the next', async () => {
    let n = 0
    const { ids } = await pagesOf('河道采砂', async () => {
      await add(`后来的 ${n}`, `河道采砂的规定没有写明，后来 ${n}`)
      n += 1
      await services.ledger.follower.flush()
    })
    expect(n).toBeGreaterThan(0)
    expect([ids.length, new Set(ids).size]).toEqual([MOST + 1, MOST + 1])
  })

  describe('narrowed by what a record is', () => {
    let other: string

    beforeAll(async () => {
      const { database } = services.ledger
      await services.acts.open(call, 'department', null, { code: 'river-2', name: '河道局' })
      const opened = await services.acts.open(call, 'responsibility', 'dep-river-2', {
        ...{ name: '别局的一项', type: 'penalty', remark: '河道采砂的规定没有写明' },
      })
      other = opened.records[0]?.id ?? ''
      for (let i = 0; i < 2 * MOST; i++) await add(`更新的 ${i}`, `河道采砂的规定没有写明 ${i}`)
      for (let i = 0; i <= 2 * MOST; i++)
        await services.acts.open(call, 'milestone', 'dep-water', {
          ...{ title: `河道采砂整治 ${i}`, currentDue: '2026-09-01' },
        })
      await services.ledger.follower.flush()
      while (await redoIndex(database));
    })

    const NARROWED: [SearchFilter, (id: string) => boolean][] = [
      [{ department: 'dep-river-2' }, (id) => id === other],
      [{ type: 'penalty' }, (id) => id === other],
      [{ type: 'penalty', kind: 'responsibility' }, (id) => id === other],
      [{ kind: 'responsibility' }, (id) => id.startsWith('res-')],
      [{ kind: 'milestone' }, (id) => id.startsWith('mil-')],
    ]

    it.each(NARROWED)('finds those of %j among many that are newer', async (filter, isMeant) => {
      const found = await search('河道采砂', filter)
      expect(found.records.length).toBeGreaterThan(0)
      expect(found.records.map(({ id }) => id).filter((id) => !isMeant(id))).toEqual([])
      expect(found.total).toBeLessThanOrEqual(2 * MOST)
    })

    it('tells of each kind, and of the one that is asked for as many as it put in order', async () => {
      const found = await search('河道采砂', { kind: 'responsibility' })
      expect(found.kinds.find(({ value }) => value === 'responsibility')?.count).toBe(found.total)
      expect([found.bounded, found.kinds.map(({ value }) => value).sort()]).toEqual([
        true,
        ['milestone', 'responsibility'],
      ])
    })

    it('goes by the words alone while the index is made anew, and says that it did not look at all', async () => {
      const { database } = services.ledger
      await startRedoing(database)
      const found = await search('河道采砂', { department: 'dep-river-2' })
      expect([found.bounded, found.total]).toEqual([true, 0])
      while (await redoIndex(database));
      expect((await search('河道采砂', { department: 'dep-river-2' })).total).toBe(1)
    })

    it('looks for what was annulled among that alone', async () => {
      await services.acts.act(call, 'responsibility', 'annulled', other, { reason: '误登' })
      await services.ledger.follower.flush()
      const found = await search('河道采砂', { annulled: 'yes' })
      expect(found.records.map(({ id }) => id)).toEqual([other])
      expect(found.bounded).toBe(false)
    })
  })

  it('looks for a single character in names, in either script, and for a single digit as a word', async () => {
    await add('第 3 号井的许可', '井的期限没有写明')
    await services.ledger.follower.flush()
    const named = (await search('井')).records.map(({ title }) => title)
    expect(named).toEqual(['第 3 号井的许可'])
    expect((await search('號 井')).records.map(({ title }) => title)).toEqual(named)
    expect((await search('3 井')).records.map(({ title }) => title)).toEqual(named)
    expect((await search('限')).total).toBe(0)
  })
})
