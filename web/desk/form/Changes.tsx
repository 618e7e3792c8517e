/** Changing fields of what stands: only those that one names, each beginning from what stands now. */
import { useState } from 'preact/hooks'
import type { Specs } from '../../../worker/domain/record/shape.ts'
import { fieldLabel } from '../../labels.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { controlId, useForm } from './fields/context.ts'
import { Field } from './fields/Field.tsx'
import { type Fields, withChange } from './fields/value.ts'

/**
 * Choice of the fields that change, each with its control and its present value.
 *
 * @param names fields that may change
 * @param base the record as it stands
 * @param value fields that were chosen, with their new values
 */
export function Changes({
  specs,
  names,
  base,
  value,
  path,
  scope,
  onChange,
}: {
  specs: Specs
  names: readonly string[]
  base: Fields
  value: Fields
  path: string
  scope: string
  onChange(changes: Fields): void
}) {
  const { lang, words } = useDesk()
  const { kind } = useForm()
  const [opened, setOpened] = useState<string[]>([])
  const chosen = names.filter((name) => name in value || opened.includes(name))
  const rest = names.filter((name) => !chosen.includes(name))
  const without = (name: string): void => {
    const { [name]: _, ...others } = value
    setOpened((now) => now.filter((one) => one !== name))
    onChange(others)
  }
  return (
    <>
      {chosen.map((name) => {
        const spec = specs[name]
        if (spec === undefined) return null
        const shown: Json | undefined = name in value ? value[name] : base[name]
        return (
          <div class="changing" key={name}>
            <Field
              spec={spec}
              name={name}
              path={`${path}/${name}`}
              scope={scope}
              value={shown}
              onChange={(changed) => {
                setOpened((now) => (now.includes(name) ? now : [...now, name]))
                onChange(withChange(value, base, name, changed))
              }}
            />
            <button type="button" class="plain" onClick={() => without(name)}>
              {fill(words.form.leave, { name: fieldLabel(lang, kind, name) })}
            </button>
          </div>
        )
      })}
      <div class="field">
        <label for={controlId(path)}>{words.form.whichField}</label>
        <select
          id={controlId(path)}
          value=""
          onChange={({ currentTarget }) => {
            const { value: name } = currentTarget
            if (name !== '') setOpened((now) => [...now, name])
          }}
        >
          <option value="">{words.form.choose}</option>
          {rest.map((name) => (
            <option key={name} value={name}>
              {fieldLabel(lang, kind, name)}
            </option>
          ))}
        </select>
      </div>
    </>
  )
}
