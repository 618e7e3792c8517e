import { at } from '../../address.ts'
import type { RecordView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from './desk.ts'
import { useList } from './useList.ts'

export interface Task {
  id: string
  href: string
  title: string
  hint: string
}

/** Number of rows that are shown of a list; the heading has the count of all of it. */
const MOST = 10

/** A list of things to do, under a heading that counts them. */
export function Tasks({
  title,
  none,
  tasks,
  all,
}: {
  title: string
  none: string
  tasks: readonly Task[]
  /** Address of the whole list. */
  all?: string
}) {
  const { words } = useDesk()
  return (
    <section>
      <h2>
        {title}
        {tasks.length > 0 && <span class="count"> {fill(words.home.count, { n: tasks.length })}</span>}
      </h2>
      {tasks.length === 0 ? (
        <p class="hint">{none}</p>
      ) : (
        <ul class="tasks">
          {tasks.slice(0, MOST).map(({ id, href, title: name, hint }) => (
            <li key={id}>
              <a href={href}>{name}</a>
              <span class="hint">{hint}</span>
            </li>
          ))}
        </ul>
      )}
      {all !== undefined && tasks.length > MOST && <a href={all}>{words.home.all}</a>}
    </section>
  )
}

const DAY_MS = 86_400_000

/** Milestones of a department that are overdue, or due soon. */
export function Due({
  department,
  view,
  title,
}: {
  department: string
  view: 'overdue' | 'due_soon'
  title: string
}) {
  const { words, lang, to, today } = useDesk()
  const { items } = useList<RecordView>(`/api/v1/board?view=${view}&department=${department}&limit=100`)
  if (items === null) return null
  const now = Math.floor(Date.parse(today) / DAY_MS)
  const hint = ({ due }: RecordView): string =>
    due === null
      ? ''
      : due < now
        ? fill(words.home.lateBy, { days: now - due })
        : fill(words.home.dueOn, { date: new Date(due * DAY_MS).toISOString().slice(0, 10) })
  return (
    <Tasks
      title={title}
      none={words.home.noDue}
      all={at(lang, `/milestones?view=${view}&department=${department}`)}
      tasks={items.map((record) => ({
        id: record.id,
        href: to(`/on/${record.id}`),
        title: record.title,
        hint: hint(record),
      }))}
    />
  )
}
