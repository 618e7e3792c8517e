/** Texts of a translation: each text that the chosen record has, by its name and as it stands, with room beneath it. */
import { kindOf } from '../../../worker/domain/kinds/table.ts'
import { freeTexts } from '../../../worker/domain/kinds/translation/guards.ts'
import type { Specs } from '../../../worker/domain/record/shape.ts'
import { fieldLabel } from '../../labels.ts'
import type { Json, RecordView } from '../../types.ts'
import { useDesk } from '../frame/desk.ts'
import { useRecord } from '../frame/useRecord.ts'
import { Group } from './fields/Box.tsx'
import { Field } from './fields/Field.tsx'
import { type Fields, fieldsIn, isEmpty, listIn, textIn } from './fields/value.ts'

interface TranslatedTextsProps {
  /** The record that is translated; empty before one was chosen. */
  subject: string
  /** Place of the texts in the request. */
  path: string
  value: Json | undefined
  label: string
  /** @param follows the version whose texts are listed: it is the one that is translated */
  onChange(value: Json | undefined, follows: Fields): void
}

/** One control for each text of the record; what is left empty is not translated. */
export function TranslatedTexts({ subject, path, value, label, onChange }: TranslatedTextsProps) {
  const { lang, words } = useDesk()
  const { record } = useRecord(subject === '' ? null : subject)
  if (record === null || record.id !== subject)
    return (
      <Group label={label} path={path} hint={words.form.originals}>
        {null}
      </Group>
    )
  const given = listIn(value).map(fieldsIn)
  const follows = { version: record.seq }
  function put(field: string, text: Json | undefined): void {
    const isKnown = given.some((one) => one.field === field)
    if (text === undefined || isEmpty(text))
      onChange(
        given.filter((one) => one.field !== field),
        follows,
      )
    else if (isKnown)
      onChange(
        given.map((one) => (one.field === field ? { field, text } : one)),
        follows,
      )
    else onChange([...given, { field, text }], follows)
  }
  const named = given.map(({ field }) => textIn(field))
  return (
    <Group label={label} path={path} hint={words.form.originals}>
      {originalsOf(record, named).map(({ field, original, most }) => {
        const at = named.indexOf(field)
        return (
          <div key={field}>
            {original === null ? (
              <p class="hint">{words.form.noOriginal}</p>
            ) : (
              <blockquote>{original}</blockquote>
            )}
            <Field
              spec={{ is: 'text', most, required: false }}
              name={field}
              path={at < 0 ? `${path}/${field}` : `${path}/${at}/text`}
              scope={record.kind}
              label={fieldLabel(lang, record.kind, field)}
              value={given[at]?.text}
              onChange={(text) => put(field, text)}
            />
          </div>
        )
      })}
    </Group>
  )
}

interface Original {
  field: string
  /** Null of a text that was translated and that the record has no more. */
  original: string | null
  /** Length that a translation may have. */
  most: number
}

/** Texts that may be translated and that the record has now, or that were translated before it lost them. */
function originalsOf({ kind, state }: RecordView, translated: readonly string[]): Original[] {
  const spec = kindOf(kind).fields?.spec
  const specs: Specs = spec?.is === 'object' ? spec.fields : {}
  const now = new Map<string, unknown>(Object.entries(state))
  return [...freeTexts(specs)].flatMap(([field, most]): Original[] => {
    const text = now.get(field)
    const original = typeof text === 'string' && text.trim() !== '' ? text : null
    return original === null && !translated.includes(field) ? [] : [{ field, original, most }]
  })
}
