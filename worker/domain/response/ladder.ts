/**
 * 逾期上报: the ladder of what is overdue, from the approver of the department over the organ above to the inspectors.
 * It follows from days alone. Steps that nobody could have taken on their day are taken late, never left out.
 */
import type { WorkingDays } from '../calendar/working-days.ts'
import type { OverdueState } from '../kinds/overdue/overdue.ts'
import type { OverdueStep, Settlement } from '../kinds/overdue/vocabulary.ts'
import { dayAfter } from '../record/date.ts'
import type { Obligation } from './obligations.ts'

/** Working days after the first step until it comes to the organ above. */
const UNTIL_PARENT = 5

/** From which day each step is taken; null where that day cannot be told. */
export function ladderOf(
  { due, twice, moreTime }: Pick<Obligation, 'due' | 'twice' | 'moreTime'>,
  calendar: WorkingDays,
): { [step in OverdueStep]: string | null } {
  if (due === null) return { approver: null, parent: null, inspectors: null }
  const first = dayAfter(due)
  const inspectors = twice === null ? null : dayAfter(twice)
  // Asked for in time, more time holds the first two steps; nothing holds the third.
  if (moreTime !== null && moreTime <= due) return { approver: inspectors, parent: inspectors, inspectors }
  return { approver: first, parent: calendar.add(first, UNTIL_PARENT), inspectors }
}

/** Steps in their order that are to be taken by `today`, and are not yet. */
export function stepsToTake(
  obligation: Obligation,
  before: OverdueState | null,
  calendar: WorkingDays,
  today: string,
): OverdueStep[] {
  if (!obligation.open || !obligation.assessable) return []
  const ladder = ladderOf(obligation, calendar)
  const taken = new Set(before?.steps.map(({ step }) => step))
  return (['approver', 'parent', 'inspectors'] as const).filter((step) => {
    const from = ladder[step]
    return from !== null && from <= today && !taken.has(step)
  })
}

/** End of a notice by what is owed of its subject now; null while it is still overdue. */
export function settlementOf(
  notice: Pick<OverdueState, 'what' | 'due'>,
  obligations: readonly Obligation[],
): { why: Settlement; on: string | null } | null {
  const same = obligations.filter(({ what }) => what === notice.what)
  const found = same.find(({ due }) => due === notice.due)
  if (found === undefined) return { why: same.some(({ open }) => open) ? 'moved' : 'ended', on: null }
  if (found.open) return null
  return found.ended === null ? { why: 'ended', on: null } : { why: 'done', on: found.ended }
}
