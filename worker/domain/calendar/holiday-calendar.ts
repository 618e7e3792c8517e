import type { Words } from '../record/problem.ts'

/** 工作日历: what a country or city declares of its working days, as data. */

/**
 * Days as `YYYY-MM-DD`. A make-up day (调休上班) is worked though it falls on a weekend; a holiday is not worked
 * though it falls on a working weekday. No day is both.
 */
export interface HolidayCalendar {
  readonly name: string
  /** The IANA time zone in which its days begin. */
  readonly zone: string
  /** First and last day for which it says anything. */
  readonly from: string
  readonly to: string
  /** Days of the week that are not worked: 0 Sunday to 6 Saturday. */
  readonly weekend: readonly number[]
  readonly holidays: readonly string[]
  readonly makeUpDays: readonly string[]
  /** Names of holidays by day, where they are known. */
  readonly names?: ReadonlyMap<string, Words>
}
