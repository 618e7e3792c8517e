import { describe, expect, it } from 'vitest'
import { countsAs, slipRows, standWords } from '../../../web/components/chart/milestones.ts'
import { axisOf } from '../../../web/text/axis.ts'
import { agendaOf, weekdayOf, weeksOf } from '../../../web/text/month.ts'
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { dayNumber } from '../../../worker/domain/record/date.ts'
import { freshLedger } from '../../support/ledger/ledger.ts'
import { call, registerDepartments } from '../../support/ledger/tracked.ts'

describe('the axis of the slip chart', () => {
  const axis = (...days: string[]) => axisOf(days.map(dayNumber))

  it('names months, quarters or years, and never more than five', () => {
    expect(axis('2026-01-10', '2026-04-20').ticks.map(({ name }) => name)).toEqual([
      '2026-02',
      '2026-03',
      '2026-04',
    ])
    expect(axis('2023-05-01', '2027-02-01').ticks.map(({ name }) => name)).toEqual([
      '2024',
      '2025',
      '2026',
      '2027',
    ])
    expect(axis('1012-01-01', '2026-01-01').ticks.length).toBeLessThanOrEqual(5)
  })

  it('has room for one day alone, and all days inside', () => {
    const one = axis('2026-03-02')
    expect(one.place(dayNumber('2026-03-02'))).toBe(50)
    const { place } = axis('2020-01-01', '2026-01-01')
    expect([place(dayNumber('2020-01-01')), place(dayNumber('2026-01-01'))]).toEqual([3, 97])
  })
})

describe('a month of the calendar', () => {
  const item = (day: string, until: string | null) => ({ day, until })

  it('says when something ends, and what runs through', () => {
    const { running, days } = agendaOf(
      [item('2026-02-20', '2026-03-22'), item('2026-01-01', '2026-12-31'), item('2026-03-22', null)],
      '2026-03',
    )
    expect(running.map(({ day }) => day)).toEqual(['2026-01-01'])
    expect(days.map(({ day, placed }) => [day, placed.map(({ ends }) => ends)])).toEqual([
      ['2026-03-22', [true, false]],
    ])
  })

  it('has weeks from Monday to Sunday', () => {
    expect(weekdayOf('2026-03-02')).toBe(1)
    expect(weekdayOf('1969-12-28')).toBe(7)
    const weeks = weeksOf('2024-02')
    expect(weeks.length).toBe(5)
    expect(weeks[0]).toEqual([null, null, null, '2024-02-01', '2024-02-02', '2024-02-03', '2024-02-04'])
    expect(weeks.flat().filter((day) => day !== null).length).toBe(29)
  })
})

describe('rows of the slip chart', () => {
  it('show what is done on no known day, or cancelled, as not overdue', async () => {
    const { services } = await freshLedger()
    await registerDepartments(services)
    const plan = async (title: string): Promise<string> =>
      (
        await services.acts.open(call, 'milestone', 'dep-water', {
          title,
          type: 'delivery',
          currentDue: '2025-06-30',
        })
      ).records[0]?.id ?? ''
    await plan('未完')
    const done = await plan('日期不详')
    await services.acts.act(call, 'milestone', 'claimed', done, {
      undated: true,
      evidence: [{ title: '证明' }],
    })
    const cancelled = await plan('取消')
    await services.acts.act(call, 'milestone', 'cancelled', cancelled, { reason: '并入' })
    const { items } = await services.reading.board({})
    expect(slipRows('zh', items).map(({ title, overdue }) => [title, overdue])).toEqual([
      ['未完', true],
      ['日期不详', false],
      ['取消', false],
    ])
    const [first] = items
    if (first?.state.kind !== 'milestone') throw new Error('no milestone')
    expect(standWords('zh', derive(first.state, '2026-03-02'))).toBe('已逾期 245 天')
  })

  it('tell for which day a month counts', () => {
    expect(countsAs('zh', '2026-02', 'last')).toContain('2026-02-28')
    expect(countsAs('en', '2026', 'first')).toContain('2026-01-01')
    expect(countsAs('zh', '2026-02-03', 'last')).toBeNull()
    expect(countsAs('zh', null, 'last')).toBeNull()
  })
})
