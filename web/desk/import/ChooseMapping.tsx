/** Choice of the mapping that reads the files, of their date, and of the column for each field. */
import { useState } from 'preact/hooks'
import { Problem } from '../../../worker/domain/record/problem.ts'
import { parseWritten } from '../../../worker/intake/files/json/doubled.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import type { Columns, Fit, Settings, Words } from './messages.ts'
import { columnName } from './names.ts'

interface Props {
  fits: readonly Fit[]
  settings: Settings
  looked: { columns: Columns | null; mapping: object } | null
  remarks: readonly Words[]
  /** True if something was refused for want of what can be given here. */
  isAsked: boolean
  onChange(settings: Settings): void
  onDraft(): void
}

/**
 * Controls for the settings of an import; open while there is something to choose. `onDraft` asks for a
 * mapping made from the files.
 */
export function ChooseMapping({ fits, settings, looked, remarks, isAsked, onChange, onDraft }: Props) {
  const { words, lang } = useDesk()
  const { imports } = words
  const isOwn = typeof settings.mapping !== 'string'
  const isList = targetOf(settings, fits) === 'responsibility'
  return (
    <details class="more" open={settings.mapping === '' || isAsked}>
      <summary>
        {isOwn
          ? imports.ownMapping
          : fill(imports.fits, {
              name:
                fits.find(({ name }) => name === settings.mapping)?.title[lang] ?? String(settings.mapping),
            })}
      </summary>
      <div class="field">
        <label for="mapping">{imports.mapping}</label>
        <select
          id="mapping"
          value={isOwn ? 'own' : String(settings.mapping)}
          onChange={({ currentTarget: { value } }) => {
            if (value === 'draft') onDraft()
            else if (value !== 'own' && value !== '') onChange({ ...settings, mapping: value, columns: {} })
          }}
        >
          {settings.mapping === '' && <option value="">{words.form.choose}</option>}
          {fits.map(({ name, title, read, rejected }) => (
            <option key={name} value={name}>
              {fill(imports.fitLine, { title: title[lang], read, rejected })}
            </option>
          ))}
          {isOwn && <option value="own">{imports.ownMapping}</option>}
          <option value="draft">{imports.draft}</option>
        </select>
      </div>
      <OwnMapping settings={settings} mapping={looked?.mapping ?? null} onChange={onChange} />
      {remarks.length > 0 && (
        <>
          <h3>{imports.remarks}</h3>
          <ul>
            {remarks.map((remark) => (
              <li key={remark.en}>{remark[lang]}</li>
            ))}
          </ul>
        </>
      )}
      <div class="field">
        <label for="as-of">{imports.asOf}</label>
        <small id="as-of-hint">{imports.asOfHint}</small>
        <input
          id="as-of"
          type="text"
          aria-describedby="as-of-hint"
          value={settings.asOf}
          onChange={({ currentTarget }) => onChange({ ...settings, asOf: currentTarget.value.trim() })}
        />
      </div>
      {isList && settings.only === null && (
        <div class="field">
          <label for="whose">{imports.department}</label>
          <small id="whose-hint">{imports.departmentHint}</small>
          <input
            id="whose"
            type="text"
            aria-describedby="whose-hint"
            value={settings.department}
            onChange={({ currentTarget }) =>
              onChange({ ...settings, department: currentTarget.value.trim() })
            }
          />
        </div>
      )}
      {!isList && (
        <label class="tick">
          <input
            type="checkbox"
            checked={settings.partial}
            onChange={({ currentTarget }) => onChange({ ...settings, partial: currentTarget.checked })}
          />
          {imports.partial}
        </label>
      )}
      {looked?.columns && (
        <ColumnTable
          columns={looked.columns}
          onChange={(name, header) =>
            onChange({ ...settings, columns: { ...settings.columns, [name]: header } })
          }
        />
      )}
    </details>
  )
}

/** Target of a mapping, as `responsibility` or `register`; null while there is none. */
function targetOf({ mapping }: Settings, fits: readonly Fit[]): string | null {
  if (typeof mapping === 'string') return fits.find(({ name }) => name === mapping)?.target ?? null
  return 'target' in mapping && typeof mapping.target === 'string' ? mapping.target : null
}

/** The mapping as a file: to be taken away, changed, and given again. */
function OwnMapping({
  settings,
  mapping,
  onChange,
}: {
  settings: Settings
  mapping: object | null
  onChange: Props['onChange']
}) {
  const { words, lang } = useDesk()
  const { imports } = words
  const [text, setText] = useState<string | null>(null)
  const [bad, setBad] = useState<string | null>(null)
  const shown = text ?? (mapping === null ? '' : JSON.stringify(mapping, null, 2))
  function use(): void {
    try {
      const read = parseWritten(shown, imports.ownMapping)
      setBad(null)
      if (typeof read === 'object' && read !== null) onChange({ ...settings, mapping: read, columns: {} })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setBad(error.words[lang])
    }
  }
  return (
    <details>
      <summary>{imports.asJson}</summary>
      <div class="field">
        <label for="mapping-json">{imports.json}</label>
        <small>{imports.jsonHint}</small>
        {bad !== null && <span class="error">{bad}</span>}
        <textarea
          id="mapping-json"
          rows={12}
          spellcheck={false}
          class="json"
          value={shown}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      <button type="button" onClick={use}>
        {imports.useJson}
      </button>
    </details>
  )
}

function ColumnTable({
  columns: { uses, headers },
  onChange,
}: {
  columns: Columns
  onChange(name: string, header: string | null): void
}) {
  const { words, lang } = useDesk()
  const { imports } = words
  return (
    <fieldset class="group">
      <legend>{imports.columns}</legend>
      <small>{imports.columnsHint}</small>
      <div class="columns">
        {uses.map(({ name, header }) => (
          <div key={name} class="field">
            <label for={`column-${name}`}>{columnName(lang, name)}</label>
            <select
              id={`column-${name}`}
              value={header ?? ''}
              onChange={({ currentTarget: { value } }) => onChange(name, value === '' ? null : value)}
            >
              <option value="">{imports.noColumn}</option>
              {headers.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </div>
        ))}
      </div>
    </fieldset>
  )
}
