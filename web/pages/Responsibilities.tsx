import { at, followPath, withQuery } from '../address.ts'
import { AnnulledLink } from '../components/list/AnnulledLink.tsx'
import { Facets } from '../components/list/Facets.tsx'
import { RecordList } from '../components/list/Lists.tsx'
import { Pager } from '../components/list/Pager.tsx'
import { DepartmentPicker } from '../components/list/Picker.tsx'
import { SortLinks } from '../components/list/SortLinks.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Frame, placeIn, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { Facet, Page, RecordView } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface ResponsibilitiesData {
  records: Page<RecordView> & { total: number }
  facets: { type: Facet[]; level: Facet[]; status: Facet[] }
  departments: { id: string; title: string }[]
  filter: {
    department: string | null
    type: string | null
    level: string | null
    status: string | null
    sort: string | null
    annulled: string | null
  }
  /** Responsibilities, in the same department, that were annulled. */
  annulled: number
  cursor: string | null
}

/** Page of the list of responsibilities. */
export const responsibilitiesPage: SitePage<ResponsibilitiesData> = {
  name: 'responsibilities',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.responsibilities.title, path: null },
  ],
  head,
  Body,
}

function head({ records, filter }: ResponsibilitiesData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { words, base, lang } = frame
  const query = withQuery('', filter)
  return {
    title: words.responsibilities.title,
    description: fill(words.responsibilities.description, { place: placeIn(frame) }),
    canonicalQuery: query,
    alternates: [
      {
        type: 'application/json',
        href: `/api/v1/responsibilities${query}`,
        title: words.responsibilities.title,
      },
      { type: 'text/csv', href: `/api/v1/responsibilities.csv${query}`, title: words.responsibilities.title },
    ],
    data: {
      '@type': 'CollectionPage',
      name: words.responsibilities.title,
      url: `${base}${at(lang, '/responsibilities')}${query}`,
      breadcrumb,
      mainEntity: { '@type': 'ItemList', numberOfItems: records.total },
    },
  }
}

function Body({ records, facets, departments, filter, annulled, cursor }: ResponsibilitiesData) {
  const { lang, words } = useFrame()
  const query = withQuery('', filter)
  const filtered = withQuery('', { ...filter, sort: null }) !== ''
  return (
    <>
      <div class="title">
        <h1>{words.responsibilities.title}</h1>
        <p class="lede">{words.responsibilities.lede}</p>
        <Facets facets={facets} query={filter} />
        <DepartmentPicker departments={departments} filter={filter} />
      </div>
      <section class="listing" aria-label={words.responsibilities.title}>
        <div class="h-row">
          <p class="hint">{count(words.responsibilities.total, records.total)}</p>
          <ul class="tools">
            <AnnulledLink query={filter} annulled={annulled} />
            <li>
              <a href={`/api/v1/responsibilities.csv${query}`}>CSV</a>
            </li>
            <li>
              <a href={`/api/v1/responsibilities.xlsx${query}`}>XLSX</a>
            </li>
            <li>
              <a href={`/api/v1/responsibilities${query}`}>JSON</a>
            </li>
            <li>
              <a href={followPath(lang, withQuery('/responsibilities', { ...filter, sort: null }))}>
                {words.follow.link}
              </a>
            </li>
          </ul>
        </div>
        {records.total > 1 && <SortLinks kind="responsibility" query={filter} usual={words.sorts.recorded} />}
        {records.items.length === 0 ? (
          <p class="empty">{filtered ? words.responsibilities.empty : words.responsibilities.emptyAll}</p>
        ) : (
          <RecordList records={records.items} showDepartment={filter.department === null} />
        )}
        <Pager query={filter} cursor={cursor} next={records.next} />
      </section>
    </>
  )
}
