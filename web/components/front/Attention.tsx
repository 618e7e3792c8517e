/** 需要留意: what a reader would look at first; each cell counts what stands behind its link. */
import type { ComponentChildren } from 'preact'
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { foreign } from '../../text/language.ts'
import type { Attention as Found, Lately, RecordView } from '../../types.ts'
import { count, unit } from '../../words/words.ts'
import { judgedBefore, standWords } from '../chart/milestones.ts'
import { Figure } from './News.tsx'

/**
 * Cells of things to look at. One that counts nothing is left out; a sentence stands in their place when all
 * are.
 *
 * @param today calendar day for which it is counted
 */
export function Attention({ found, today }: { found: Found; today: string }) {
  const { words } = useFrame()
  const { overdue, noticed, asked, raised, answered, comment, open, source, corrected } = found
  const name = words.attention
  const cells = [
    overdue.all > 0 && (
      <Cell key="overdue" n={overdue.all} phrase={name.overdue} href={OVERDUE} late>
        {overdue.week > 0 && <>{count(name.week, overdue.week)} </>}
        {overdue.newest !== null && <Overdue record={overdue.newest} today={today} />}
      </Cell>
    ),
    noticed.total > 0 && (
      <Cell key="noticed" n={noticed.total} phrase={name.noticed} href="/overdue?status=open" late>
        {noticed.newest !== null && <Said phrase={name.newest} record={noticed.newest} />}
      </Cell>
    ),
    asked.total > 0 && (
      <Cell key="asked" n={asked.total} phrase={name.asked} href="/flags?status=explanation_requested">
        {asked.newest !== null && <Asked record={asked.newest} />}
      </Cell>
    ),
    raised.total > 0 && (
      <Cell key="raised" n={raised.total} phrase={name.raised} href="/flags?status=raised">
        {raised.newest !== null && <Said phrase={name.newest} record={raised.newest} />}
      </Cell>
    ),
    answered.total > 0 && (
      <Cell key="answered" n={answered.total} phrase={name.answered} href="/flags?status=responded">
        {answered.newest !== null && <Said phrase={name.newest} record={answered.newest} />}
      </Cell>
    ),
    comment.total > 0 && (
      <Cell key="comment" n={comment.total} phrase={name.comment} href="/consultations?status=open">
        {comment.newest !== null && <Until record={comment.newest} />}
      </Cell>
    ),
    open.total > 0 && (
      <Cell key="open" n={open.total} phrase={name.open} href="/calendar?rel=consultation">
        {open.next !== null && <Said phrase={name.until} record={open.next.record} date={open.next.until} />}
      </Cell>
    ),
    latelyCell(source, name.source, 'source', name.newest),
    latelyCell(corrected, name.corrected, 'corrected', name.newest),
  ].filter((cell) => cell !== false && cell !== null)
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">{name.title}</h2>
      {cells.length === 0 ? <p class="empty">{name.none}</p> : <ul>{cells}</ul>}
    </section>
  )
}

const OVERDUE = withQuery('/milestones', { view: 'overdue', sort: '-due' })

function latelyCell(found: Lately, phrase: string, topic: string, newest: string) {
  if (found.records === 0) return null
  const href = `${withQuery('/', { news: topic })}#recent`
  return (
    <Cell key={topic} n={found.records} atLeast={found.atLeast} phrase={phrase} href={href}>
      {found.newest !== null && <Said phrase={newest} record={found.newest} />}
    </Cell>
  )
}

interface CellProps {
  n: number
  atLeast?: boolean
  /** A counted phrase: what there are so many of. */
  phrase: string
  /** Without the language. */
  href: string
  late?: boolean
  children?: ComponentChildren
}

function Cell({ n, atLeast = false, phrase, href, late = false, children }: CellProps) {
  const { lang } = useFrame()
  const address = href.startsWith('/?') ? `${at(lang, '/')}${href.slice(1)}` : at(lang, href)
  return (
    <li class={late ? 'is-late' : undefined}>
      <a href={address}>
        <Figure n={n} atLeast={atLeast} />
        <span>{unit(phrase, n)}</span>
      </a>
      <p>{children}</p>
    </li>
  )
}

interface SaidProps {
  phrase: string
  record: RecordView
  date?: string | undefined
  stand?: string
}

/** A sentence with the title of a record in it, and maybe a day, which no line breaks. */
function Said({ phrase, record, date = '', stand = '' }: SaidProps) {
  const { lang, names } = useFrame()
  const title = names.get(record.id) ?? titleIn(lang, record)
  const parts: Record<string, ComponentChildren> = {
    '{title}': <span lang={foreign(lang, title)}>{title}</span>,
    '{date}': <time dateTime={date}>{date}</time>,
    '{stand}': stand,
  }
  return <>{phrase.split(/(\{\w+\})/).map((part) => parts[part] ?? part)}</>
}

function Overdue({ record, today }: { record: RecordView; today: string }) {
  const { lang, words } = useFrame()
  const { state, judged } = record
  if (state.kind !== 'milestone') return null
  const stand = standWords(lang, derive(state, judged), judgedBefore({ judged }, today)) ?? ''
  return <Said phrase={words.attention.stands} record={record} stand={stand} />
}

/** A consultation with its last day. */
function Until({ record }: { record: RecordView }) {
  const { words } = useFrame()
  const { state } = record
  const date = state.kind === 'consultation' ? state.closeAt : null
  return date === null ? (
    <Said phrase={words.attention.newest} record={record} />
  ) : (
    <Said phrase={words.attention.until} record={record} date={date} />
  )
}

function Asked({ record }: { record: RecordView }) {
  const { words } = useFrame()
  const { state } = record
  const date = state.kind === 'flag' ? state.answerDue : null
  return date === null ? (
    <Said phrase={words.attention.newest} record={record} />
  ) : (
    <Said phrase={words.attention.answerDue} record={record} date={date} />
  )
}
