/**
 * Last days and lines agree with somebody who looks at one day after the other, on any history.
 * `HISTORIES=10000` tries more of them than the suite does.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chinaWorkingDays } from '../../../worker/domain/calendar/china.ts'
import { clockOf } from '../../../worker/domain/clock/clock.ts'
import { builtIn } from '../../../worker/domain/clock/clocks.ts'
import type { ClockEvents } from '../../../worker/domain/clock/events.ts'
import { clockProfile } from '../../../worker/domain/clock/profile.ts'
import { dayText } from '../../../worker/domain/record/date.ts'

const RUNS = Number(process.env.HISTORIES ?? 300)
const FIRST = Date.UTC(2023, 0, 1) / 86_400_000
const DAYS = 900
const day = fc.integer({ min: 0, max: DAYS }).map((n) => dayText(FIRST + n))

const pause = fc
  .record({ from: fc.integer({ min: -20, max: 80 }), length: fc.integer({ min: -3, max: 50 }) })
  .map(({ from, length }) => ({ from, to: from + length }))

const history = fc.record({
  start: day,
  unit: fc.constantFrom('working' as const, 'calendar' as const),
  limit: fc.integer({ min: 0, max: 70 }),
  pauses: fc.array(pause, { maxLength: 4 }),
  restart: fc.option(fc.integer({ min: 0, max: 40 })),
  extension: fc.option(
    fc.record({ by: fc.integer({ min: 1, max: 40 }), on: fc.integer({ min: 0, max: 120 }) }),
  ),
  most: fc.integer({ min: 1, max: 30 }),
  roll: fc.constantFrom('none' as const, 'next_working_day' as const),
  today: fc.integer({ min: 0, max: 250 }),
})

type History = typeof history extends fc.Arbitrary<infer T> ? T : never

const plus = (start: string, n: number): string => dayText(Date.parse(start) / 86_400_000 + n)

/** The fifteenth working day after one, which is as long as a third party has (政府信息公开条例 Art. 32). */
function fifteenAfter(from: string): string {
  let at = from
  for (let n = 0; n < 15; ) {
    at = plus(at, 1)
    if (chinaWorkingDays.isWorkingDay(at) === true) n += 1
  }
  return at
}

/** Looks at one day after the other, without the engine: is it after the start, outside of every pause, worked? */
function naively({ start, unit, limit, pauses, restart, extension, most, roll }: History): string {
  const begin = restart === null ? start : plus(start, restart)
  const stopped = pauses.map(({ from, to }) => ({
    from: plus(start, from),
    to: plus(start, to),
    most: fifteenAfter(plus(start, from)),
  }))
  const last = (wanted: number): string => {
    let counted = 0
    let at = begin
    while (counted < wanted) {
      at = plus(at, 1)
      const rests = stopped.some(({ from, to, most: end }) => from < at && at <= to && at <= end)
      if (!rests && (unit === 'calendar' || chinaWorkingDays.isWorkingDay(at) === true)) counted += 1
    }
    while (roll === 'next_working_day' && chinaWorkingDays.isWorkingDay(at) !== true) at = plus(at, 1)
    return at
  }
  const first = last(limit)
  const isInTime = extension !== null && plus(start, extension.on) <= first
  return isInTime ? last(limit + Math.min(extension.by, most)) : first
}

function eventsOf({ start, pauses, restart, extension }: History): ClockEvents {
  return {
    start,
    pauses: pauses.map(({ from, to }) => ({ from: plus(start, from), to: plus(start, to) })),
    restarts: restart === null ? [] : [plus(start, restart)],
    extensions: extension === null ? [] : [{ by: extension.by, on: plus(start, extension.on) }],
  }
}

function profileOf({ unit, limit, most, roll }: History) {
  const ogi = builtIn.profile('ogi', null)
  const extension = ogi.extension === null ? null : { ...ogi.extension, most }
  return clockProfile({ ...ogi, unit, limit, roll, extension })
}

describe('any history', () => {
  it(`has the last day of a naive counter, ${RUNS} times`, () => {
    fc.assert(
      fc.property(history, (one) => {
        const today = plus(one.start, one.today)
        const found = clockOf(profileOf(one), eventsOf(one), chinaWorkingDays, today)
        const due = naively(one)
        expect(found.due).toBe(due)
        const isLate = ['overdue', 'long_overdue'].includes(found.state)
        expect(isLate).toBe(today > due)
      }),
      { numRuns: RUNS },
    )
  })

  it(`has a line for every day from its start to its last day, in order, ${RUNS} times`, () => {
    fc.assert(
      fc.property(history, (one) => {
        const found = clockOf(profileOf(one), eventsOf(one), chinaWorkingDays, one.start)
        const { start, due, lines, limit } = found
        const looked = lines.filter(({ kind }) => !['start', 'restart', 'extension', 'due'].includes(kind))
        const expected: string[] = []
        for (let at = plus(start ?? '', 1); at <= (due ?? ''); at = plus(at, 1)) expected.push(at)
        expect(looked.map((line) => line.day)).toEqual(expected)
        expect(lines.map((line) => line.day)).toEqual(lines.map((line) => line.day).sort())
        const counted = looked.filter(({ kind }) => kind === 'count' || kind === 'make_up')
        expect(counted.map(({ n }) => n)).toEqual(counted.map((_, i) => i + 1))
        expect(counted).toHaveLength(limit ?? -1)
        for (const { words } of lines) expect([words.zh, words.en]).not.toContain('')
      }),
      { numRuns: RUNS },
    )
  })
})
