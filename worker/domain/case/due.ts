/** The clocks of a case: the next thing that it waits for, the day, and how that day was counted. */
import type { WorkingDays } from '../calendar/working-days.ts'
import { type Clock, clockOf } from '../clock/clock.ts'
import type { Clocks } from '../clock/clocks.ts'
import type { NotAssessable } from '../clock/count.ts'
import type { ClockEvents } from '../clock/events.ts'
import type { ClockLine } from '../clock/lines.ts'
import { isOverdue } from '../clock/state.ts'
import { citationWords } from '../law/laws.ts'
import { latest } from '../record/date.ts'
import { of, type Words } from '../record/problem.ts'
import type { CaseState } from './state.ts'

export interface CaseDue {
  what: Words
  /** The last day; null where it cannot be told, for the reason in `lacks`. */
  due: string | null
  lacks: NotAssessable | null
  /** The rule that sets it, in words. */
  basis: Words
  overdue: boolean
  /** The days that led to it. */
  lines: ClockLine[]
}

/** All clocks of a case that run on `today`, the next one first; those without a day last. */
export function dueOf(state: CaseState, today: string, calendar: WorkingDays, clocks: Clocks): CaseDue[] {
  const dues: CaseDue[] = []
  const run = (id: string, events: ClockEvents & { start: string }, what?: Words): void => {
    const profile = clocks.profile(id, events.start)
    const { due, lacks, lines, state: stands }: Clock = clockOf(profile, events, calendar, today)
    const basis = citationWords(profile.basis)
    dues.push({ what: what ?? profile.names, due, lacks, basis, overdue: isOverdue(stands), lines })
  }

  if (state.status === 'open' && state.disposition === null) run('case.disposition', { start: state.opened })
  for (const { id, due, ordered, status } of state.remedies)
    if (status !== 'verified' && status !== 'closed')
      run('case.remedy', { start: ordered, due: latest(due) }, of(`整改 ${id}`, `Remedy ${id}`))
  for (const { kind, applied, result } of state.reviews)
    if (result === null)
      run(kind === 're_review' ? 'case.rereview' : 'case.review', { start: latest(applied) })
  if (state.closed !== null && state.flag !== null && state.summarised === null)
    run(
      'ogi.proactive',
      { start: state.closed },
      of('在预警上公开结果摘要', 'Summarise the outcome on the public flag'),
    )
  return dues.sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
}
