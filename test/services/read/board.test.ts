import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { plusDays } from '../../../worker/intake/register/scalars.ts'
import { boardViews, SOON_DAYS } from '../../../worker/services/read/reading.ts'
import { freshLedger, OPERATOR, SECOND } from '../../support/ledger/ledger.ts'

const dates = (today: string): string[] => [
  today,
  today.slice(0, 7),
  today.slice(0, 4),
  ...[-400, -91, -90, -1, 1, 29, 30, 31, 500].flatMap((days) => plusDays(today, days) ?? []),
]

describe('the board', () => {
  it('counts what the dates of each milestone say, in the database as in the domain', async () => {
    const { services } = await freshLedger()
    const call = { actor: OPERATOR, approver: SECOND }
    await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
    const near = dates(services.reading.today())
    const some = fc.record({
      due: fc.option(fc.constantFrom(...near), { nil: undefined }),
      to: fc.option(fc.constantFrom(...near), { nil: undefined }),
      done: fc.option(
        fc.constantFrom(...near.filter((day) => day.length === 10 && day <= services.reading.today())),
        {
          nil: undefined,
        },
      ),
      cancelled: fc.boolean(),
      area: fc.constantFrom(null, '东城', '西城'),
    })
    for (const { due, to, done, cancelled, area } of fc.sample(some, { numRuns: 120, seed: 5 })) {
      const opened = await services.acts.open(call, 'milestone', 'dep-x1', {
        title: '节点',
        ...(area === null ? {} : { area }),
        ...(due === undefined ? {} : { currentDue: due }),
      })
      const id = opened.records[0]?.id ?? ''
      if (to !== undefined && to !== due)
        await services.acts.act(call, 'milestone', 'rescheduled', id, { to })
      if (done !== undefined)
        await services.acts.act(call, 'milestone', 'claimed', id, {
          metAt: done,
          evidence: [{ title: '佐证' }],
        })
      else if (cancelled) await services.acts.act(call, 'milestone', 'cancelled', id, { reason: '取消' })
    }
    const today = services.reading.today()
    const { items } = await services.reading.records({ kind: 'milestone', limit: 500 })
    const derived = items.flatMap(({ state }) =>
      state.kind === 'milestone' ? [derive(state, today, { soon: SOON_DAYS })] : [],
    )
    const count = (...wanted: string[]): number =>
      derived.filter(({ status }) => wanted.includes(status)).length
    const { counts } = await services.reading.boardCounts({})
    expect(counts).toEqual({
      all: 120,
      overdue: count('overdue', 'long_overdue'),
      due_soon: count('due_soon'),
      slipped: counts?.slipped,
      done: count('done_late', 'done_on_time', 'done_early', 'done_undated'),
      done_late: count('done_late'),
      done_on_time: count('done_on_time'),
      done_early: count('done_early'),
      undated: count('no_date'),
      kept: counts?.kept,
      not_due: counts?.not_due,
    })
    // Statuses are counted apart from dates, areas apart from all: each number is that of its list.
    const { department, area, type } = await services.reading.boardCounts({}, true)
    for (const view of boardViews) {
      const { total } = await services.reading.board({ view, limit: 1 })
      const rows = [department, area, type].map((some) => some.map((one) => one.counts[view]))
      expect([view, counts?.[view], ...rows]).toEqual([view, total, [total], expect.anything(), [total]])
      for (const { value, counts: ofArea } of area)
        if (value !== null)
          expect((await services.reading.board({ view, area: value, limit: 1 })).total).toBe(ofArea[view])
      expect(area.reduce((sum, one) => sum + one.counts[view], 0)).toBe(total)
    }
    expect(new Set(area.map(({ value }) => value))).toEqual(new Set(['东城', '西城', null]))
    expect(Math.min(...Object.values(counts ?? {}))).toBeGreaterThan(0)
  })

  it('pages through a view without gaps or repeats', async () => {
    const { services } = await freshLedger()
    const call = { actor: OPERATOR, approver: SECOND }
    await services.acts.open(call, 'department', null, { code: 'x1', name: '某局' })
    for (let i = 0; i < 25; i++)
      await services.acts.open(call, 'milestone', 'dep-x1', { title: `节点 ${i}`, currentDue: '2020-01-01' })
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await services.reading.board({ view: 'overdue', limit: 10, cursor })
      seen.push(...page.items.map(({ id }) => id))
      if (page.next === null) break
      cursor = page.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([25, 25])
  })
})
