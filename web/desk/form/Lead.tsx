/** The first question of a form: what kind of matter it is. All else is asked by its answer. */
import { procedureOf } from '../../../worker/domain/procedure/expected.ts'
import type { Spec } from '../../../worker/domain/record/shape.ts'
import { label as labelOf } from '../../labels.ts'
import { labelSetOf } from '../../text/values.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { proposalOf } from './Applicability.tsx'
import { Group } from './fields/Box.tsx'
import { controlId } from './fields/context.ts'
import { type Fields, textIn } from './fields/value.ts'
import type { Form } from './forms.ts'

/** Choice of the kind of matter, with what follows from it. */
export function Lead({
  form,
  spec,
  label,
  whole,
  onChange,
}: {
  form: Form
  spec: Extract<Spec, { is: 'code' }>
  label: string
  whole: Fields
  onChange(value: Json | undefined): void
}) {
  const { lang, words, procedures } = useDesk()
  const name = form.lead ?? ''
  const set = labelSetOf(form.kind, name)
  const chosen = textIn(whole[name])
  const steps = chosen !== '' && form.kind === 'decision' ? procedureOf(proposalOf(whole), procedures) : null
  return (
    <Group label={label} path={name} {...(chosen === '' ? { hint: words.form.leadHint } : {})}>
      <span class="choices choices--lead">
        {spec.codes.map((code) => (
          <label key={code}>
            <input
              type="radio"
              name={controlId(name)}
              checked={chosen === code}
              onChange={() => onChange(code)}
            />
            {set === null ? code : labelOf(lang, set, code)}
          </label>
        ))}
      </span>
      {steps !== null && (
        <p class="hint" role="status">
          {steps.length === 0 ? words.form.noProcedure : fill(words.form.hasProcedure, { n: steps.length })}
        </p>
      )}
    </Group>
  )
}
