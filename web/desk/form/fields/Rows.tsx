/** A list of parts, one row each: attendance, opinions, votes, legal bases. Many can be pasted at once. */
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Spec, Specs } from '../../../../worker/domain/record/shape.ts'
import { fieldLabel, label as labelOf } from '../../../labels.ts'
import { labelSetOf } from '../../../text/values.ts'
import type { Json } from '../../../types.ts'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'
import { Group } from './Box.tsx'
import { useForm } from './context.ts'
import type { FieldProps } from './field-props.ts'
import { rowsOfLines } from './paste.ts'
import { type Fields, fieldsIn, listIn, withField } from './value.ts'

interface RowsProps extends FieldProps {
  label: string
  spec: Extract<Spec, { is: 'list' }>
  /** Draws one field of a row. It is handed in, since a field may be rows again. */
  cell(props: FieldProps): VNode
}

/** Field for a list of objects, with rows to add, remove and paste. */
export function Rows({ label, path, spec, name, value, onChange, cell }: RowsProps) {
  const { lang, words } = useDesk()
  const { kind } = useForm()
  const rows = listIn(value).map(fieldsIn)
  const specs: Specs = spec.of.is === 'object' ? spec.of.fields : {}
  const names = Object.keys(specs).filter((one) => one !== 'id')
  const put = (changed: Fields[]) => onChange(changed.length === 0 ? undefined : changed)
  const isNarrow = names.every((one) => specs[one]?.is !== 'list')
  return (
    <Group label={label} path={path}>
      <ol class="rows">
        {rows.map((row, i) => (
          // A row has no name but its place.
          <li key={i}>
            <fieldset class={isNarrow ? 'row' : undefined}>
              <legend class="vh">{fill(words.form.rowOf, { label, n: String(i + 1) })}</legend>
              {names.map((one) => {
                const of = specs[one]
                if (of === undefined) return null
                return cell({
                  spec: of,
                  name: one,
                  scope: name,
                  path: `${path}/${i}/${one}`,
                  value: row[one],
                  onChange: (changed) =>
                    put(rows.map((old, at) => (at === i ? withField(old, one, changed) : old))),
                })
              })}
              <button
                type="button"
                class="plain"
                aria-label={fill(words.form.removeNamed, { name: `${label} ${i + 1}` })}
                onClick={() => put(rows.filter((_, at) => at !== i))}
              >
                {words.form.remove}
              </button>
            </fieldset>
          </li>
        ))}
      </ol>
      <button type="button" onClick={() => put([...rows, {}])}>
        {fill(words.form.add, { label })}
      </button>
      {isNarrow && (
        <Paste
          label={label}
          order={names.map((one) => fieldLabel(lang, kind, one)).join(lang === 'zh' ? '、' : ', ')}
          onPaste={(text) => put([...rows, ...rowsOfLines(text, specs, names, codeReader(name, specs))])}
        />
      )}
    </Group>
  )
}

function Paste({ label, order, onPaste }: { label: string; order: string; onPaste(text: string): void }) {
  const { words } = useDesk()
  const [text, setText] = useState('')
  return (
    <details>
      <summary>{words.form.paste}</summary>
      <label class="field">
        <span>{label}</span>
        <small>{fill(words.form.pasteHint, { order })}</small>
        <textarea rows={6} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <button
        type="button"
        disabled={text.trim() === ''}
        onClick={() => {
          onPaste(text)
          setText('')
        }}
      >
        {words.form.pasteAll}
      </button>
    </details>
  )
}

/** Reads a word of a vocabulary in either language, or its code. */
function codeReader(scope: string, specs: Specs): (field: string, word: string) => string | null {
  return (field, word) => {
    const spec = specs[field]
    const set = labelSetOf(scope, field)
    if (spec?.is !== 'code') return null
    const wanted = word.toLowerCase()
    const names = (code: string): string[] =>
      set === null ? [code] : [code, labelOf('zh', set, code), labelOf('en', set, code)]
    return spec.codes.find((code) => names(code).some((one) => one.toLowerCase() === wanted)) ?? null
  }
}

/** Members of a list that another list of the same step has too. */
export function membersOf(value: Json | undefined): string[] {
  return listIn(value).flatMap((row) => {
    const { member } = fieldsIn(row)
    return typeof member === 'string' && member !== '' ? [member] : []
  })
}
