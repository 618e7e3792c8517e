/** Standing of a clock in words: 还剩 2 个工作日, 逾期 5 个工作日, or the reason for which no day can be told. */
import { of, type Words } from '../record/problem.ts'
import type { Clock } from './clock.ts'
import { lackWords, limitWords } from './lines.ts'
import type { ClockProfile } from './profile.ts'
import { clockStates, isOverdue } from './state.ts'

/** Lateness of months is counted in days. */
const lateness = ({ unit }: Pick<ClockProfile, 'unit'>, n: number): Words =>
  limitWords({ unit: unit === 'month' ? 'calendar' : unit }, n)

/** A day that no law sets and that nobody concerned promised: past it, nobody is called late. */
const PAST_PRACTICE = of('没有记录，过了参考期限', 'Nothing on record, past the usual time')

/** The state of a clock with its figure, in words. A promise of this platform alone makes nobody overdue. */
export function standWords(
  { state, over, left, lacks }: Clock,
  profile: Pick<ClockProfile, 'unit' | 'origin'>,
): Words {
  const name = profile.origin === 'promise' && isOverdue(state) ? PAST_PRACTICE : clockStates[state]
  if (state === 'not_assessable' && lacks !== null)
    return of(`${name.zh}：${lackWords[lacks].zh}`, `${name.en}: ${lackWords[lacks].en}`)
  if (over !== null && over > 0) {
    const units = lateness(profile, over)
    return of(`${name.zh} ${units.zh}`, `${name.en} by ${units.en}`)
  }
  if (left !== null && (state === 'running' || state === 'due_soon' || state === 'paused')) {
    if (left === 0) return of('今天到期', 'Due today')
    const units = limitWords({ unit: 'working' }, left)
    return of(`${name.zh}，还剩 ${units.zh}`, `${name.en}, ${units.en} left`)
  }
  return name
}

/** The last day in words: 最迟 2026-03-16; of a least time, the first day on which it may end. */
export function dayWords({ due, lacks }: Clock, { bound }: Pick<ClockProfile, 'bound'>): Words {
  if (due === null) return lackWords[lacks ?? 'not_named']
  return bound === 'earliest' ? of(`最早 ${due}`, `${due} at the earliest`) : of(`最迟 ${due}`, `by ${due}`)
}
