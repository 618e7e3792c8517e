import { api, at, comparePath, feedPath, followPath, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { Moment } from '../../types.ts'
import { fill } from '../../words/words.ts'
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
  /** Older and newer entries of the record that the page leaves out. */
  earlier?: number
  newer?: number
  /** True where the browser checks the entries that are shown one by one, and no others. */
  partly?: boolean
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
export function RecordLine({
  id,
  title,
  hint,
  tools,
  earlier = 0,
  newer = 0,
  partly = false,
  ...line
}: RecordLineProps) {
  return (
    <section aria-labelledby="line">
      <div class="h-row">
        <h2 id="line">{title}</h2>
        <Tools id={id} tools={tools} />
      </div>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {partly && <Partly id={id} n={earlier + newer} />}
      <Timeline {...line} />
      <Earlier n={earlier} id={id} newer={newer} />
    </section>
  )
}

/** Says what the seals of the page do not cover, and where all of the record can be checked. */
function Partly({ id, n }: { id: string; n: number }) {
  const { lang, words } = useFrame()
  return (
    <p class="notice dot">
      <span>{fill(words.timeline.partly, { n })}</span>
      <a href={api.evidenceFile(id)} download>
        {words.cite.evidence}
      </a>
      <a href={at(lang, '/check')}>{words.timeline.checkFile}</a>
    </p>
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
