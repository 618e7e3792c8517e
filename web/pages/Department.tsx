import { nameIn, titleIn } from '../../worker/domain/kinds/title.ts'
import { api, at, feedPath, recordPath } from '../address.ts'
import { DepartmentBrief, type DepartmentBriefProps } from '../components/department/DepartmentBrief.tsx'
import { DepartmentFacts } from '../components/department/DepartmentFacts.tsx'
import { csvPath, DepartmentItems, type ItemsProps } from '../components/department/DepartmentItems.tsx'
import { DepartmentKeys } from '../components/department/DepartmentKeys.tsx'
import { EntryList } from '../components/list/Lists.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import { Citation } from '../components/page/Citation.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { AnnulledNote, isAnnulled } from '../components/record/Annulled.tsx'
import { RecordLine } from '../components/record/RecordLine.tsx'
import { RecordTitle } from '../components/record/RecordTitle.tsx'
import type { Strand } from '../components/timeline/strands.ts'
import { type Frame, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { DepartmentState, EntryLine, Linked, Moment, RecordView } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface DepartmentData extends ItemsProps, Omit<DepartmentBriefProps, 'entries'> {
  record: RecordView
  all: number
  state: DepartmentState
  moments: Moment[]
  /** Older and newer entries of it that the page leaves out; and whether the browser checks those shown alone. */
  earlier: number
  newer: number
  partly: boolean
  /** The strand of its line that the reader chose; null for the whole. */
  strand: Strand | null
  subordinate: Linked
  /** Departments that were registered once more and annulled for the sake of this one. */
  duplicates: Linked
  /** Newest entries logged for the department, those of its own timeline left out. */
  log: EntryLine[]
  /** Number of all entries that concern it, those of its own timeline among them. */
  logged: number
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
      { type: 'application/json', href: api.record(record.id), title: titleIn(lang, record) },
      { type: 'text/csv', href: csvPath(record.id), title: words.department.responsibilities },
      { type: 'application/atom+xml', href: feedPath(record.id, 'atom'), title: titleIn(lang, record) },
      { type: 'application/feed+json', href: feedPath(record.id, 'json'), title: titleIn(lang, record) },
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
  const { lang, words } = useFrame()
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
      <div class="whole">
        <AnnulledNote record={record} duplicates={duplicates} />
        <DepartmentBrief {...data} entries={moments.length + log.length} />
        <DepartmentItems {...data} />
        <RecordLine
          id={record.id}
          title={words.department.history}
          tools={{}}
          moments={moments}
          earlier={data.earlier}
          newer={data.newer}
          partly={data.partly}
          strand={data.strand}
        />
        {log.length > 0 && (
          <section aria-labelledby="log">
            <h2 id="log">{words.department.log}</h2>
            <p class="hint">{words.department.logHint}</p>
            <EntryList lines={log} showDepartment={false} />
            {data.logged > log.length && (
              <p>
                <a href={`${api.record(record.id)}/entries`}>{count(words.department.logAll, data.logged)}</a>
              </p>
            )}
          </section>
        )}
        <section class="band" aria-labelledby="facts">
          <h2 id="facts">{words.decision.otherFacts}</h2>
          <div class="band__in">
            <DepartmentFacts {...data} />
            <DepartmentKeys state={data.state} />
          </div>
        </section>
        <Citation
          title={titleIn(lang, record)}
          index={record.lastIndex}
          record={record.id}
          envelope={moments.find(({ entry }) => entry.index === record.lastIndex)?.entry.envelope ?? null}
        />
      </div>
    </>
  )
}

function Title({ record, state }: DepartmentData) {
  const { lang, words } = useFrame()
  const joint = lang === 'zh' ? '、' : ', '
  const former = state.formerNames.map(({ name, nameEn, until }) =>
    fill(words.department.formerUntil, { name: nameIn(lang, { title: name, titleEn: nameEn }), date: until }),
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
      hint={
        former.length > 0 && (
          <p class="hint">{fill(words.department.formerName, { names: former.join(joint) })}</p>
        )
      }
      states={
        <>
          <Status of={record} />
          {state.mergedInto !== null && <RecordLink id={state.mergedInto} />}
        </>
      }
    />
  )
}
