/** Changes in the means of access to one's account, until they are acknowledged. */
import { useEffect, useState } from 'preact/hooks'
import { label } from '../../labels.ts'
import { formatMoment } from '../../text/dates.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'

interface Notice {
  n: number
  at: string
  action: string
  subject: string
}

/** Notices that the account has not acknowledged yet; nothing when there are none. */
export function Notices() {
  const { words, lang, send, timeZone } = useDesk()
  const { own } = words
  const [notices, setNotices] = useState<Notice[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => {
    void send<{ access: Notice[] }>('GET', '/api/v1/me').then((answer) => {
      if (answer.ok) setNotices(answer.body.access)
    })
  }, [send])
  const last = notices.at(-1)
  if (last === undefined) return null
  async function acknowledge(n: number): Promise<void> {
    const answer = await send<{ access: Notice[] }>('POST', '/api/v1/me/access/acknowledge', { n })
    if (answer.ok) setNotices(answer.body.access)
    else setProblem(answer.problem)
  }
  return (
    <section>
      <h2>{own.notices}</h2>
      <p>{own.noticesHint}</p>
      <ul class="tasks">
        {notices.map(({ n, at, action, subject }) => (
          <li key={n}>
            <span>{label(lang, 'access', action)}</span>
            <span class="hint">
              {formatMoment(at, timeZone)} · {subject}
            </span>
          </li>
        ))}
      </ul>
      <Trouble problem={problem} />
      <button type="button" onClick={() => acknowledge(last.n)}>
        {own.seen}
      </button>
    </section>
  )
}
