/** Fields with several boxes to tick: yes or no, and several of a vocabulary. */
import type { Spec } from '../../../../worker/domain/record/shape.ts'
import { label as labelOf } from '../../../labels.ts'
import { labelSetOf } from '../../../text/values.ts'
import type { Json } from '../../../types.ts'
import { useDesk } from '../../frame/desk.ts'
import { Group } from './Box.tsx'
import { controlId } from './context.ts'
import type { FieldProps } from './field-props.ts'
import { listIn } from './value.ts'

/** Yes, no, or nothing said: three answers, as silence is one too. */
export function Flag({
  label,
  path,
  value,
  onChange,
  hint,
}: Pick<FieldProps, 'path' | 'value' | 'onChange'> & { label: string; hint?: string | undefined }) {
  const { words } = useDesk()
  const answers: [Json | undefined, string][] = [
    [true, words.form.yes],
    [false, words.form.no],
    [undefined, words.form.notSaid],
  ]
  return (
    <Group label={label} path={path} hint={hint}>
      <span class="choices">
        {answers.map(([answer, text]) => (
          <label key={text}>
            <input
              type="radio"
              name={controlId(path)}
              checked={(value ?? undefined) === answer}
              onChange={() => onChange(answer)}
            />
            {text}
          </label>
        ))}
      </span>
    </Group>
  )
}

/** Field for several codes of a vocabulary, one box to tick for each. */
export function Codes({
  label,
  path,
  spec,
  scope,
  name,
  value,
  onChange,
}: FieldProps & { label: string; spec: Extract<Spec, { is: 'code' }> }) {
  const { lang } = useDesk()
  const chosen = listIn(value)
  const set = labelSetOf(scope, name)
  return (
    <Group label={label} path={path}>
      <span class="choices">
        {spec.codes.map((code) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={chosen.includes(code)}
              onChange={({ currentTarget }) =>
                onChange(currentTarget.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
              }
            />
            {set === null ? code : labelOf(lang, set, code)}
          </label>
        ))}
      </span>
    </Group>
  )
}
