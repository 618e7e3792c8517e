/**
 * Acts that are possible for a flag as it stands: one form at a time, filled in, checked and entered in
 * place.
 */
import { useState } from 'preact/hooks'
import type { FlagState } from '../../../worker/domain/kinds/flag/flag.ts'
import { isPossible } from '../../../worker/domain/kinds/flag/states.ts'
import { label } from '../../labels.ts'
import type { RecordView } from '../../types.ts'
import { actOf, eventOf, formOf, verbsOf } from '../form/forms.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import { Editor } from '../write/Editor.tsx'

/** Buttons for the acts that the account may do on the flag, and the form of the one that was chosen. */
export function FlagActs({
  record,
  state,
  onDone,
}: {
  record: RecordView
  state: FlagState
  /** @param event that was entered, as `flag.cleared` */
  onDone(event: string): void
}) {
  const { words, lang } = useDesk()
  const me = useMe()
  const { flagDesk } = words
  const [chosen, setChosen] = useState<string | null>(null)
  const possible = verbsOf('flag').filter(
    (verb) =>
      mayI(me, verb === 'respond' ? 'record.write' : 'flag.write') &&
      isPossible(actOf('flag', verb), state.status),
  )
  // What moves it on comes first; what puts its own record right, last.
  const verbs = [
    ...possible.filter((verb) => verb !== 'correct'),
    ...possible.filter((verb) => verb === 'correct'),
  ]
  const form = chosen === null ? null : formOf('flag', chosen)
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{flagDesk.acts}</h2>
      {verbs.length === 0 ? <p>{flagDesk.noActs}</p> : <p class="hint">{flagDesk.actsHint}</p>}
      <p class="buttons">
        {verbs.map((verb) => (
          <button
            key={verb}
            type="button"
            aria-expanded={verb === chosen}
            aria-controls="act"
            onClick={() => setChosen(verb === chosen ? null : verb)}
          >
            {label(lang, 'event', eventOf('flag', verb) ?? '')}
          </button>
        ))}
      </p>
      <div id="act">
        {form !== null && (
          <Editor
            key={form.verb}
            form={form}
            target={{ kind: 'flag', verb: form.verb, record: record.id }}
            draft={null}
            record={record}
            initial={form.specs.by?.is === 'text' ? { by: me.post } : {}}
            inline={{ onEntered: () => onDone(form.event), onDiscard: () => setChosen(null) }}
          />
        )}
      </div>
    </section>
  )
}
