/** One field of a body in plain words: text with its lines, lists as lists, records as links. Draws any JSON. */
import { kindOfRecord } from '../../../worker/domain/kinds/table.ts'
import { UNSEALED } from '../../../worker/domain/kinds/unsealing/unsealing.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, kindIn } from '../../labels.ts'
import { keyed } from '../../text/keyed.ts'
import { isFields, textIn } from '../../text/parts.ts'
import { itemTexts, recordsIn, valueText } from '../../text/values.ts'
import type { Json } from '../../types.ts'
import { Printed, useMeant } from '../list/Printed.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Facts } from './Facts.tsx'
import { LongText } from './Prose.tsx'

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** @param kind kind of the record, where the words of a code depend on it */
export function Value({ field, value, kind }: { field: string; value: Json; kind: string }) {
  const reader = useFrame()
  const records = recordsIn(value)
  if (records !== null) {
    return (
      <ul>
        {records.map((id) => (
          <li key={id}>
            <RecordLink id={id} />
          </li>
        ))}
      </ul>
    )
  }
  if (Array.isArray(value)) {
    return (
      <ol class="points">
        {keyed(itemTexts(reader, field, value, kind)).map(({ key, text }) => (
          <li key={key}>
            <Printable text={text} />
          </li>
        ))}
      </ol>
    )
  }
  return <Printable text={valueText(reader, field, value, kind)} />
}

/** A text; a link where it is a name that means a record. */
function Printable({ text }: { text: string }) {
  return useMeant(text) === null ? <LongText text={text} /> : <Printed text={text} />
}

/** Text of an entry that was withheld, as it was committed: its fields. @param of id of its record */
export function OpenedText({ of, content }: { of: string; content: Json }) {
  if (!isFields(content)) return null
  const { set, ...rest } = content
  return <Fields kind={kindOfRecord(of) ?? ''} fields={isFields(set) ? { ...rest, ...set } : content} />
}

/** Fields of an event of this kind, under their names; fields left empty are not drawn. */
export function Fields({ kind, fields }: { kind: string; fields: { [key: string]: Json } }) {
  const { lang } = useFrame()
  const given = Object.entries(fields).filter(([, value]) => !isEmpty(value))
  return (
    <Facts
      wide
      facts={given.map(([field, value]) => ({
        name: fieldLabel(lang, kind, field),
        value:
          kind === UNSEALED && field === 'content' ? (
            <OpenedText of={textIn(fields, 'of') ?? ''} content={value} />
          ) : (
            <Value field={field} value={value} kind={kindIn(kind)} />
          ),
      }))}
    />
  )
}
