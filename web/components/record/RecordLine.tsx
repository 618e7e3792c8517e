import { api, at, comparePath, feedPath, followPath, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { Moment } from '../../types.ts'
import type { Indicator } from '../timeline/Event.tsx'
import type { Strand } from '../timeline/strands.ts'
import { type Ahead, Earlier, Timeline } from '../timeline/Timeline.tsx'

/** Tools on the line of a record, beside reading it. */
export interface LineTools {
  /** Its versions can be compared. */
  compare?: boolean
  /** It can be seen as it stood on a day, by the form beside it. */
  asOf?: boolean
  /** It has dates that a calendar can show. */
  calendar?: boolean
}

interface RecordLineProps {
  id: string
  title: string
  hint?: string
  tools: LineTools
  moments: Moment[]
  /** Older entries that the page leaves out. */
  earlier?: number
  /** The record whose page this is, where entries of others stand on its line. */
  of?: string
  ahead?: Ahead[]
  today?: string
  backloaded?: boolean
  /** The department that keeps the record: entries of others name theirs. */
  department?: string | null
  strand?: Strand | null
  /** Indicators of the record, by which its measurements are named. */
  indicators?: readonly Indicator[]
}

/** The accountability timeline of a record, with what a reader can do with it. */
export function RecordLine({ id, title, hint, tools, earlier = 0, ...line }: RecordLineProps) {
  return (
    <section aria-labelledby="line">
      <div class="h-row">
        <h2 id="line">{title}</h2>
        <Tools id={id} tools={tools} />
      </div>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <Timeline {...line} />
      <Earlier n={earlier} id={id} />
    </section>
  )
}

function Tools({ id, tools }: { id: string; tools: LineTools }) {
  const { lang, words } = useFrame()
  const links = [
    tools.compare && { href: at(lang, comparePath(id)), name: words.versions.link },
    tools.asOf && { href: '#as-of', name: words.versions.asOf },
    { href: feedPath(id, 'atom'), name: words.timeline.subscribe },
    { href: followPath(lang, recordPath(id) ?? '/'), name: words.follow.link },
    tools.calendar && { href: feedPath(id, 'ics'), name: words.decision.calendar },
    { href: api.record(id), name: words.timeline.export },
  ]
  return (
    <ul class="tools">
      {links.map(
        (link) =>
          link && (
            <li key={link.href}>
              <a href={link.href}>{link.name}</a>
            </li>
          ),
      )}
    </ul>
  )
}
