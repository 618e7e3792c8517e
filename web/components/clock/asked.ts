/** A question about a deadline, as the form asks it, and its answer. */
import type { Clock } from '../../../worker/domain/clock/clock.ts'
import type { ClockProfileView } from '../../../worker/domain/clock/view.ts'
import type { Words } from '../../../worker/domain/record/problem.ts'

/** Fields of the form, by which a result has its address. */
export const askedFields = [
  'profile',
  'start',
  'due',
  'from1',
  'to1',
  'from2',
  'to2',
  'ground',
  'restart',
  'extension',
  'extendedOn',
  'ended',
  'asOf',
] as const

export type AskedFields = { [name in (typeof askedFields)[number]]: string | null }

export interface ClockAnswer {
  profile: ClockProfileView
  clock: Clock
  /** The day for which it is computed. */
  asOf: string
  /** Name of the calendar whose working days are counted. */
  calendar: string
  /** True where the last day is not worked, and the limit is not one of working days. */
  rests: boolean
}

export interface ClocksData {
  profiles: ClockProfileView[]
  asked: AskedFields & { profile: string }
  /** The pauses as one text, as the API takes them. */
  pauses: string | null
  /** Null before anything was asked, and where it could not be computed. */
  result: ClockAnswer | null
  problem: { field: string | null; words: Words } | null
  today: string
}
