/** The accountability timeline: what happened, who logged it, how late, what changed; newest first, a seal per entry. */
import { isOpening } from '../../../worker/domain/kinds/table.ts'
import { at, entryPath, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, groundLabel, kindIn, label, roleLabel } from '../../labels.ts'
import { formatDay, formatMoment } from '../../text/dates.ts'
import { gapDays, NOTABLE_GAP } from '../../text/gap.ts'
import { daysWords } from '../../text/values.ts'
import type { Json, Moment } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark, type Shape } from '../Mark.tsx'
import { EntrySeal, EntrySigned } from '../proof/Islands.tsx'
import { ActBody, actHeading } from './ActBody.tsx'
import { ChangeValue } from './Change.tsx'

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
  step_corrected: 'diamond',
  source_changed: 'triangle',
  rescheduled: 'arrow',
  adjusted: 'arrow',
  stopped: 'ring',
  cancelled: 'ring',
  claimed: 'diamond',
  reopened: 'half',
  disputed: 'triangle',
}

function bodyText(body: Json | null, key: string): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null
  const value = body[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Something that stands on the line without an entry of its own: planned, or due and not done. */
export interface Ahead {
  day: string
  title: string
  id: string
  /** Days overdue; null while it lies ahead. */
  overdueBy: number | null
  /** The day for which that is judged, where it is not today. */
  judged: string | null
  note: string
}

interface TimelineProps {
  /** Oldest first, as they happened. */
  moments: Moment[]
  /** The record whose page this is: entries of others name theirs. */
  of?: string
  ahead?: Ahead[]
  /** The day that it is, where the line goes on into what is planned. */
  today?: string
  /** Said once above the line instead: it was all logged long afterwards, from a published register. */
  backloaded?: boolean
}

/** The way to the entries that a page leaves out: a record may have thousands. */
export function Earlier({ n, id }: { n: number; id: string }) {
  const { lang, words } = useFrame()
  if (n === 0) return null
  return (
    <p>
      <a href={`${at(lang, recordPath(id) ?? '/')}?all=1#line`}>{count(words.decision.earlier, n)}</a>
    </p>
  )
}

type Line = { at: string; order: number } & ({ moment: Moment } | { ahead: Ahead } | { today: string })

/** Events newest first, with what is planned above the day that it is. */
export function Timeline({ moments, of, ahead = [], today, backloaded = false }: TimelineProps) {
  const lines: Line[] = [
    ...moments.map((moment) => ({ at: moment.entry.envelope.occurred, order: moment.entry.index, moment })),
    ...ahead.map((one) => ({ at: one.day, order: 1e15, ahead: one })),
    ...(today === undefined || ahead.length === 0 ? [] : [{ at: today, order: 2e15, today }]),
  ]
  // Of one record the ledger's order stands; only where lines of several meet does the date decide.
  const ordered = ahead.length === 0 && of === undefined ? lines.reverse() : lines.sort(newestFirst)
  return (
    <ol class="line">
      {ordered.map((line) =>
        'moment' in line ? (
          <Event key={line.moment.entry.index} moment={line.moment} of={of} backloaded={backloaded} />
        ) : 'ahead' in line ? (
          <Coming key={line.ahead.id} {...line.ahead} />
        ) : (
          <Today key="today" day={line.today} />
        ),
      )}
    </ol>
  )
}

function newestFirst(a: Line, b: Line): number {
  const [first, second] = [a.at.slice(0, 10), b.at.slice(0, 10)]
  return first === second ? b.order - a.order : first < second ? 1 : -1
}

function Today({ day }: { day: string }) {
  const { words } = useFrame()
  return (
    <li class="ev ev--today">
      <time class="ev__date" dateTime={day}>
        {day}
      </time>
      <span class="ev__mark" />
      <div class="ev__what">{words.decision.today}</div>
    </li>
  )
}

function Coming({ day, title, id, overdueBy, judged, note }: Ahead) {
  const { lang, words } = useFrame()
  const late = overdueBy !== null
  return (
    <li class={late ? 'ev ev--late' : 'ev ev--future'}>
      <time class="ev__date" dateTime={day}>
        {day}
      </time>
      <span class="ev__mark">
        <Mark shape={late ? 'triangle' : 'ring'} className="" />
      </span>
      <div class="ev__what">
        <h3>
          <a href={at(lang, recordPath(id) ?? '/')}>
            {fill(late ? words.decision.overdueMilestone : words.decision.plannedMilestone, { title })}
          </a>
        </h3>
        <p class="who">{note === '' ? words.decision.future : note}</p>
        {overdueBy !== null && (
          <p class="ev__gap">
            <b>
              {fill(judged === null ? words.decision.overdue : words.decision.unreported, {
                days: daysWords(lang, overdueBy),
                date: judged ?? '',
              })}
            </b>
          </p>
        )}
      </div>
    </li>
  )
}

function Event({ moment, of, backloaded }: { moment: Moment; of: string | undefined; backloaded: boolean }) {
  const { lang, timeZone, words } = useFrame()
  const { index, envelope, body } = moment.entry
  const verb = envelope.kind.split('.')[1] ?? ''
  const sealed = envelope.visibility === 'sealed'
  const { changes } = moment
  const fix = verb.endsWith('corrected') || verb === 'source_changed'
  const names = ['ev', fix ? 'ev--fix' : '', changes.length > 0 ? 'ev--changed' : '']
  const day = formatDay(envelope.occurred, timeZone)
  const foreignTo = of !== undefined && envelope.record !== of
  return (
    <li class={names.filter((name) => name !== '').join(' ')} id={`entry-${index}`}>
      <time class="ev__date" dateTime={envelope.occurred}>
        {day}
      </time>
      <span class="ev__mark">
        <Mark shape={sealed || body === null ? 'square' : (shapes[verb] ?? 'full')} className="" />
      </span>
      <div class="ev__what">
        <h3>{actHeading(lang, envelope.kind, body)}</h3>
        {foreignTo && (
          <p class="who">
            {words.decision.of} <RecordLink id={envelope.record} />
          </p>
        )}
        <Who moment={moment} />
        <Withheld moment={moment} />
        {!backloaded && <Gap moment={moment} />}
        <ActBody kind={envelope.kind} body={body} />
        <Why body={body} />
        {isOpening(envelope.kind) && <First body={body} />}
        {changes.length > 0 && (
          <dl class="changes">
            {changes.map((change) => (
              <div key={change.field}>
                <dt>{fieldLabel(lang, envelope.kind, change.field)}</dt>
                <dd>
                  <ChangeValue change={change} kind={kindIn(envelope.kind)} />
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
  const { actor, approver, department } = entry.envelope
  const by = actor.department ?? department
  return (
    <p class="who dot">
      {by !== null && (
        <span>
          <RecordLink id={by} />
        </span>
      )}
      <span>{roleLabel(lang, actor.role)}</span>
      {approver !== undefined && <span>{words.timeline.approved}</span>}
      <a href={at(lang, entryPath(entry.index))}>{fill(words.timeline.entry, { index: entry.index })}</a>
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
