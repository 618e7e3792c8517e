/** Days of a time limit on which somebody is reminded of it. */
import { dayNumber } from '../record/date.ts'
import { of } from '../record/problem.ts'

export const steps = {
  arrived: of('转来', 'handed on to you'),
  objected: of('对转办提出异议', 'the transfer was objected to'),
  unsolved: of('提问人评为没有解决', 'rated “not solved” by the asker'),
  asked: of('新的要求', 'newly asked'),
  half: of('期限过半', 'half of the time is over'),
  soon: of('还有两天', 'two days left'),
  due: of('今天到期', 'due today'),
  overdue: of('已逾期', 'overdue'),
} as const

export type Step = keyof typeof steps

/** Steps that follow from what somebody did, and not from a last day alone. */
export type Turning = 'arrived' | 'objected' | 'unsolved'

/** Days before the last one. */
const SOON = 2

/**
 * The last step of a time limit that began after one day and up to another; null where none did. So each is told once,
 * also where a day was left out.
 *
 * @param start first day; null where nobody has to be told of it, and half of it says nothing
 * @param due last day
 * @param told the last day of which was told already
 */
export function stepBetween(start: string | null, due: string, told: string, today: string): Step | null {
  const last = dayNumber(due)
  const first = start === null ? null : dayNumber(start)
  const days: [Step, number | null][] = [
    ['overdue', last + 1],
    ['due', last],
    ['soon', last - SOON],
    ['half', first === null ? null : Math.ceil((first + last) / 2)],
    // On the day after it: a reminder is made in the morning, and most comes later in the day.
    ['asked', first === null ? null : first + 1],
  ]
  const [from, to] = [dayNumber(told), dayNumber(today)]
  for (const [step, day] of days) if (day !== null && day > from && day <= to) return step
  return null
}
