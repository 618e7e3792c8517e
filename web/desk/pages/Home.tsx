import { useEffect, useState } from 'preact/hooks'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { mayI, useDesk, useMe } from '../desk.ts'

interface Draft {
  id: string
  title: string
  status: 'open' | 'waiting' | 'returned' | 'entered'
  updated: string
}

/** My desk: what I am writing, and what waits for me. */
export function HomePage() {
  const { words, send, to, timeZone } = useDesk()
  const me = useMe()
  const { home } = words
  const [drafts, setDrafts] = useState<{ mine: Draft[]; waiting: Draft[] } | null>(null)
  const writes = mayI(me, 'draft.write')
  useEffect(() => {
    if (!writes) return
    void send<{ mine: Draft[]; waiting: Draft[] }>('GET', '/api/v1/drafts').then((answer) => {
      if (answer.ok) setDrafts(answer.body)
    })
  }, [send, writes])
  const list = (items: Draft[], none: string) =>
    items.length === 0 ? (
      <p class="hint">{none}</p>
    ) : (
      <ul class="tasks">
        {items.map(({ id, title, status, updated }) => (
          <li key={id}>
            <a href={to(`/drafts/${id}`)}>{title === '' ? id : title}</a>
            <span class="hint">
              {home.status[status]} · {fill(home.saved, { time: formatMoment(updated, timeZone) })}
            </span>
          </li>
        ))}
      </ul>
    )
  return (
    <>
      <h1>{home.title}</h1>
      <p class="lede">{me.departmentName ?? me.post}</p>
      {drafts !== null && (
        <>
          {mayI(me, 'draft.approve') && (
            <section>
              <h2>{home.waiting}</h2>
              {list(drafts.waiting, home.noWaiting)}
            </section>
          )}
          <section>
            <h2>{home.drafts}</h2>
            {list(drafts.mine, home.noDrafts)}
          </section>
        </>
      )}
    </>
  )
}
