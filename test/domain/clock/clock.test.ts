import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { clockOf } from '../../../worker/domain/clock/clock.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import type { ClockEvents } from '../../../worker/domain/clock/events.ts'
import { type ClockProfile, clockProfile } from '../../../worker/domain/clock/profile.ts'

const on = (id: string): ClockProfile => builtIn.profile(id, '2026-02-10')
const clock = (profile: ClockProfile, events: ClockEvents, today = '2026-02-10') =>
  clockOf(profile, events, chinaWorkingDays, today)
const due = (id: string, events: ClockEvents) => clock(on(id), events).due
const days = (n: number, unit: 'working' | 'calendar' = 'working', more: Partial<ClockProfile> = {}) =>
  clockProfile({ ...on('ogi'), extension: null, unit, limit: n, ...more })

describe('last days on the calendar of the State Council', () => {
  it.each([
    ['2026-02-10', 7, '2026-02-26'],
    ['2026-02-10', 20, '2026-03-16'],
    ['2026-02-10', 40, '2026-04-14'],
    ['2026-09-21', 5, '2026-09-29'],
    ['2026-09-21', 20, '2026-10-26'],
    ['2026-04-27', 15, '2026-05-20'],
  ])('from %s, %i working days end on %s', (start, n, last) => {
    expect(clock(days(n), { start }).due).toBe(last)
  })

  it.each([
    [60, '2026-04-11'],
    [90, '2026-05-11'],
  ])('from 2026-02-10, %i calendar days end on %s', (n, last) => {
    expect(clock(days(n, 'calendar'), { start: '2026-02-10' }).due).toBe(last)
  })

  it('of a request: twenty, forty with an extension, later by what a third party took', () => {
    const start = '2026-02-10'
    const pauses = [{ from: '2026-02-12', to: '2026-03-04', code: 'third_party' }]
    expect(due('ogi', { start })).toBe('2026-03-16')
    expect(due('ogi', { start, extensions: [{ by: 20, on: '2026-03-10' }] })).toBe('2026-04-14')
    expect(due('ogi', { start, pauses })).toBe('2026-03-30')
    expect(due('xf.settle', { start })).toBe('2026-04-11')
    expect(due('xf.settle', { start, extensions: [{ by: 30, on: null }] })).toBe('2026-05-11')
  })

  it('begins again on the day on which what was missing arrives', () => {
    const found = clock(on('ogi'), {
      start: '2026-01-20',
      pauses: [{ from: '2026-01-22', to: '2026-02-10', code: 'completion' }],
      restarts: ['2026-02-10'],
    })
    expect([found.start, found.due]).toEqual(['2026-02-10', '2026-03-16'])
    expect(found.lines.slice(0, 2).map(({ kind, day }) => [kind, day])).toEqual([
      ['start', '2026-01-20'],
      ['restart', '2026-02-10'],
    ])
  })

  it('counts back from a hearing, forward for the least time of a consultation, and by the month', () => {
    expect(due('hearing.papers', { start: '2026-02-10' })).toBe('2026-02-03')
    expect(due('consult.open', { start: '2026-02-10' })).toBe('2026-03-12')
    expect(due('case.rereview', { start: '2025-12-31' })).toBe('2026-02-28')
  })

  it('moves a last day that is not worked where the profile says so, and says it', () => {
    expect(clock(days(60, 'calendar'), { start: '2026-02-10' }).due).toBe('2026-04-11')
    const moved = clock(days(60, 'calendar', { roll: 'next_working_day' }), { start: '2026-02-10' })
    expect(moved.due).toBe('2026-04-13')
    expect(moved.lines.filter(({ kind }) => kind === 'roll').map(({ day }) => day)).toEqual([
      '2026-04-12',
      '2026-04-13',
    ])
  })

  it('gives no last day past the calendar, and the reason instead', () => {
    const found = clock(on('ogi'), { start: '2026-12-10' }, '2026-12-20')
    expect(found).toMatchObject({ due: null, lacks: 'beyond_calendar', state: 'not_assessable' })
    expect(found.lines.at(-1)).toMatchObject({ kind: 'count', day: '2026-12-28', n: 12 })
  })
})

describe('lines', () => {
  it('say of every day why it counts or does not, with its article', () => {
    const { lines } = clock(on('ogi'), {
      start: '2026-02-10',
      pauses: [{ from: '2026-02-24', to: '2026-02-25', code: 'third_party' }],
    })
    const of = (day: string) => lines.filter((one) => one.day === day)
    expect(of('2026-02-10')).toMatchObject([
      { kind: 'start', n: 0, article: { zh: '《政府信息公开条例》第 33 条第 2 款、第 31 条' } },
    ])
    expect(of('2026-02-11')).toMatchObject([{ kind: 'count', n: 1, words: { zh: '第 1 个工作日' } }])
    expect(of('2026-02-14')).toMatchObject([{ kind: 'make_up', n: 4 }])
    expect(of('2026-02-17')).toMatchObject([{ kind: 'holiday', n: 4, words: { zh: '春节，不计' } }])
    expect(of('2026-03-01')).toMatchObject([
      { kind: 'holiday', words: { en: 'Weekend, not counted' }, article: null },
    ])
    expect(of('2026-02-25')).toMatchObject([{ kind: 'pause', article: { zh: expect.stringMatching('33') } }])
    expect(lines.at(-1)).toMatchObject({ kind: 'due', day: '2026-03-17', n: 20 })
    const passed = lines.slice(1, -1).map(({ day }) => day)
    expect(passed).toHaveLength(35)
    expect(new Set(passed).size).toBe(35)
  })

  it('say of an extension that was too late, too long or one too many that it does not count', () => {
    const start = '2026-02-10'
    const extended = (...extensions: { by: number; on: string | null }[]) => {
      const found = clock(on('ogi'), { start, extensions })
      const lines = found.lines.filter(({ kind }) => kind === 'extension')
      return [found.due, ...lines.map(({ n, words }) => `${n} ${words.zh}`)]
    }
    expect(extended({ by: 10, on: '2026-03-17' })).toEqual([
      '2026-03-16',
      '0 延长 10 个工作日，期满后才提出，不计',
    ])
    expect(extended({ by: 30, on: '2026-03-16' })).toEqual([
      '2026-04-14',
      '20 延长 30 个工作日，超过上限的部分不计',
    ])
    const [last, first, second] = extended({ by: 5, on: '2026-03-02' }, { by: 5, on: '2026-03-03' })
    expect([last, first?.slice(0, 2), second]).toEqual([
      '2026-03-23',
      '5 ',
      '0 延长 5 个工作日，不能再延，不计',
    ])
    expect(clock(on('xf.notice'), { start, extensions: [{ by: 5, on: null }] }).due).toBe('2026-02-25')
  })

  it('of a day that was named lead to it, however it was named', () => {
    const found = clock(on('flag.answer'), { start: '2026-02-10', due: '2026-02-15' }, '2026-02-13')
    expect(found).toMatchObject({ due: '2026-02-15', state: 'due_soon', limit: null, left: 1 })
    expect(found.lines.map(({ day, kind, n }) => `${day} ${kind} ${n}`)).toEqual([
      '2026-02-10 start 0',
      '2026-02-11 count 1',
      '2026-02-12 count 2',
      '2026-02-13 count 3',
      '2026-02-14 make_up 4',
      '2026-02-15 holiday 4',
      '2026-02-15 due 4',
    ])
    const beyond = clock(on('flag.answer'), { start: '2026-12-20', due: '2027-01-15' }, '2027-01-16')
    expect(beyond).toMatchObject({ due: '2027-01-15', state: 'overdue', over: null })
    expect(clock(on('milestone.due'), { start: null, due: '2026-02-01' })).toMatchObject({
      due: '2026-02-01',
      state: 'overdue',
      over: 9,
    })
    expect(clock(on('flag.answer'), { start: '2026-02-10' })).toMatchObject({
      due: null,
      lacks: 'not_named',
      state: 'not_assessable',
    })
  })
})

describe('how a clock stands', () => {
  const at = (today: string, events: Partial<ClockEvents> = {}) => {
    const { state, left, over, used } = clock(on('ogi'), { start: '2026-02-10', ...events }, today)
    return [state, left, over, used]
  }

  it.each([
    ['2026-02-09', 'not_started', 21, 0, 0],
    ['2026-02-10', 'running', 20, 0, 0],
    ['2026-03-11', 'running', 3, 0, 17],
    ['2026-03-12', 'due_soon', 2, 0, 18],
    ['2026-03-16', 'due_soon', 0, 0, 20],
    ['2026-03-17', 'overdue', null, 1, 20],
    ['2026-04-14', 'overdue', null, 20, 20],
    ['2026-04-15', 'long_overdue', null, 21, 20],
  ])('on %s it is %s', (today, state, left, over, used) => {
    expect(at(today)).toEqual([state, left, over, used])
  })

  it('is late from the day after the last day, by when it was done', () => {
    expect(at('2026-06-01', { ended: '2026-03-16' })).toEqual(['met', null, 0, 20])
    expect(at('2026-06-01', { ended: '2026-03-17' })).toEqual(['late', null, 1, 20])
  })

  it('is paused while a pause lasts, and never when the last day has passed', () => {
    const pauses = [{ from: '2026-02-12', to: null, code: 'completion' }]
    const paused = clock(on('ogi'), { start: '2026-02-10', pauses }, '2026-02-13')
    expect(paused).toMatchObject({ state: 'paused', due: null, lacks: 'paused', used: 2 })
    expect(paused.lines.at(-1)).toMatchObject({ kind: 'pause', day: '2026-02-13' })
    expect(at('2026-02-13', { pauses, ended: '2026-02-13' })[0]).toBe('met')
    expect(at('2026-03-20', { pauses: [{ from: '2026-03-17', to: null }] })[0]).toBe('overdue')
  })

  it('stands still on grounds of its own alone, and no longer than the law gives for each', () => {
    const stopped = (code: string, today: string) =>
      clock(on('ogi'), { start: '2026-02-10', pauses: [{ from: '2026-02-12', to: null, code }] }, today)
    // A third party has 15 working days (Art. 32): the day after, it is counted on.
    expect(stopped('third_party', '2026-03-10')).toMatchObject({ state: 'paused', due: '2026-04-07' })
    expect(stopped('third_party', '2026-04-08').state).toBe('overdue')
    const strange = stopped('workload', '2026-03-17')
    expect(strange).toMatchObject({ state: 'overdue', due: '2026-03-16' })
    expect(
      strange.lines.some(({ kind, words: { en } }) => kind === 'pause' && en.includes('does not have')),
    ).toBe(true)
  })

  it('of a least time is reached or too short', () => {
    const open = (today: string, ended: string | null) =>
      clock(on('consult.open'), { start: '2026-02-10', ended }, today).state
    expect(open('2026-03-11', null)).toBe('running')
    expect(open('2026-03-12', null)).toBe('reached')
    expect(open('2026-04-01', '2026-03-11')).toBe('short')
    expect(open('2026-04-01', '2026-03-12')).toBe('reached')
  })

  it('has not begun without a start', () => {
    expect(clock(on('ogi'), { start: null })).toMatchObject({ state: 'not_started', due: null, lines: [] })
  })
})
