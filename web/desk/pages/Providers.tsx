/** 登录服务: what people of the organisation sign in with, and which groups get which role. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { label } from '../../labels.ts'
import { formatMoment } from '../../text/dates.ts'
import { fill } from '../../words/fill.ts'
import { ProviderForm } from '../form/ProviderForm.tsx'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { useTitles } from '../frame/titles.ts'
import { useList } from '../frame/useList.ts'

interface Provider {
  id: string
  name: { zh: string; en: string }
  issuer: string
  clientId: string
  hasSecret: boolean
  scopes: string[]
  groupsClaim: string
  groups: { group: string; role: string; department: string | null; post: string }[]
  disabled: string | null
  callback: string
}

/**
 * Page of the sign-in providers, for whoever looks after accounts; one that is disabled can be enabled again.
 */
export function ProvidersPage() {
  const { words, lang, send, tell } = useDesk()
  const { providers } = words
  const list = useList<Provider>('/api/v1/providers')
  const [problem, setProblem] = useState<Problem | null>(null)
  /** A form that was entered makes room for an empty one. */
  const [added, setAdded] = useState(0)
  async function turn({ id, disabled }: Provider): Promise<void> {
    const verb = disabled === null ? 'disable' : 'enable'
    const answer = await send('POST', `/api/v1/providers/${id}/${verb}`, {})
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) list.reload()
  }
  return (
    <>
      <h1>{providers.title}</h1>
      <p class="lede">{providers.lede}</p>
      <Trouble problem={problem ?? list.problem} />
      {list.items?.length === 0 && <p class="hint">{providers.none}</p>}
      {list.items?.map((one) => (
        <OneProvider key={one.id} provider={one} onTurn={() => turn(one)} />
      ))}
      <section>
        <h2>{providers.add}</h2>
        <ProviderForm
          key={added}
          onAdded={(name) => {
            tell(fill(providers.added, { name: name[lang] }))
            setAdded(added + 1)
            list.reload()
          }}
        />
      </section>
    </>
  )
}

function OneProvider({ provider, onTurn }: { provider: Provider; onTurn(): void }) {
  const { words, lang, timeZone } = useDesk()
  const { providers } = words
  const { name, disabled, groups } = provider
  const titles = useTitles(groups.flatMap(({ department }) => department ?? []))
  const isOpen = disabled === null
  return (
    <section>
      <h2>{name[lang]}</h2>
      <p class="hint">
        {isOpen ? providers.inUse : fill(providers.disabled, { time: formatMoment(disabled, timeZone) })}
      </p>
      <dl class="facts">
        <Fact name={providers.id}>{provider.id}</Fact>
        <Fact name={providers.issuer}>{provider.issuer}</Fact>
        <Fact name={providers.clientId}>{provider.clientId}</Fact>
        <Fact name={providers.secret}>{provider.hasSecret ? providers.hasSecret : providers.noSecret}</Fact>
        <Fact name={providers.callback}>
          <span class="digest">{provider.callback}</span>
          <small>{providers.callbackHint}</small>
        </Fact>
        <Fact name={providers.scopes}>{provider.scopes.join(' ')}</Fact>
        <Fact name={providers.claim}>{provider.groupsClaim}</Fact>
        <Fact name={providers.groups}>
          {groups.length === 0 ? (
            providers.noGroups
          ) : (
            <ol class="plain-list">
              {groups.map(({ group, role, department, post }) => (
                <li key={group}>
                  {fill(providers.rules, { group, role: label(lang, 'role', role), post })}
                  {department !== null && ` · ${titles.get(department) ?? department}`}
                </li>
              ))}
            </ol>
          )}
        </Fact>
      </dl>
      <p>
        <button
          type="button"
          onClick={onTurn}
          aria-label={fill(isOpen ? providers.disableNamed : providers.enableNamed, { name: name[lang] })}
        >
          {isOpen ? providers.disable : providers.enable}
        </button>
        {isOpen && <small> {providers.disableHint}</small>}
      </p>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
