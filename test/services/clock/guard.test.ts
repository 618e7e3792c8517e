import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClockGuard } from '../../../worker/services/clock/guard.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-11-29T08:00:00.000Z')

/** A wall clock that can be set, and a steady one that cannot. */
function clocks(accepted?: string, zone = 'UTC') {
  let wall = START
  let steady = 5_000
  const guard = createClockGuard({ now: () => new Date(wall), zone, steady: () => steady, accepted })
  return {
    guard,
    pass(milliseconds: number) {
      wall += milliseconds
      steady += milliseconds
    },
    set(by: number) {
      wall += by
    },
  }
}

const recorded = new Date(START - 60_000).toISOString()

describe('the guard of the clock', () => {
  it('does not follow a clock that is two years ahead for an hour, and forgets it when it is back', () => {
    const { guard, pass, set } = clocks()
    expect(guard.writing(recorded)).toBeNull()
    set(730 * DAY)
    for (let minute = 0; minute < 60; minute += 10) {
      expect(guard.writing(recorded)?.ahead).toBeGreaterThan(729 * DAY)
      expect(guard.closing(recorded)).not.toBeNull()
      pass(HOUR / 6)
    }
    set(-730 * DAY)
    expect(guard.writing(recorded)).toBeNull()
    expect(guard.closing(recorded)).toBeNull()
  })

  it('believes a clock that was set back by mistake as soon as it is right again', () => {
    const { guard, pass, set } = clocks()
    set(-40 * DAY)
    expect(guard.writing(recorded)).toBeNull()
    pass(HOUR)
    set(40 * DAY)
    expect([guard.writing(recorded), guard.closing(recorded)]).toEqual([null, null])
    set(2 * HOUR)
    expect(guard.writing(recorded)).not.toBeNull()
  })

  it('believes it when it stays for a tenth of the jump, a day at most, or the operator says the day', () => {
    const { guard, pass, set } = clocks()
    set(20 * HOUR)
    expect(guard.writing(recorded)?.wait).toBe(2 * HOUR)
    pass(2 * HOUR - 1)
    expect(guard.writing(recorded)).not.toBeNull()
    pass(1)
    expect(guard.writing(recorded)).toBeNull()
    expect(guard.writing(recorded)).toBeNull()
    set(9_000 * DAY)
    expect(guard.writing(recorded)?.wait).toBe(DAY)
    const told = clocks('2026-11-30')
    told.set(DAY)
    expect(told.guard.writing(recorded)).toBeNull()
    told.set(DAY)
    expect(told.guard.writing(recorded)).not.toBeNull()
  })

  it('waits with closing after a pause, and with writing after a month', () => {
    const daysAgo = (days: number) => new Date(START - days * DAY).toISOString()
    const { guard, pass } = clocks()
    expect(guard.closing(daysAgo(3))?.wait).toBeCloseTo((3 * DAY) / 10)
    expect(guard.writing(daysAgo(3))).toBeNull()
    expect(guard.writing(daysAgo(31))).not.toBeNull()
    pass(DAY)
    expect(guard.closing(daysAgo(3))).toBeNull()
    expect(guard.writing(daysAgo(31))).toBeNull()
    expect(guard.closing(null)).toBeNull()
  })

  it('has nothing against time that passes, a clock set back, or one small step a day', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: DAY, max: 10 * DAY }), fc.integer({ min: -DAY, max: HOUR })), {
          maxLength: 30,
        }),
        (steps) => {
          const { guard, pass, set } = clocks()
          for (const [passed, by] of steps) {
            pass(passed)
            set(by)
            expect(guard.writing(recorded)).toBeNull()
            expect(guard.closing(recorded)).toBeNull()
          }
        },
      ),
    )
  })

  it('does not follow a clock that creeps ahead, however small its steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: HOUR }), { minLength: 1, maxLength: 200 }), (steps) => {
        const { guard, pass, set } = clocks()
        let ahead = 0
        for (const by of steps) {
          pass(1000)
          set(by)
          ahead += by
          expect(guard.writing(recorded) === null).toBe(ahead <= HOUR)
          if (ahead > HOUR) return
        }
      }),
    )
  })

  it('accepts a whole day in the zone of the ledger; what is no day is told, nothing is no day', () => {
    const far = (accepted: string, zone: string) => {
      const { guard, set } = clocks(accepted, zone)
      set(9 * HOUR)
      return guard.writing(recorded) === null
    }
    // 17:00 in UTC is one o'clock of the next day in China.
    expect(far('2026-11-30', 'Asia/Shanghai')).toBe(true)
    expect(far('2026-11-29', 'Asia/Shanghai')).toBe(false)
    expect(far('2026-11-29', 'UTC')).toBe(true)
    expect(far('', 'UTC')).toBe(false)
    for (const wrong of ['2', '2026', '2026-11', '2026-11-31', '2026-11-29T08:00:00Z', 'today', ' '])
      expect(() => clocks(wrong)).toThrow(expect.objectContaining({ code: 'invalid', field: 'ACCEPT_CLOCK' }))
  })

  it('asks nothing where there is no steady clock', () => {
    const guard = createClockGuard({ now: () => new Date(), zone: 'UTC', steady: null })
    expect(guard.writing('2000-01-01T00:00:00.000Z')).toBeNull()
  })
})
