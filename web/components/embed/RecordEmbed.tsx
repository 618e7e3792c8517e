/** One record in a frame: its card, its line, or the chart of its milestones. */
import { derive } from '../../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { at, entryPath, recordPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { label, titleOr, typeLabel } from '../../labels.ts'
import { formatDay } from '../../text/dates.ts'
import { foreign } from '../../text/language.ts'
import { opening } from '../../text/paragraphs.ts'
import { caveats, hiddenWords } from '../../text/withheld.ts'
import type { Moment, RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { DERIVED_SHAPES, derivedSentences, isLate, judgedBefore, slipRows } from '../chart/milestones.ts'
import { SlipChart } from '../chart/SlipChart.tsx'
import { DepartmentName } from '../list/Lists.tsx'
import { PrintedText } from '../list/Printed.tsx'
import { Status } from '../list/Status.tsx'
import { Mark } from '../Mark.tsx'
import { isAnnulled } from '../record/Annulled.tsx'
import { actHeading } from '../timeline/ActBody.tsx'

/** Part of a record that stands in the frame. */
export const recordEmbeds = ['card', 'line', 'chart'] as const
export type RecordEmbedShow = (typeof recordEmbeds)[number]

export interface RecordEmbedProps {
  show: RecordEmbedShow
  record: RecordView
  /** Its newest entries, oldest first. */
  moments: readonly Moment[]
  /** Its first entry. */
  opening: readonly Moment[]
  /** Milestones of a decision, or the milestone itself. */
  milestones: readonly RecordView[]
  today: string
}

/** Entries of a line that stand in a frame, the newest. */
const LINE = 12
const EXCERPT = 160

/** Head of a record and, below it, what was asked for. Withheld, erased and annulled ones say which they are. */
export function RecordEmbed(props: RecordEmbedProps) {
  const { lang, timeZone } = useFrame()
  const { record, moments, opening, show } = props
  const title = titleOr(lang, record.id, titleIn(lang, record))
  const named = <span lang={foreign(lang, title)}>{title}</span>
  return (
    <>
      <p class="kind dot">
        <span>{label(lang, 'record', record.kind)}</span>
        {record.type !== null && <span>{typeLabel(lang, record.kind, record.type)}</span>}
        <DepartmentName of={record} />
      </p>
      <h1>
        <a href={at(lang, recordPath(record.id) ?? '/')} rel="noopener">
          {isAnnulled(record) ? <del>{named}</del> : named}
        </a>
      </h1>
      <p class="states">
        <Status of={record} />
      </p>
      {caveats(lang, record, opening, timeZone).map((text) => (
        <p key={text} class="late">
          {text}
        </p>
      ))}
      {show === 'card' && <Card {...props} />}
      {show === 'line' && <Line moments={moments} of={record.seq} />}
      {show === 'chart' && <Chart {...props} />}
    </>
  )
}

function Card({ record, milestones, today }: RecordEmbedProps) {
  const { lang, words, timeZone } = useFrame()
  const { state } = record
  const name = words.decision.brief
  const late = milestones.filter(
    (one) => one.state.kind === 'milestone' && derive(one.state, one.judged).overdueBy !== null,
  ).length
  return (
    <>
      {state.kind === 'decision' && (
        <>
          {state.summary !== null && (
            <p lang={foreign(lang, state.summary)}>{opening(state.summary, EXCERPT)}</p>
          )}
          <p class="dot">
            {state.decisionOrgan !== null && (
              <PrintedText
                named={record.named}
                text={state.decisionOrgan}
                on={state.ruling?.decidedAt ?? null}
              />
            )}
            {state.ruling?.decidedAt !== undefined && (
              <span>{formatDay(state.ruling.decidedAt, timeZone)}</span>
            )}
            {state.ruling?.outcome !== undefined && <b>{label(lang, 'ruling', state.ruling.outcome)}</b>}
          </p>
          {milestones.length > 0 && (
            <p class="dot">
              <span>
                {fill(name.milestones, {
                  n: milestones.length,
                  done: milestones.filter(({ state: one }) => one.kind === 'milestone' && one.metAt !== null)
                    .length,
                })}
              </span>
              {late > 0 && <b class="late">{fill(name.overdue, { n: late })}</b>}
            </p>
          )}
        </>
      )}
      {state.kind === 'milestone' && <Standing record={record} today={today} />}
    </>
  )
}

function Standing({ record, today }: Pick<RecordEmbedProps, 'record' | 'today'>) {
  const { lang, words } = useFrame()
  const { state } = record
  if (state.kind !== 'milestone') return null
  const derived = derive(state, record.judged)
  const dates = [
    [words.board.baseline, state.baselineDue],
    [words.board.current, state.currentDue],
    [words.board.actual, state.metAt],
  ] as const
  return (
    <>
      <p class={isLate(derived.status) ? 'late' : undefined}>
        <Mark shape={DERIVED_SHAPES[derived.status]} />
        {derivedSentences(lang, derived, judgedBefore(record, today)).join(lang === 'zh' ? '；' : '; ')}
      </p>
      <dl class="card__rows">
        {dates.map(([name, day]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{day ?? words.board.none}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Line({ moments, of }: Pick<RecordEmbedProps, 'moments'> & { of: number }) {
  const { lang, words, timeZone } = useFrame()
  const newest = [...moments].reverse()
  return (
    <>
      <ol class="embed__line">
        {newest.slice(0, LINE).map((moment) => {
          const { index, envelope, body } = moment.entry
          return (
            <li key={index}>
              <time dateTime={envelope.occurred}>{formatDay(envelope.occurred, timeZone)}</time>{' '}
              <a href={at(lang, entryPath(index))} rel="noopener">
                {actHeading(lang, envelope.kind, body)}
              </a>{' '}
              <span class="hint">{hiddenWords(lang, moment)}</span>
            </li>
          )
        })}
      </ol>
      {of > LINE && (
        <p class="hint">{fill(words.timeline.others, { n: of - Math.min(LINE, newest.length) })}</p>
      )}
    </>
  )
}

/** The table says what the shapes of the chart mean. */
function Chart({ milestones, today }: RecordEmbedProps) {
  const { lang, words } = useFrame()
  if (milestones.length === 0) return <p class="hint">{words.thread.none}</p>
  return (
    <>
      <SlipChart rows={slipRows(lang, milestones)} today={today} table="dates" />
      <table class="rows" id="dates">
        <thead>
          <tr>
            <th scope="col">{label(lang, 'record', 'milestone')}</th>
            <th scope="col">{words.board.baseline}</th>
            <th scope="col">{words.board.current}</th>
            <th scope="col">{words.board.actual}</th>
          </tr>
        </thead>
        <tbody>
          {milestones.map((one) =>
            one.state.kind !== 'milestone' ? null : (
              <tr key={one.id}>
                <th scope="row">
                  <a href={at(lang, recordPath(one.id) ?? '/')} rel="noopener">
                    {titleOr(lang, one.id, titleIn(lang, one))}
                  </a>
                </th>
                {[one.state.baselineDue, one.state.currentDue, one.state.metAt].map((day, i) => (
                  <td key={i}>{day ?? words.board.none}</td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  )
}
