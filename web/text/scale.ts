/** A scale from nothing to the greatest value, for charts of rows. Pure. */

export interface Scale {
  /** Place of a value, in per cent of the width. */
  place(value: number): string
  ticks: number[]
  top: number
}

/** Steps at which numbers are round: 1, 2 and 5 with any power of ten. */
const ROUND = [1, 2, 5, 10]
const MOST_TICKS = 4
/** Value below which nothing shows on any chart. */
const SMALLEST = 1e-9

/** A scale on which all these values stand; from 0 to 1 where there are none above. */
export function scaleOf(values: readonly number[]): Scale {
  const greatest = values.reduce((a, b) => (Number.isFinite(b) && b > a ? b : a), 0)
  const most = greatest < SMALLEST ? 1 : greatest
  const rough = most / MOST_TICKS
  const power = 10 ** Math.floor(Math.log10(rough))
  const round = (ROUND.find((one) => one * power >= rough) ?? 10) * power
  // What is counted has no halves.
  const step = values.every(Number.isInteger) ? Math.max(1, round) : round
  const steps = Math.max(1, Math.ceil(most / step))
  const top = Number((steps * step).toPrecision(12))
  return {
    top,
    ticks: Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(12))),
    place: (value) => `${((100 * Math.min(top, Math.max(0, value))) / top).toFixed(2)}%`,
  }
}
