/** Changing fields of what stands: only those that one names, each beginning from what stands now. */
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Specs } from '../../../worker/domain/record/shape.ts'
import { fieldLabel } from '../../labels.ts'
import type { Json } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { controlId, useForm } from './fields/context.ts'
import { Field } from './fields/Field.tsx'
import type { FieldProps } from './fields/field-props.ts'
import { type Fields, withChange } from './fields/value.ts'

interface ChangeProps extends FieldProps {
  /** @param follows other fields that the change brings with it, where they were not put otherwise by hand */
  onChange(value: Json | undefined, follows?: Fields): void
}

/**
 * Choice of the fields that change, each with its control and its present value.
 *
 * @param names fields that may change
 * @param base the record as it stands
 * @param value fields that were chosen, with their new values
 * @param control draws one of them; by its shape when left out
 */
export function Changes({
  specs,
  names,
  base,
  value,
  path,
  scope,
  control = (props) => <Field {...props} />,
  onChange,
}: {
  specs: Specs
  names: readonly string[]
  base: Fields
  value: Fields
  path: string
  scope: string
  control?(props: ChangeProps): VNode
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
            {control({
              spec,
              name,
              scope,
              path: `${path}/${name}`,
              value: shown,
              onChange: (changed, follows = {}) => {
                setOpened((now) => (now.includes(name) ? now : [...now, name]))
                const others = Object.entries(follows).filter(([other]) => !(other in value))
                const all: [string, Json | undefined][] = [...others, [name, changed]]
                onChange(all.reduce((now, [one, to]) => withChange(now, base, one, to), value))
              },
            })}
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
