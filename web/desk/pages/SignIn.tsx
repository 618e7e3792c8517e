import { startAuthentication } from '@simplewebauthn/browser'
import { useState } from 'preact/hooks'
import { deskPath } from '../../../worker/domain/kinds/account/provider.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useList } from '../frame/useList.ts'

/** Address after signing in: a page of this site, never another one. */
function nextOf(query: string, lang: string): string {
  return deskPath(new URLSearchParams(query).get('next')) ?? `/${lang}/desk`
}

/** Sign-in provider as `GET /auth/providers` offers it to everyone. */
export interface Offered {
  id: string
  name: { zh: string; en: string }
}

/** Reason for which a sign-in provider led back here, in words of this site; null when none did. */
function refusedOf(query: string, problems: { readonly [code: string]: string }): string | null {
  const code = new URLSearchParams(query).get('problem')
  if (code === null) return null
  return (Object.hasOwn(problems, code) ? problems[code] : undefined) ?? problems.provider ?? null
}

/** The same page under a name, where it was opened by an address in figures. */
export function namedUrl(url: URL): string | null {
  if (url.hostname !== '127.0.0.1') return null
  const named = new URL(url)
  named.hostname = 'localhost'
  return named.href
}

/** Signing in: with a passkey, or with the account of one's organisation. Nobody types a name or a password. */
export function SignInPage() {
  const { words, lang, query, passkeys, send, tell } = useDesk()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const { signIn } = words
  const next = nextOf(query, lang)
  const refused = refusedOf(query, signIn.problems)
  const { items: providers } = useList<Offered>('/auth/providers')
  async function withPasskey(): Promise<void> {
    setBusy(true)
    setProblem(null)
    const asked = await send<Parameters<typeof startAuthentication>[0]['optionsJSON']>(
      'POST',
      '/auth/passkey/options',
      {},
    )
    if (!asked.ok) setProblem(asked.problem)
    else {
      try {
        const response = await startAuthentication({ optionsJSON: asked.body })
        const answer = await send('POST', '/auth/passkey', { response })
        if (answer.ok) return location.assign(next)
        setProblem(answer.problem)
      } catch {
        tell(signIn.cancelled)
      }
    }
    setBusy(false)
  }
  const named = namedUrl(new URL(location.href))
  return (
    <div class="narrow">
      <h1>{signIn.title}</h1>
      <p class="lede">{signIn.lede}</p>
      <Trouble problem={problem} lead={signIn.failed} />
      {refused !== null && (
        <p class="notice" role="alert">
          {fill(signIn.failed, { detail: refused })}
        </p>
      )}
      {passkeys ? (
        <p>
          <button type="button" class="primary" disabled={busy} onClick={withPasskey}>
            {signIn.passkey}
          </button>
          <small>{signIn.passkeyHint}</small>
        </p>
      ) : (
        <p class="notice">
          {signIn.noPasskeys} {named !== null && <a href={named}>{fill(signIn.here, { url: named })}</a>}
        </p>
      )}
      {providers !== null && providers.length > 0 && (
        <section>
          <h2>{signIn.providers}</h2>
          <ul class="plain-list">
            {providers.map(({ id, name }) => (
              <li key={id}>
                <a
                  class="button"
                  href={`/auth/oidc/${encodeURIComponent(id)}?next=${encodeURIComponent(next)}`}
                >
                  {name[lang]}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="hint">{signIn.invited}</p>
    </div>
  )
}
