import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { claimFigures } from '../../../worker/domain/response/claims.ts'
import { figuresOf, rateOf, rollUp } from '../../../worker/domain/response/figures.ts'
import type { ListedQuestion } from '../../../worker/domain/response/listed.ts'
import type { Obligation } from '../../../worker/domain/response/obligations.ts'

const one: Obligation = {
  what: 'question',
  above: false,
  record: 'que-0000000001',
  department: 'dep-a',
  profile: 'ogi',
  received: '2026-03-02',
  due: '2026-03-30',
  ended: '2026-03-20',
  twice: '2026-04-29',
  open: false,
  assessable: true,
  extended: false,
  moreTime: null,
  declined: false,
  abandoned: false,
  dropped: false,
  claims: [],
  withheld: false,
  rating: null,
  turns: [],
}
const period = { from: '2026-01-01', to: '2026-12-31', asOf: '2026-06-01' }
const figures = (all: readonly Obligation[], of = period) => figuresOf(all, of, chinaWorkingDays)
const times = (n: number, change: Partial<Obligation> = {}): Obligation[] =>
  Array.from({ length: n }, () => ({ ...one, ...change }))

describe('figures of answers', () => {
  it('count what was due and there, by its last day', () => {
    const late = { ended: '2026-04-10' }
    const never = { ended: null, open: true }
    expect(figures([...times(6), ...times(3, late), ...times(1, never)])).toMatchObject({
      received: 10,
      due: 10,
      inTime: { hits: 6, of: 10, share: 0.6 },
      answered: { hits: 9, of: 10, share: 0.9 },
      days: { median: 14, p90: 28, n: 9 },
      openOverdue: 1,
    })
  })

  it('have nothing in a denominator that is not due yet, be it there or not', () => {
    const ahead = { due: '2026-06-01' }
    const found = figures([
      ...times(5),
      ...times(5, ahead),
      ...times(5, { ...ahead, ended: null, open: true }),
    ])
    expect([found.received, found.due, found.inTime.of, found.openOverdue]).toEqual([15, 5, 5, 0])
  })

  it('know nothing of what happened after the day for which is asked', () => {
    const { answered, openOverdue } = figures(times(5, { ended: '2026-05-01' }), {
      ...period,
      asOf: '2026-04-15',
    })
    expect([answered.hits, openOverdue]).toEqual([0, 5])
  })

  it('give no share of fewer than five, and say that there are some', () => {
    expect(rateOf(3, 4)).toEqual({ hits: null, of: null, share: null, low: null, high: null, few: true })
    expect(rateOf(0, 0).few).toBe(false)
    expect(figures(times(4)).days).toEqual({ median: null, p90: null, n: 4 })
    const { low, high } = rateOf(5, 5)
    expect([low !== null && low < 0.6, high]).toEqual([true, 1])
  })

  it('keep what cannot be judged apart, and the unrated out of what askers say', () => {
    const found = figures([
      ...times(5, { rating: { solved: 'yes', satisfied: 4 } }),
      ...times(5),
      ...times(2, { assessable: false }),
      ...times(1, { due: null, open: true, ended: null }),
    ])
    expect(found).toMatchObject({
      due: 10,
      rated: { hits: 5, of: 10 },
      solved: { hits: 5, of: 5 },
      satisfaction: { mean: 4, n: 5 },
      notAssessable: 3,
    })
  })

  it('have in the denominator of what was declined the questions alone', () => {
    const found = figures([...times(5, { declined: true }), ...times(20, { what: 'milestone' })])
    expect(found).toMatchObject({ received: 25, declined: { hits: 5, of: 5 }, withheld: { hits: 0, of: 5 } })
    expect(figures(times(20, { what: 'milestone' })).declined).toMatchObject({ of: null, few: false })
  })

  it('leave out what its asker dropped in time, and call late what was dropped afterwards', () => {
    const found = figures([
      ...times(5),
      ...times(7, { dropped: true, abandoned: true }),
      ...times(3, { dropped: true, ended: '2026-04-10' }),
    ])
    expect(found).toMatchObject({
      received: 15,
      due: 8,
      inTime: { hits: 5, of: 8 },
      answered: { hits: 5, of: 8 },
      abandoned: { hits: 7, of: 15 },
      declined: { hits: 0, of: 15 },
      rated: { of: 5 },
      openOverdue: 0,
    })
  })

  it('say of each fact how many claim it, and of those checked by the day how many were denied', () => {
    const claim = (denied: boolean | null, on: string | null) => ({
      claims: [{ fact: 'danger' as const, denied, on }],
    })
    const all = [
      ...times(3, claim(true, '2026-03-03')),
      ...times(2, claim(false, '2026-03-03')),
      ...times(4, claim(true, '2026-06-02')),
      ...times(1, claim(null, null)),
      ...times(9, { ...claim(true, '2026-03-03'), received: '2025-12-31' }),
      ...times(4, { claims: [{ fact: 'ongoing' as const, denied: true, on: '2026-03-03' }] }),
    ]
    const told = new Map(claimFigures(all, period).map((one) => [one.fact, one]))
    expect(told.get('danger')).toMatchObject({ claimed: 10, denied: { hits: 3, of: 5, share: 0.6 } })
    expect(told.get('ongoing')).toMatchObject({ claimed: 4, denied: { hits: null, of: null, few: true } })
    expect(told.get('vulnerable')).toMatchObject({ claimed: 0, denied: { of: null, few: false } })
    expect(told.size).toBe(7)
  })

  it('hold what lists state apart, each share of those of which it is stated', () => {
    const brought = (n: number, more: Partial<ListedQuestion>): ListedQuestion[] =>
      Array.from({ length: n }, () => ({
        ...{ department: 'dep-a', profile: 'hotline.other', received: '2026-03-02' },
        ...{ solved: 'not_stated', satisfied: 'not_stated', ...more },
      }))
    const listed = [
      ...brought(4, { solved: 'yes', satisfied: 'satisfied' }),
      ...brought(1, { solved: 'partly', satisfied: 'mostly', department: 'dep-b' }),
      ...brought(1, { solved: 'no' }),
      ...brought(1, { satisfied: 'dissatisfied' }),
      ...brought(3, {}),
      ...brought(9, { received: '2025-12-31', solved: 'yes' }),
      ...brought(9, { received: '2026-06-02', solved: 'yes' }),
    ]
    const parents = new Map([
      ['dep-a', null],
      ['dep-b', 'dep-a'],
    ])
    const rows = rollUp(times(6), 'department', period, { calendar: chinaWorkingDays, parents }, listed)
    expect(rows.map(({ key, own }) => [key, own.received, own.listed.received])).toEqual([
      ['dep-a', 6, 9],
      ['dep-b', 0, 1],
    ])
    expect(rows[0]?.whole).toMatchObject({
      rated: { hits: 0, of: 6 },
      listed: {
        received: 10,
        rated: { hits: 7, of: 10 },
        solved: { hits: 4, of: 6 },
        satisfied: { hits: 5, of: 6 },
      },
    })
    expect(rows[1]?.own.listed.solved).toEqual({ ...rateOf(0, 1), few: true })
    const [kind] = rollUp([], 'kind', period, { calendar: chinaWorkingDays, parents }, listed)
    expect([kind?.key, kind?.own.listed.received]).toEqual(['question', 10])
  })

  it('of a parent hold each case below it once, however the tree is, and whatever is in it', () => {
    const departments = ['dep-a', 'dep-b', 'dep-c', 'dep-d']
    const tree = fc.record(
      Object.fromEntries(departments.map((id) => [id, fc.constantFrom(null, ...departments)])),
    )
    const held = fc.array(fc.constantFrom(null, ...departments), { maxLength: 40 })
    fc.assert(
      fc.property(tree, held, (above, owners) => {
        const parents = new Map<string, string | null>(Object.entries(above) as [string, string | null][])
        const all = owners.map((department, i) => ({
          ...one,
          department,
          ended: ['2026-03-20', '2026-04-10', null][i % 3] ?? null,
          open: i % 3 === 2,
        }))
        const rows = rollUp(all, 'department', period, { calendar: chinaWorkingDays, parents })
        expect(rows.reduce((sum, { own }) => sum + own.received, 0)).toBe(all.length)
        for (const { key, own, whole } of rows) {
          if (whole === null || key === null) continue
          const isBelow = (id: string | null): boolean => {
            const seen = new Set<string>()
            for (let at = id; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
              if (at === key) return true
              seen.add(at)
            }
            return false
          }
          expect(whole).toEqual(figures(all.filter(({ department }) => isBelow(department))))
          expect(whole.received).toBeGreaterThanOrEqual(own.received)
        }
      }),
    )
  })
})
