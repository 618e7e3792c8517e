/** Days of a record by which lists are narrowed and put in order. Kinds declare them; the store keeps them. */
import { dayNumber, earliest, latest } from '../date.ts'
import { refuse } from '../guard.ts'
import type { Words } from '../problem.ts'

/** Column of the derived row that holds a day, in days since 1970-01-01. */
export type DayColumn = 'day' | 'opened' | 'baseline' | 'due' | 'done' | 'begins' | 'ends'

/** Names of days, as an address has them. */
export type DayName =
  | 'decided'
  | 'proposed'
  | 'promised'
  | 'due'
  | 'done'
  | 'received'
  | 'raised'
  | 'opens'
  | 'closes'
  | 'published'
  | 'effective'
  | 'begins'
  | 'ends'

/** A day of a kind: where it is kept, which field it comes from, and the verb of a sentence about a period. */
export interface ListDay {
  readonly by: DayColumn
  readonly field: string
  readonly said: Words
}

export type ListDays = { readonly [name in DayName]?: ListDay }

/** The day of every kind: when a record was first logged, by the ledger's own clock. */
export const RECORDED = 'recorded'

/** A day by which a list is narrowed; the first that its kind declares is meant where none is named. */
export function chosenDay(days: ListDays, name: string | undefined): ListDay | null {
  const known = Object.entries(days)
  if (name === undefined) return known[0]?.[1] ?? null
  return known.find(([one]) => one === name)?.[1] ?? null
}

/** A period in days since 1970-01-01; null where it is open. */
export interface Period {
  first: number | null
  last: number | null
}

/**
 * The period from one date to another: a year or a month reaches to its last day.
 *
 * @throws Problem `invalid` for one that ends before it begins
 */
export function periodOf({ from, to }: { from?: string | undefined; to?: string | undefined }): Period {
  const first = from === undefined ? null : dayNumber(earliest(from))
  const last = to === undefined ? null : dayNumber(latest(to))
  if (first !== null && last !== null && first > last)
    throw refuse(
      'invalid',
      `止期 ${to} 早于起期 ${from}：请对调。`,
      `${to} is before ${from}: turn them round.`,
      'to',
    )
  return { first, last }
}
