import { startRegistration } from '@simplewebauthn/browser'
import { useEffect, useState } from 'preact/hooks'
import { label } from '../../../worker/domain/kinds/labels.ts'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'
import { namedUrl, type Offered } from './SignIn.tsx'

interface Invited {
  account: { id: string; post: string; role: string; department: string | null }
  purpose: 'join' | 'once'
  expires: string
  passkeys: boolean
}

/**
 * Opens an account with a one-time link. The token stands behind the `#`, which browsers never send to a server:
 * no log on the way holds it.
 */
export function JoinPage() {
  const { words, lang, timeZone, send, to, tell } = useDesk()
  const { join, signIn } = words
  const token = location.hash.slice(1)
  const [invited, setInvited] = useState<Invited | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const [name, setName] = useState('')
  useEffect(() => {
    void send<Invited>('POST', '/auth/invitation', { token }).then((answer) => {
      if (answer.ok) setInvited(answer.body)
      else setProblem(answer.problem)
    })
  }, [send, token])
  const { items: providers } = useList<Offered>('/auth/providers')
  async function withProvider(id: string): Promise<void> {
    setBusy(true)
    const answer = await send<{ location: string }>('POST', `/auth/oidc/${encodeURIComponent(id)}`, {
      token,
      next: to('/'),
    })
    if (answer.ok) return location.assign(answer.body.location)
    setProblem(answer.problem)
    setBusy(false)
  }
  async function finish(path: string, body: object): Promise<void> {
    const answer = await send('POST', path, body)
    // The link, which is used now, does not stay in the history of the browser.
    if (answer.ok) location.replace(to('/'))
    else setProblem(answer.problem)
  }
  async function withPasskey(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    const asked = await send<Parameters<typeof startRegistration>[0]['optionsJSON']>(
      'POST',
      '/auth/invitation/options',
      { token },
    )
    if (!asked.ok) setProblem(asked.problem)
    else {
      try {
        const response = await startRegistration({ optionsJSON: asked.body })
        await finish('/auth/invitation/passkey', { token, name, response })
      } catch {
        tell(signIn.cancelled)
      }
    }
    setBusy(false)
  }
  const named = namedUrl(new URL(location.href))
  return (
    <div class="narrow">
      <h1>{join.title}</h1>
      <Trouble problem={problem} lead={join.bad} />
      {invited === null ? (
        problem === null && <p>{join.checking}</p>
      ) : (
        <>
          <p>{join.as}</p>
          <dl class="facts">
            <dt>{join.post}</dt>
            <dd>{invited.account.post}</dd>
            <dt>{join.role}</dt>
            <dd>{label(lang, 'role', invited.account.role)}</dd>
            <dt>{join.department}</dt>
            <dd>{invited.account.department ?? join.none}</dd>
          </dl>
          <p class="hint">{fill(join.expires, { time: formatMoment(invited.expires, timeZone) })}</p>
          {invited.purpose === 'once' && (
            <p>
              <button
                type="button"
                class="primary"
                disabled={busy}
                onClick={() => finish('/auth/invitation/once', { token })}
              >
                {join.once}
              </button>
              <small>{join.onceHint}</small>
            </p>
          )}
          {invited.purpose === 'join' && invited.passkeys && (
            <form onSubmit={withPasskey}>
              <label class="field">
                <span>{join.name}</span>
                <small>{join.nameHint}</small>
                <input
                  type="text"
                  maxLength={100}
                  value={name}
                  onInput={({ currentTarget }) => setName(currentTarget.value)}
                />
              </label>
              <button type="submit" class="primary" disabled={busy}>
                {join.passkey}
              </button>
            </form>
          )}
          {invited.purpose === 'join' && !invited.passkeys && (
            <p class="notice">
              {signIn.noPasskeys} {named !== null && <a href={named}>{fill(signIn.here, { url: named })}</a>}
            </p>
          )}
          {invited.purpose === 'join' &&
            providers?.map(({ id, name: provider }) => (
              <p key={id}>
                <button type="button" disabled={busy} onClick={() => withProvider(id)}>
                  {fill(join.provider, { name: provider[lang] })}
                </button>
              </p>
            ))}
          <p class="hint">{join.posts}</p>
        </>
      )}
    </div>
  )
}
