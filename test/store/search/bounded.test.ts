/** Words that very many records hold: the newest are put in order, and those that bear them in their titles; it is said. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Services } from '../../../worker/services/services.ts'
import { type SearchFound, searchRecords } from '../../../worker/store/search/query.ts'
import { freshLedger, OPERATOR } from '../../support/ledger/ledger.ts'

const call = { actor: OPERATOR }
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

  it('looks at all for a kind, an organ or a type, and where there are no more than it puts in order', async () => {
    for (const filter of [{ kind: 'responsibility' }, { department: 'dep-water' }, { type: 'licence' }]) {
      const found = await search('河道采砂', filter)
      expect([found.bounded, found.total]).toEqual([false, 22])
    }
    const whole = await search('河道采砂', {}, null, 11)
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
})
