import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'preact/hooks'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { useChange } from './useChange.ts'

interface Passkey {
  id: string
  name: string
  created: string
  used: string | null
}

/** Passkeys of the account, with which one signs in, and the way to add one. */
export function Passkeys() {
  const { words, send, timeZone, tell } = useDesk()
  const { own } = words
  const list = useList<Passkey>('/api/v1/me/passkeys')
  const { problem, change } = useChange(list)
  const [name, setName] = useState('')
  async function add(event: Event): Promise<void> {
    event.preventDefault()
    const asked = await send<Parameters<typeof startRegistration>[0]['optionsJSON']>(
      'POST',
      '/auth/passkeys/options',
      {},
    )
    if (!asked.ok) return change(Promise.resolve(asked))
    try {
      const response = await startRegistration({ optionsJSON: asked.body })
      await change(send('POST', '/auth/passkeys', { name, response }))
      setName('')
    } catch {
      tell(words.signIn.cancelled)
    }
  }
  return (
    <section>
      <h2>{own.passkeys}</h2>
      <Trouble problem={problem} />
      <ul class="tasks">
        {list.items?.map((one) => (
          <li key={one.id}>
            <span>{one.name === '' ? own.unnamed : one.name}</span>
            <span class="hint">
              {one.used === null
                ? fill(own.madeOn, { time: formatMoment(one.created, timeZone) })
                : fill(own.usedOn, { time: formatMoment(one.used, timeZone) })}{' '}
              <button
                type="button"
                class="plain"
                aria-label={fill(words.form.removeNamed, { name: one.name })}
                onClick={() => change(send('POST', `/api/v1/me/passkeys/${one.id}/remove`, {}))}
              >
                {words.form.remove}
              </button>
            </span>
          </li>
        ))}
      </ul>
      <form onSubmit={add}>
        <label class="field">
          <span>{words.join.name}</span>
          <small>{words.join.nameHint}</small>
          <input
            type="text"
            maxLength={100}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <button type="submit">{own.addPasskey}</button>
      </form>
    </section>
  )
}
