/** Setting up a sign-in provider. */
import { useState } from 'preact/hooks'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { FormProvider } from './fields/context.ts'
import { Text } from './fields/Text.tsx'
import { GroupRules, type RuleInput } from './GroupRules.tsx'

const BLANK = {
  id: '',
  zh: '',
  en: '',
  issuer: '',
  clientId: '',
  clientSecret: '',
  scopes: '',
  groupsClaim: 'groups',
}

/** Form for a sign-in provider. `onAdded` gets its name when the server took it. */
export function ProviderForm({ onAdded }: { onAdded(name: { zh: string; en: string }): void }) {
  const { words, send } = useDesk()
  const { providers } = words
  const [given, setGiven] = useState(BLANK)
  const [rules, setRules] = useState<readonly RuleInput[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const field = (name: keyof typeof BLANK) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
  })
  async function add(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const { zh, en, scopes, ...rest } = given
    const name = { zh, en }
    const answer = await send('POST', '/api/v1/providers', {
      ...rest,
      name,
      scopes: scopes.split(/\s+/).filter((scope) => scope !== ''),
      groups: rules.map(({ department, ...rule }) => ({ ...rule, department: department || null })),
    })
    setBusy(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onAdded(name)
  }
  return (
    <FormProvider value={{ kind: 'provider', department: null, problems: problem === null ? [] : [problem] }}>
      <form onSubmit={add} noValidate>
        <Trouble problem={problem} />
        <Text path="id" label={providers.id} hint={providers.idHint} {...field('id')} />
        <Text path="name/zh" label={providers.nameZh} {...field('zh')} />
        <Text path="name/en" label={providers.nameEn} {...field('en')} />
        <Text path="issuer" label={providers.issuer} hint={providers.issuerHint} {...field('issuer')} />
        <Text path="clientId" label={providers.clientId} {...field('clientId')} />
        <Text
          path="clientSecret"
          secret
          label={providers.secret}
          hint={providers.secretHint}
          {...field('clientSecret')}
        />
        <Text path="scopes" label={providers.scopes} hint={providers.scopesHint} {...field('scopes')} />
        <Text
          path="groupsClaim"
          label={providers.claim}
          hint={providers.claimHint}
          {...field('groupsClaim')}
        />
        <GroupRules rules={rules} onChange={setRules} />
        <p>
          <button type="submit" class="primary" disabled={busy}>
            {providers.save}
          </button>
        </p>
      </form>
    </FormProvider>
  )
}
