/** One milestone: three dates, what they say beside what is declared, every move with its reason. */
import type { Derived, RollUp } from '../../worker/domain/kinds/milestone/derived.ts'
import { api, at, comparePath, feedPath, recordPath } from '../address.ts'
import { DERIVED_SHAPES, derivedSentences, isLate, slipRows } from '../components/chart/milestones.ts'
import { SlipChart } from '../components/chart/SlipChart.tsx'
import { MilestoneTable } from '../components/list/MilestoneTable.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import { Citation } from '../components/page/Citation.tsx'
import { type Crumb, Crumbs, crumbData } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { SourceChanges } from '../components/record/ActBody.tsx'
import { Documents } from '../components/record/Documents.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { FlagNotes } from '../components/record/FlagNotes.tsx'
import { Reports, ThreeDates } from '../components/record/Promises.tsx'
import { LongText } from '../components/record/Prose.tsx'
import { AsOf, type Stood, StoodNote } from '../components/record/Stood.tsx'
import { Earlier, Timeline } from '../components/record/Timeline.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, label, statusLabel } from '../labels.ts'
import { foreign } from '../text/language.ts'
import { plain } from '../text/parts.ts'
import { daysWords, valueText } from '../text/values.ts'
import type { MilestoneState, Moment, RecordView } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface MilestoneData {
  record: RecordView
  state: MilestoneState
  moments: Moment[]
  /** Older entries that the page leaves out. */
  earlier: number
  derived: Derived
  today: string
  parts: RecordView[]
  whole: RollUp
  stood: Stood | null
  /** Flags that are about it. */
  flags: RecordView[]
}

function departmentOf({ record, state }: MilestoneData, { names }: Frame): string {
  return names.get(state.department) ?? record.departmentName ?? state.department
}

function trail(data: MilestoneData, frame: Frame): Crumb[] {
  const { record, state } = data
  const { words, names } = frame
  return [
    { name: departmentOf(data, frame), path: recordPath(state.department) },
    ...(state.decision === null
      ? []
      : [{ name: names.get(state.decision) ?? state.decision, path: recordPath(state.decision) }]),
    { name: words.board.title, path: '/milestones' },
    { name: record.title, path: null },
  ]
}

export function milestoneHead(data: MilestoneData, frame: Frame): Head {
  const { words, base, lang } = frame
  const { record, state } = data
  const url = `${base}${at(lang, recordPath(record.id) ?? '/')}`
  return {
    title: record.title,
    description: fill(words.milestone.description, { department: departmentOf(data, frame) }),
    alternates: [
      { type: 'application/json', href: api.record(record.id), title: record.title },
      { type: 'application/atom+xml', href: feedPath(record.id, 'atom'), title: record.title },
      { type: 'text/calendar', href: feedPath(record.id, 'ics'), title: record.title },
    ],
    data: {
      '@type': 'Event',
      name: record.title,
      url,
      ...(state.currentDue === null ? {} : { startDate: state.currentDue }),
      ...(state.baselineDue === null || state.baselineDue === state.currentDue
        ? {}
        : { previousStartDate: state.baselineDue }),
      organizer: { '@type': 'GovernmentOrganization', name: departmentOf(data, frame) },
      subjectOf: {
        '@type': 'WebPage',
        url,
        dateModified: record.recorded,
        breadcrumb: crumbData(trail(data, frame), base, lang),
      },
    },
  }
}

export function MilestonePage(data: MilestoneData) {
  const frame = useFrame()
  const { lang, words } = frame
  const { record, state, moments, today, parts, whole, stood } = data
  return (
    <>
      <Crumbs trail={trail(data, frame)} />
      <Title {...data} />
      <div class="cols">
        <div class="col-main">
          <StoodNote stood={stood} id={record.id} />
          <FlagNotes flags={data.flags} />
          <ThreeDates state={state} />
          {state.description !== null && (
            <div class="about">
              <LongText text={state.description} fold={600} />
            </div>
          )}
          <SlipChart
            rows={slipRows(lang, [record, ...parts], today)}
            today={today}
            table={parts.length > 0 ? 'dates parts-table' : 'dates'}
          />
          {parts.length > 0 && (
            <section aria-labelledby="parts">
              <h2 id="parts">{words.milestone.parts}</h2>
              <p class="hint dot">
                <span>{fill(words.milestone.partsHint, { n: whole.count, done: whole.done })}</span>
                {whole.byCount !== null && (
                  <span>{fill(words.decision.byCount, { n: Math.round(whole.byCount) })}</span>
                )}
                {whole.byWeight !== null && (
                  <span>{fill(words.decision.byWeight, { n: Math.round(whole.byWeight) })}</span>
                )}
              </p>
              <MilestoneTable id="parts-table" records={parts} today={today} />
            </section>
          )}
          <Reports state={state} />
          {state.evidence.length > 0 && (
            <section aria-labelledby="evidence">
              <h2 id="evidence">{words.milestone.evidence}</h2>
              <Documents documents={state.evidence.map(plain)} />
            </section>
          )}
          {state.sourceChanges.length > 0 && (
            <section aria-labelledby="source-changes">
              <h2 id="source-changes">{words.decision.sourceChanges}</h2>
              <p class="hint">{words.decision.sourceChangesHint}</p>
              <SourceChanges changes={state.sourceChanges.map(plain)} />
            </section>
          )}
          <section aria-labelledby="line">
            <div class="h-row">
              <h2 id="line">{words.timeline.title}</h2>
              <ul class="tools">
                <li>
                  <a href={at(lang, comparePath(record.id))}>{words.versions.link}</a>
                </li>
                <li>
                  <a href={feedPath(record.id, 'atom')}>{words.timeline.subscribe}</a>
                </li>
                <li>
                  <a href={feedPath(record.id, 'ics')}>{words.decision.calendar}</a>
                </li>
                <li>
                  <a href={api.record(record.id)}>{words.timeline.export}</a>
                </li>
              </ul>
            </div>
            <p class="hint">{state.source === null ? words.timeline.hint : words.decision.backloaded}</p>
            <Timeline moments={moments} backloaded={state.source !== null} />
            <Earlier n={data.earlier} id={record.id} />
          </section>
          <Citation title={record.title} index={record.lastIndex} />
        </div>
        <aside class="col-side">
          <Proof of={moments.length} receiptOf={record.lastIndex} />
          <Particulars {...data} />
          <AsOf id={record.id} />
        </aside>
      </div>
    </>
  )
}

function Title({ record, state, derived }: MilestoneData) {
  const { lang, words } = useFrame()
  const title = record.title || label(lang, 'milestoneStatus', 'withheld')
  const declared = state.declaredStatus ?? statusLabel(lang, 'milestone', state.status)
  const computed = label(lang, 'derived', derived.status)
  const joint = lang === 'zh' ? '；' : '; '
  return (
    <div class="title">
      <p class="kind dot">
        <span>{label(lang, 'record', 'milestone')}</span>
        <span>{label(lang, 'milestoneType', state.type)}</span>
      </p>
      <h1 lang={foreign(lang, title)}>{title}</h1>
      <p class="lede">{derivedSentences(lang, derived).join(joint)}</p>
      <p class="states">
        <span class={isLate(derived.status) ? 'state state--late' : 'state'}>
          <Mark shape={DERIVED_SHAPES[derived.status]} />
          {computed}
        </span>
        <span>
          {words.board.declared} <Status kind="milestone" status={state.status} />
          {state.declaredStatus === null ? '' : ` · ${state.declaredStatus}`}
        </span>
      </p>
      {derived.disagrees && (
        <p class="late">{fill(words.milestone.disagrees, { declared, derived: computed })}</p>
      )}
      {derived.reportsMissed > 0 && (
        <p class="late">{count(words.milestone.missed, derived.reportsMissed)}</p>
      )}
    </div>
  )
}

function Particulars({ record, state }: MilestoneData) {
  const { lang, words } = useFrame()
  const name = words.milestone.facts
  const link = (id: string | null) => (id === null ? null : <RecordLink id={id} />)
  const joint = lang === 'zh' ? '、' : ', '
  const field = (of: string): string => fieldLabel(lang, 'milestone', of)
  return (
    <Facts
      facts={[
        { name: name.decision, value: link(state.decision) },
        { name: name.responsibility, value: link(state.responsibility) },
        { name: name.parent, value: link(state.parent) },
        { name: field('flag'), value: link(state.flag) },
        { name: name.department, value: <RecordLink id={state.department} title={record.departmentName} /> },
        { name: name.unit, value: state.responsibleUnit },
        {
          name: field('supporting'),
          value:
            state.supporting.length === 0
              ? null
              : state.supporting.map((id) => (
                  <div key={id}>
                    <RecordLink id={id} />
                  </div>
                )),
        },
        { name: name.co, value: state.coUnits.join(joint) },
        { name: name.post, value: state.ownerPost },
        { name: name.started, value: state.startedAt ?? state.baselineStart },
        { name: name.forecast, value: state.forecast },
        { name: name.progress, value: state.progress === null ? null : `${state.progress}%` },
        { name: name.weight, value: state.weight },
        {
          name: field('reportEvery'),
          value: state.reportEvery === null ? null : daysWords(lang, state.reportEvery),
        },
        { name: name.acceptance, value: state.acceptanceCriteria },
        { name: name.claimedBy, value: state.claimedBy },
        { name: field('verifier'), value: state.verifiedBy === null ? state.verifier : null },
        {
          name: name.verifiedBy,
          value: state.verifiedBy === null ? null : `${state.verifiedBy} ${state.verifiedAt ?? ''}`.trim(),
        },
        {
          name: name.reopened,
          value: state.reopened === 0 ? null : count(words.milestone.times, state.reopened),
        },
        { name: name.area, value: state.area },
        {
          name: words.decision.amounts,
          value: state.amounts.length === 0 ? null : valueText(lang, 'amounts', state.amounts.map(plain)),
        },
        { name: field('remark'), value: state.remark },
        {
          name: name.source,
          value: state.source === null ? null : valueText(lang, 'source', plain(state.source)),
        },
        { name: words.responsibility.identifier, value: <span class="mono">{record.id}</span> },
      ]}
    />
  )
}
