/** 待办: one list of what somebody has to do, by what is most pressing. Computed for a day, never stored. */
import type { WorkingDays } from '../calendar/working-days.ts'
import { dayNumber } from '../record/date.ts'
import type { RecordKind } from '../record/event.ts'
import { of, type Words } from '../record/problem.ts'
import type { TodoWhat } from './words.ts'

/** One thing to do: what it is about, its acts, by when, and the reason for that day. */
export interface Todo {
  what: TodoWhat
  /** Id of a record or of a draft; the kind is null for a draft. */
  id: string
  kind: RecordKind | null
  title: string
  /** Department that it concerns, where that is not the reader's own. */
  department: string | null
  /** Verbs whose forms it opens, the usual one first; none where its own page is the place. */
  acts: readonly string[]
  /** The last day, `YYYY-MM-DD`; null where nothing names one. */
  due: string | null
  /** Standing in two words, as 逾期 3 天. */
  stands: Words
  /** Reason for the day, and how it stands: one sentence. */
  why: Words
  /** Priority of a question; 0 for all else. */
  points: number
  /** Others that ask nearly the same of the same organ about the same record: they stand in this one line. */
  alike?: readonly { id: string; due: string | null }[]
  /** The day since which it waits: the order of what has no last day. */
  since: string
}

/** Working days before its last day from which a thing is near. */
export const NEAR = 3

/** Rungs of the list: danger, what is late, what is near, what somebody waits for, what has time, what others do. */
type Rung = 0 | 1 | 2 | 3 | 4 | 5

function rungOf({ what, due }: Pick<Todo, 'what' | 'due'>, today: string, calendar: WorkingDays): Rung {
  if (what === 'danger') return 0
  if (what === 'waits') return 5
  if (due === null) return 3
  if (due < today) return 1
  const left = calendar.between(today, due) ?? dayNumber(due) - dayNumber(today)
  return left <= NEAR ? 2 : 4
}

/** True for a thing whose last day is over. */
export function isLate({ due }: Pick<Todo, 'due'>, today: string): boolean {
  return due !== null && due < today
}

/** The most pressing first: by rung, then by the last day or the day since which it waits, then by points. */
export function byPressing(todos: readonly Todo[], today: string, calendar: WorkingDays): Todo[] {
  const keyed = todos.map((todo) => ({ todo, rung: rungOf(todo, today, calendar) }))
  const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return keyed
    .sort(
      (a, b) =>
        a.rung - b.rung ||
        text(a.todo.due ?? a.todo.since, b.todo.due ?? b.todo.since) ||
        b.todo.points - a.todo.points ||
        text(a.todo.id, b.todo.id),
    )
    .map(({ todo }) => todo)
}

/** Standing of a last day in words: 逾期 3 天, 今天到期, 还剩 9 天. Calendar days. */
export function standsBy(due: string, today: string): Words {
  const days = dayNumber(due) - dayNumber(today)
  if (days < 0) return of(`逾期 ${-days} 天`, `${-days} day${days === -1 ? '' : 's'} late`)
  if (days === 0) return of('今天到期', 'Due today')
  return of(`还剩 ${days} 天`, `${days} day${days === 1 ? '' : 's'} left`)
}
