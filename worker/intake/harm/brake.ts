/** The brake: a delivery that would do harm to many records stops, unless that was allowed by name. */
import { allowed, type Harm, harms, type Limits } from './limits.ts'

/** One harm to one record. */
export interface Suffered {
  harm: Harm
  id: string
  title: string
}

/** A harm that stops a delivery: to how many records, of how many, and how many were allowed. */
export interface Held {
  harm: Harm
  /** Date of the delivery. */
  asOf: string
  count: number
  limit: number
  /** Records that stand, of the kinds that it would befall. */
  standing: number
  titles: string[]
}

/** A harm that whoever imports has seen and allows, to so many records at most. */
export interface Accepted {
  harm: Harm
  count: number
}

/**
 * Harms that exceed their limit and were not accepted. An import that goes on after a break harms fewer than
 * were seen.
 *
 * @param standing number of records that stand of some kinds, each by what its ids begin with: of a decision and its
 *   milestone only one has a day that could move
 */
export function heldBy(
  suffered: readonly Suffered[],
  standing: (kinds: ReadonlySet<string>) => number,
  asOf: string,
  limits: Limits,
  accepted: readonly Accepted[],
): Held[] {
  return harms.flatMap((harm): Held[] => {
    const of = new Map(suffered.flatMap((one) => (one.harm === harm ? [[one.id, one.title]] : [])))
    const those = standing(new Set([...of.keys()].map(beginningOf)))
    const limit = allowed(limits[harm], those)
    const isAccepted = accepted.some((one) => one.harm === harm && one.count >= of.size)
    if (of.size <= limit || isAccepted) return []
    return [{ harm, asOf, count: of.size, limit, standing: those, titles: [...of.values()] }]
  })
}

/** The beginning of an id, which says of which kind its record is. */
export const beginningOf = (id: string): string => id.slice(0, id.indexOf('-'))

/**
 * True for something that was there and is not any more: a value, a member, or a part of a list of the same
 * length.
 */
export function isLost(from: unknown, to: unknown): boolean {
  if (isNothing(from)) return false
  if (isNothing(to)) return true
  if (Array.isArray(from) && Array.isArray(to))
    return from.length === to.length && from.some((one, i) => isLost(one, to[i]))
  if (typeof from !== 'object' || typeof to !== 'object' || Array.isArray(from)) return false
  const now = new Map<string, unknown>(Object.entries(to ?? {}))
  return Object.entries(from ?? {}).some(([name, one]) => isLost(one, now.get(name)))
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
