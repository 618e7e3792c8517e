import { api, at, feedPath, recordPath, withQuery } from '../address.ts'
import { Facets } from '../components/list/Facets.tsx'
import { EntryList, RecordList } from '../components/list/Lists.tsx'
import { Pager } from '../components/list/Pager.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Citation } from '../components/page/Citation.tsx'
import { type Crumb, Crumbs, crumbData } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { Facts } from '../components/record/Facts.tsx'
import { Keys } from '../components/record/Keys.tsx'
import { Timeline } from '../components/record/Timeline.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { fieldLabel, label } from '../labels.ts'
import { foreign } from '../text/language.ts'
import { titleIn } from '../text/title.ts'
import type { DepartmentState, EntryLine, Facet, Moment, Page, RecordView } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { count, fill, type Words } from '../words/words.ts'

export interface DepartmentData {
  record: RecordView
  state: DepartmentState
  moments: Moment[]
  responsibilities: Page<RecordView> & { total: number }
  facets: { type: Facet[]; level: Facet[]; status: Facet[] }
  /** Types of all its responsibilities, whatever is filtered. */
  held: Facet[]
  /** Number of responsibilities in all, whatever is filtered. */
  all: number
  filter: { type: string | null; level: string | null; status: string | null }
  cursor: string | null
  supporting: RecordView[]
  subordinate: RecordView[]
  /** Its newest decisions, and how many there are. */
  decisions: Page<RecordView> & { total: number }
  /** What it promised and how that went, for the day that it is; null without milestones. */
  promises: Promises | null
  /** Newest entries logged for the department, those of its own timeline left out. */
  log: EntryLine[]
}

export interface Promises {
  today: string
  all: number
  done: number
  late: number
  overdue: number
}

/** Below so many milestones a share would say more than is known. */
const LEAST = 5

const trail = (words: Words, name: string): Crumb[] => [
  { name: words.departments.title, path: '/departments' },
  { name, path: null },
]

export function departmentHead({ record, state }: DepartmentData, { words, base, lang }: Frame): Head {
  const url = `${base}${at(lang, recordPath(record.id) ?? '/')}`
  return {
    title: titleIn(lang, record),
    description: fill(words.department.description, { name: titleIn(lang, record) }),
    alternates: [
      { type: 'application/json', href: api.record(record.id), title: record.title },
      { type: 'text/csv', href: csvPath(record.id), title: words.department.responsibilities },
      { type: 'application/atom+xml', href: feedPath(record.id, 'atom'), title: record.title },
      { type: 'application/feed+json', href: feedPath(record.id, 'json'), title: record.title },
    ],
    data: {
      '@type': 'GovernmentOrganization',
      name: state.name,
      url,
      identifier: state.uscc ?? record.id,
      ...(state.nameEn === null ? {} : { alternateName: state.nameEn }),
      ...(state.parent === null
        ? {}
        : { parentOrganization: { '@id': `${base}${at(lang, recordPath(state.parent) ?? '/')}` } }),
      subjectOf: { '@type': 'WebPage', breadcrumb: crumbData(trail(words, record.title), base, lang) },
    },
  }
}

function csvPath(department: string): string {
  return withQuery('/api/v1/responsibilities.csv', { department })
}

export function DepartmentPage(data: DepartmentData) {
  const { lang, words } = useFrame()
  const { record, moments, log } = data
  return (
    <>
      <Crumbs trail={trail(words, titleIn(lang, record))} />
      <Title {...data} />
      <div class="cols">
        <div class="col-main">
          <Items {...data} />
          <Decisions {...data} />
          <Kept {...data} />
          <section aria-labelledby="line">
            <div class="h-row">
              <h2 id="line">{words.department.history}</h2>
              <ul class="tools">
                <li>
                  <a href={feedPath(record.id, 'atom')}>{words.timeline.subscribe}</a>
                </li>
                <li>
                  <a href={api.record(record.id)}>{words.timeline.export}</a>
                </li>
              </ul>
            </div>
            <Timeline moments={moments} />
          </section>
          {log.length > 0 && (
            <section aria-labelledby="log">
              <h2 id="log">{words.department.log}</h2>
              <p class="hint">{words.department.logHint}</p>
              <EntryList lines={log} showDepartment={false} />
            </section>
          )}
          <Citation title={record.title} index={record.lastIndex} />
        </div>
        <aside class="col-side">
          <Proof of={moments.length + log.length} />
          <Identity {...data} />
          <Keys state={data.state} />
        </aside>
      </div>
    </>
  )
}

function Title({ record, state, held, all }: DepartmentData) {
  const { lang, words } = useFrame()
  const title = titleIn(lang, record)
  const joint = lang === 'zh' ? '、' : ', '
  const types = held
    .map(({ value, count: n }) => `${label(lang, 'type', value)} ${formatCount(n)}`)
    .join(joint)
  const former = state.formerNames.map(({ name, until }) =>
    fill(words.department.formerUntil, { name, date: until }),
  )
  return (
    <div class="title">
      <p class="kind dot">
        {state.departmentKind !== null && <span>{label(lang, 'organ', state.departmentKind)}</span>}
        {state.level !== null && <span>{label(lang, 'level', state.level)}</span>}
      </p>
      <h1 lang={foreign(lang, title)}>{title || record.id}</h1>
      {state.nameEn !== null && (
        <p class="kind" lang={lang === 'zh' ? 'en' : 'zh-CN'}>
          {lang === 'zh' ? state.nameEn : state.name}
        </p>
      )}
      <p class="lede">
        {all === 0
          ? words.department.none
          : count(types === '' ? words.department.lede : words.department.ledeTypes, all, { types })}
      </p>
      {former.length > 0 && (
        <p class="hint">{fill(words.department.formerName, { names: former.join(joint) })}</p>
      )}
      <p class="states">
        <Status kind={record.kind} status={record.status} />
        {state.mergedInto !== null && <RecordLink id={state.mergedInto} />}
      </p>
    </div>
  )
}

function Items({ record, responsibilities, facets, filter, cursor, all, supporting }: DepartmentData) {
  const { words } = useFrame()
  if (all === 0 && supporting.length === 0) return null
  const { items, next, total } = responsibilities
  return (
    <>
      {all > 0 && (
        <section aria-labelledby="items">
          <div class="h-row">
            <h2 id="items">{words.department.responsibilities}</h2>
            <ul class="tools">
              <li>{count(words.responsibilities.total, total)}</li>
              <li>
                <a href={csvPath(record.id)}>CSV</a>
              </li>
            </ul>
          </div>
          <Facets facets={facets} query={filter} anchor="#items" />
          {items.length === 0 ? (
            <p class="empty">{words.responsibilities.empty}</p>
          ) : (
            <RecordList records={items} showDepartment={false} />
          )}
          <Pager query={filter} cursor={cursor} next={next} anchor="#items" />
        </section>
      )}
      {supporting.length > 0 && (
        <section aria-labelledby="supporting">
          <h2 id="supporting">{words.department.supporting}</h2>
          <RecordList records={supporting} showDepartment />
        </section>
      )}
    </>
  )
}

/** What it decided: the newest, and the way to all. */
function Decisions({ record, decisions }: DepartmentData) {
  const { lang, words } = useFrame()
  if (decisions.total === 0) return null
  return (
    <section aria-labelledby="decisions">
      <div class="h-row">
        <h2 id="decisions">{words.decision.mine}</h2>
        <ul class="tools">
          <li>{count(words.lists.total, decisions.total)}</li>
          <li>
            <a href={withQuery(at(lang, '/decisions'), { department: record.id })}>
              {words.decision.allDecisions}
            </a>
          </li>
          <li>
            <a href={withQuery('/api/v1/decisions.csv', { department: record.id })}>CSV</a>
          </li>
        </ul>
      </div>
      <RecordList records={decisions.items} showDepartment={false} />
    </section>
  )
}

/** What it promised and how that went, with denominators and the day for which it was counted. */
function Kept({ record, promises }: DepartmentData) {
  const { lang, words } = useFrame()
  if (promises === null) return null
  const { today, all, done, late, overdue } = promises
  const share = (part: number, whole: number): string =>
    fill(words.decision.share, { part, whole, percent: Math.round((part / whole) * 100) })
  return (
    <section aria-labelledby="promises">
      <div class="h-row">
        <h2 id="promises">{words.decision.promises}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/milestones'), { department: record.id })}>{words.decision.board}</a>
          </li>
          <li>
            <a href={withQuery(at(lang, '/calendar'), { department: record.id })}>
              {words.decision.calendar}
            </a>
          </li>
          <li>
            <a href={`/feeds/departments/${record.id}.ics`}>iCalendar</a>
          </li>
        </ul>
      </div>
      <p>{fill(words.decision.promisesHint, { date: today, all, done, late, overdue })}</p>
      {all < LEAST ? (
        <p class="hint">{words.decision.fewPromises}</p>
      ) : (
        <Facts
          wide
          facts={[
            { name: words.decision.lateShare, value: done < LEAST ? null : share(late, done) },
            { name: words.decision.overdueShare, value: share(overdue, all) },
          ]}
        />
      )}
    </section>
  )
}

function Identity({ record, state, subordinate }: DepartmentData) {
  const { words, lang } = useFrame()
  const name = (field: string): string => fieldLabel(lang, 'department', field)
  const period = [
    state.inForceFrom === null ? '' : fill(words.responsibility.since, { date: state.inForceFrom }),
    state.inForceTo === null ? '' : fill(words.responsibility.until, { date: state.inForceTo }),
  ].filter((part) => part !== '')
  return (
    <Facts
      facts={[
        { name: name('code'), value: state.code },
        { name: name('uscc'), value: state.uscc === null ? null : <span class="mono">{state.uscc}</span> },
        { name: name('divisionCode'), value: state.divisionCode },
        { name: name('parent'), value: state.parent === null ? null : <RecordLink id={state.parent} /> },
        {
          name: words.department.subordinate,
          value: subordinate.length === 0 ? null : <Names records={subordinate} />,
        },
        { name: words.responsibility.period, value: period.join(lang === 'zh' ? '，' : ', ') },
        { name: words.responsibility.identifier, value: <span class="mono">{record.id}</span> },
      ]}
    />
  )
}

/** Links to records, one a line. */
export function Names({ records }: { records: Pick<RecordView, 'id' | 'title'>[] }) {
  return (
    <ul>
      {records.map(({ id, title }) => (
        <li key={id}>
          <RecordLink id={id} title={title} />
        </li>
      ))}
    </ul>
  )
}
