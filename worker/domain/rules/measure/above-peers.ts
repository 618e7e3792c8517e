/** A share held against the same share of others: found when it is beyond their upper Tukey fence. */
import type { Words } from '../../record/problem.ts'
import { type Context, found, lacking, notFound, type Outcome, type Parameter } from '../rule.ts'

/** Below so many populations there is nothing to compare with. */
export const PEERS: Parameter = {
  default: 5,
  least: 3,
  most: 100,
  unit: { zh: '个', en: 'peers' },
  words: { zh: '至少与多少个同类比较（默认值）', en: 'Fewest peers to compare with (a default)' },
}

/** Fewest cases of which a share is taken. */
export function fewest(usual: number, unit: Words): Parameter {
  return {
    default: usual,
    least: 5,
    most: 10_000,
    unit,
    words: { zh: '至少多少才比较（默认值）', en: 'Fewest for a comparison (a default)' },
  }
}

/**
 * Share up to which nothing is found. Where most departments do something never, the fence is at nothing, and
 * a single case is no pattern.
 */
export const FLOOR: Parameter = {
  default: 5,
  least: 0,
  most: 100,
  unit: { zh: '%', en: '%' },
  words: { zh: '多大的比例以内不计（默认值）', en: 'A share up to which nothing is found (a default)' },
}

/** Per cent with one decimal. */
export function percentOf(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 10
}

interface Held {
  rule: string
  /** The peers among which it stands. */
  group: string
  percent: number
  least: number
  /** Per cent up to which nothing is found, wherever the fence is. */
  floor?: number
  inputs: Iterable<number>
}

/** Outcome of a share, held against the same share of others: not assessable with too few peers. */
export function abovePeers(
  { rule, group, percent, least, floor = 0, inputs }: Held,
  { peers }: Context,
): Outcome {
  const usual = peers.of(rule, group)
  if (usual === null || usual.n < least) return lacking('sample_too_small', 'peers', inputs)
  const fence = Math.max(usual.high, floor)
  const weighed = { value: percent, threshold: Math.round(10 * fence) / 10, inputs }
  return percent > fence ? found(weighed) : notFound(weighed)
}
