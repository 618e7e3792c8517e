/** 最近: what was done to which record, a sentence an act; the same act on many records is one line. */
import type { ComponentChildren } from 'preact'
import { isScribe } from '../../../worker/domain/kinds/account/vocabulary.ts'
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import type { NewsTopic } from '../../../worker/domain/record/kind-words.ts'
import { at, feedPath, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { kindIn, label, roleLabel, titleOr, wordsOf } from '../../labels.ts'
import { isFields, listIn, textIn } from '../../text/parts.ts'
import { itemTexts } from '../../text/values.ts'
import type { Moment, NewsLine, RecordView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { count, fill, type Lang } from '../../words/words.ts'
import { isLate, standWords } from '../chart/milestones.ts'
import { DepartmentName } from '../list/Lists.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { EntrySeal } from '../proof/Islands.tsx'
import { actHeading } from '../timeline/ActBody.tsx'
import { SourceChanges } from '../timeline/SourceChanges.tsx'
import { Moved } from './Moved.tsx'

/** Topics that stand beside the heading; the others are led to by what needs attention. */
const OFFERED = ['decided', 'kept', 'changed', 'flags'] as const satisfies readonly NewsTopic[]
/** Between who acted and the act. */
const BETWEEN = { zh: ' ', en: ' · ' } as const
/** Letters of what was said that a line gives. */
const GIST = 90
/** Changes that a line gives, and letters up to which old and new stand in it. */
const MOST_CHANGES = 2
const SHORT = 40

/** List of the newest acts, with the choice of a topic; null is all topics. */
export function News({ lines, topic }: { lines: NewsLine[]; topic: NewsTopic | null }) {
  const { lang, words } = useFrame()
  return (
    <section aria-labelledby="recent">
      <div class="h-row">
        <h2 id="recent">{words.news.title}</h2>
        <Topics topic={topic} />
      </div>
      {lines.length === 0 ? (
        <p class="empty">{topic === null ? words.home.empty : words.news.none}</p>
      ) : (
        <ol class="news">
          {lines.map((line) => (
            <Line key={`${line.index}`} line={line} />
          ))}
        </ol>
      )}
      <p class="hint">
        {words.news.hint} <a href={at(lang, '/ledger')}>{words.home.allEntries}</a>
      </p>
    </section>
  )
}

function Topics({ topic }: { topic: NewsTopic | null }) {
  const { lang, words } = useFrame()
  const narrower = topic !== null && OFFERED.every((one) => one !== topic) ? [topic] : []
  return (
    <ul class="tools">
      {[null, ...OFFERED, ...narrower].map((one) => {
        const name = one === null ? words.news.all : words.news.topics[one]
        return (
          <li key={name}>
            {one === topic ? (
              <strong aria-current="true">{name}</strong>
            ) : (
              <a href={`${withQuery(at(lang, '/'), { news: one })}#recent`}>{name}</a>
            )}
          </li>
        )
      })}
      <li>
        <a href={feedPath(null, 'atom')}>{words.timeline.subscribe}</a>
      </li>
    </ul>
  )
}

function Line({ line }: { line: NewsLine }) {
  const { lang, words } = useFrame()
  const { index, event, role, day, moment, named, departments, department } = line
  const [first] = named
  const several = departments > 1 ? count(words.count.departments, departments) : null
  const own = department !== null && department !== first?.id
  const isBy = isScribe(role)
  return (
    <li>
      <time dateTime={day}>{day}</time>
      <div>
        <p class="what">
          {!isBy && <span>{roleLabel(lang, role) + BETWEEN[lang]}</span>}
          {isBy && several !== null && <span>{several + BETWEEN[lang]}</span>}
          {isBy && several === null && own && (
            <>
              <DepartmentName of={line} />
              {BETWEEN[lang]}
            </>
          )}
          <b>
            {line.unruled && moment === null
              ? words.news.unruled
              : actHeading(lang, event, moment?.entry.body ?? null)}
          </b>
          {words.news.joint}
          <Concerned line={line} />
          {!isBy && several === null && own && (
            <span class="who">
              {' · '}
              <DepartmentName of={line} />
            </span>
          )}
          {moment !== null && first !== undefined && <Standing record={first} moment={moment} />}
        </p>
        {moment === null ? <Named line={line} /> : <Details line={line} moment={moment} />}
        {line.entries > 1 && (
          <p class="who">
            {line.atLeast && `${words.news.atLeast} `}
            {count(words.news.gathered, line.entries)}
          </p>
        )}
      </div>
      {moment !== null && <EntrySeal index={index} sealed={moment.entry.envelope.visibility === 'sealed'} />}
    </li>
  )
}

/** Object of an act: the record, or the number of records and their kind. */
function Concerned({ line: { event, records, named, atLeast } }: { line: NewsLine }) {
  const { lang, words } = useFrame()
  const [first] = named
  if (records === 1 && first !== undefined) return <RecordLink id={first.id} title={titleOf(lang, first)} />
  const kind = wordsOf(kindIn(event)).name[lang]
  const phrase = count(words.news.many, records, { kind: lang === 'en' ? kind.toLowerCase() : kind })
  return (
    <span>
      {atLeast && `${words.news.atLeast} `}
      {phrase}
    </span>
  )
}

/** A record without a title is withheld: its status says so. */
const titleOf = (lang: Lang, record: RecordView): string => titleOr(lang, record.id, titleIn(lang, record))

/** Names of the first of many records. */
function Named({ line: { records, named } }: { line: NewsLine }) {
  const { lang, words } = useFrame()
  if (records < 2) return null
  return (
    <p class="hint news__named">
      {named.map((record, i) => (
        <span key={record.id}>
          {i > 0 && words.news.comma}
          <RecordLink id={record.id} title={titleOf(lang, record)} />
        </span>
      ))}
      {records > named.length && words.news.others}
    </p>
  )
}

/** Standing of a milestone that was reported done against its promise; of a ruling against the majority. */
function Standing({ record: { state, judged }, moment }: { record: RecordView; moment: Moment }) {
  const { lang, words } = useFrame()
  const { envelope, body } = moment.entry
  if (state.kind === 'milestone' && /\.(claimed|verified)$/.test(envelope.kind)) {
    const derived = derive(state, judged)
    const said = derived.delay === null ? null : standWords(lang, derived)
    return said === null ? null : <Aside late={isLate(derived.status)}>{said}</Aside>
  }
  if (envelope.kind === 'decision.decided' && isFields(body) && body.conformsToMajority === false) {
    const reason = textIn(body, 'divergenceReason')
    const said =
      reason === null
        ? words.decision.divergesSilent
        : fill(words.decision.diverges, { reason: clip(reason) })
    return <Aside late>{said}</Aside>
  }
  return null
}

function Aside({ late, children }: { late: boolean; children: ComponentChildren }) {
  const { words } = useFrame()
  return (
    <>
      {words.news.comma}
      {late ? <b class="late">{children}</b> : <span>{children}</span>}
    </>
  )
}

/**
 * Details that one act has of its own: the move from one value to another, its words, the subject of a flag.
 */
function Details({ line: { named }, moment }: { line: NewsLine; moment: Moment }) {
  const reader = useFrame()
  const { lang, words } = reader
  const { envelope, body } = moment.entry
  const kind = kindIn(envelope.kind)
  const state = named[0]?.state
  const subject = state?.kind === 'flag' ? state.subject : null
  const changes = moment.changes.filter(
    ({ field, from, to }) =>
      field !== 'status' &&
      from !== null &&
      to !== null &&
      [from, to].every((value) => itemTexts(reader, field, value, kind).join('\n').length <= SHORT),
  )
  const gist = isFields(body) ? gistOf(lang, body) : null
  return (
    <>
      {changes.length > 0 && <Moved changes={changes.slice(0, MOST_CHANGES)} kind={kind} />}
      {envelope.kind.endsWith('.source_changed') && isFields(body) && (
        <SourceChanges changes={listIn(body, 'changes').slice(0, MOST_CHANGES)} />
      )}
      {subject !== null && (
        <p class="hint">
          {words.news.about} <RecordLink id={subject} />
        </p>
      )}
      {gist !== null && <p class="hint">{gist}</p>}
      {body === null && (
        <p class="hint">
          {envelope.visibility === 'public' || moment.erased === true
            ? words.timeline.erased
            : words.timeline.sealed}
        </p>
      )}
      {isFields(body) && textIn(body, 'outcome') !== null && envelope.kind === 'milestone.verified' && (
        <p class="hint">{label(lang, 'milestoneStatus', textIn(body, 'outcome') ?? '')}</p>
      )}
    </>
  )
}

/** The words in which an act says why or what; the first that it has. */
function gistOf(
  lang: Lang,
  body: { [key: string]: NonNullable<Moment['entry']['body']> | null },
): string | null {
  for (const name of [
    ...(lang === 'en' ? ['findingEn'] : []),
    'finding',
    'question',
    'text',
    'advice',
    'reason',
    'summary',
    'note',
  ]) {
    const said = textIn(body, name)
    if (said !== null) return clip(said)
  }
  return null
}

function clip(text: string): string {
  const [line = ''] = text.split('\n')
  return line.length < text.length || line.length > GIST ? `${line.slice(0, GIST)}…` : line
}

/** A figure, with the word for what it is at least. */
export function Figure({ n, atLeast = false }: { n: number; atLeast?: boolean }) {
  const { words } = useFrame()
  return (
    <b>
      {atLeast && <small>{words.news.atLeast} </small>}
      {formatCount(n)}
    </b>
  )
}
