/** All acts of a year on a record that is about this one, as a flag is, told in one sentence; each unfolds. */
import { tellingOf } from '../../../worker/domain/kinds/news.ts'
import { useFrame } from '../../frame.ts'
import { label } from '../../labels.ts'
import type { Moment } from '../../types.ts'
import { RecordLink } from '../list/RecordLink.tsx'
import { Mark } from '../Mark.tsx'
import { Event, type Place } from './Event.tsx'
import { spanOf } from './Run.tsx'

interface AffairProps {
  /** Newest first. */
  moments: readonly [Moment, ...Moment[]]
  at: Place
}

/** Line for one flag or question: which it is, every act on it in the order of time, and the entries of these. */
export function Affair({ moments, at }: AffairProps) {
  const { lang, timeZone, words } = useFrame()
  const { envelope } = moments[0].entry
  const acts = [...moments].reverse().map(({ entry }) => label(lang, 'event', entry.envelope.kind))
  return (
    <li class="ev ev--run">
      <time class="ev__date" dateTime={envelope.occurred}>
        {spanOf(moments, timeZone)}
      </time>
      <span class="ev__mark">
        <Mark shape={tellingOf(moments.at(-1)?.entry.envelope.kind ?? '').mark} className="" />
      </span>
      <div class="ev__what">
        <h4>
          <RecordLink id={envelope.record} />
        </h4>
        <p>{acts.join(' → ')}</p>
        <details class="ev__more">
          <summary>{words.timeline.each}</summary>
          <ol class="line line--in">
            {moments.map((moment) => (
              <Event key={moment.entry.index} moment={moment} at={{ ...at, of: envelope.record }} />
            ))}
          </ol>
        </details>
      </div>
    </li>
  )
}
