import { api, at, comparePath, feedPath, recordPath, withQuery } from '../address.ts'
import { RecordList } from '../components/list/Lists.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Mark } from '../components/Mark.tsx'
import { Citation } from '../components/page/Citation.tsx'
import { type Crumb, Crumbs, crumbData } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { FlagNotes } from '../components/record/FlagNotes.tsx'
import { Particulars } from '../components/record/Particulars.tsx'
import { Power, powerSections } from '../components/record/Power.tsx'
import { AsOf, type Stood, StoodNote } from '../components/record/Stood.tsx'
import { Earlier, Timeline } from '../components/record/Timeline.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import { foreign } from '../text/language.ts'
import type { Moment, Page, RecordView, ResponsibilityState } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface ResponsibilityData {
  record: RecordView
  state: ResponsibilityState
  moments: Moment[]
  /** Older entries that the page leaves out. */
  earlier: number
  /** When the page shows how the item once stood. */
  stood: Stood | null
  /** Flags that are about it. */
  flags: RecordView[]
  /** Sub-items of this item. */
  subItems: RecordView[]
  /** Decisions taken under it. */
  decisions: Page<RecordView> & { total: number }
}

/** Name of the department in whose list an item stands, in the reader's language. */
function departmentOf({ record, state }: ResponsibilityData, { names }: Frame): string {
  return names.get(state.department) ?? record.departmentName ?? state.department
}

function trail(data: ResponsibilityData, frame: Frame): Crumb[] {
  const { record, state } = data
  const { words, names } = frame
  return [
    { name: departmentOf(data, frame), path: recordPath(state.department) },
    { name: words.responsibilities.title, path: '/responsibilities' },
    ...(state.parent === null
      ? []
      : [{ name: names.get(state.parent) ?? state.parent, path: recordPath(state.parent) }]),
    { name: record.title, path: null },
  ]
}

export function responsibilityHead(data: ResponsibilityData, frame: Frame): Head {
  const { words, base, lang } = frame
  const { record, state } = data
  const url = `${base}${at(lang, recordPath(record.id) ?? '/')}`
  const department = departmentOf(data, frame)
  return {
    title: record.title,
    description: fill(words.responsibility.description, {
      type: label(lang, 'type', state.type),
      department,
    }),
    alternates: [
      { type: 'application/json', href: api.record(record.id), title: record.title },
      { type: 'application/atom+xml', href: feedPath(record.id, 'atom'), title: record.title },
      { type: 'application/feed+json', href: feedPath(record.id, 'json'), title: record.title },
    ],
    data: {
      '@type': 'GovernmentService',
      name: record.title,
      url,
      identifier: state.itemCode ?? record.id,
      serviceType: label(lang, 'type', state.type),
      provider: {
        '@type': 'GovernmentOrganization',
        name: department,
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

export function ResponsibilityPage(data: ResponsibilityData) {
  const frame = useFrame()
  const { lang, words } = frame
  const { record, state, moments } = data
  return (
    <>
      <Crumbs trail={trail(data, frame)} />
      <Title {...data} />
      <div class="cols">
        <div class="col-main">
          <StoodNote stood={data.stood} id={record.id} />
          <FlagNotes flags={data.flags} />
          <Power state={state} />
          <Follow {...data} />
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
                  <a href={api.record(record.id)}>{words.timeline.export}</a>
                </li>
              </ul>
            </div>
            <p class="hint">{words.timeline.hint}</p>
            <Timeline moments={moments} />
            <Earlier n={data.earlier} id={record.id} />
          </section>
          <Citation title={record.title} index={record.lastIndex} />
        </div>
        <aside class="col-side">
          <Proof of={moments.length} receiptOf={record.lastIndex} />
          <Particulars record={record} state={state} subItems={data.subItems} />
          <AsOf id={record.id} />
        </aside>
      </div>
    </>
  )
}

/** The line goes on: from the power to what was decided under it. */
function Follow({ record, decisions }: ResponsibilityData) {
  const { lang, words } = useFrame()
  if (decisions.total === 0) return null
  return (
    <section aria-labelledby="follow">
      <div class="h-row">
        <h2 id="follow">{words.decision.follow}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/decisions'), { of: record.id })}>{words.decision.allDecisions}</a>
          </li>
          <li>
            <a href={withQuery(at(lang, '/milestones'), { of: record.id })}>{words.decision.board}</a>
          </li>
        </ul>
      </div>
      <p class="hint">{count(words.decision.followHint, decisions.total)}</p>
      <RecordList records={decisions.items} showDepartment={false} />
    </section>
  )
}

function Title(data: ResponsibilityData) {
  const frame = useFrame()
  const { lang, words } = frame
  const { record, state } = data
  const title = record.title || label(lang, 'status', 'withheld')
  const implementer = state.implementer ?? departmentOf(data, frame)
  const units = state.undertakingUnits.join(lang === 'zh' ? '、' : ', ')
  return (
    <div class="title">
      <p class="kind dot">
        <span>{label(lang, 'type', state.type)}</span>
        {state.level !== null && <span>{label(lang, 'level', state.level)}</span>}
      </p>
      <h1 lang={foreign(lang, title)}>{title}</h1>
      <p class="lede">
        {fill(units === '' ? words.responsibility.ledeShort : words.responsibility.lede, {
          implementer,
          units,
        })}
      </p>
      <p class="states">
        <Status kind={record.kind} status={record.status} />
        {state.into.length > 0 && (
          <span>
            {words.responsibility.into}{' '}
            {state.into.map((id) => (
              <RecordLink key={id} id={id} />
            ))}
          </span>
        )}
        {state.corrections > 0 && (
          <span class="state state--fix">
            <Mark shape="diamond" />
            {count(words.count.corrections, state.corrections)}
          </span>
        )}
      </p>
      <nav class="toc" aria-label={words.site.onThisPage}>
        <ul>
          {[...powerSections(state, words), { id: 'line', name: words.timeline.title }].map(
            ({ id, name }) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ),
          )}
        </ul>
      </nav>
    </div>
  )
}
