import type { StepClock } from '../../worker/domain/kinds/decision/clock.ts'
import { declaredOtherwise } from '../../worker/domain/kinds/decision/declared.ts'
import type { Expectation } from '../../worker/domain/procedure/expected.ts'
import type { ProcedureView } from '../../worker/domain/procedure/view.ts'
import { Consultations } from '../components/consultation/Consultations.tsx'
import { Brief } from '../components/decision/Brief.tsx'
import { DecisionFacts } from '../components/decision/DecisionFacts.tsx'
import { DecisionParts } from '../components/decision/DecisionParts.tsx'
import { Procedure } from '../components/decision/Steps.tsx'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { DocumentsSection } from '../components/record/Documents.tsx'
import { unlistedOf } from '../components/record/LeftOut.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { departmentOf, recordHead, recordTrail, serviceOf } from '../components/record/record-head.ts'
import { DecisionThread } from '../components/thread/DecisionThread.tsx'
import { SourcesSection } from '../components/timeline/SourceChanges.tsx'
import type { Ahead } from '../components/timeline/Timeline.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { hiddenTitle, label, listWords } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import { daysWords } from '../text/values.ts'
import type { DecisionState, Moment, RecordView } from '../types.ts'
import { count, fill, type Lang } from '../words/words.ts'

/** On its line stand also the entries of its milestones and evaluations. */
export interface DecisionData extends RecordPageData {
  state: DecisionState
  /** The procedure that it is under; null for none that this ledger knows. */
  profile: ProcedureView | null
  procedure: Expectation[]
  /** Deadlines of its steps. */
  clocks: StepClock[]
  milestones: RecordView[]
  /** Number of its milestones in all, done, overdue, and still ahead. */
  figures: {
    all: number
    done: number
    overdue: number
    ahead: number
    byCount: number | null
    byWeight: number | null
  }
  evaluations: RecordView[]
  /** The entry by which its amounts were last put otherwise; null where none did. */
  costChanged: Moment | null
  /** Consultations on it. */
  openCalls: RecordView[]
  ahead: Ahead[]
  today: string
}

/** Page of a decision. */
export const decisionPage: SitePage<DecisionData> = {
  name: 'decision',
  trail: ({ record, state }, frame) =>
    recordTrail(record, frame, [
      state.department,
      state.responsibility,
      { name: listWords('decision').title[frame.lang], path: '/decisions' },
    ]),
  head,
  Body,
}

/** The class of the decision; null where its content is withheld, as nobody is told which it is. */
const classOf = ({ title, class: code }: DecisionState, lang: Lang): string | null =>
  title === '' ? null : label(lang, 'decisionClass', code)

function head({ record, state }: DecisionData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const type = classOf(state, frame.lang) ?? hiddenTitle(frame.lang, record)
  const department = departmentOf(record, frame)
  return recordHead(record, frame, breadcrumb, {
    description: fill(frame.words.decision.description, { class: type, department }),
    feeds: ['atom', 'json', 'ics'],
    thing: serviceOf(record, frame, { number: state.number, type }),
  })
}

function Body(data: DecisionData) {
  const { words } = useFrame()
  const { record, state, ahead, today, profile, procedure, clocks } = data
  const oddities = {
    odd: procedure.filter(({ afterAll }) => afterAll.length > 0).length,
    missing: procedure.filter(({ standing }) => standing === 'missing').length,
  }
  return (
    <RecordPage
      data={data}
      title={<Title {...data} />}
      brief={
        <>
          <Brief {...data} past={data.stood !== null} oddities={oddities} />
          <Procedure state={state} profile={profile} procedure={procedure} clocks={clocks} />
          {data.stood === null && <DecisionThread {...data} />}
          <Consultations decision={state} consultations={data.openCalls} today={today} />
        </>
      }
      line={{
        asOf: true,
        calendar: true,
        backloaded: state.source !== null,
        of: record.id,
        ahead,
        today,
        indicators: state.indicators,
      }}
      after={<SourcesSection changes={state.sourceChanges} />}
      facts={
        <>
          <DecisionParts {...data} />
          <DecisionFacts record={record} state={state} />
          <DocumentsSection id="documents" title={words.decision.documents} documents={state.documents} />
        </>
      }
    />
  )
}

function Title({ record, state, figures, ahead, flags, left }: DecisionData) {
  const { lang, words } = useFrame()
  const worst = Math.max(0, ...ahead.map(({ overdueBy }) => overdueBy ?? 0))
  return (
    <RecordTitle
      kinds={[
        classOf(state, lang),
        state.matter === null ? null : label(lang, 'matter', state.matter),
        state.number,
      ]}
      title={state.title || hiddenTitle(lang, record)}
      corrections={state.corrections}
      states={
        <>
          <Status of={{ ...record, status: state.status }} />
          {state.declaredStatus !== null && (
            <span>{fill(words.act.declared, { text: state.declaredStatus })}</span>
          )}
          {declaredOtherwise(state) && (
            <span class="state state--late">
              <Mark shape="triangle" />
              {fill(words.decision.declaredOtherwise, {
                declared: label(lang, 'decisionStatus', state.declaredMeans ?? ''),
                status: label(lang, 'decisionStatus', state.status),
              })}
            </span>
          )}
          {figures.overdue > 0 && (
            <span class="state state--late">
              <Mark shape="triangle" />
              {count(words.decision.brief.late, figures.overdue, { days: daysWords(lang, worst) })}
            </span>
          )}
          {flags.length > 0 && (
            <a class="state state--late" href="#wrong">
              <Mark shape="triangle" />
              {count(words.decision.brief.flags, flags.length + unlistedOf(left, 'flag'))}
            </a>
          )}
          {state.sourceChanges.length > 0 && (
            <span class="state state--fix">
              <Mark shape="triangle" />
              {words.decision.sourceChanges}
            </span>
          )}
        </>
      }
    />
  )
}
