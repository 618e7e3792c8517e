/** Finding a record by its words, and putting its id, or its name as printed, into a field. */
import { useState } from 'preact/hooks'
import { kindsOf } from '../../../../worker/domain/kinds/table.ts'
import type { Spec } from '../../../../worker/domain/record/shape.ts'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'
import { useTitles } from '../../frame/titles.ts'
import { Group } from './Box.tsx'
import { Combobox } from './Combobox.tsx'
import type { FieldProps } from './field-props.ts'
import { listIn, textIn } from './value.ts'

type Of = FieldProps & { label: string; spec: Extract<Spec, { is: 'id' }> }

/** Field for the id of a record: its title when one is chosen, else the search for it. */
export function Finder({ label, path, spec, value, onChange }: Of) {
  const { words } = useDesk()
  const id = textIn(value)
  const titles = useTitles(id === '' ? [] : [id])
  if (id !== '')
    return (
      <Group label={label} path={path}>
        <p class="chosen">
          {titles.get(id) ?? id}{' '}
          <button type="button" class="plain" onClick={() => onChange(undefined)}>
            {words.form.change}
            <span class="vh"> {label}</span>
          </button>
        </p>
      </Group>
    )
  return <Search label={label} path={path} kinds={kindsOf(spec)} onFound={onChange} />
}

interface Row {
  key: string
  name: string
}

/** Rows that were chosen so far, each with the way to take it away. */
function Chosen({ rows, onRemove }: { rows: readonly Row[]; onRemove(key: string): void }) {
  const { words } = useDesk()
  return (
    <ul class="plain-list">
      {rows.map(({ key, name }) => (
        <li key={key} class="chosen">
          {name}{' '}
          <button
            type="button"
            class="plain"
            onClick={() => onRemove(key)}
            aria-label={fill(words.form.removeNamed, { name })}
          >
            {words.form.remove}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Several records, one after the other. */
export function Finders({ label, path, spec, value, onChange }: Of) {
  const { words } = useDesk()
  const chosen = listIn(value).map(textIn)
  const titles = useTitles(chosen)
  return (
    <Group label={label} path={path}>
      <Chosen
        rows={chosen.map((id) => ({ key: id, name: titles.get(id) ?? id }))}
        onRemove={(id) => onChange(chosen.filter((one) => one !== id))}
      />
      <Search
        label={words.form.addOne}
        path={`${path}/${chosen.length}`}
        kinds={kindsOf(spec)}
        onFound={(id) => onChange(chosen.includes(id) ? chosen : [...chosen, id])}
      />
    </Group>
  )
}

/** Search for a record of some kinds by its words. `onFound` gets the id of the one that was taken. */
export function Search({
  label,
  path,
  kinds,
  onFound,
}: {
  label: string
  path: string
  kinds: readonly string[]
  onFound(id: string): void
}) {
  const { words } = useDesk()
  const [q, setQ] = useState('')
  return (
    <Combobox
      label={label}
      path={path}
      hint={words.form.findHint}
      kinds={kinds}
      value={q}
      onType={setQ}
      onTake={({ id }) => {
        setQ('')
        onFound(id)
      }}
    />
  )
}

interface NamesProps extends FieldProps {
  label: string
  kinds: readonly string[]
}

/** A name as it is printed, with the names of records offered as one types. */
export function NameField({ label, path, spec, value, onChange, kinds }: NamesProps) {
  const { words } = useDesk()
  return (
    <Combobox
      label={label}
      path={path}
      hint={words.form.nameHint}
      kinds={kinds}
      value={textIn(value)}
      onType={onChange}
      onTake={({ title }) => onChange(title)}
      {...(spec.is === 'text' ? { most: spec.most } : {})}
    />
  )
}

/** Several names as they are printed, one after the other. */
export function NameFields({ label, path, value, onChange, kinds }: NamesProps) {
  const { words } = useDesk()
  const [q, setQ] = useState('')
  const chosen = listIn(value).map(textIn)
  const add = (name: string): void => {
    setQ('')
    if (!chosen.includes(name)) onChange([...chosen, name])
  }
  return (
    <Group label={label} path={path}>
      <Chosen
        rows={chosen.map((name) => ({ key: name, name }))}
        onRemove={(name) => onChange(chosen.filter((one) => one !== name))}
      />
      <Combobox
        label={words.form.addOne}
        path={`${path}/${chosen.length}`}
        hint={words.form.namesHint}
        kinds={kinds}
        value={q}
        onType={setQ}
        onTake={({ title }) => add(title)}
        onText={add}
      />
    </Group>
  )
}
