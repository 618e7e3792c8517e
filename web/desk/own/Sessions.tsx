import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { useChange } from './useChange.ts'

interface Session {
  id: string
  agent: string
  created: string
  seen: string
  expires: string
}

/** Sessions of the account, each with the button that ends it. */
export function Sessions() {
  const { words, send, timeZone } = useDesk()
  const { own } = words
  const list = useList<Session>('/api/v1/me/sessions')
  const { problem, change } = useChange(list)
  return (
    <section>
      <h2>{own.sessions}</h2>
      <p class="hint">{own.sessionsHint}</p>
      <Trouble problem={problem} />
      <ul class="tasks">
        {list.items?.map(({ id, agent, seen, expires }) => (
          <li key={id}>
            <span>{agent === '' ? own.unnamed : agent}</span>
            <span class="hint">
              {fill(own.usedOn, { time: formatMoment(seen, timeZone) })} ·{' '}
              {fill(own.endsOn, { time: formatMoment(expires, timeZone) })}{' '}
              <button
                type="button"
                class="plain"
                aria-label={`${own.end} ${agent}`}
                onClick={() => change(send('POST', `/api/v1/me/sessions/${id}/end`, {}))}
              >
                {own.end}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
