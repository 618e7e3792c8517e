/**
 * Figures over populations, as the rules compare with them. All of them are exact but the tail of the normal
 * distribution. What is too small to compare is for the rule to say; these functions say null where nothing is.
 */
import type { Population } from '../rule.ts'

/** The quantile `p` (0 to 1) of values in rising order, between two of them by interpolation (Hyndman–Fan type 7). */
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p
  const [below, above] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN]
  return below + (above - below) * (at - Math.floor(at))
}

/** Quartiles, and Tukey's fences at 1.5 interquartile ranges beyond them; null without values. */
export function populationOf(values: readonly number[]): Population | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  const reach = 1.5 * (q3 - q1)
  return { n: values.length, q1, median, q3, low: q1 - reach, high: q3 + reach }
}

/** The number of times that each value occurs. */
export function countsOf<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** The most frequent value and its share of all, 0 to 1; of equals the first met. Null without values. */
export function topShare<T>(values: readonly T[]): { value: T; count: number; share: number } | null {
  let top: { value: T; count: number } | null = null
  for (const [value, count] of countsOf(values)) if (top === null || count > top.count) top = { value, count }
  return top === null ? null : { ...top, share: top.count / values.length }
}

/** Herfindahl–Hirschman index, from 1/n (all alike) to 1 (all in one hand); null without values. */
export function concentrationOf(values: readonly unknown[]): number | null {
  if (values.length === 0) return null
  return [...countsOf(values).values()].reduce((sum, count) => sum + (count / values.length) ** 2, 0)
}

/** 95 % of the normal distribution lies within so many standard deviations. */
const Z95 = 1.959963984540054

/**
 * Wilson score interval of a share, `hits` of `n` (E. B. Wilson, JASA 22, 1927): in it the true share lies with
 * 95 % confidence, and the share itself always.
 * Without cases it may be anything, 0 to 1.
 */
export function wilson(hits: number, n: number, z = Z95): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 }
  const share = hits / n
  const centre = share + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  const whole = 1 + z ** 2 / n
  return {
    low: Math.max(0, Math.min(share, (centre - reach) / whole)),
    high: Math.min(1, Math.max(share, (centre + reach) / whole)),
  }
}

/** Chance that a normal variable lies further from its mean than `z` either way (Abramowitz–Stegun 7.1.26, ±1.5e-7). */
export function tailsBeyond(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const series = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]
  return series.reduce((sum, one) => (sum + one) * t, 0) * Math.exp(-x * x)
}

export interface Share {
  hits: number
  n: number
}

/**
 * Pooled two-proportion test: `z` is positive when the first share is greater, `p` is the chance of a
 * difference at least as great either way if both were the same. Null when a population is empty, or when
 * all or none are hits.
 */
export function compareShares(one: Share, other: Share): { z: number; p: number } | null {
  if (one.n === 0 || other.n === 0) return null
  const pooled = (one.hits + other.hits) / (one.n + other.n)
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / one.n + 1 / other.n))
  if (spread === 0) return null
  const z = (one.hits / one.n - other.hits / other.n) / spread
  return { z, p: tailsBeyond(z) }
}

/** First two digits of a positive number, 10 to 99: `50` of 5, `12` of 0.0123. */
export function firstTwoDigits(value: number): number {
  const [digits = ''] = value.toExponential().replace('.', '').split('e')
  return Number(digits.padEnd(2, '0').slice(0, 2))
}

/**
 * Distance of the first two digits of positive values from Benford's law: the mean absolute deviation over
 * the 90 classes (Nigrini: below 0.0012 close, above 0.0022 nonconforming), and the number of powers of ten
 * that the values span. Values that are not positive are left out; null when none is left.
 */
export function benford(values: readonly number[]): { n: number; deviation: number; orders: number } | null {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value))
  if (positive.length === 0) return null
  const counts = countsOf(positive.map(firstTwoDigits))
  let sum = 0
  for (let digits = 10; digits < 100; digits += 1)
    sum += Math.abs((counts.get(digits) ?? 0) / positive.length - Math.log10(1 + 1 / digits))
  const [least, most] = positive.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, 0],
  )
  return { n: positive.length, deviation: sum / 90, orders: Math.log10(most / least) }
}
