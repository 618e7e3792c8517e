import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCalendar } from '../../../worker/domain/calendar/calendar.schema.ts'
import { china, chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import type { HolidayCalendar } from '../../../worker/domain/calendar/holiday-calendar.ts'
import { weekdayOf, workingDaysOf } from '../../../worker/domain/calendar/table.ts'
import { dayNumber } from '../../../worker/domain/record/date.ts'
import { Problem } from '../../../worker/domain/record/problem.ts'

const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const within = (from: string, to: string) =>
  fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dayText)

describe('working days in China', () => {
  // From the notices of the General Office of the State Council.
  it.each([
    ['2024-02-04', true, 'Sunday, made up for the Spring Festival of 2024'],
    ['2024-02-09', true, 'the eve of the Spring Festival was a working day in 2024'],
    ['2024-02-12', false, 'Monday within it'],
    ['2024-02-16', false, 'Friday within it'],
    ['2024-02-18', true, 'Sunday, made up'],
    ['2024-02-17', false, 'Saturday within it'],
    ['2025-01-26', true, 'Sunday, made up for the Spring Festival of 2025'],
    ['2025-01-28', false, 'the eve of the Spring Festival is a holiday since 2025'],
    ['2025-02-08', true, 'Saturday, made up'],
    ['2023-09-29', false, 'Friday, Mid-autumn Festival'],
    ['2023-10-07', true, 'Saturday, made up for the National Day of 2023'],
    ['2023-10-08', true, 'Sunday, made up'],
    ['2025-10-08', false, 'Wednesday, eighth day of National Day and Mid-autumn Festival'],
    ['2025-10-11', true, 'Saturday, made up'],
    ['2026-02-14', true, 'Saturday, made up for the Spring Festival of 2026'],
    ['2026-02-23', false, 'Monday, ninth day of the Spring Festival'],
    ['2026-09-20', true, 'Sunday, made up for the National Day of 2026'],
    ['2015-09-03', false, 'Thursday, the seventieth anniversary of the victory'],
    ['2020-01-31', false, 'Friday by which the Spring Festival of 2020 was prolonged'],
    ['2020-02-01', false, 'Saturday that was to be made up, until it was prolonged'],
    ['2019-05-05', true, 'Sunday, made up for Labour Day of 2019'],
    ['2026-11-24', true, 'an ordinary Tuesday'],
    ['2026-11-21', false, 'an ordinary Saturday'],
  ])('%s: %s, %s', (day, works) => {
    expect(chinaWorkingDays.isWorkingDay(day)).toBe(works)
  })

  it('counts across the Spring Festival of 2024 from the day after', () => {
    // 3 February was a Saturday: 4 (made up), 5 to 9, then 18 (made up) and 19.
    expect(chinaWorkingDays.between('2024-02-03', '2024-02-19')).toBe(8)
    expect(chinaWorkingDays.add('2024-02-03', 8)).toBe('2024-02-19')
    expect(chinaWorkingDays.add('2024-02-09', 1)).toBe('2024-02-18')
  })

  it('twenty working days from a request of 20 September 2023 end on 24 October', () => {
    // 21, 22, 25–28 September: 6; 7–13 October, seven days at a stretch: 13; 16–20: 18, 23 and 24: 20.
    expect(chinaWorkingDays.add('2023-09-20', 20)).toBe('2023-10-24')
  })

  it('knows nothing before its first and after its last announced year', () => {
    expect([china.from, china.to]).toEqual(['2004-01-01', '2026-12-28'])
    expect(chinaWorkingDays.isWorkingDay('2003-12-31')).toBeNull()
    expect(chinaWorkingDays.isWorkingDay('2026-12-29')).toBeNull()
    expect(chinaWorkingDays.between('2003-12-30', '2004-01-05')).toBeNull()
    expect(chinaWorkingDays.between('2026-12-25', '2026-12-29')).toBeNull()
    expect(chinaWorkingDays.add('2026-12-25', 1)).toBe('2026-12-28')
    expect(chinaWorkingDays.add('2026-12-25', 2)).toBeNull()
  })

  it('holds every make-up day on a weekend, and no day as both', () => {
    expect(china.makeUpDays.length).toBeGreaterThan(100)
    for (const day of china.makeUpDays) expect([0, 6]).toContain(weekdayOf(dayNumber(day)))
    expect(china.holidays.filter((day) => china.makeUpDays.includes(day))).toEqual([])
  })
})

const anyCalendar: fc.Arbitrary<HolidayCalendar> = fc
  .record({
    weekend: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
    special: fc.uniqueArray(within('2024-01-01', '2024-03-31'), { maxLength: 25 }),
    gap: fc.boolean(),
  })
  .map(({ weekend, special, gap }) => {
    const off = special.filter((day) => !weekend.includes(weekdayOf(dayNumber(day))))
    const makeUpDays = special.filter((day) => weekend.includes(weekdayOf(dayNumber(day))))
    return {
      name: 'x',
      zone: 'Asia/Shanghai',
      from: gap ? '2024-01-05' : '2024-01-01',
      to: '2024-03-31',
      weekend,
      holidays: off,
      makeUpDays,
    }
  })
const day = within('2023-12-25', '2024-04-10')

describe('working days of any calendar', () => {
  it('counts as one who looks at every day', () => {
    fc.assert(
      fc.property(anyCalendar, day, day, (calendar, from, to) => {
        const days = workingDaysOf(calendar)
        let expected: number | null = 0
        for (let n = dayNumber(from) + 1; n <= dayNumber(to); n += 1) {
          const works = days.isWorkingDay(dayText(n))
          expected = works === null || expected === null ? null : expected + (works ? 1 : 0)
        }
        expect(days.between(from, to)).toBe(expected)
      }),
    )
  })

  it('adds what it counts, and lands on a working day', () => {
    fc.assert(
      fc.property(anyCalendar, day, fc.integer({ min: 1, max: 60 }), (calendar, from, n) => {
        const days = workingDaysOf(calendar)
        const landed = days.add(from, n)
        if (landed === null) {
          // Then there are fewer of them left, or some days are not known.
          const left = days.between(from, calendar.to)
          expect(left === null || left < n).toBe(true)
          return
        }
        expect(days.isWorkingDay(landed)).toBe(true)
        expect(days.between(from, landed)).toBe(n)
      }),
    )
  })

  it('a period is the sum of its parts', () => {
    fc.assert(
      fc.property(day, day, day, (...three) => {
        const [a = '', b = '', c = ''] = three.sort()
        const of = (from: string, to: string) => chinaWorkingDays.between(from, to) ?? Number.NaN
        expect(of(a, c)).toBe(of(a, b) + of(b, c))
      }),
    )
  })

  it('reads a malformed day as not known, and zero days as none', () => {
    expect(chinaWorkingDays.isWorkingDay('2024-02')).toBeNull()
    expect(chinaWorkingDays.between('2024-02', '2024-03-01')).toBeNull()
    expect(chinaWorkingDays.between('2024-03-02', '2024-03-01')).toBe(0)
    expect(chinaWorkingDays.add('2024-02-10', 0)).toBe('2024-02-10')
    expect(chinaWorkingDays.add('2024-02-10', -1)).toBeNull()
  })

  it('hears the later of two calendars, and knows no day between two that do not meet', () => {
    const holiday = {
      ...china,
      from: '2027-01-01',
      to: '2027-12-28',
      holidays: ['2027-01-04'],
      makeUpDays: [],
    }
    const both = workingDaysOf(china, holiday)
    expect(both.isWorkingDay('2024-02-18')).toBe(true)
    expect(both.isWorkingDay('2027-01-04')).toBe(false)
    expect(both.isWorkingDay('2026-12-30')).toBeNull()
    expect(both.between('2026-12-20', '2027-01-10')).toBeNull()
    expect(both.between('2027-01-03', '2027-01-05')).toBe(1)
    const strike = {
      ...china,
      from: '2026-11-24',
      to: '2026-11-24',
      holidays: ['2026-11-24'],
      makeUpDays: [],
    }
    expect(workingDaysOf(china, strike).isWorkingDay('2026-11-24')).toBe(false)
    expect(workingDaysOf(strike, china).isWorkingDay('2026-11-24')).toBe(true)
  })
})

describe('a declared calendar', () => {
  const uk = { name: 'England', from: '2026-01-01', to: '2026-12-31', holidays: ['2026-12-25'] }

  it('is read, with Saturday and Sunday as its weekend unless it says otherwise', () => {
    const days = workingDaysOf(parseCalendar(uk))
    expect(days.add('2026-12-24', 1)).toBe('2026-12-28')
    const friday = workingDaysOf(parseCalendar({ ...uk, weekend: [5, 6], makeUpDays: ['2026-11-27'] }))
    expect(friday.isWorkingDay('2026-11-27')).toBe(true)
    expect(friday.isWorkingDay('2026-11-20')).toBe(false)
    expect(friday.isWorkingDay('2026-11-22')).toBe(true)
  })

  it.each([
    [{ ...uk, to: '2025-12-31' }, 'to'],
    [{ ...uk, to: '2226-12-31' }, 'to'],
    [{ ...uk, from: '2026' }, 'from'],
    [{ ...uk, holidays: ['2026-02-30'] }, 'holidays/0'],
    [{ ...uk, holidays: ['2027-01-01'] }, 'holidays/0'],
    [{ ...uk, holidays: ['2026-12-25', '2026-12-25'] }, 'holidays/1'],
    [{ ...uk, holidays: ['2026-12-26'], makeUpDays: ['2026-12-26'] }, 'makeUpDays/0'],
    [{ ...uk, makeUpDays: ['2026-12-24'] }, 'makeUpDays/0'],
    [{ ...uk, weekend: [7] }, 'weekend/0'],
    [{ ...uk, name: ' ' }, 'name'],
    ['a text', undefined],
  ])('refuses %j and names %s', (given, field) => {
    const refused = () => parseCalendar(given)
    expect(refused).toThrow(Problem)
    try {
      refused()
    } catch (error) {
      expect(error instanceof Problem && [error.code, error.field]).toEqual(['invalid', field])
    }
  })
})
