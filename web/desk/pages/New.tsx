import { label, wordsOf } from '../../labels.ts'
import { fill } from '../../words/fill.ts'
import { FormProvider } from '../form/fields/context.ts'
import { Search } from '../form/fields/Finder.tsx'
import type { Fields } from '../form/fields/value.ts'
import { type FormKind, formKinds, formOf, isFormKind } from '../form/forms.ts'
import { mayAct, mayI, useDesk, useMe } from '../frame/desk.ts'
import { Editor } from '../write/Editor.tsx'

/** Page of all kinds of record that the account may begin, with the purpose of each. */
export function NewPage() {
  const { words, lang, to } = useDesk()
  const me = useMe()
  const { title, lede, plan, planHint } = words.new
  const may = (kind: FormKind): boolean => mayAct(me, kind, null)
  return (
    <>
      <h1>{title}</h1>
      <p class="lede">{lede}</p>
      <ul class="tasks">
        {formKinds.filter(may).map((kind) => (
          <li key={kind}>
            <a href={to(`/new/${kind}`)}>{label(lang, 'record', kind)}</a>
            <span class="hint">{wordsOf(kind).hint?.[lang]}</span>
          </li>
        ))}
        {mayI(me, 'record.write') && (
          <li>
            <a href={to('/plan')}>{plan}</a>
            <span class="hint">{planHint}</span>
          </li>
        )}
      </ul>
      <h2>{words.new.on}</h2>
      <FormProvider value={{ kind: '', department: me.department, problems: [] }}>
        <Search
          label={words.new.find}
          path="record"
          kinds={formKinds.filter(may)}
          onFound={(id) => location.assign(to(`/on/${id}`))}
        />
      </FormProvider>
    </>
  )
}

/** Opening a record of one kind. What the address says of it is filled in: `?decision=dec-…`, `?class=ordinary`. */
export function OpenPage({ kind }: { kind: string }) {
  const { words, query } = useDesk()
  const form = isFormKind(kind) ? formOf(kind, 'open') : null
  if (form === null) return <p class="notice">{fill(words.on.none, { id: kind })}</p>
  const initial: Fields = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const spec = form.specs[name]
    if (spec?.is === 'id' || (spec?.is === 'code' && spec.codes.includes(value))) initial[name] = value
  }
  return (
    <Editor
      form={form}
      target={{ kind, verb: 'open', record: null }}
      draft={null}
      record={null}
      initial={initial}
    />
  )
}
