/** One milestone: three dates, what they say beside what is declared, every move with its reason. */
import type { Derived, RollUp } from '../../worker/domain/kinds/milestone/derived.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import {
  DERIVED_SHAPES,
  derivedSentences,
  isLate,
  judgedBefore,
  slipRows,
} from '../components/chart/milestones.ts'
import { SlipChart } from '../components/chart/SlipChart.tsx'
import { Beyond } from '../components/list/Beyond.tsx'
import { MilestoneTable } from '../components/list/MilestoneTable.tsx'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import { MilestoneBrief } from '../components/milestone/MilestoneBrief.tsx'
import { MilestoneFacts } from '../components/milestone/MilestoneFacts.tsx'
import { Reports } from '../components/milestone/Promises.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { DocumentsSection } from '../components/record/Documents.tsx'
import { unlistedOf } from '../components/record/LeftOut.tsx'
import { RecordPage, type RecordPageData } from '../components/record/RecordPage.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import { departmentOf, recordHead, recordTrail } from '../components/record/record-head.ts'
import { SourcesSection } from '../components/timeline/SourceChanges.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { hiddenTitle, label, statusLabel } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { Linked, MilestoneState } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface MilestoneData extends RecordPageData {
  state: MilestoneState
  derived: Derived
  today: string
  parts: Linked
  whole: RollUp
}

/** Page of a milestone. */
export const milestonePage: SitePage<MilestoneData> = {
  name: 'milestone',
  trail: ({ record, state }, frame) =>
    recordTrail(record, frame, [
      state.department,
      state.decision,
      { name: frame.words.board.title, path: '/milestones' },
    ]),
  head,
  Body,
}

function head({ record, state }: MilestoneData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const department = departmentOf(record, frame)
  const { currentDue, baselineDue } = state
  return recordHead(record, frame, breadcrumb, {
    description: fill(frame.words.milestone.description, { department }),
    feeds: ['atom', 'ics'],
    thing: {
      '@type': 'Event',
      ...(currentDue === null ? {} : { startDate: currentDue }),
      ...(baselineDue === null || baselineDue === currentDue ? {} : { previousStartDate: baselineDue }),
      organizer: { '@type': 'GovernmentOrganization', name: department },
    },
  })
}

function Body(data: MilestoneData) {
  const { lang, words } = useFrame()
  const { record, state, today, parts, moments, flags } = data
  return (
    <RecordPage
      data={data}
      title={<Title {...data} />}
      brief={
        <>
          <MilestoneBrief
            record={record}
            state={state}
            flags={flags}
            entries={moments.length}
            past={data.stood !== null}
          />
          <SlipChart
            rows={slipRows(lang, [record, ...parts.items])}
            today={today}
            table={parts.total > 0 ? 'dates parts-table' : 'dates'}
          />
          <Parts {...data} />
          <Reports state={state} />
          <DocumentsSection id="evidence" title={words.milestone.evidence} documents={state.evidence} />
          <SourcesSection changes={state.sourceChanges} dated={false} />
        </>
      }
      line={{ calendar: true, backloaded: state.source !== null }}
      facts={<MilestoneFacts record={record} state={state} />}
    />
  )
}

/** The milestones of which it is made up. */
function Parts({ parts, whole, today }: MilestoneData) {
  const { words } = useFrame()
  if (parts.total === 0) return null
  const isWhole = parts.total === parts.items.length
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{words.milestone.parts}</h2>
      <p class="hint dot">
        <span>
          {isWhole
            ? fill(words.milestone.partsHint, { n: whole.count, done: whole.done })
            : fill(words.milestone.partsCut, { all: parts.total, n: whole.count, done: whole.done })}
        </span>
        {isWhole && whole.byCount !== null && (
          <span>{fill(words.decision.byCount, { n: Math.round(whole.byCount) })}</span>
        )}
        {isWhole && whole.byWeight !== null && (
          <span>{fill(words.decision.byWeight, { n: Math.round(whole.byWeight) })}</span>
        )}
      </p>
      <MilestoneTable id="parts-table" records={parts.items} today={today} />
      <Beyond {...parts} />
    </section>
  )
}

function Title({ record, state, derived, today, flags, left }: MilestoneData) {
  const { lang, words } = useFrame()
  const declared = state.declaredStatus ?? statusLabel(lang, 'milestone', state.status)
  const computed = label(lang, 'derived', derived.status)
  return (
    <RecordTitle
      kinds={[
        label(lang, 'record', 'milestone'),
        state.title === '' ? null : label(lang, 'milestoneType', state.type),
      ]}
      title={titleIn(lang, record) || hiddenTitle(lang, record)}
      lede={derivedSentences(lang, derived, judgedBefore(record, today)).join(lang === 'zh' ? '；' : '; ')}
      states={
        <>
          <span class={isLate(derived.status) ? 'state state--late' : 'state'}>
            <Mark shape={DERIVED_SHAPES[derived.status]} />
            {computed}
          </span>
          <span>
            {words.board.declared} <Status of={{ ...record, status: state.status }} />
            {state.declaredStatus === null ? '' : ` · ${state.declaredStatus}`}
          </span>
          {flags.length > 0 && (
            <a class="state state--late" href="#wrong">
              <Mark shape="triangle" />
              {count(words.decision.brief.flags, flags.length + unlistedOf(left, 'flag'))}
            </a>
          )}
        </>
      }
    >
      {derived.disagrees && (
        <p class="late">{fill(words.milestone.disagrees, { declared, derived: computed })}</p>
      )}
      {derived.reportsMissed > 0 && (
        <p class="late">{count(words.milestone.missed, derived.reportsMissed)}</p>
      )}
    </RecordTitle>
  )
}
