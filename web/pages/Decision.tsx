import type { Expectation } from '../../worker/domain/kinds/decision/procedure.ts'
import { api, at, comparePath, feedPath, recordPath } from '../address.ts'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import { Citation } from '../components/page/Citation.tsx'
import { type Crumb, Crumbs, crumbData } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { SourceChanges } from '../components/record/ActBody.tsx'
import { DecisionFacts } from '../components/record/DecisionFacts.tsx'
import { DecisionParts } from '../components/record/DecisionParts.tsx'
import { Documents } from '../components/record/Documents.tsx'
import { FlagNotes } from '../components/record/FlagNotes.tsx'
import { fieldsOfStep, Procedure } from '../components/record/Steps.tsx'
import { AsOf, type Stood, StoodNote } from '../components/record/Stood.tsx'
import { type Ahead, Earlier, Timeline } from '../components/record/Timeline.tsx'
import { Votes } from '../components/record/Votes.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { groundLabel, label } from '../labels.ts'
import { foreign } from '../text/language.ts'
import { plain } from '../text/parts.ts'
import { daysWords } from '../text/values.ts'
import type { DecisionState, Moment, RecordView } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface DecisionData {
  record: RecordView
  state: DecisionState
  /** Of the decision and of its milestones and evaluations. */
  moments: Moment[]
  /** Older entries that the page leaves out. */
  earlier: number
  procedure: Expectation[]
  milestones: RecordView[]
  /** How many milestones there are in all, done, overdue. */
  figures: { all: number; done: number; overdue: number; byCount: number | null; byWeight: number | null }
  evaluations: RecordView[]
  ahead: Ahead[]
  today: string
  /** When the page shows how the record once stood. */
  stood: Stood | null
  /** Flags that are about it. */
  flags: RecordView[]
}

function departmentOf({ record, state }: DecisionData, { names }: Frame): string {
  return names.get(state.department) ?? record.departmentName ?? state.department
}

function trail(data: DecisionData, frame: Frame): Crumb[] {
  const { record, state } = data
  const { words, names } = frame
  return [
    { name: departmentOf(data, frame), path: recordPath(state.department) },
    ...(state.responsibility === null
      ? []
      : [
          {
            name: names.get(state.responsibility) ?? state.responsibility,
            path: recordPath(state.responsibility),
          },
        ]),
    { name: words.decisions.title, path: '/decisions' },
    { name: record.title, path: null },
  ]
}

export function decisionHead(data: DecisionData, frame: Frame): Head {
  const { words, base, lang } = frame
  const { record, state } = data
  const url = `${base}${at(lang, recordPath(record.id) ?? '/')}`
  return {
    title: record.title,
    description: fill(words.decision.description, {
      class: label(lang, 'decisionClass', state.class),
      department: departmentOf(data, frame),
    }),
    alternates: [
      { type: 'application/json', href: api.record(record.id), title: record.title },
      { type: 'application/atom+xml', href: feedPath(record.id, 'atom'), title: record.title },
      { type: 'application/feed+json', href: feedPath(record.id, 'json'), title: record.title },
      { type: 'text/calendar', href: feedPath(record.id, 'ics'), title: record.title },
    ],
    data: {
      '@type': 'GovernmentService',
      name: record.title,
      url,
      identifier: state.number ?? record.id,
      serviceType: label(lang, 'decisionClass', state.class),
      provider: {
        '@type': 'GovernmentOrganization',
        name: departmentOf(data, frame),
        url: `${base}${at(lang, recordPath(state.department) ?? '/')}`,
      },
      subjectOf: {
        '@type': 'WebPage',
        url,
        dateModified: record.recorded,
        breadcrumb: crumbData(trail(data, frame), base, lang),
      },
    },
  }
}

export function DecisionPage(data: DecisionData) {
  const frame = useFrame()
  const { words } = frame
  const { record, state, moments, stood } = data
  return (
    <>
      <Crumbs trail={trail(data, frame)} />
      <Title {...data} />
      <div class="cols">
        <div class="col-main">
          <StoodNote stood={stood} id={record.id} />
          <FlagNotes flags={data.flags} />
          <Procedure state={state} procedure={data.procedure} />
          <section aria-labelledby="line">
            <div class="h-row">
              <h2 id="line">{words.timeline.title}</h2>
              <Tools id={record.id} />
            </div>
            <p class="hint">{state.source === null ? words.timeline.hint : words.decision.backloaded}</p>
            <Timeline
              moments={moments}
              of={record.id}
              ahead={data.ahead}
              today={data.today}
              backloaded={state.source !== null}
            />
            <Earlier n={data.earlier} id={record.id} />
          </section>
          <Who state={state} />
          <DecisionParts {...data} />
          <Sources state={state} />
          {state.documents.length > 0 && (
            <section aria-labelledby="documents">
              <h2 id="documents">{words.decision.documents}</h2>
              <Documents documents={state.documents.map(plain)} />
            </section>
          )}
          <Citation title={record.title} index={record.lastIndex} />
        </div>
        <aside class="col-side">
          <Proof of={moments.length} receiptOf={record.lastIndex} />
          <DecisionFacts record={record} state={state} />
          <AsOf id={record.id} />
        </aside>
      </div>
    </>
  )
}

function Tools({ id }: { id: string }) {
  const { lang, words } = useFrame()
  return (
    <ul class="tools">
      <li>
        <a href={at(lang, comparePath(id))}>{words.versions.link}</a>
      </li>
      <li>
        <a href="#as-of">{words.versions.asOf}</a>
      </li>
      <li>
        <a href={feedPath(id, 'atom')}>{words.timeline.subscribe}</a>
      </li>
      <li>
        <a href={feedPath(id, 'ics')}>{words.decision.calendar}</a>
      </li>
      <li>
        <a href={api.record(id)}>{words.timeline.export}</a>
      </li>
    </ul>
  )
}

function Title(data: DecisionData) {
  const frame = useFrame()
  const { lang, words } = frame
  const { record, state, figures } = data
  const title = state.title || label(lang, 'decisionStatus', 'withheld')
  const department = departmentOf(data, frame)
  const worst = Math.max(0, ...data.ahead.map(({ overdueBy }) => overdueBy ?? 0))
  return (
    <div class="title">
      <p class="kind dot">
        <span>{label(lang, 'decisionClass', state.class)}</span>
        {state.matter !== null && <span>{label(lang, 'matter', state.matter)}</span>}
        {state.number !== null && <span>{state.number}</span>}
      </p>
      <h1 lang={foreign(lang, title)}>{title}</h1>
      <p class="lede">
        {state.decisionOrgan === null
          ? fill(words.decision.ledeBy, { department })
          : fill(words.decision.ledeOrgan, { department, organ: state.decisionOrgan })}
      </p>
      <p class="states">
        <Status kind={record.kind} status={state.status} />
        {state.declaredStatus !== null && (
          <span>{fill(words.act.declared, { text: state.declaredStatus })}</span>
        )}
        {figures.overdue > 0 && (
          <span class="state state--late">
            <Mark shape="triangle" />
            {label(lang, 'derived', 'overdue')} {figures.overdue} · {daysWords(lang, worst)}
          </span>
        )}
        {state.sourceChanges.length > 0 && (
          <span class="state state--fix">
            <Mark shape="triangle" />
            {words.decision.sourceChanges}
          </span>
        )}
        {state.corrections > 0 && (
          <span class="state state--fix">
            <Mark shape="diamond" />
            {count(words.count.corrections, state.corrections)}
          </span>
        )}
      </p>
    </div>
  )
}

/** Who decided and who disagreed: the ruling, and every step in which there were opinions or votes. */
function Who({ state }: { state: DecisionState }) {
  const { lang, words, timeZone: _ } = useFrame()
  const { ruling } = state
  const spoken = state.steps.filter(
    ({ ballots = [], opinions = [], attendance = [], counts = [] }) =>
      ballots.length + opinions.length + attendance.length + counts.length > 0,
  )
  const sealed = state.sealed.filter(({ kind }) => kind !== 'decision.opened')
  if (ruling === null && spoken.length === 0 && sealed.length === 0) return null
  return (
    <section aria-labelledby="who">
      <h2 id="who">{words.decision.who}</h2>
      {ruling?.outcome !== undefined && (
        <p class="dot">
          <b>
            {fill(words.decision.ruling, {
              outcome: label(lang, 'ruling', ruling.outcome),
              date: ruling.decidedAt ?? '',
            })}
          </b>
          {ruling.rule !== undefined && <span>{label(lang, 'decisionRule', ruling.rule)}</span>}
          {ruling.officer !== undefined && (
            <span>{fill(words.decision.officer, { officer: ruling.officer })}</span>
          )}
          {ruling.conformsToMajority === true && <span>{words.decision.conforms}</span>}
          {ruling.conformsToMajority === false && (
            <b class="late">
              {ruling.divergenceReason === undefined
                ? words.decision.divergesSilent
                : fill(words.decision.diverges, { reason: ruling.divergenceReason })}
            </b>
          )}
        </p>
      )}
      {spoken.map((step) => (
        <div key={step.id} class="spoken">
          <h3>
            {step.type === undefined ? '' : label(lang, 'step', step.type)}
            {step.title === undefined ? '' : ` · ${step.title}`}
          </h3>
          <Votes step={fieldsOfStep(step)} />
        </div>
      ))}
      {sealed.length > 0 && (
        <p class="dot">
          <Mark shape="square" />
          <span>
            {fill(words.decision.sealed, {
              n: sealed.length,
              ground: groundLabel(lang, sealed[0]?.ground ?? ''),
              date: sealed[0]?.review ?? '',
            })}
          </span>
        </p>
      )}
    </section>
  )
}

function Sources({ state }: { state: DecisionState }) {
  const { words } = useFrame()
  if (state.sourceChanges.length === 0) return null
  const dates = [...new Set(state.sourceChanges.map(({ asOf }) => asOf ?? ''))]
  return (
    <section aria-labelledby="source-changes">
      <h2 id="source-changes">{words.decision.sourceChanges}</h2>
      <p class="hint">{words.decision.sourceChangesHint}</p>
      {dates.map((date) => (
        <div key={date}>
          <h3>{fill(words.decision.noticed, { date })}</h3>
          <SourceChanges
            changes={state.sourceChanges.filter(({ asOf }) => (asOf ?? '') === date).map(plain)}
          />
        </div>
      ))}
    </section>
  )
}
