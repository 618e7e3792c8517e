import type { Words } from '../record/problem.ts'

/** A day of a calendar: worked as any weekday, worked though it is of a weekend (调休上班), or not worked. */
export type DayKind = 'working' | 'make_up' | 'weekend' | 'holiday'

/** 工作日: what the clocks and rules ask of a calendar. Null everywhere means beyond what the calendar knows. */
export interface WorkingDays {
  /** The time zone in which days begin, and in which clocks are read. */
  readonly zone: string
  /** True on a day on which people work (`YYYY-MM-DD`), holidays and make-up days counted. */
  isWorkingDay(day: string): boolean | null
  /** The kind of a day (`YYYY-MM-DD`). */
  kindOf(day: string): DayKind | null
  /** The name of a holiday, as 春节; null also for a holiday of which the calendar tells no name. */
  nameOf(day: string): Words | null
  /** Working days after `from`, up to and with `to`; 0 when `to` is not after `from`. */
  between(from: string, to: string): number | null
  /** The `n`th working day after `day`; `n` is 0 or more, and 0 gives `day` itself. */
  add(day: string, n: number): string | null
}
