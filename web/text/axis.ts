/** A line of time for charts: where a day stands on it, and which days are named. Pure. */
import { dayNumber } from '../../worker/domain/record/date.ts'

export interface Tick {
  day: number
  /** `2026` in January, else `2026-04`. */
  name: string
}

export interface Axis {
  /** Place of a day, in per cent of the width. */
  place(day: number): number
  ticks: Tick[]
}

/** Per cent left free on both sides. */
const MARGIN = 3
const MOST_TICKS = 5
/** Months from one tick to the next: months, quarters, halves, years. */
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200]

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function tickOf(month: number): Tick {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  const number = String((month % 12) + 1).padStart(2, '0')
  return { day: dayNumber(`${year}-${number}-01`), name: number === '01' ? year : `${year}-${number}` }
}

function ticksEvery(step: number, from: number, to: number): Tick[] {
  const first = Math.ceil(monthOf(from) / step) * step
  const count = Math.floor((monthOf(to) - first) / step) + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => tickOf(first + i * step)).filter(
    ({ day }) => day >= from && day <= to,
  )
}

/** An axis on which all these days stand. */
export function axisOf(days: readonly number[]): Axis {
  const [first, last] = days.reduce(
    ([a, b], day) => [Math.min(a, day), Math.max(b, day)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  // A single day would have no width.
  const [from, to] = last - first < 60 ? [first - 30, last + 30] : [first, last]
  const step = STEPS.find((one) => ticksEvery(one, from, to).length <= MOST_TICKS) ?? 2400
  return {
    place: (day) => MARGIN + ((day - from) / (to - from)) * (100 - 2 * MARGIN),
    ticks: ticksEvery(step, from, to),
  }
}
