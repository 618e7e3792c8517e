/** One entry on the line: a sentence, who logged it, how late; all that it says beside that unfolds. */
import { tellingOf } from '../../../worker/domain/kinds/news.ts'
import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { NOTABLE_GAP } from '../../../worker/domain/record/entered/notes.ts'
import { at as address, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, kindIn, roleLabel } from '../../labels.ts'
import { formatDay, formatMoment } from '../../text/dates.ts'
import { gapDays } from '../../text/gap.ts'
import { isFields, textIn } from '../../text/parts.ts'
import { daysWords, valueText } from '../../text/values.ts'
import { hiddenWords } from '../../text/withheld.ts'
import type { Change, DecisionState, Json, Moment } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Opened } from '../entry/Opened.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark } from '../Mark.tsx'
import { EntrySeal, EntrySigned } from '../proof/Islands.tsx'
import { ActBody, ActMore, actHeading, saysMore } from './ActBody.tsx'
import { ChangeValue } from './Change.tsx'
import { inYear } from './lines.ts'
import { strandOf } from './strands.ts'

export type Indicator = DecisionState['indicators'][number]

/** Page on which the line stands: what goes without saying there is not said at each entry. */
export interface Place {
  /** The record whose page this is; an entry of another one names its own. */
  of: string | undefined
  /** The department that keeps it; others are named. */
  department: string | null
  /** Said once above the line: all was logged long afterwards. */
  backloaded: boolean
  /** Indicators of the record, by which a measurement is named. */
  indicators: readonly Indicator[]
}

/** Place of one entry on the line. A sealed or erased one has a shape of its own, and says that it is. */
export function Event({ moment, at }: { moment: Moment; at: Place }) {
  const { backloaded } = at
  const { lang, timeZone } = useFrame()
  const { index, envelope, body } = moment.entry
  const sealed = envelope.visibility === 'sealed'
  const { changes } = moment
  const { mark, topics } = tellingOf(envelope.kind)
  const fix = topics.includes('corrected') || topics.includes('source')
  const names = ['ev', fix ? 'ev--fix' : '', changes.length > 0 ? 'ev--changed' : '']
  const day = formatDay(envelope.occurred, timeZone)
  const shape = sealed || body === null ? 'square' : mark
  return (
    <li class={names.filter((name) => name !== '').join(' ')} id={`entry-${index}`}>
      <time class="ev__date" dateTime={envelope.occurred}>
        {inYear(day)}
      </time>
      <span class="ev__mark">
        <Mark shape={shape} className="" />
      </span>
      <div class="ev__what">
        <h4>
          {actHeading(lang, envelope.kind, body)}
          <Changed moment={moment} />
        </h4>
        <Whose moment={moment} of={at.of} />
        <Withheld moment={moment} />
        <ActBody kind={envelope.kind} body={body} indicators={at.indicators} />
        <Why kind={envelope.kind} body={body} />
        {!backloaded && <Gap moment={moment} />}
        <div class="ev__foot">
          <Who moment={moment} at={at} />
          <More moment={moment} />
        </div>
      </div>
      <EntrySeal index={index} sealed={sealed} />
    </li>
  )
}

/** Number of changed fields whose names a heading takes. */
const NAMED = 3
/** Letters of a value that a heading takes. */
const BRIEF = 24

/** Changed fields as a part of the sentence, for an act that puts something otherwise; a single short one with its values. */
function Changed({ moment: { entry, changes } }: { moment: Moment }) {
  const reader = useFrame()
  const { lang, words } = reader
  const { kind } = entry.envelope
  if (strandOf(kind) !== 'changes' || changes.length === 0) return null
  const [only, ...more] = changes
  const values =
    only === undefined || more.length > 0
      ? []
      : [only.from, only.to].map((value) => valueText(reader, only.field, value, kindIn(kind)))
  const [from, to] = values.some((text) => text.length > BRIEF) ? [] : values
  const names = changes.slice(0, NAMED).map(({ field }) => fieldLabel(lang, kind, field))
  const joint = lang === 'zh' ? '、' : ', '
  return (
    <span class="ev__fields">
      {lang === 'zh' ? '：' : ': '}
      {names.join(joint)}
      {changes.length > NAMED && fill(words.timeline.andMore, { n: changes.length - NAMED })}
      {from !== undefined && to !== undefined && (
        <>
          {' '}
          <del>{from === '' ? words.timeline.absent : from}</del> →{' '}
          <ins>{to === '' ? words.timeline.absent : to}</ins>
        </>
      )}
    </span>
  )
}

/** Unfolding part: the particulars of the act, and each field that it changed. */
function More({ moment: { entry, changes } }: { moment: Moment }) {
  const { words } = useFrame()
  const { kind } = entry.envelope
  const particulars = saysMore(kind, entry.body)
  if (changes.length === 0 && !particulars) return null
  return (
    <details class="ev__more">
      <summary class="dot">
        {particulars && <span>{words.timeline.particulars}</span>}
        {changes.length > 0 && <span>{count(words.timeline.changed, changes.length)}</span>}
      </summary>
      <ActMore kind={kind} body={entry.body} />
      <Changes kind={kind} changes={changes} />
    </details>
  )
}

function Changes({ kind, changes }: { kind: string; changes: readonly Change[] }) {
  const { lang } = useFrame()
  if (changes.length === 0) return null
  return (
    <dl class="changes">
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{fieldLabel(lang, kind, change.field)}</dt>
          <dd>
            <ChangeValue change={change} kind={kindIn(kind)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Record that the act is on, where that is another one than the page is about. */
function Whose({ moment, of }: { moment: Moment; of: string | undefined }) {
  const { record } = moment.entry.envelope
  if (of === undefined || record === of) return null
  return (
    <p class="ev__of">
      <RecordLink id={record} />
    </p>
  )
}

/** Account that logged it, and the number of the entry. Of a published register one import logged all. */
function Who({ moment: { entry }, at: { department: home, backloaded } }: { moment: Moment; at: Place }) {
  const { lang, words } = useFrame()
  const { actor, approver, department, record } = entry.envelope
  const by = actor.department ?? department
  return (
    <p class="who dot">
      {by !== null && by !== record && by !== home && (
        <span>
          <RecordLink id={by} />
        </span>
      )}
      {!backloaded && <span>{roleLabel(lang, actor.role)}</span>}
      {!backloaded && approver !== undefined && <span>{words.timeline.approved}</span>}
      {isOpening(entry.envelope.kind) && <First body={entry.body} />}
      <a href={address(lang, entryPath(entry.index))}>{fill(words.timeline.entry, { index: entry.index })}</a>
      {entry.envelope.sig !== undefined && <EntrySigned index={entry.index} />}
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
function Why({ kind, body }: { kind: string; body: Json | null }) {
  const reader = useFrame()
  const { words } = reader
  if (!isFields(body)) return null
  const coded = ['trigger', 'correction'].flatMap((field) => {
    const text = valueText(reader, field, body[field] ?? null, kindIn(kind))
    return text === '' ? [] : [text]
  })
  const reason = textIn(body, 'reason')
  if (coded.length === 0 && reason === null) return null
  return (
    <p class="dot">
      {coded.map((text) => (
        <span key={text}>{text}</span>
      ))}
      {reason !== null && <span>{fill(words.timeline.reason, { text: reason })}</span>}
    </p>
  )
}

function Withheld({ moment }: { moment: Moment }) {
  const { lang } = useFrame()
  const { entry, opened } = moment
  if (opened !== undefined) return <Opened of={entry.envelope} opened={opened} />
  const text = hiddenWords(lang, moment)
  return text === null ? null : <p>{text}</p>
}

/** Number of fields that the first entry has, those left empty aside. */
function First({ body }: { body: Json | null }) {
  const { words } = useFrame()
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const filled = Object.values(body).filter(
    (value) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return <span>{count(words.timeline.first, filled.length)}</span>
}
