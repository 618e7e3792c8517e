import { describe, expect, it } from 'vitest'
import { chinaWorkingDays as chinaCalendar } from '../../../worker/domain/calendar/china.ts'
import { clockOf } from '../../../worker/domain/clock/clock.ts'
import { createClocks } from '../../../worker/domain/clock/clocks.ts'
import { clockStands, explained } from '../../../worker/domain/todo/explained.ts'
import { byPressing, standsBy, type Todo } from '../../../worker/domain/todo/todo.ts'
import type { TodoWhat } from '../../../worker/domain/todo/words.ts'

const TODAY = '2026-03-11'

const todo = (what: TodoWhat, id: string, due: string | null, more: Partial<Todo> = {}): Todo => ({
  ...{ what, id, kind: null, title: id, department: null, acts: [], due, points: 0, since: '2026-03-01' },
  ...{ stands: standsBy(due ?? TODAY, TODAY), why: { zh: '', en: '' } },
  ...more,
})

describe('the order of what is to be done', () => {
  it('is danger, lateness, nearness, who waits, what has time, and what others do', () => {
    const list = [
      todo('waits', 'other', null),
      todo('progress', 'far', '2026-04-30'),
      todo('approve', 'waiting-new', null, { since: '2026-03-09' }),
      todo('approve', 'waiting-old', null, { since: '2026-03-02' }),
      // Three working days on: the weekend between them does not count.
      todo('answer', 'near', '2026-03-16'),
      todo('answer', 'not-near', '2026-03-17'),
      todo('progress', 'late', '2026-03-10'),
      todo('progress', 'long-late', '2026-01-10'),
      todo('danger', 'danger', '2026-03-31'),
    ]
    expect(byPressing(list, TODAY, chinaCalendar).map(({ id }) => id)).toEqual([
      ...['danger', 'long-late', 'late', 'near', 'waiting-old', 'waiting-new', 'not-near', 'far', 'other'],
    ])
  })

  it('is by points on one day, and by id where nothing else tells them apart', () => {
    const same = '2026-03-12'
    const list = [
      todo('deal', 'b', same, { points: 3 }),
      todo('deal', 'c', same, { points: 9 }),
      todo('deal', 'a', same, { points: 3 }),
    ]
    expect(byPressing(list, TODAY, chinaCalendar).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(byPressing(list.toReversed(), TODAY, chinaCalendar).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })
})

describe('a last day in one sentence', () => {
  it('says how many days are left, or by how many it is late', () => {
    expect(standsBy('2026-03-08', TODAY)).toEqual({ zh: '逾期 3 天', en: '3 days late' })
    expect(standsBy(TODAY, TODAY)).toEqual({ zh: '今天到期', en: 'Due today' })
    expect(standsBy('2026-03-12', TODAY)).toEqual({ zh: '还剩 1 天', en: '1 day left' })
  })

  it('says how the day was counted, with the days that were passed over', () => {
    const profile = createClocks().profile('ogi', '2026-03-02')
    const clock = clockOf(profile, { start: '2026-03-02' }, chinaCalendar, TODAY)
    const rest = clock.lines.filter(({ kind }) => kind === 'holiday').length
    expect(explained(clock, profile).zh).toBe(
      `${clock.due} 到期：2026-03-02 起算，已用 7，共 20 个工作日，跳过 ${rest} 个休息日`,
    )
    expect(clockStands(clock, profile).zh).toBe('还剩 13 个工作日')
    const late = clockOf(profile, { start: '2026-01-05' }, chinaCalendar, TODAY)
    expect(clockStands(late, profile).zh).toBe(`逾期 ${late.over} 个工作日`)
    const beyond = { ...clock, due: null, left: null, over: null, lacks: 'beyond_calendar' as const }
    expect(clockStands(beyond, profile)).toEqual({ zh: '到期日待定', en: 'Last day not known yet' })
    expect(explained(beyond, profile).zh).toBe(`${clock.start} 起算：超出节假日安排已公布的范围，暂无法计算`)
    expect(explained(late, profile).zh).not.toContain('已用')
  })
})
