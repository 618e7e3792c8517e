/** The days of one matter by which its clock runs, all `YYYY-MM-DD`. */

/** Days after `from`, up to and with `to`, are not counted; null while it lasts. */
export interface Pause {
  from: string
  to: string | null
  /** The ground, a code of the profile; left out for the first that the profile has. */
  code?: string | undefined
}

/** More time, in the units of the profile. */
export interface Extension {
  by: number
  /** The day on which it was granted and told; null where that is not known. */
  on: string | null
}

export interface ClockEvents {
  /** Null where the clock has not begun. */
  start: string | null
  /** The last day that the matter itself names, of a profile without a limit. */
  due?: string | null
  pauses?: readonly Pause[]
  /** Days on which the count began again. */
  restarts?: readonly string[]
  extensions?: readonly Extension[]
  /** The day on which it was done; null while it is not. */
  ended?: string | null
  /** It ended without having been done, by whoever had asked for it: given up, or taken back. */
  dropped?: boolean
}
