import { describe, expect, it } from 'vitest'
import { listOrder } from '../../../worker/store/lists/order.ts'
import { freshDatabase } from '../../support/ledger/ledger.ts'

describe('the orders of a list', () => {
  it.each(
    (['day', 'title'] as const).flatMap((by) => [true, false].map((descending) => [by, descending] as const)),
  )('by %s, descending %s, is read from an index', async (by, descending) => {
    const { client } = await freshDatabase()
    const { key } = listOrder({ by, descending, name: by === 'day' ? 'date' : by })
    const way = descending ? 'DESC' : 'ASC'
    const { rows } = await client.execute(
      `EXPLAIN QUERY PLAN SELECT n FROM (SELECT n, ${key} AS k FROM record WHERE kind = 'decision') ORDER BY k ${way}, n ${way} LIMIT 50`,
    )
    const plan = rows.map(({ detail }) => String(detail)).join('; ')
    expect(plan).toMatch(/USING (COVERING )?INDEX record_(day|day_up|title)/)
    expect(plan).not.toContain('USE TEMP B-TREE')
  })
})
