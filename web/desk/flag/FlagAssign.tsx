/** Assignment of a flag to an inspector: agreed among inspectors, in the queue and here. */
import { useState } from 'preact/hooks'
import type { FlagAround } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'

/** Choice of the inspector for one item of the queue; nobody is a choice too. */
export function FlagAssign({
  queued: { key, assignee },
  onDone,
}: {
  queued: NonNullable<FlagAround['queued']>
  /** Called when it was agreed, for the page to follow. */
  onDone(): Promise<void>
}) {
  const { words, send, tell } = useDesk()
  const { flagDesk } = words
  const { items } = useList<{ id: string; post: string }>('/api/v1/findings/inspectors')
  const [chosen, setChosen] = useState(assignee?.account ?? '')
  const [problem, setProblem] = useState<Problem | null>(null)

  async function assign(event: Event): Promise<void> {
    event.preventDefault()
    const answer = await send('POST', '/api/v1/findings/assign', {
      keys: [key],
      assignee: chosen === '' ? null : chosen,
    })
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    await onDone()
    const post = items?.find(({ id }) => id === chosen)?.post
    tell(fill(flagDesk.assignedNow, { post: post || chosen || flagDesk.nobody }))
  }

  return (
    <section aria-labelledby="assigned">
      <h2 id="assigned">{flagDesk.assignment}</h2>
      <p>
        {assignee === null
          ? flagDesk.unassigned
          : fill(flagDesk.assigned, { post: assignee.post || assignee.account })}
      </p>
      <Trouble problem={problem} />
      <form class="columns" onSubmit={assign}>
        <div class="field">
          <label for="assignee">{flagDesk.assignTo}</label>
          <select
            id="assignee"
            key={items?.length}
            value={chosen}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            <option value="">{flagDesk.nobody}</option>
            {(items ?? []).map(({ id, post }) => (
              <option key={id} value={id}>
                {post || id}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <button type="submit">{flagDesk.assign}</button>
        </div>
      </form>
    </section>
  )
}
