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
  whole: Fields
  label: string
  onChange(value: Json | undefined): void
}

/** One control for each text of the record; what is left empty is not translated. */
export function TranslatedTexts({ whole, label, onChange }: TranslatedTextsProps) {
  const { lang, words } = useDesk()
  const subject = textIn(whole.subject)
  const { record } = useRecord(subject === '' ? null : subject)
  const given = listIn(whole.texts).map(fieldsIn)
  const originals = record === null || record.id !== subject ? [] : originalsOf(record)
  function put(field: string, text: Json | undefined): void {
    const isKnown = given.some((one) => one.field === field)
    if (text === undefined || isEmpty(text)) onChange(given.filter((one) => one.field !== field))
    else if (isKnown) onChange(given.map((one) => (one.field === field ? { field, text } : one)))
    else onChange([...given, { field, text }])
  }
  return (
    <Group label={label} path="texts" hint={words.form.originals}>
      {originals.map(([field, original, most]) => {
        const at = given.findIndex((one) => one.field === field)
        return (
          <div key={field}>
            <blockquote>{original}</blockquote>
            <Field
              spec={{ is: 'text', most, required: false }}
              name={field}
              path={at < 0 ? `texts/${field}` : `texts/${at}/text`}
              scope={record?.kind ?? ''}
              label={fieldLabel(lang, record?.kind ?? '', field)}
              value={given[at]?.text}
              onChange={(text) => put(field, text)}
            />
          </div>
        )
      })}
    </Group>
  )
}

/** Texts that the record has now and that may be translated: field, text, and length that a translation may have. */
function originalsOf({ kind, state }: RecordView): [field: string, text: string, most: number][] {
  const spec = kindOf(kind).fields?.spec
  const specs: Specs = spec?.is === 'object' ? spec.fields : {}
  const now = new Map<string, unknown>(Object.entries(state))
  return [...freeTexts(specs)].flatMap(([field, most]): [string, string, number][] => {
    const text = now.get(field)
    return typeof text === 'string' && text.trim() !== '' ? [[field, text, most]] : []
  })
}
