import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { parseCalendar } from '../../../worker/domain/calendar/calendar.schema.ts'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { workingDaysOf } from '../../../worker/domain/calendar/table.ts'
import { requireRatable } from '../../../worker/domain/kinds/question/guards.ts'
import { dayAfter, dayNumber, dayText, ledgerDay } from '../../../worker/domain/record/date.ts'
import { requireOccurred } from '../../../worker/domain/record/guard.ts'
import { clockIn, dayIn, hourIn, instantIn, isZone } from '../../../worker/domain/record/zone.ts'
import { dayOf, workingDaysBetween } from '../../../worker/domain/rules/measure/dates.ts'
import { timeAt } from '../../../worker/domain/rules/time/t03-out-of-hours.ts'

const instants = fc
  .date({ min: new Date('1992-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((at) => `${at.toISOString().slice(0, 19)}Z`)

describe('a calendar has a time zone', () => {
  const declared = (more: object) =>
    parseCalendar({ name: 'Berlin', from: '2024-01-01', to: '2026-12-31', weekend: [5, 6], ...more })

  it('in which its days begin and its clocks are read, that of China where none is declared', () => {
    const berlin = workingDaysOf(declared({ zone: 'Europe/Berlin' }))
    const late = '2025-06-30T22:30:00Z'
    expect(berlin.zone).toBe('Europe/Berlin')
    expect(workingDaysOf(declared({})).zone).toBe('Asia/Shanghai')
    expect(chinaWorkingDays.zone).toBe('Asia/Shanghai')
    expect([dayOf(berlin, late), dayOf(berlin, '2025-06-30T21:30:00Z')]).toEqual(['2025-07-01', '2025-06-30'])
    expect(timeAt(berlin, late)).toEqual({ day: '2025-07-01', hour: 0 })
    expect(timeAt(chinaWorkingDays, late)).toEqual({ day: '2025-07-01', hour: 6 })
    expect(timeAt(berlin, late, '18:15')).toEqual({ day: '2025-07-01', hour: 18 })
  })

  it('and its own weekend', () => {
    const days = workingDaysOf(declared({ zone: 'Asia/Riyadh' }))
    // A Friday and a Sunday.
    expect([days.isWorkingDay('2025-06-27'), days.isWorkingDay('2025-06-29')]).toEqual([false, true])
    expect(workingDaysBetween(days, '2025-06-26', '2025-06-28T22:00:00Z')).toBe(1)
  })

  it('that is known', () => {
    expect(() => declared({ zone: 'Peking' })).toThrow()
    expect([isZone('UTC'), isZone('Europe/Berlin'), isZone(''), isZone('Mars')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('what has not happened yet', () => {
  const zones = fc.constantFrom(
    'America/New_York',
    'Asia/Shanghai',
    'Asia/Riyadh',
    'Pacific/Kiritimati',
    'UTC',
  )

  it('is told by the days of the ledger, also on the days on which its clocks change', () => {
    fc.assert(
      fc.property(instants, zones, (now, zone) => {
        const today = dayIn(zone, now)
        expect(() => requireOccurred({ occurred: now, today, zone })).not.toThrow()
        const tomorrow = instantIn(zone, `${dayAfter(today)}T00:00:00`)
        expect(() => requireOccurred({ occurred: tomorrow, today, zone })).toThrow('after today')
        const last = new Date(Date.parse(tomorrow) - 1000).toISOString()
        expect(() => requireOccurred({ occurred: last, today, zone })).not.toThrow()
      }),
    )
  })

  it.each([
    // The evening before clocks go on, and the one before they go back.
    ['2025-03-09T03:30:00Z', '2025-03-08'],
    ['2025-11-02T03:30:00Z', '2025-11-01'],
  ])('%s is on %s in New York, and can be recorded then', (occurred, today) => {
    const zone = 'America/New_York'
    expect(() => requireOccurred({ occurred, today, zone })).not.toThrow()
    expect(() => requireOccurred({ occurred, today, zone: 'UTC' })).toThrow('after today')
  })
})

describe('an answer is rated within thirty days of the ledger', () => {
  it.each([
    ['Asia/Shanghai', '2025-02-28T17:00:00Z', '2025-03-31', true],
    ['Asia/Shanghai', '2025-02-28T15:00:00Z', '2025-03-31', false],
    ['America/New_York', '2025-03-02T03:00:00Z', '2025-04-01', false],
    ['America/New_York', '2025-03-02T06:00:00Z', '2025-04-01', true],
  ])('%s, answered %s, on %s: %s', (zone, recorded, today, may) => {
    const state = { answers: [{ recorded }], rating: null }
    const rate = () => requireRatable(state, { today, zone })
    if (may) expect(rate).not.toThrow()
    else expect(rate).toThrow('within 30 days')
  })
})

describe('days and clocks', () => {
  it('of China are eight hours ahead', () => {
    fc.assert(
      fc.property(instants, (at) => {
        expect(dayIn('Asia/Shanghai', at)).toBe(ledgerDay(at))
        expect(hourIn('Asia/Shanghai', at)).toBe((new Date(at).getUTCHours() + 8) % 24)
        expect(clockIn('UTC', at)).toBe(at.slice(0, 19))
      }),
    )
  })

  it('are worked out once for a second of a zone, and are what they would be worked out to again', () => {
    const read = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts')
    try {
      const first = clockIn('Asia/Kolkata', '1999-05-05T05:05:05.001Z')
      const asked = read.mock.calls.length
      expect(asked).toBe(1)
      expect(clockIn('Asia/Kolkata', '1999-05-05T05:05:05.999Z')).toBe(first)
      expect(dayIn('Asia/Kolkata', '1999-05-05T05:05:05Z')).toBe('1999-05-05')
      expect(read).toHaveBeenCalledTimes(asked)
      expect([clockIn('Asia/Tokyo', '1999-05-05T05:05:05Z'), first]).toEqual([
        '1999-05-05T14:05:05',
        '1999-05-05T10:35:05',
      ])
      expect(read).toHaveBeenCalledTimes(asked + 1)
    } finally {
      read.mockRestore()
    }
    // Before 1970 too, where the parts of a second run the other way; more seconds than stay in memory.
    for (let at = -3_000_000; at < 3_000_000; at += 1_499) {
      const instant = new Date(at).toISOString()
      for (let again = 0; again < 2; again++) expect(clockIn('UTC', instant)).toBe(instant.slice(0, 19))
    }
    expect(() => clockIn('UTC', 'no instant')).toThrow(RangeError)
    expect(() => clockIn('UTC', 'no instant')).toThrow(RangeError)
  })

  it('give an instant back, but for the hour that comes twice', () => {
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom('UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York'),
        (at, zone) => {
          const back = instantIn(zone, clockIn(zone, at))
          expect([0, 3_600_000]).toContain(Date.parse(at) - Date.parse(back))
          expect(clockIn(zone, back)).toBe(clockIn(zone, at))
        },
      ),
    )
    expect(instantIn('Europe/Berlin', '2025-03-30T02:30:00')).toBe('2025-03-30T01:30:00.000Z')
  })

  it('follow one another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -300_000, max: 300_000 }),
        fc.integer({ min: -5000, max: 5000 }),
        (day, n) => {
          expect(dayNumber(dayText(day))).toBe(day)
          expect(dayAfter(dayText(day), n)).toBe(dayText(day + n))
        },
      ),
    )
  })
})
