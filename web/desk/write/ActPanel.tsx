/** Acts that an account can do on one record now, as buttons, and beneath them the form of the chosen one. */
import { useState } from 'preact/hooks'
import { actLabel } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { eventOf, type FormKind, formOf } from '../form/forms.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import type { Entered } from './drafts.ts'
import { Editor } from './Editor.tsx'

interface ActPanelProps {
  kind: FormKind
  record: RecordView
  /** In the order in which they are offered. */
  verbs: readonly string[]
  title: string
  /** Sentence above the buttons; what is said where there is no act is in `none`. */
  hint?: string
  none: string
  /** Act whose form is open from the beginning, where the account may do it; null for none. */
  opened?: string | null
  /** After an act was entered, with the index of its entry. What waits for a second person is told in place. */
  onDone(event: string, index: number): void
}

/** Panel of the acts on a record. */
export function ActPanel({ kind, record, verbs, title, hint, none, opened = null, onDone }: ActPanelProps) {
  const { words, lang, to } = useDesk()
  const me = useMe()
  const [chosen, setChosen] = useState(opened !== null && verbs.includes(opened) ? opened : null)
  /** The draft that waits, of an act that was handed in here. */
  const [waiting, setWaiting] = useState<string | null>(null)
  const form = chosen === null ? null : formOf(kind, chosen)

  function follow(event: string, { records, draft }: Entered): void {
    const index = records.at(-1)?.index
    if (index === undefined) {
      setChosen(null)
      setWaiting(draft?.id ?? '')
    } else onDone(event, index)
  }
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{title}</h2>
      {verbs.length === 0 ? <p>{none}</p> : hint !== undefined && <p class="hint">{hint}</p>}
      {waiting !== null && (
        <p class="notice" role="status">
          {words.done.waiting} {waiting !== '' && <a href={to(`/drafts/${waiting}`)}>{words.done.draft}</a>}
        </p>
      )}
      <p class="buttons">
        {verbs.map((verb) => (
          <button
            key={verb}
            type="button"
            aria-expanded={verb === chosen}
            aria-controls="act"
            onClick={() => setChosen(verb === chosen ? null : verb)}
          >
            {actLabel(lang, eventOf(kind, verb) ?? '')}
          </button>
        ))}
      </p>
      <div id="act">
        {form !== null && (
          <Editor
            key={form.verb}
            form={form}
            target={{ kind, verb: form.verb, record: record.id }}
            draft={null}
            record={record}
            initial={form.specs.by?.is === 'text' ? { by: me.post } : {}}
            inline={{ onEntered: (done) => follow(form.event, done), onDiscard: () => setChosen(null) }}
          />
        )}
      </div>
    </section>
  )
}
