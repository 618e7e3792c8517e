/** 提醒邮箱: to which the workbench writes when something is new, due or late; of one's own and of the department. */
import { useState } from 'preact/hooks'
import { formatDay } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { useChange } from './useChange.ts'

interface Mailbox {
  id: string
  owner: string
  confirmed: string | null
  lang: 'zh' | 'en'
  created: string
}

/** Section of the mailboxes. Addresses are not shown again: they are kept sealed. */
export function Mailboxes() {
  const { words, lang, timeZone, send, tell } = useDesk()
  const me = useMe()
  const { outgoing } = words
  const list = useList<Mailbox>('/api/v1/me/mailboxes')
  const { problem, change } = useChange(list)
  const [email, setEmail] = useState('')
  const [owner, setOwner] = useState(me.id)
  const [said, setSaid] = useState('')

  async function add(event: Event): Promise<void> {
    event.preventDefault()
    const body = { email: email.trim(), owner, lang }
    const answer = await send<{ words: { zh: string; en: string } }>('POST', '/api/v1/me/mailboxes', body)
    if (answer.ok) {
      setEmail('')
      setSaid(answer.body.words[lang])
      tell(answer.body.words[lang])
    }
    await change(Promise.resolve(answer))
  }

  return (
    <section aria-labelledby="mailboxes">
      <h2 id="mailboxes">{outgoing.mailboxes}</h2>
      <p class="hint">{outgoing.mailboxesHint}</p>
      <Trouble problem={problem} />
      {said !== '' && <p aria-hidden="true">{said}</p>}
      <ul class="tasks">
        {list.items?.map(({ id, owner: of, confirmed, created }) => (
          <li key={id}>
            <span>{of === me.id ? outgoing.mine : (me.departmentName ?? of)}</span>
            <span class="hint">
              {fill(outgoing.since, { date: formatDay(created, timeZone) })}
              {' · '}
              {confirmed === null ? outgoing.unconfirmed : outgoing.confirmed}{' '}
              <button
                type="button"
                class="plain"
                aria-label={`${outgoing.remove} ${formatDay(created, timeZone)}`}
                onClick={() => change(send('POST', `/api/v1/me/mailboxes/${id}/remove`, {}))}
              >
                {outgoing.remove}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <form onSubmit={add}>
        <label class="field">
          <span>{outgoing.email}</span>
          <input
            type="email"
            maxLength={500}
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
        </label>
        {me.department !== null && (
          <label class="field">
            <span>{outgoing.whose}</span>
            <select value={owner} onChange={({ currentTarget }) => setOwner(currentTarget.value)}>
              <option value={me.id}>{outgoing.mine}</option>
              <option value={me.department}>{me.departmentName ?? me.department}</option>
            </select>
          </label>
        )}
        <button type="submit">{outgoing.ask}</button>
      </form>
    </section>
  )
}
