/** Derived standing of a milestone, from its dates: computed for a day, never stored. */
import { isVanished } from '../../record/acts.ts'
import { dayNumber, earliest, latest } from '../../record/date.ts'
import type { MilestoneState } from './state.ts'
import type { DerivedStatus } from './vocabulary.ts'

export interface DerivedOptions {
  /** Days before the due date from which on it is due soon. */
  soon?: number
  /** Days after the due date from which on it is long overdue. */
  long?: number
  /** Days without a report after which it is stalled, where no reporting period is set. */
  stale?: number
}

export interface Derived {
  status: DerivedStatus
  /** Current due date against the baseline, in days; positive is later. Null without both. */
  slip: number | null
  /** Done against the baseline, in days. */
  delay: number | null
  /** Days past the current due date; null unless overdue. */
  overdueBy: number | null
  /** Days until the current due date; null when past, done or undated. */
  dueIn: number | null
  /** Days since the last report, or since it began; null when done. */
  silentFor: number | null
  stalled: boolean
  /** Reports that should have been there by now, by the reporting period. */
  reportsMissed: number
  /** The declared status and the dates say different things. */
  disagrees: boolean
}

type Dates = Pick<
  MilestoneState,
  | 'baselineDue'
  | 'currentDue'
  | 'metAt'
  | 'status'
  | 'startedAt'
  | 'baselineStart'
  | 'reports'
  | 'reportEvery'
  | 'listed'
  | 'progress'
  | 'sourceChanges'
>

const last = (date: string | null): number | null => (date === null ? null : dayNumber(latest(date)))

/** Days of the dates on which a milestone was promised first, is promised now, and was done. */
export function daysOf({
  baselineDue,
  currentDue,
  metAt,
}: Pick<MilestoneState, 'baselineDue' | 'currentDue' | 'metAt'>) {
  return {
    baseline: last(baselineDue),
    due: last(currentDue),
    done: metAt === null ? null : dayNumber(earliest(metAt)),
  }
}

/** Days by which it was done later than first promised, negative for earlier; null without both dates. */
export function delayOf(state: Pick<MilestoneState, 'baselineDue' | 'currentDue' | 'metAt'>): number | null {
  const { baseline, done } = daysOf(state)
  return baseline === null || done === null ? null : doneAgainst(state, baseline, done)
}

/** A date of a month or a year is kept until its last day has passed. */
export function derive(
  state: Dates,
  today: string,
  { soon = 30, long = 90, stale = 180 }: DerivedOptions = {},
): Derived {
  const now = dayNumber(today)
  const { baseline, due, done } = daysOf(state)
  const ended = state.status === 'cancelled' || state.status === 'not_met'
  const over = state.status === 'claimed_done' || state.status === 'met' || state.status === 'partially_met'
  const gone = isVanished(state)
  const open = done === null && !ended && !over && !gone
  const slip = baseline === null || due === null ? null : due - baseline
  const delay = delayOf(state)
  const overdueBy = open && due !== null && now > due ? now - due : null
  const dueIn = open && due !== null && now <= due ? due - now : null
  const heard = [
    ...state.reports.flatMap(({ asOf }) => asOf ?? []),
    state.startedAt ?? state.baselineStart ?? state.listed,
  ]
  // A report on a day to come has not been heard yet.
  const days = heard.map((one) => dayNumber(earliest(one))).filter((day) => day <= now)
  const lastHeard = days.length === 0 ? now : Math.max(...days)
  const silentFor =
    open && (state.startedAt !== null || state.reports.length > 0) ? Math.max(0, now - lastHeard) : null
  const period = state.reportEvery
  return {
    status: statusOf({ done, ended, over, gone, due, delay, overdueBy, dueIn }, soon, long),
    slip,
    delay,
    overdueBy,
    dueIn,
    silentFor,
    stalled: silentFor !== null && silentFor > (period === null ? stale : period * 2),
    reportsMissed: period === null || silentFor === null ? 0 : Math.floor(silentFor / period),
    disagrees:
      (state.progress === 100 && open) ||
      (done !== null && state.progress !== null && state.progress < 100 && state.status !== 'partially_met'),
  }
}

/** On time is up to the last day that the promised date may mean; early is before the first. */
function doneAgainst({ baselineDue }: Pick<Dates, 'baselineDue'>, baseline: number, done: number): number {
  const first = baselineDue === null ? baseline : dayNumber(earliest(baselineDue))
  return done > baseline ? done - baseline : done < first ? done - first : 0
}

function statusOf(
  {
    done,
    ended,
    over,
    gone,
    due,
    delay,
    overdueBy,
    dueIn,
  }: Pick<Derived, 'delay' | 'overdueBy' | 'dueIn'> & {
    done: number | null
    due: number | null
    ended: boolean
    over: boolean
    gone: boolean
  },
  soon: number,
  long: number,
): DerivedStatus {
  if (done !== null)
    return delay === null || delay === 0 ? 'done_on_time' : delay > 0 ? 'done_late' : 'done_early'
  if (over) return 'done_undated'
  if (gone) return 'not_reported'
  if (ended) return 'ended'
  if (due === null) return 'no_date'
  if (overdueBy !== null) return overdueBy > long ? 'long_overdue' : 'overdue'
  return dueIn !== null && dueIn <= soon ? 'due_soon' : 'on_track'
}

export interface RollUp {
  count: number
  done: number
  /** Per cent done by count, and by weight where every part has one; null without parts. */
  byCount: number | null
  byWeight: number | null
}

/** Progress of a whole from its parts: a part without a figure counts as nothing, a cancelled one not at all. */
export function rollUp(
  milestones: readonly Pick<MilestoneState, 'status' | 'metAt' | 'progress' | 'weight'>[],
): RollUp {
  const counted = milestones.filter(({ status }) => status !== 'cancelled' && status !== 'withheld')
  const share = (one: (typeof counted)[number]): number => (isDone(one) ? 100 : (one.progress ?? 0))
  const weights = counted.flatMap(({ weight }) => weight ?? [])
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const mean =
    counted.length === 0 ? null : counted.reduce((sum, one) => sum + share(one), 0) / counted.length
  return {
    count: counted.length,
    done: counted.filter(isDone).length,
    byCount: mean,
    byWeight:
      weights.length < counted.length || total === 0
        ? null
        : counted.reduce((sum, one) => sum + share(one) * (one.weight ?? 0), 0) / total,
  }
}

function isDone({ status, metAt }: Pick<MilestoneState, 'status' | 'metAt'>): boolean {
  return metAt !== null || status === 'claimed_done' || status === 'met'
}
