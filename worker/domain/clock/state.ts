/** The standing of a clock on a day. Lateness begins on the day after the last day, and follows from the days alone. */
import { dayNumber } from '../record/date.ts'
import { of, type Words } from '../record/problem.ts'
import type { NotAssessable } from './count.ts'
import type { ClockProfile } from './profile.ts'

export const clockStates = {
  not_started: of('未起算', 'Not begun'),
  not_assessable: of('无法计算', 'Not assessable'),
  paused: of('暂停计算', 'Paused'),
  running: of('期限内', 'Running'),
  due_soon: of('即将到期', 'Due soon'),
  overdue: of('逾期', 'Overdue'),
  long_overdue: of('严重逾期', 'Long overdue'),
  met: of('按期', 'In time'),
  late: of('逾期办理', 'Late'),
  dropped: of('已终止，不再计算', 'Ended, no longer counted'),
  dropped_late: of('逾期后终止，未办', 'Ended after its last day, not done'),
  reached: of('已满最短期限', 'Open long enough'),
  short: of('短于最短期限', 'Shorter than it must be'),
} as const satisfies Record<string, Words>

export type ClockState = keyof typeof clockStates

/** Working days before the last day from which it is due soon; of clocks beyond the calendar, days. */
export const SOON = 2

export interface Standing {
  profile: Pick<ClockProfile, 'bound'>
  start: string
  due: string | null
  lacks: NotAssessable | null
  /** The last day of twice the limit. */
  twice: string | null
  ended: string | null
  /** It ended without having been done. */
  isDropped: boolean
  today: string
  /** Working days left. */
  left: number | null
  isPaused: boolean
}

/** The state of a clock on `today`. */
export function stateOf({
  profile,
  due,
  lacks,
  twice,
  ended,
  isDropped,
  today,
  left,
  isPaused,
  start,
}: Standing): ClockState {
  if (due === null) return lacks === 'paused' && ended === null ? 'paused' : 'not_assessable'
  if (profile.bound === 'earliest') {
    if (ended !== null && ended < due) return 'short'
    return (ended ?? today) >= due ? 'reached' : 'running'
  }
  if (ended !== null && isDropped) return ended <= due ? 'dropped' : 'dropped_late'
  if (ended !== null) return ended <= due ? 'met' : 'late'
  if (today > due) return twice !== null && today > twice ? 'long_overdue' : 'overdue'
  if (isPaused) return 'paused'
  if (today < start) return 'not_started'
  return (left ?? dayNumber(due) - dayNumber(today)) <= SOON ? 'due_soon' : 'running'
}

/** True when the last day has passed and it is not done. */
export function isOverdue(state: ClockState): boolean {
  return state === 'overdue' || state === 'long_overdue'
}
