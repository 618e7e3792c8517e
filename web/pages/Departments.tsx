import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at } from '../address.ts'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import { label } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { RecordView } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { fill } from '../words/words.ts'

export interface DepartmentsData {
  departments: { record: RecordView; responsibilities: number }[]
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

function head({ departments }: DepartmentsData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { words, base, lang } = frame
  return {
    title: words.departments.title,
    description: fill(words.departments.description, { place: placeIn(frame) }),
    alternates: [
      { type: 'application/json', href: '/api/v1/departments', title: words.departments.title },
      { type: 'text/csv', href: '/api/v1/departments.csv', title: words.departments.title },
    ],
    data: {
      '@type': 'CollectionPage',
      name: words.departments.title,
      url: `${base}${at(lang, '/departments')}`,
      breadcrumb,
      mainEntity: {
        '@type': 'ItemList',
        numberOfItems: departments.length,
        itemListElement: departments.slice(0, 100).map(({ record }, i) => ({
          '@type': 'ListItem',
          position: i + 1,
          name: titleIn(lang, record),
          url: `${base}${at(lang, `/departments/${record.id}`)}`,
        })),
      },
    },
  }
}

function Body({ departments }: DepartmentsData) {
  const { lang, words } = useFrame()
  return (
    <>
      <div class="title">
        <h1>{words.departments.title}</h1>
        <p class="lede">{words.departments.lede}</p>
        <ul class="tools">
          <li>
            <a href="/api/v1/departments.csv">CSV</a>
          </li>
          <li>
            <a href="/api/v1/departments.xlsx">XLSX</a>
          </li>
          <li>
            <a href="/api/v1/departments">JSON</a>
          </li>
        </ul>
      </div>
      {departments.length === 0 ? (
        <p class="empty">{words.departments.empty}</p>
      ) : (
        <table class="list-table">
          <caption class="vh">{words.departments.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.departments.name}</th>
              <th scope="col" class="num">
                {words.departments.items}
              </th>
              <th scope="col">{words.departments.status}</th>
            </tr>
          </thead>
          <tbody>
            {departments.map(({ record, responsibilities }) => (
              <tr key={record.id}>
                <td>
                  <RecordLink id={record.id} title={record.title} />
                  <p class="who dot">
                    {record.type !== null && <span>{label(lang, 'organ', record.type)}</span>}
                    {record.level !== null && <span>{label(lang, 'level', record.level)}</span>}
                    <OtherName record={record} />
                  </p>
                </td>
                <td class="num">{formatCount(responsibilities)}</td>
                <td>
                  <Status kind={record.kind} status={record.status} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

/** The name in the other language, where there is one. */
function OtherName({ record: { state, title } }: { record: RecordView }) {
  const { lang } = useFrame()
  if (state.kind !== 'department' || state.nameEn === null) return null
  return lang === 'zh' ? <span lang="en">{state.nameEn}</span> : <span lang="zh-CN">{title}</span>
}
