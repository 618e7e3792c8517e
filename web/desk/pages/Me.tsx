/** One's own account: where one is signed in, with what one signs in, keys for software, and the signing key. */
import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'preact/hooks'
import { label } from '../../labels.ts'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { mayI, useDesk, useMe } from '../desk.ts'
import { SigningKey } from '../SigningKey.tsx'
import type { Answer, Problem } from '../send.ts'
import { Trouble } from '../Trouble.tsx'
import { type List, useList } from '../useList.ts'
import { Shown } from './Office.tsx'

interface Session {
  id: string
  agent: string
  created: string
  seen: string
  expires: string
}

interface Passkey {
  id: string
  name: string
  created: string
  used: string | null
}

interface Key {
  id: string
  name: string
  scopes: string[] | null
  expires: string | null
  used: string | null
  revoked: string | null
}

export function MePage() {
  const { words, lang, passkeys } = useDesk()
  const me = useMe()
  return (
    <>
      <h1>{words.nav.me}</h1>
      <dl class="facts">
        <div>
          <dt>{words.join.post}</dt>
          <dd>{me.post}</dd>
        </div>
        <div>
          <dt>{words.join.role}</dt>
          <dd>{label(lang, 'role', me.role)}</dd>
        </div>
        <div>
          <dt>{words.join.department}</dt>
          <dd>{me.departmentName ?? words.join.none}</dd>
        </div>
      </dl>
      {passkeys && <Passkeys />}
      <Sessions />
      {me.department !== null && mayI(me, 'key.write') && <SigningKey department={me.department} />}
      <Keys />
    </>
  )
}

/** Changes something and asks for the list anew. */
function useChange<T>(list: List<T>): {
  problem: Problem | null
  change(work: Promise<Answer<unknown>>): Promise<void>
} {
  const [problem, setProblem] = useState<Problem | null>(null)
  return {
    problem: problem ?? list.problem,
    async change(work) {
      const answer = await work
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) list.reload()
    },
  }
}

function Passkeys() {
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

function Sessions() {
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

function Keys() {
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
