/** Forms in which a record is asked for: the other script, its id, the number of a document. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Services } from '../../../worker/services/services.ts'
import { indexRecords } from '../../../worker/store/search/indexer.ts'
import { freshLedger } from '../../support/ledger/ledger.ts'
import { call } from '../../support/ledger/tracked.ts'

let services: Services
let [simple, old] = ['', '']

const found = async (q: string): Promise<string[]> =>
  (await services.reading.search({ q })).items.map(({ record }) => record.id)

beforeAll(async () => {
  const fresh = await freshLedger()
  services = fresh.services
  await services.acts.open(call, 'department', null, { code: 'seat', name: '秘书处' })
  const open = async (title: string, more: object = {}): Promise<string> => {
    const fields = { title, class: 'ordinary', noResponsibility: '无', ...more }
    return (await services.acts.open(call, 'decision', 'dep-seat', fields)).records[0]?.id ?? ''
  }
  simple = await open('营业执照核发办法')
  old = await open('營業執照補發須知', { documents: [{ title: '附件', docNumber: '明政办〔2025〕17号' }] })
  await indexRecords(fresh.ledger.database, (await services.log.snapshot()).size)
})

describe('search', () => {
  it.each(['营业执照', '營業執照'])('finds both scripts of Chinese by %s', async (q) => {
    expect((await found(q)).sort()).toEqual([simple, old].sort())
  })

  it('counts the kinds of what is found with the first page as it does behind it, and for one kind', async () => {
    const { reading } = services
    // The second way, by pairs of characters, finds the department as well.
    for (const q of ['营业执照', '秘书处营业', '没有的词']) {
      const first = await reading.search({ q, limit: 1 })
      const of = await reading.search({ q, kind: 'decision', limit: 1 })
      expect([first.total, of.kinds]).toEqual([
        first.kinds.reduce((sum, { count }) => sum + count, 0),
        first.kinds,
      ])
      expect(of.total).toBe(first.kinds.find(({ value }) => value === 'decision')?.count ?? 0)
      if (first.next === null) continue
      const second = await reading.search({ q, limit: 1, cursor: first.next })
      expect([second.total, second.kinds]).toEqual([first.total, first.kinds])
    }
  })

  it('finds a record by its id, and by the number of a document', async () => {
    expect(await found(simple)).toEqual([simple])
    expect(await found('明政办〔2025〕17号')).toEqual([old])
  })
})
