/** The line as the public will read it, beside the form: what is written so far, in the words of the public page. */
import { tellingOf } from '../../../worker/domain/kinds/news.ts'
import { Mark } from '../../components/Mark.tsx'
import { ActBody, actHeading } from '../../components/timeline/ActBody.tsx'
import { label, roleLabel } from '../../labels.ts'
import { idsIn, valueText } from '../../text/values.ts'
import type { RecordView } from '../../types.ts'
import { type Fields, occurredOf, textIn, toSend } from '../form/fields/value.ts'
import type { Form } from '../form/forms.ts'
import { DeskFrame } from '../frame/DeskFrame.tsx'
import { useDesk, useMe } from '../frame/desk.ts'
import { useTitles } from '../frame/titles.ts'

/** Section beside a form. Nothing of it is recorded: it is drawn from what is written. */
export function Preview({
  form,
  whole,
  record,
}: {
  form: Form
  whole: Fields
  /** That the act is about; null where one is opened. */
  record: RecordView | null
}) {
  const { words, lang, today } = useDesk()
  const me = useMe()
  const { preview } = words
  const { occurred: _, visibility, ground: __, review: ___, department: ____, ...body } = toSend(whole, today)
  const names = useTitles(idsIn(body))
  const title = textIn(body.title) || textIn(body.name) || (record?.title ?? '')
  const facts = record === null ? factsOf(form, body, names, lang) : []
  const day = occurredOf(whole, today) ?? today
  return (
    <section class="preview" aria-labelledby="preview">
      <h2 id="preview">{preview.title}</h2>
      <DeskFrame names={names}>
        <p class="preview__title">{title === '' ? preview.untitled : title}</p>
        {facts.length > 0 && (
          <p class="dot">
            {facts.map((text) => (
              <span key={text}>{text}</span>
            ))}
          </p>
        )}
        <div class="preview__line">
          <time dateTime={day}>{day}</time>
          <div>
            <p>
              <Mark shape={visibility === 'sealed' ? 'square' : tellingOf(form.event).mark} className="" />{' '}
              <b>
                {visibility === 'sealed'
                  ? label(lang, 'event', form.event)
                  : actHeading(lang, form.event, body)}
              </b>
            </p>
            {visibility === 'sealed' ? <p>{preview.sealed}</p> : <ActBody kind={form.event} body={body} />}
            <p class="hint dot">
              {me.departmentName !== null && <span>{me.departmentName}</span>}
              <span>{roleLabel(lang, me.role)}</span>
            </p>
          </div>
        </div>
      </DeskFrame>
      <p class="hint">{preview.hint}</p>
    </section>
  )
}

/** Facts that a reader is told first of a new record: its kind of matter, and the names that the form offers. */
function factsOf(
  { kind, lead, either, names: offered }: Form,
  body: Fields,
  names: ReadonlyMap<string, string>,
  lang: 'zh' | 'en',
): string[] {
  const shown = [...(lead === null ? [] : [lead]), ...Object.keys(offered), ...either]
  return shown.flatMap((field) => {
    const value = body[field]
    if (value === undefined) return []
    const id = textIn(value)
    const text = names.get(id) ?? valueText({ lang, names }, field, value, kind)
    return text === '' ? [] : [text.split('\n').join(lang === 'zh' ? '、' : ', ')]
  })
}
