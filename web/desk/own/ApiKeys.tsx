import { useState } from 'preact/hooks'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import { Shown } from '../frame/Shown.tsx'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { useChange } from './useChange.ts'

interface Key {
  id: string
  name: string
  scopes: string[] | null
  expires: string | null
  used: string | null
  revoked: string | null
}

/** Keys for the software of the department. */
export function ApiKeys() {
  const { words, send, timeZone } = useDesk()
  const me = useMe()
  const { own } = words
  const list = useList<Key>('/api/v1/me/keys')
  const { problem, change } = useChange(list)
  const [name, setName] = useState('')
  const [expires, setExpires] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [secret, setSecret] = useState<string | null>(null)
  async function make(event: Event): Promise<void> {
    event.preventDefault()
    const answer = await send<{ secret: string }>('POST', '/api/v1/me/keys', {
      name,
      ...(scopes.length === 0 ? {} : { scopes }),
      ...(expires === '' ? {} : { expires }),
    })
    if (answer.ok) {
      setSecret(answer.body.secret)
      setName('')
    }
    await change(Promise.resolve(answer))
  }
  return (
    <section>
      <h2>{own.keys}</h2>
      <p class="hint">{own.keysHint}</p>
      <Trouble problem={problem} />
      <ul class="tasks">
        {list.items?.map((key) => (
          <li key={key.id}>
            <span>{key.name}</span>
            <span class="hint">
              {[
                key.scopes?.join(' ') ?? own.allRights,
                key.expires === null ? own.noEnd : fill(own.lastDay, { date: key.expires }),
                key.used === null
                  ? own.neverUsed
                  : fill(own.usedOn, { time: formatMoment(key.used, timeZone) }),
                ...(key.revoked === null ? [] : [own.revoked]),
              ].join(' · ')}{' '}
              {key.revoked === null && (
                <button
                  type="button"
                  class="plain"
                  aria-label={`${own.revoke} ${key.name}`}
                  onClick={() => change(send('POST', `/api/v1/me/keys/${key.id}/revoke`, {}))}
                >
                  {own.revoke}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {secret !== null && <Shown label={own.secret} text={secret} hint="" />}
      <form onSubmit={make}>
        <label class="field">
          <span>{own.keyName}</span>
          <input
            type="text"
            maxLength={100}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{own.keyExpires}</span>
          <small>{words.form.dateHint}</small>
          <input
            type="text"
            value={expires}
            onInput={({ currentTarget }) => setExpires(currentTarget.value.trim())}
          />
        </label>
        <fieldset class="group">
          <legend>{own.scopes}</legend>
          <small>{own.scopesHint}</small>
          <span class="choices">
            {me.rights.map((right) => (
              <label key={right}>
                <input
                  type="checkbox"
                  checked={scopes.includes(right)}
                  onChange={({ currentTarget }) =>
                    setScopes(
                      currentTarget.checked ? [...scopes, right] : scopes.filter((one) => one !== right),
                    )
                  }
                />
                <code>{right}</code>
              </label>
            ))}
          </span>
        </fieldset>
        <button type="submit">{own.makeKey}</button>
      </form>
    </section>
  )
}
