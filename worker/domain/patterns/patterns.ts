/** All pattern views, by their ids. */
import { approvals } from './approvals.ts'
import { departure } from './departure.ts'
import { hours } from './hours.ts'
import type { Pattern } from './pattern.ts'
import { thresholds } from './thresholds.ts'
import type { PatternId } from './words.ts'
import { yearEnd } from './year-end.ts'

const patterns: { readonly [id in PatternId]: Pattern } = {
  approvals,
  hours,
  'year-end': yearEnd,
  departure,
  thresholds,
}

/** Null for a name that is none. */
export function patternOf(id: string): Pattern | null {
  return Object.values(patterns).find((one) => one.id === id) ?? null
}
