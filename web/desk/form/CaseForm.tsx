/** A form of an act of a case. Unlike all others it keeps nothing: neither here nor as a draft on the server. */
import { useState } from 'preact/hooks'
import { caseCodes, caseFields } from '../../../worker/domain/case/words.ts'
import type { Spec, Specs } from '../../../worker/domain/record/shape.ts'
import type { Json } from '../../types.ts'
import { useDesk } from '../frame/desk.ts'
import type { Problem } from '../frame/send.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { Box, useControl } from './fields/Box.tsx'
import { FormProvider } from './fields/context.ts'
import { Field } from './fields/Field.tsx'
import { type Fields, pruned, textIn, withField } from './fields/value.ts'

interface CaseFormProps {
  specs: Specs
  initial?: Fields
  submit: string
  onSend(body: Json): Promise<Problem | null>
}

/** Form of one act of a case. It is emptied when the server took it, and names the refused field when not. */
export function CaseForm({ specs, initial = {}, submit, onSend }: CaseFormProps) {
  const { words, lang } = useDesk()
  const [whole, setWhole] = useState<Fields>(initial)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  async function send(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const refused = await onSend(pruned(whole))
    setBusy(false)
    setProblem(refused)
    if (refused === null) setWhole(initial)
  }
  return (
    <FormProvider value={{ kind: 'case', department: null, problems: problem === null ? [] : [problem] }}>
      <form onSubmit={send} noValidate>
        <Trouble problem={problem} />
        {Object.entries(specs).map(([name, spec]) => {
          const label = caseFields[name]?.[lang] ?? name
          const put = (value: Json | undefined) => setWhole(withField(whole, name, value))
          const props = { name, path: name, label, value: whole[name], onChange: put }
          if (spec.is === 'code') return <CodeChoice key={name} spec={spec} {...props} />
          if (spec.is === 'flag') return <YesOrNo key={name} {...props} />
          return <Field key={name} spec={spec} scope="case" {...props} />
        })}
        <p class="hint">{words.cases.notKept}</p>
        <p>
          <button type="submit" class="primary" disabled={busy}>
            {submit}
          </button>
        </p>
      </form>
    </FormProvider>
  )
}

interface PartProps {
  name: string
  path: string
  label: string
  value: Json | undefined
  onChange(value: Json | undefined): void
}

function CodeChoice({
  spec,
  name,
  path,
  label,
  value,
  onChange,
}: PartProps & { spec: Extract<Spec, { is: 'code' }> }) {
  const { lang } = useDesk()
  return (
    <Select
      path={path}
      label={label}
      value={textIn(value)}
      options={spec.codes.map((code) => [code, caseCodes[name]?.[code]?.[lang] ?? code])}
      onChange={(code) => onChange(code === '' ? undefined : code)}
    />
  )
}

/** Must be said: neither answer is taken for granted. */
function YesOrNo({ path, label, value, onChange }: PartProps) {
  const { words } = useDesk()
  return (
    <Select
      path={path}
      label={label}
      value={typeof value === 'boolean' ? String(value) : ''}
      options={[
        ['false', words.cases.no],
        ['true', words.cases.yes],
      ]}
      onChange={(said) => onChange(said === '' ? undefined : said === 'true')}
    />
  )
}

interface SelectProps {
  path: string
  label: string
  value: string
  options: [string, string][]
  onChange(value: string): void
}

function Select({ path, label, value, options, onChange }: SelectProps) {
  const { words } = useDesk()
  const control = useControl(path)
  return (
    <Box label={label} path={path}>
      <select {...control} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{words.cases.choose}</option>
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </Box>
  )
}
