/** 外部批注: annotations of this record in other ledgers, with what was checked of each. Nothing of their text is repeated. */
import { annotationKinds } from '../../../worker/domain/kinds/annotation/vocabulary.ts'
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordView } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Outside } from './MentionChecked.tsx'

/** Section on the mentions of a record that are listed; nothing without one. @param more such mentions */
export function MentionNotes({ mentions, more }: { mentions: readonly RecordView[]; more: number }) {
  const { lang, words } = useFrame()
  const { mention } = words
  if (mentions.length === 0) return null
  return (
    <section class="questions" aria-labelledby="mentions">
      <h2 id="mentions">{count(mention.about, mentions.length + more)}</h2>
      <ul class="plain-list">
        {mentions.map(({ id, state }) =>
          state.kind !== 'mention' ? null : (
            <li key={id}>
              <p class="dot">
                <a href={at(lang, recordPath(id) ?? '/')}>
                  {fill(mention.by, { ledger: state.otherLedger ?? '' })}
                </a>
                <span>{annotationKinds[state.annotationKind][lang]}</span>
                <a href={at(lang, `/entries/${state.target}`)}>
                  {fill(mention.entry, { index: state.target })}
                </a>
              </p>
              <p class="hint">{fill(mention.checked, { day: state.changed, size: state.otherSize })}</p>
              {state.address !== null && (
                <p>
                  <Outside address={state.address} />
                </p>
              )}
            </li>
          ),
        )}
      </ul>
      <p class="hint">
        {mention.position} <a href={at(lang, '/mention')}>{mention.title}</a>
      </p>
    </section>
  )
}
