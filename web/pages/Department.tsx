import { titleIn } from '../../worker/domain/kinds/title.ts'
import { api, at, feedPath, recordPath, withQuery } from '../address.ts'
import { Decided, type DecidedProps } from '../components/department/Decided.tsx'
import { DepartmentFacts } from '../components/department/DepartmentFacts.tsx'
import { csvPath, DepartmentItems, type ItemsProps } from '../components/department/DepartmentItems.tsx'
import { DepartmentKeys } from '../components/department/DepartmentKeys.tsx'
import { DepartmentPromises, type Promises } from '../components/department/DepartmentRecord.tsx'
import { Holders, type HoldersProps } from '../components/department/Holders.tsx'
import { EntryList, RecordList } from '../components/list/Lists.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Citation } from '../components/page/Citation.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { Proof } from '../components/proof/Islands.tsx'
import { QuestionNotes } from '../components/question/QuestionNotes.tsx'
import { AnnulledNote, isAnnulled } from '../components/record/Annulled.tsx'
import { RecordLine } from '../components/record/RecordLine.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import type { Strand } from '../components/timeline/strands.ts'
import { type Frame, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { DepartmentState, EntryLine, Facet, Moment, Page, RecordView } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { count, fill } from '../words/words.ts'

export interface DepartmentData extends ItemsProps, HoldersProps, DecidedProps {
  record: RecordView
  state: DepartmentState
  moments: Moment[]
  /** The strand of its line that the reader chose; null for the whole. */
  strand: Strand | null
  /** Types of all its responsibilities, whatever is filtered. */
  held: Facet[]
  subordinate: RecordView[]
  /** Its consultations, the newest first. */
  consultations: Page<RecordView> & { total: number }
  /** Promises and their outcome, for the day that it is; null without milestones. */
  promises: Promises | null
  /** Departments that were registered once more and annulled for the sake of this one. */
  duplicates: RecordView[]
  /** Questions that it has to answer, the newest first. */
  questions: RecordView[]
  /** Newest entries logged for the department, those of its own timeline left out. */
  log: EntryLine[]
}

/** Page of a department. */
export const departmentPage: SitePage<DepartmentData> = {
  name: 'department',
  trail: ({ record }, { words, lang }) => [
    { name: words.departments.title, path: '/departments' },
    { name: titleIn(lang, record), path: null },
  ],
  head,
  Body,
}

function head({ record, state }: DepartmentData, { words, base, lang }: Frame, breadcrumb: Breadcrumb): Head {
  const url = `${base}${at(lang, recordPath(record.id) ?? '/')}`
  return {
    title: titleIn(lang, record),
    quotable: true,
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
      subjectOf: { '@type': 'WebPage', breadcrumb },
    },
  }
}

function Body(data: DepartmentData) {
  const { words } = useFrame()
  const { record, moments, log, duplicates } = data
  return (
    <>
      {isAnnulled(record) ? (
        <div class="annulled">
          <Title {...data} />
        </div>
      ) : (
        <Title {...data} />
      )}
      <div class="cols">
        <div class="col-main">
          <AnnulledNote record={record} duplicates={duplicates} />
          <DepartmentItems {...data} />
          <Decided {...data} />
          <DepartmentPromises {...data} />
          <Holders {...data} />
          <QuestionNotes about={record.id} questions={data.questions} />
          <Consulted {...data} />
          <RecordLine
            id={record.id}
            title={words.department.history}
            tools={{}}
            moments={moments}
            strand={data.strand}
          />
          {log.length > 0 && (
            <section aria-labelledby="log">
              <h2 id="log">{words.department.log}</h2>
              <p class="hint">{words.department.logHint}</p>
              <EntryList lines={log} showDepartment={false} />
            </section>
          )}
          <Citation
            title={record.title}
            index={record.lastIndex}
            record={record.id}
            envelope={moments.find(({ entry }) => entry.index === record.lastIndex)?.entry.envelope ?? null}
          />
        </div>
        <aside class="col-side">
          <Proof of={moments.length + log.length} />
          <DepartmentFacts {...data} />
          <DepartmentKeys state={data.state} />
        </aside>
      </div>
    </>
  )
}

/** Drafts that it put before the public. */
function Consulted({ record, consultations: { items, total } }: DepartmentData) {
  const { lang, words } = useFrame()
  if (total === 0) return null
  return (
    <section aria-labelledby="consultations">
      <div class="h-row">
        <h2 id="consultations">{words.department.answers}</h2>
        <ul class="tools">
          <li>
            <a href={withQuery(at(lang, '/consultations'), { department: record.id })}>
              {count(words.lists.total, total)}
            </a>
          </li>
        </ul>
      </div>
      <RecordList records={items} showDepartment={false} />
    </section>
  )
}

function Title({ record, state, held, all }: DepartmentData) {
  const { lang, words } = useFrame()
  const joint = lang === 'zh' ? '、' : ', '
  const types = held
    .map(({ value, count: n }) => `${label(lang, 'type', value)} ${formatCount(n)}`)
    .join(joint)
  const former = state.formerNames.map(({ name, until }) =>
    fill(words.department.formerUntil, { name, date: until }),
  )
  return (
    <RecordTitle
      kinds={[
        state.departmentKind === null ? null : label(lang, 'organ', state.departmentKind),
        state.level === null ? null : label(lang, 'level', state.level),
      ]}
      title={titleIn(lang, record) || record.id}
      below={
        state.nameEn !== null && (
          <p class="kind" lang={lang === 'zh' ? 'en' : 'zh-CN'}>
            {lang === 'zh' ? state.nameEn : state.name}
          </p>
        )
      }
      lede={
        all === 0
          ? words.department.none
          : count(types === '' ? words.department.lede : words.department.ledeTypes, all, { types })
      }
      hint={
        former.length > 0 && (
          <p class="hint">{fill(words.department.formerName, { names: former.join(joint) })}</p>
        )
      }
      states={
        <>
          <Status kind={record.kind} status={record.status} />
          {state.mergedInto !== null && <RecordLink id={state.mergedInto} />}
        </>
      }
    />
  )
}
