/** All departments: a list that can be asked, with how much each is responsible for. */
import { lists } from '../../worker/domain/kinds/table.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { numberSaid } from '../../worker/domain/listing/words.ts'
import { at, withQuery } from '../address.ts'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { isOver, Status } from '../components/list/Status.tsx'
import type { ListData } from '../components/listing/data.ts'
import { ListSection, listHead } from '../components/listing/ListSection.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { isAnnulled } from '../components/record/Annulled.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { Holdings, RecordView } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface DepartmentsData {
  list: ListData
  /** Number of what each department has: responsibilities in force, decisions, milestones, posts. */
  holds: ReadonlyMap<string, Holdings>
}

/** Page of all departments. */
export const departmentsPage: SitePage<DepartmentsData> = {
  name: 'departments',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.departments.title, path: null },
  ],
  head,
  Body,
}

function head({ list }: DepartmentsData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { words } = frame
  return listHead(list, frame, breadcrumb, fill(words.departments.description, { place: placeIn(frame) }))
}

function Body(data: DepartmentsData) {
  const { words } = useFrame()
  return (
    <>
      <div class="title">
        <h1>{words.departments.title}</h1>
        <p class="lede">{words.departments.lede}</p>
      </div>
      <ListSection data={data.list}>
        <Table {...data} />
      </ListSection>
    </>
  )
}

function Table({ list, holds }: DepartmentsData) {
  const { words } = useFrame()
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{words.departments.name}</th>
          <th scope="col">{words.departments.items}</th>
          <th scope="col">{words.departments.status}</th>
        </tr>
      </thead>
      <tbody>
        {list.records.items.map((record) => (
          <Row key={record.id} record={record} holds={holds.get(record.id) ?? []} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ record, holds }: { record: RecordView; holds: Holdings }) {
  const { lang, words } = useFrame()
  const { id, type, level, status } = record
  const link = <RecordLink id={id} title={titleIn(lang, record)} />
  return (
    <tr class={isOver(status) ? 'ended' : undefined}>
      <td class="list__item">
        {isAnnulled(record) ? <del>{link}</del> : link}
        <span class="who dot">
          {type !== null && <span>{label(lang, 'organ', type)}</span>}
          {level !== null && <span>{label(lang, 'level', level)}</span>}
          <OtherName record={record} />
        </span>
      </td>
      <td>
        {holds.length === 0 && <span class="hint">{words.departments.nothing}</span>}
        {holds.map(({ kind, n }) => (
          <a
            key={kind}
            class="block"
            href={withQuery(at(lang, `/${lists[kind]}`), {
              department: id,
              status: kind === 'responsibility' ? 'in_force' : null,
            })}
          >
            {kind === 'responsibility' ? count(words.departments.inForce, n) : numberSaid(lang, kind, n)}
          </a>
        ))}
      </td>
      <td>
        <Status of={record} />
      </td>
    </tr>
  )
}

/** The name in the other language, where there is one. */
function OtherName({ record: { state, title } }: { record: RecordView }) {
  const { lang } = useFrame()
  if (state.kind !== 'department' || state.nameEn === null) return null
  return lang === 'zh' ? (
    <span class="other" lang="en">
      {state.nameEn}
    </span>
  ) : (
    <span class="other" lang="zh-CN">
      {title}
    </span>
  )
}
