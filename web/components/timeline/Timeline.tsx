/** The accountability timeline: newest first, by year, by strand where the reader asks, a seal per entry. */
import { at, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { daysWords } from '../../text/values.ts'
import type { Moment } from '../../types.ts'
import { count, fill } from '../../words/words.ts'
import { Mark } from '../Mark.tsx'
import { Affair } from './Affair.tsx'
import { Event, type Indicator, type Place } from './Event.tsx'
import { type Ahead, type Arranged, arrange, type Item, inYear, type Year } from './lines.ts'
import { Run } from './Run.tsx'
import type { Strand } from './strands.ts'

export type { Ahead } from './lines.ts'

interface TimelineProps {
  /** Oldest first, as they happened. */
  moments: Moment[]
  /** The record whose page this is: entries of others name theirs. */
  of?: string
  ahead?: Ahead[]
  /** The day that it is, where the line goes on into what is planned. */
  today?: string
  /** The department that keeps the record whose page this is: entries of others name theirs. */
  department?: string | null
  /** Said once above the line instead: it was all logged long afterwards, from a published register. */
  backloaded?: boolean
  /** Only what belongs to this strand. */
  strand?: Strand | null
  /** Indicators of the record, by which its measurements are named. */
  indicators?: readonly Indicator[]
}

interface EarlierProps {
  /** Number of entries of the record that are older than those shown. */
  n: number
  id: string
  /** Number of those that are newer. */
  newer?: number
}

/** The ways to the entries that a page leaves out, a page of them at a time: a record may have thousands. */
export function Earlier({ n, id, newer = 0 }: EarlierProps) {
  const { lang, words } = useFrame()
  const path = at(lang, recordPath(id) ?? '/')
  if (n === 0 && newer === 0) return null
  return (
    <p class="dot older">
      {n > 0 && <a href={`${path}?before=${n + 1}#line`}>{count(words.decision.earlier, n)}</a>}
      {newer > 0 && <a href={`${path}#line`}>{count(words.decision.newer, newer)}</a>}
    </p>
  )
}

/** Fewer events than this are read at a glance: nothing to choose from. */
const MANY = 6

/** Events newest first, with what is planned above the day that it is. */
export function Timeline(props: TimelineProps) {
  const {
    moments,
    of,
    department = null,
    ahead = [],
    today = null,
    backloaded = false,
    strand = null,
    indicators = [],
  } = props
  const { lang, timeZone, words } = useFrame()
  const meeting = ahead.length > 0 || of !== undefined
  const arranged = arrange({ moments, of, ahead, today, meeting, strand, lang, timeZone })
  return (
    <>
      <div class="line-nav">
        {(arranged.all >= MANY || strand !== null) && <Strands {...arranged} strand={strand} />}
        {arranged.years.length > 1 && <Jump years={arranged.years} />}
      </div>
      {arranged.years.length === 0 && <p class="hint">{words.timeline.noneOf}</p>}
      {arranged.years.map((year, i) => (
        <section key={`${year.year} ${i}`} class="year" aria-labelledby={idOf(arranged.years, i)}>
          <YearHead year={year} id={idOf(arranged.years, i)} />
          <ol class="line">
            {year.items.map((item) => (
              <One key={keyOf(item)} item={item} place={{ of, department, backloaded, indicators }} />
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

/** A year that comes more than once, where entries are out of order, is told apart by its place. */
function idOf(years: readonly Year[], i: number): string {
  const { year = '' } = years[i] ?? {}
  const before = years.slice(0, i).filter((one) => one.year === year).length
  return before === 0 ? `y${year}` : `y${year}-${before + 1}`
}

function keyOf(item: Item): string | number {
  if (item.is === 'entry') return item.moment.entry.index
  if (item.is === 'run' || item.is === 'affair') return `${item.is} ${item.moments[0].entry.index}`
  return item.is === 'ahead' ? item.ahead.id : 'today'
}

function One({ item, place }: { item: Item; place: Place }) {
  switch (item.is) {
    case 'entry':
      return <Event moment={item.moment} at={place} />
    case 'run':
      return <Run moments={item.moments} at={place} />
    case 'affair':
      return <Affair moments={item.moments} at={place} />
    case 'ahead':
      return <Coming {...item.ahead} />
    case 'today':
      return <Today day={item.day} />
  }
}

function YearHead({ year: { year, count: n }, id }: { year: Year; id: string }) {
  const { words } = useFrame()
  return (
    <h3 id={id} class="year__head">
      {year} <small>{count(words.timeline.events, n)}</small>
    </h3>
  )
}

/** The strands as links, each with how many events it has: what is chosen stands in the address. */
function Strands({ strands, all, strand }: Pick<Arranged, 'strands' | 'all'> & { strand: Strand | null }) {
  const { lang, words, path, query } = useFrame()
  if (strands.length < 2 && strand === null) return null
  const to = (one: Strand | null): string => {
    const asked = new URLSearchParams(query)
    asked.delete('line')
    if (one !== null) asked.set('line', one)
    const rest = asked.toString()
    return `${at(lang, path)}${rest === '' ? '' : `?${rest}`}#line`
  }
  const choices = [{ strand: null, count: all }, ...strands]
  return (
    <nav class="strands" aria-label={words.timeline.strands}>
      <ul>
        {choices.map((one) => (
          <li key={one.strand ?? 'all'}>
            <a href={to(one.strand)} aria-current={one.strand === strand ? 'true' : undefined}>
              {words.timeline.strand[one.strand ?? 'all']} <span class="num">{one.count}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Jump({ years }: { years: readonly Year[] }) {
  const { words } = useFrame()
  return (
    <nav class="jump" aria-label={words.timeline.years}>
      <ul>
        {years.map(({ year }, i) => (
          <li key={idOf(years, i)}>
            <a href={`#${idOf(years, i)}`}>{year}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Today({ day }: { day: string }) {
  const { words } = useFrame()
  return (
    <li class="ev ev--today">
      <time class="ev__date" dateTime={day}>
        {inYear(day)}
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
        {inYear(day)}
      </time>
      <span class="ev__mark">
        <Mark shape={late ? 'triangle' : 'ring'} className="" />
      </span>
      <div class="ev__what">
        <h4>
          <a href={at(lang, recordPath(id) ?? '/')}>
            {fill(late ? words.decision.overdueMilestone : words.decision.plannedMilestone, { title })}
          </a>
        </h4>
        <p class="who dot">
          <span>{note === '' ? words.decision.future : note}</span>
          {overdueBy !== null && (
            <b class="late">
              {fill(judged === null ? words.decision.overdue : words.decision.unreported, {
                days: daysWords(lang, overdueBy),
                date: judged ?? '',
              })}
            </b>
          )}
        </p>
      </div>
    </li>
  )
}
