/** My desk: what to do, the most pressing first; beside it what one is writing, and what changed. */

import { mayI, useDesk, useMe } from '../frame/desk.ts'
import { Drafts, Since } from '../home/Beside.tsx'
import { TodoList } from '../home/TodoList.tsx'
import { Notices } from '../own/Notices.tsx'
import { QueueSummary } from '../queue/QueueSummary.tsx'

/** Page on which the workbench opens, by the rights of the account. */
export function HomePage() {
  const { words, to } = useDesk()
  const me = useMe()
  const { home } = words
  return (
    <>
      <div class="h-row">
        <h1>{home.title}</h1>
        {mayI(me, 'record.write') && (
          <p>
            <a class="button primary" href={to('/new')}>
              {home.start}
            </a>
          </p>
        )}
      </div>
      <p class="lede">{me.departmentName ?? me.post}</p>
      <Notices />
      <div class="desk-cols">
        <div>
          <TodoList />
        </div>
        <div class="desk-side">
          {mayI(me, 'flag.write') && <QueueSummary />}
          <Since me={me} />
          {(mayI(me, 'draft.write') || mayI(me, 'rule.write') || mayI(me, 'flag.write')) && <Drafts />}
        </div>
      </div>
    </>
  )
}
