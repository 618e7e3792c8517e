/** One question: what was asked, against which clock, what was answered, and what the asker says of it. */

import type { Priority } from '../../worker/domain/kinds/question/priority.ts'
import type { QuestionState } from '../../worker/domain/kinds/question/state.ts'
import { lists } from '../../worker/domain/kinds/table.ts'
import { ownText } from '../../worker/domain/record/spoken/text.ts'
import { at } from '../address.ts'
import { ClockNote, type ShownClock } from '../components/clock/ClockNote.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { QuestionAnswers } from '../components/question/QuestionAnswers.tsx'
import { isListed, questionTitle } from '../components/question/QuestionNotes.tsx'
import { QuestionPriority } from '../components/question/QuestionPriority.tsx'
import { QuestionText } from '../components/question/QuestionText.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { LongText } from '../components/record/Prose.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { recordHead, recordTrail } from '../components/record/record-head.ts'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, label, listWords, typeLabel } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { formatDay } from '../text/dates.ts'
import { count, fill } from '../words/words.ts'

export interface QuestionData extends RecordPageData {
  state: QuestionState
  /** Its clock, and that of the organ which has it now; null where the profile is not known here. */
  clocks: { asked: ShownClock; organ: ShownClock | null } | null
  /** Clock of the review that waits; null where none does, or no law sets one. */
  review: ShownClock | null
  priority: Priority
  /** The day by which its text is to be read. */
  readBy: string | null
}

export const questionPage: SitePage<QuestionData> = {
  name: 'question',
  trail({ record }, frame) {
    const title = questionTitle(record, frame.words.questions)
    return recordTrail({ ...record, title }, frame, [
      { name: listWords('question').title[frame.lang], path: `/${lists.question}` },
    ])
  },
  head,
  Body,
}

function head({ record }: QuestionData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const title = questionTitle(record, frame.words.questions)
  const description = listWords('question').lede[frame.lang]
  return recordHead({ ...record, title }, frame, breadcrumb, { description, feeds: ['atom'] })
}

function Body(data: QuestionData) {
  const { lang, words, timeZone } = useFrame()
  const { state, clocks, review, priority, readBy } = data
  const { questions } = words
  const own = ownText(state)
  const more = state.texts.filter((one) => one !== own)
  const same = state.sameTextAs ?? 0
  const listed = isListed(state)
  return (
    <RecordPage
      data={data}
      title={<Title data={data} />}
      line={{ hint: null }}
      facts={<Known state={state} />}
    >
      {priority.danger && <p class="notice">{questions.danger}</p>}
      <section aria-labelledby="asked">
        <h2 id="asked">{questions.asked}</h2>
        {own !== null && <QuestionText text={own} due={readBy} />}
        {more.map((one) => (
          <div key={one.of}>
            <h3>
              {fill(
                one.by !== 'asker'
                  ? questions.spoke
                  : one.event === 'attached'
                    ? questions.attached
                    : questions.added,
                {
                  date: formatDay(one.occurred, timeZone),
                },
              )}
            </h3>
            <QuestionText text={one} due={readBy} />
          </div>
        ))}
        <Listed state={state} />
        {same > 0 && <p class="hint">{count(questions.sameText, same)}</p>}
      </section>
      <section aria-labelledby="due">
        <h2 id="due">{questions.clock}</h2>
        {clocks === null ? (
          <p>{listed ? questions.listedNoClock : questions.noClock}</p>
        ) : (
          <ClockNote {...clocks.asked} />
        )}
        {clocks?.organ?.clock.start != null && (
          <>
            <p>
              {fill(questions.sinceOrgan, {
                start: clocks.organ.clock.start,
                due: clocks.organ.clock.due ?? questions.notAssessable,
              })}
            </p>
            <ClockNote {...clocks.organ} />
          </>
        )}
        <Needed state={state} />
      </section>
      <QuestionAnswers state={state} />
      {state.reviews.length > 0 && (
        <section aria-labelledby="reviews">
          <h2 id="reviews">{questions.reviews}</h2>
          {state.reviews.map(({ asked, answered }) => (
            <div key={`${asked} ${answered?.occurred ?? ''}`}>
              <p>{fill(questions.reviewAsked, { date: asked })}</p>
              {answered === null && (
                <p class="hint">{review === null ? questions.reviewNoLimit : questions.reviewWaits}</p>
              )}
              {answered !== null && (
                <>
                  <p>
                    {fill(questions.reviewed, {
                      date: answered.occurred,
                      outcome: label(lang, 'reviewOutcome', answered.outcome),
                    })}
                  </p>
                  <LongText text={answered.text} />
                </>
              )}
            </div>
          ))}
          {review !== null && <ClockNote {...review} />}
        </section>
      )}
      {!listed && (
        <>
          <QuestionPriority priority={priority} />
          <p>
            <a href={at(lang, '/m')}>{questions.track}</a>
          </p>
        </>
      )}
    </RecordPage>
  )
}

function Title({ data: { record } }: { data: QuestionData }) {
  const { lang, words } = useFrame()
  const { kind, type } = record
  return (
    <RecordTitle
      kinds={[label(lang, 'record', kind), type === null ? null : typeLabel(lang, kind, type)]}
      title={questionTitle(record, words.questions)}
      states={<Status of={record} />}
    />
  )
}

/** Row of the published list that brought the question, and a day of receipt that it does not state. */
function Listed({ state }: { state: QuestionState }) {
  const { words } = useFrame()
  const { source, undated } = state
  if ((source ?? null) === null) return null
  return (
    <>
      <p>{fill(words.questions.listed, { file: source?.file ?? '', row: source?.row ?? '' })}</p>
      {undated === true && <p>{words.questions.listedUndated}</p>}
    </>
  )
}

/** Completion that the department still needs, and the time by which it was extended. */
function Needed({ state }: { state: QuestionState }) {
  const { words } = useFrame()
  const asked =
    state.status === 'awaiting_completion' || state.status === 'abandoned'
      ? state.turns.findLast(({ event }) => event === 'completion_asked')
      : undefined
  return (
    <>
      {asked !== undefined && (
        <>
          <p>
            {fill(state.status === 'abandoned' ? words.questions.abandoned : words.questions.completion, {
              until: asked.until ?? '',
            })}
          </p>
          <ul>
            {(asked.what ?? []).map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {state.extension !== null && (
        <p>{fill(words.questions.extended, { n: state.extension.by, reason: state.extension.reason })}</p>
      )}
    </>
  )
}

function Known({ state }: { state: QuestionState }) {
  const { lang } = useFrame()
  const field = (name: string): string => fieldLabel(lang, 'question', name)
  return (
    <Facts
      facts={[
        { name: field('subject'), value: state.subject === null ? null : <RecordLink id={state.subject} /> },
        {
          name: field('department'),
          value: state.department === null ? null : <RecordLink id={state.department} />,
        },
        { name: field('channel'), value: label(lang, 'questionChannel', state.channel) },
      ]}
    />
  )
}
