/** Filters that somebody keeps under a name. */
import { useState } from 'preact/hooks'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'

interface View {
  name: string
  query: string
}

/**
 * List of the kept filters, with the form that keeps the present one.
 *
 * @param query of the present filters
 */
export function Views({ query }: { query: string }) {
  const { words, send, to, tell } = useDesk()
  const { findings } = words
  const list = useList<View>('/api/v1/findings/views')
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)

  async function change(path: string, body: object, said: string): Promise<void> {
    const answer = await send('POST', `/api/v1/findings/${path}`, body)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    tell(said)
    setName('')
    list.reload()
  }

  return (
    <details class="views">
      <summary>{fill(findings.views, { n: list.items?.length ?? 0 })}</summary>
      <Trouble problem={problem ?? list.problem} />
      <ul class="tasks">
        {(list.items ?? []).map((view) => (
          <li key={view.name}>
            <a href={to(`/findings${view.query === '' ? '' : `?${view.query}`}`)}>{view.name}</a>
            <button
              type="button"
              class="plain"
              aria-label={fill(findings.removeNamed, { name: view.name })}
              onClick={() => change('views/remove', { name: view.name }, findings.viewRemoved)}
            >
              {findings.remove}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void change('views', { name, query }, findings.viewKept)
        }}
      >
        <label for="view-name">{findings.viewName}</label>
        <input
          id="view-name"
          value={name}
          required
          maxLength={60}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <button type="submit">{findings.keepView}</button>
      </form>
    </details>
  )
}
