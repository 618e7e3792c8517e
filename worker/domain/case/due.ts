/** The clocks of a case: the next thing it waits for, and the day. */
import type { WorkingDays } from '../calendar/working-days.ts'
import { daysInMonth } from '../record/date.ts'
import { of, type Words } from '../record/problem.ts'
import type { CaseState } from './state.ts'

export interface CaseDue {
  what: Words
  /** The last day. */
  due: string
  /** Why then. */
  basis: Words
  overdue: boolean
}

/** The same day so many months later, or the last day of that month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [y = 1970, m = 1, d = 1] = day.split('-').map(Number)
  const total = y * 12 + (m - 1) + months
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1]
  const last = Math.min(d, daysInMonth(year, month))
  return `${year}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`
}

/** Working days within which the outcome is told on the public flag, as of public information (政府信息公开条例 26). */
const SUMMARY_DAYS = 20

/** All clocks of a case that run on `today`. */
export function dueOf(state: CaseState, today: string, calendar: WorkingDays): CaseDue[] {
  const dues: Omit<CaseDue, 'overdue'>[] = []
  if (state.status === 'open' && state.disposition === null)
    dues.push({
      what: of('提出处置意见并获批', 'A disposition, proposed and approved'),
      due: monthsAfter(state.opened, 1),
      basis: of('收到线索之日起一个月内', 'Within one month of the lead'),
    })
  for (const { id, due, status } of state.remedies) {
    if (status === 'verified' || status === 'closed') continue
    dues.push({
      what: of(`整改 ${id}`, `Remedy ${id}`),
      due: due.slice(0, 10),
      basis: of('责令整改时所定', 'As ordered'),
    })
  }
  for (const { kind, applied, result } of state.reviews) {
    if (result !== null) continue
    const again = kind === 're_review'
    dues.push({
      what: again
        ? of('作出复核决定', 'Decide on the re-review')
        : of('作出复审决定', 'Decide on the review'),
      due: monthsAfter(applied.slice(0, 10), again ? 2 : 1),
      basis: again
        ? of('《监察法》第 56 条：两个月内', 'Supervision Law Art. 56: within two months')
        : of('《监察法》第 56 条：一个月内', 'Supervision Law Art. 56: within one month'),
    })
  }
  if (state.closed !== null && state.flag !== null && state.summarised === null) {
    const due = calendar.add(state.closed, SUMMARY_DAYS)
    if (due !== null)
      dues.push({
        what: of('在预警上公开结果摘要', 'Summarise the outcome on the public flag'),
        due,
        basis: of(
          '《政府信息公开条例》第 26 条：20 个工作日内',
          'OGI Regulations Art. 26: within 20 working days',
        ),
      })
  }
  return dues.map((one) => ({ ...one, overdue: one.due < today })).sort((a, b) => (a.due < b.due ? -1 : 1))
}
