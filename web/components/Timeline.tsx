/** The accountability timeline: what happened, who logged it, how late, what changed; newest first, a seal per entry. */
import { at, entryPath } from '../address.ts'
import { useFrame } from '../frame.ts'
import { fieldLabel, groundLabel, label, roleLabel } from '../labels.ts'
import { formatDay, formatMoment } from '../text/dates.ts'
import { gapDays, NOTABLE_GAP } from '../text/gap.ts'
import { daysWords } from '../text/values.ts'
import type { Json, Moment } from '../types.ts'
import { count, fill } from '../words/words.ts'
import { ChangeValue } from './Change.tsx'
import { EntrySeal } from './Islands.tsx'
import { Mark, type Shape } from './Mark.tsx'
import { RecordLink } from './RecordLink.tsx'

const shapes: Record<string, Shape> = {
  listed: 'full',
  amended: 'full',
  renamed: 'full',
  transferred: 'arrow',
  merged: 'join',
  split: 'fork',
  suspended: 'half',
  resumed: 'full',
  abolished: 'ring',
  corrected: 'diamond',
}

function bodyText(body: Json | null, key: string): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const value = body[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Events of one record; `moments` come oldest first, as they happened. */
export function Timeline({ moments }: { moments: Moment[] }) {
  return (
    <ol class="line">
      {[...moments].reverse().map((moment) => (
        <Event key={moment.entry.index} moment={moment} />
      ))}
    </ol>
  )
}

function Event({ moment }: { moment: Moment }) {
  const { lang, timeZone } = useFrame()
  const { index, envelope, body } = moment.entry
  const verb = envelope.kind.split('.')[1] ?? ''
  const sealed = envelope.visibility === 'sealed'
  const { changes } = moment
  const names = ['ev', verb === 'corrected' ? 'ev--fix' : '', changes.length > 0 ? 'ev--changed' : '']
  const day = formatDay(envelope.occurred, timeZone)
  return (
    <li class={names.filter((name) => name !== '').join(' ')} id={`entry-${index}`}>
      <time class="ev__date" dateTime={envelope.occurred}>
        {day}
      </time>
      <span class="ev__mark">
        <Mark shape={sealed || body === null ? 'square' : (shapes[verb] ?? 'full')} className="" />
      </span>
      <div class="ev__what">
        <h3>{label(lang, 'event', envelope.kind)}</h3>
        <Who moment={moment} />
        <Withheld moment={moment} />
        <Gap moment={moment} />
        <Why body={body} />
        {verb === 'listed' && <First body={body} />}
        {changes.length > 0 && (
          <dl class="changes">
            {changes.map((change) => (
              <div key={change.field}>
                <dt>{fieldLabel(lang, envelope.kind, change.field)}</dt>
                <dd>
                  <ChangeValue change={change} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <EntrySeal index={index} sealed={sealed} />
    </li>
  )
}

/** Who logged it: the organ and the post, and the number of the entry. */
function Who({ moment: { entry } }: { moment: Moment }) {
  const { lang, words } = useFrame()
  const { actor, department } = entry.envelope
  const by = actor.department ?? department
  return (
    <p class="who dot">
      {by !== null && (
        <span>
          <RecordLink id={by} />
        </span>
      )}
      <span>{roleLabel(lang, actor.role)}</span>
      <a href={at(lang, entryPath(entry.index))}>{fill(words.timeline.entry, { index: entry.index })}</a>
    </p>
  )
}

function Gap({ moment: { entry } }: { moment: Moment }) {
  const { lang, words, timeZone } = useFrame()
  const { occurred, recorded } = entry.envelope
  const days = gapDays(occurred, recorded, timeZone)
  if (days < NOTABLE_GAP) return null
  return (
    <p class="ev__gap">
      {fill(words.timeline.recorded, { date: formatMoment(recorded, timeZone).slice(0, 10) })}
      {lang === 'zh' ? '，' : ', '}
      <b>{fill(words.timeline.late, { days: daysWords(lang, days) })}</b>
    </p>
  )
}

/** The trigger or the kind of correction, and the reason as given. */
function Why({ body }: { body: Json | null }) {
  const { lang, words } = useFrame()
  const trigger = bodyText(body, 'trigger')
  const correction = bodyText(body, 'correction')
  const reason = bodyText(body, 'reason')
  if (trigger === null && correction === null && reason === null) return null
  return (
    <p class="dot">
      {trigger !== null && <span>{label(lang, 'trigger', trigger)}</span>}
      {correction !== null && <span>{label(lang, 'correction', correction)}</span>}
      {reason !== null && <span>{fill(words.timeline.reason, { text: reason })}</span>}
    </p>
  )
}

function Withheld({ moment: { entry } }: { moment: Moment }) {
  const { lang, words } = useFrame()
  if (entry.body !== null) return null
  const { visibility, ground, review } = entry.envelope
  if (visibility !== 'sealed') return <p>{words.timeline.erased}</p>
  const named = ground === undefined ? '' : groundLabel(lang, ground)
  return (
    <p class="dot">
      <span>{words.timeline.sealed}</span>
      <span>
        {review === undefined ? named : fill(words.timeline.ground, { ground: named, date: review })}
      </span>
    </p>
  )
}

/** How much the first entry says: its fields that are not left empty. */
function First({ body }: { body: Json | null }) {
  const { words } = useFrame()
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const filled = Object.values(body).filter(
    (value) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return <p class="hint">{count(words.timeline.first, filled.length)}</p>
}
