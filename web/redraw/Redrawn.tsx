/** A record that the reader's browser has drawn from entries that it has checked itself. */
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at, entryPath } from '../address.ts'
import { ELSEWHERE } from '../components/record/elsewhere.ts'
import { Facts } from '../components/record/Facts.tsx'
import { LongText } from '../components/record/Prose.tsx'
import { Timeline } from '../components/timeline/Timeline.tsx'
import { useFrame } from '../frame.ts'
import { fieldLabel, hiddenTitle, label } from '../labels.ts'
import { plain } from '../text/parts.ts'
import { itemTexts, type Reader } from '../text/values.ts'
import type { Json } from '../types.ts'
import { count, fill } from '../words/words.ts'
import type { Looked } from './others.ts'
import type { Redrawn } from './redrawn.ts'

interface RedrawnProps {
  record: Extract<Redrawn, { good: true }>
  /** Heading of the page as the server has drawn it; null where it has none. */
  served: string | null
  /** Index of the last entry that was told of the record. */
  told: number
  /** Outcome of looking through the entries behind that one. */
  looked: Looked | 'now' | 'failed'
  /** Shows the page of the server again. */
  onBack: () => void
  /** Looks through the rest, up to an index. */
  onFurther: (to: number) => void
}

/** Heading, fields and timeline, and what the server's page has otherwise. */
export function RedrawnRecord({ record, told: last, looked, served, onBack, onFurther }: RedrawnProps) {
  const { state, moments, size, complete } = record
  const reader = useFrame()
  const { lang, words } = reader
  const { redraw, client } = words
  const told = plain(state)
  const named = [told.title, told.name].find((one) => typeof one === 'string') ?? ''
  const title =
    titleIn(lang, { state, title: String(named) }) ||
    hiddenTitle(lang, moments[0]?.erased === true ? { openingErased: true } : {})
  const fields = Object.entries(told).filter(([name]) => !ELSEWHERE.has(name) || name === 'status')
  const whole =
    'day' in complete
      ? fill(client.complete[complete.is], { day: complete.day })
      : client.complete[complete.is]
  return (
    <article class="page-record" data-redrawn>
      <p class="notice" role="status">
        {fill(redraw.said, { n: moments.length, size })} {whole}{' '}
        <button type="button" onClick={onBack}>
          {redraw.back}
        </button>
      </p>
      <LookedThrough {...{ looked, last, size, onFurther }} />
      {served !== null && !served.includes(title) && (
        <p class="notice" role="alert">
          {fill(redraw.otherTitle, { title: served })}
        </p>
      )}
      <h1>{title}</h1>
      <p>
        {label(lang, 'record', state.kind)} <code>{state.id}</code>
      </p>
      <Facts
        wide
        facts={fields.map(([name, value]) => ({
          name: fieldLabel(lang, state.kind, name),
          value: textsOf(reader, state.kind, name, value),
        }))}
      />
      <section aria-labelledby="line-redrawn">
        <h2 id="line-redrawn">{words.timeline.title}</h2>
        <Timeline moments={moments} />
      </section>
    </article>
  )
}

/** Words on how far the entries behind the last of the record were looked through, and on what was found there. */
function LookedThrough({
  looked,
  last,
  size,
  onFurther,
}: Pick<RedrawnProps, 'looked' | 'onFurther'> & { last: number; size: number }) {
  const { lang, words } = useFrame()
  const { redraw } = words
  if (looked === 'now' || looked === 'failed')
    return (
      <p class="notice" role={looked === 'now' ? 'status' : 'alert'}>
        {redraw.looking[looked]}
      </p>
    )
  const { from, found } = looked
  if (found !== null)
    return (
      <p class="notice" role="alert" data-looked="hidden">
        {redraw.looking.hidden}{' '}
        <a href={at(lang, entryPath(found))}>{fill(redraw.looking.entry, { index: found })}</a>
      </p>
    )
  if (size === last + 1) return null
  const isAll = from <= last + 1
  return (
    <p class="notice" role="status" data-looked={isAll ? 'all' : 'some'}>
      {count(isAll ? redraw.looking.all : redraw.looking.some, size - from)}{' '}
      {!isAll && (
        <button type="button" onClick={() => onFurther(from)}>
          {count(redraw.looking.further, from - last - 1)}
        </button>
      )}
    </p>
  )
}

function textsOf(reader: Reader, kind: string, name: string, value: Json) {
  const texts = itemTexts(reader, name, value, kind)
  const said = texts.filter((text) => text !== '')
  return said.length === 0 ? null : said.map((text) => <LongText key={text} text={text} />)
}
