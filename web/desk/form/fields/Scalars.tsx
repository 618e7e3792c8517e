/** Fields with one control: text, figures, dates, one of a vocabulary, lines. */
import { useState } from 'preact/hooks'
import type { Spec } from '../../../../worker/domain/record/shape.ts'
import { label as labelOf } from '../../../labels.ts'
import { labelSetOf } from '../../../text/values.ts'
import { useDesk } from '../../frame/desk.ts'
import { Box, useControl } from './Box.tsx'
import type { FieldProps } from './field-props.ts'
import { listIn, textIn } from './value.ts'

type Of<K extends Spec['is']> = FieldProps & { label: string; spec: Extract<Spec, { is: K }> }

/** Texts up to this length have one line. */
const ONE_LINE = 2000

/** Field for a text, of one line or of several by the length that its shape allows, in characters. */
export function TextField({ label, path, spec, value, onChange }: Of<'text'>) {
  const control = useControl(path)
  const set = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value)
  const text = textIn(value)
  return (
    <Box label={label} path={path}>
      {spec.most <= ONE_LINE ? (
        <input type="text" {...control} maxLength={spec.most} value={text} onInput={set} />
      ) : (
        <textarea {...control} maxLength={spec.most} value={text} onInput={set} rows={4} />
      )}
    </Box>
  )
}

/** Field for a figure. The typed text stays, also while it is no number yet. */
export function NumberField({ label, path, value, onChange }: FieldProps & { label: string }) {
  const control = useControl(path)
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed !== null && Number(typed) === value ? typed : textIn(value)
  return (
    <Box label={label} path={path}>
      <input
        type="text"
        inputMode="decimal"
        {...control}
        value={shown}
        onInput={({ currentTarget }) => {
          const text = currentTarget.value.trim()
          setTyped(text)
          onChange(text === '' ? undefined : /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text)
        }}
      />
    </Box>
  )
}

/** Field for a date of any precision, or an instant, with a button for today. */
export function DateField({ label, path, spec, value, onChange }: Of<'date'>) {
  const { words, today } = useDesk()
  const control = useControl(path, true)
  return (
    <Box label={label} path={path} hint={spec.instant ? words.form.momentHint : words.form.dateHint}>
      <span class="inline">
        <input
          type="text"
          inputMode="numeric"
          autocomplete="off"
          {...control}
          value={textIn(value)}
          onInput={({ currentTarget }) => onChange(currentTarget.value.trim())}
        />
        <button type="button" onClick={() => onChange(today)} aria-label={`${label}: ${words.form.today}`}>
          {words.form.today}
        </button>
      </span>
    </Box>
  )
}

/** Field for one code of a vocabulary; nothing said is the first choice. */
export function Choice({ label, path, spec, scope, name, value, onChange }: Of<'code'>) {
  const { lang, words } = useDesk()
  const control = useControl(path)
  const set = labelSetOf(scope, name)
  return (
    <Box label={label} path={path}>
      <select
        {...control}
        value={textIn(value)}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : currentTarget.value)
        }
      >
        <option value="">{words.form.notSaid}</option>
        {spec.codes.map((code) => (
          <option key={code} value={code}>
            {set === null ? code : labelOf(lang, set, code)}
          </option>
        ))}
      </select>
    </Box>
  )
}

/** A list of texts: one on each line. */
export function Lines({ label, path, value, onChange }: FieldProps & { label: string }) {
  const { words } = useDesk()
  const control = useControl(path, true)
  const lines = listIn(value).map(textIn)
  return (
    <Box label={label} path={path} hint={words.form.linesHint}>
      <textarea
        {...control}
        rows={Math.min(10, Math.max(3, lines.length + 1))}
        value={lines.join('\n')}
        onInput={({ currentTarget }) => {
          const text = currentTarget.value
          onChange(text === '' ? undefined : text.split('\n'))
        }}
      />
    </Box>
  )
}
