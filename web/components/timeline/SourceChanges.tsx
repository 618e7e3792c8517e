import { isCalendarDate } from '../../../worker/domain/record/date.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import { type Fields, plain, textIn } from '../../text/parts.ts'
import { valueText } from '../../text/values.ts'
import type { DecisionState, Json } from '../../types.ts'
import { fill } from '../../words/words.ts'

interface SourcesSectionProps {
  changes: DecisionState['sourceChanges']
  /** True to group them by the day on which each was noticed. */
  dated?: boolean
}

/** Differences between the published source of a record and what was logged of it. */
export function SourcesSection({ changes, dated = true }: SourcesSectionProps) {
  const { words } = useFrame()
  if (changes.length === 0) return null
  const dates = [...new Set(changes.map(({ asOf }) => asOf ?? ''))]
  return (
    <section aria-labelledby="source-changes">
      <h2 id="source-changes">{words.decision.sourceChanges}</h2>
      <p class="hint">{words.decision.sourceChangesHint}</p>
      {dated ? (
        dates.map((date) => (
          <div key={date}>
            <h3>{fill(words.decision.noticed, { date })}</h3>
            <SourceChanges changes={changes.filter(({ asOf }) => (asOf ?? '') === date).map(plain)} />
          </div>
        ))
      ) : (
        <SourceChanges changes={changes.map(plain)} />
      )}
    </section>
  )
}

/** Changes in a later delivery, with both values. */
export function SourceChanges({ changes }: { changes: Fields[] }) {
  const reader = useFrame()
  const { lang, words } = reader
  const shown = (field: string, value: Json): string => {
    const text = valueText(reader, field, value, 'decision')
    return text === '' ? words.act.nothing : text.length > 160 ? `${text.slice(0, 160)}…` : text
  }
  return (
    <ul class="delta">
      {changes.map((change) => {
        const field = textIn(change, 'field') ?? ''
        const last = field.split('/').at(-1) ?? field
        const kind = textIn(change, 'change') ?? 'changed'
        const [from, to] = [shown(last, change.from ?? null), shown(last, change.to ?? null)]
        const phrase =
          kind === 'vanished'
            ? words.act.vanished
            : kind === 'returned'
              ? words.act.returned
              : words.act.changed
        const name = field === 'record' ? words.act.record : fieldLabel(lang, 'decision', nameOf(field))
        return (
          <li key={`${field} ${kind}`}>
            <b>{name}</b>
            <span>{fill(phrase, { from, to })}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** Last word that names a field, of `steps/s1/concludedAt`. */
function nameOf(field: string): string {
  const parts = field.split('/')
  const last = parts.at(-1) ?? field
  return parts.length === 2 && !isCalendarDate(last) ? (parts[0] ?? field) : last
}
