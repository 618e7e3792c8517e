/** The same act many times over, told once: how often, from when to when, and what it came to; each unfolds. */
import { useFrame } from '../../frame.ts'
import { formatDay } from '../../text/dates.ts'
import { isFields } from '../../text/parts.ts'
import type { Moment } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark } from '../Mark.tsx'
import { actHeading } from './ActBody.tsx'
import { Event, type Place } from './Event.tsx'
import { inYear } from './lines.ts'

interface RunProps {
  /** Newest first. */
  moments: readonly [Moment, ...Moment[]]
  at: Place
}

/** Number of records of a run that are named with their progress. */
const NAMED = 4

/** Line for the same act many times over; all of them unfold. */
export function Run({ moments, at }: RunProps) {
  const { of } = at
  const { lang, timeZone, words } = useFrame()
  const { envelope, body } = moments[0].entry
  const records = [...new Set(moments.map(({ entry }) => entry.envelope.record))]
  const single = records.length === 1 ? progressOf(moments) : null
  return (
    <li class="ev ev--run">
      <time class="ev__date" dateTime={envelope.occurred}>
        {spanOf(moments, timeZone)}
      </time>
      <span class="ev__mark">
        <Mark shape="full" className="" />
      </span>
      <div class="ev__what">
        <h4>
          {fill(words.timeline.run, { act: actHeading(lang, envelope.kind, body), n: moments.length })}
          {single !== null && `${lang === 'zh' ? '：' : ': '}${single}`}
        </h4>
        {(records.length > 1 || (of !== undefined && records[0] !== of)) && (
          <p class="who dot">
            {records.slice(0, NAMED).map((id) => {
              const theirs = moments.filter(({ entry }) => entry.envelope.record === id)
              return (
                <span key={id}>
                  <RecordLink id={id} /> {records.length > 1 && progressOf(theirs)}
                </span>
              )
            })}
            {records.length > NAMED && (
              <span>{fill(words.timeline.others, { n: records.length - NAMED })}</span>
            )}
          </p>
        )}
        <details class="ev__more">
          <summary>{words.timeline.each}</summary>
          <ol class="line line--in">
            {moments.map((moment) => (
              <Event key={moment.entry.index} moment={moment} at={at} />
            ))}
          </ol>
        </details>
      </div>
    </li>
  )
}

/** Span of days of some moments, newest first: `05-12 – 08-02`, both in the year above; one day stands alone. */
export function spanOf(moments: readonly [Moment, ...Moment[]], timeZone: string): string {
  const days = [moments.at(-1) ?? moments[0], moments[0]].map(({ entry }) =>
    inYear(formatDay(entry.envelope.occurred, timeZone)),
  )
  return [...new Set(days)].join(' – ')
}

/** Progress of the reports of one record: `20% → 80%`; null where they say no progress. */
function progressOf(moments: readonly Moment[]): string | null {
  const said = [...moments].reverse().flatMap(({ entry: { body } }) => {
    const progress = isFields(body) ? body.progress : null
    return typeof progress === 'number' ? [`${progress}%`] : []
  })
  const [first, last] = [said[0], said.at(-1)]
  if (first === undefined || last === undefined) return null
  return first === last ? first : `${first} → ${last}`
}
