/** 撤回交付: an import that was a mistake is looked at record by record, and taken back. */
import { useEffect, useState } from 'preact/hooks'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'
import { Trouble } from '../../frame/Trouble.tsx'
import type { Imported, TakenBack, Tell } from '../messages.ts'
import { useReader } from '../useReader.ts'

/** Records that are named one by one. */
const NAMED = 20

/** Closed at first: nothing is asked for until somebody opens it. */
export function TakeBack() {
  const { words } = useDesk()
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.imports.takeBack}</summary>
      {isOpen && <Deliveries />}
    </details>
  )
}

function Deliveries() {
  const { words, lang, today } = useDesk()
  const { imports } = words
  const [all, setAll] = useState<readonly Imported[] | null>(null)
  const [chosen, setChosen] = useState('')
  const [found, setFound] = useState<TakenBack | null>(null)
  const [isBusy, setBusy] = useState(true)
  const [refused, setRefused] = useState<Extract<Tell, { tell: 'refused' }> | null>(null)
  const ask = useReader(imports.noReader, (told) => {
    if (told.tell === 'waiting' || told.tell === 'progress') return
    setBusy(false)
    if (told.tell === 'imported') setAll(told.deliveries)
    else if (told.tell === 'taken-back') setFound(told.summary)
    else if (told.tell === 'refused') setRefused(told)
  })
  useEffect(() => ask({ ask: 'imported' }), [])
  const look = (dryRun: boolean): void => {
    setBusy(true)
    setRefused(null)
    ask({ ask: 'take-back', delivery: chosen, today, dryRun })
  }
  const problem =
    refused === null ? null : { code: refused.code, title: refused.words[lang], detail: refused.words[lang] }
  return (
    <>
      <p>{imports.takeBackWhy}</p>
      <Trouble problem={problem} />
      {all?.length === 0 && <p>{imports.noDelivery}</p>}
      {all !== null && all.length > 0 && (
        <div class="field">
          <label for="delivery">{imports.delivery}</label>
          <select
            id="delivery"
            value={chosen}
            onChange={({ currentTarget }) => {
              setChosen(currentTarget.value)
              setFound(null)
            }}
          >
            <option value="">{words.form.choose}</option>
            {all.map(({ delivery, entries }) => (
              <option key={delivery} value={delivery}>
                {fill(imports.deliveryLine, { delivery, n: entries })}
              </option>
            ))}
          </select>
          <button type="button" disabled={chosen === '' || isBusy} onClick={() => look(true)}>
            {imports.lookBack}
          </button>
        </div>
      )}
      {isBusy && <p role="status">{imports.reading}</p>}
      {found !== null && <Fate found={found} isBusy={isBusy} onTake={() => look(false)} />}
    </>
  )
}

function Fate({ found, isBusy, onTake }: { found: TakenBack; isBusy: boolean; onTake(): void }) {
  const { words } = useDesk()
  const { imports } = words
  const { records, putBack, annulled, kept, same, before, left, entries, drafts, dryRun } = found
  return (
    <section aria-live="polite">
      <p>{fill(imports.backEquation, { records, putBack, annulled, kept, same, before })}</p>
      {left.length > 0 && (
        <>
          <p>{imports.keptWhy}</p>
          <ul>
            {left.slice(0, NAMED).map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
            {left.length > NAMED && <li>{fill(imports.harmMore, { n: left.length - NAMED })}</li>}
          </ul>
        </>
      )}
      {dryRun && putBack + annulled > 0 && (
        <button type="button" disabled={isBusy} onClick={onTake}>
          {fill(imports.takeBackNow, { n: putBack + annulled })}
        </button>
      )}
      {dryRun && putBack + annulled === 0 && <p>{imports.nothingBack}</p>}
      {!dryRun && (
        <p role="status">
          {drafts > 0 ? fill(imports.backDrafts, { n: drafts }) : fill(imports.backDone, { entries })}
        </p>
      )}
    </section>
  )
}
