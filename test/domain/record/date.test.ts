import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayAfter,
  dayNumber,
  daysBetween,
  earliest,
  isCalendarDate,
  isDateText,
  latest,
  precisionOf,
} from '../../../worker/domain/record/date.ts'

describe('dates as claimed', () => {
  it.each([
    ['2024', 'year'],
    ['2024-03', 'month'],
    ['2024-02-29', 'day'],
    ['2024-03-05T08:00:00Z', 'instant'],
    ['2024-03-05T08:00:00.123Z', 'instant'],
  ])('%s has the precision of a %s', (text, precision) => {
    expect(precisionOf(text)).toBe(precision)
  })

  it.each([
    '',
    '0001-01-01',
    '2024-13',
    '2024-00',
    '2023-02-29',
    '2024-04-31',
    '2024-3-5',
    '2024-03-05T24:00:00Z',
    '2024-03-05 08:00',
    '20240305',
    'today',
    '2024-03-05T08:00:00+08:00',
  ])('%j is no date', (text) => {
    expect(isDateText(text)).toBe(false)
  })

  it('an instant is no calendar date', () => {
    expect(isCalendarDate('2024-03-05T08:00:00Z')).toBe(false)
    expect(isCalendarDate('2024')).toBe(true)
  })

  it('spans what an imprecise date may mean', () => {
    expect([earliest('2024'), latest('2024')]).toEqual(['2024-01-01', '2024-12-31'])
    expect([earliest('2024-02'), latest('2024-02')]).toEqual(['2024-02-01', '2024-02-29'])
    expect([earliest('2024-02-03'), latest('2024-02-03')]).toEqual(['2024-02-03', '2024-02-03'])
    expect(earliest('2024-03-05T08:00:00Z')).toBe('2024-03-05')
  })

  it('know the day after', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10)
        expect(dayNumber(dayAfter(text))).toBe(dayNumber(text) + 1)
      }),
    )
  })

  it('counts days as the calendar does', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    fc.assert(
      fc.property(fc.integer({ min: -350_000, max: 2_900_000 }), (day) => {
        const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
        fc.pre(/^\d{4}-/.test(text) && text >= '1000-01-01')
        expect(dayNumber(text)).toBe(day)
        expect(isDateText(text)).toBe(true)
      }),
    )
  })
})
