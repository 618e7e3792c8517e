/** Lists of decisions, evaluations, hand-overs and memberships: one page, told apart by their kind. */

import { type ListedKind, listedKinds, lists } from '../../worker/domain/kinds/table.ts'
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
import { listWords, wordsOf } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { Facet, Page, RecordView } from '../types.ts'
import { count, fill } from '../words/words.ts'

export interface RegisterData {
  kind: ListedKind
  records: Page<RecordView> & { total: number }
  facets: { type: Facet[]; level: Facet[]; status: Facet[] }
  departments: { id: string; title: string }[]
  filter: {
    department: string | null
    type: string | null
    level: string | null
    status: string | null
    of: string | null
    sort: string | null
    annulled: string | null
  }
  /** Records of the kind, in the same department, that were annulled. */
  annulled: number
  cursor: string | null
}

function textsOf(
  kind: ListedKind,
  { words, lang }: Pick<Frame, 'words' | 'lang'>,
): { title: string; lede: string; empty: string } {
  const { title, lede } = listWords(kind)
  return { title: title[lang], lede: lede[lang], empty: words.lists.empty }
}

/** Lists that a reader goes to from another: accounts stand apart, and what has a page of its own is named there. */
const NEIGHBOURS = listedKinds.filter((kind) => wordsOf(kind).list !== undefined && kind !== 'account')

/** Page of the list of one kind of record. */
export const registerPage: SitePage<RegisterData> = {
  name: 'register',
  trail: ({ kind }, frame) => [
    { name: frame.words.site.home, path: '/' },
    { name: textsOf(kind, frame).title, path: null },
  ],
  head,
  Body,
}

function head({ kind, records, filter }: RegisterData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { words, base, lang } = frame
  const query = withQuery('', filter)
  const { title, lede } = textsOf(kind, frame)
  const path = lists[kind]
  return {
    title,
    description: kind === 'decision' ? fill(words.decisions.description, { place: placeIn(frame) }) : lede,
    canonicalQuery: query,
    alternates: [
      { type: 'application/json', href: `/api/v1/${path}${query}`, title },
      { type: 'text/csv', href: `/api/v1/${path}.csv${query}`, title },
      { type: 'application/atom+xml', href: `/feeds/${path}.atom`, title },
      { type: 'application/feed+json', href: `/feeds/${path}.json`, title },
    ],
    data: {
      '@type': 'CollectionPage',
      name: title,
      url: `${base}${at(lang, `/${path}`)}${query}`,
      breadcrumb,
      mainEntity: { '@type': 'ItemList', numberOfItems: records.total },
    },
  }
}

function Body({ kind, records, facets, departments, filter, annulled, cursor }: RegisterData) {
  const frame = useFrame()
  const { words, lang } = frame
  const query = withQuery('', filter)
  const { title, lede, empty } = textsOf(kind, frame)
  const path = lists[kind]
  const others = NEIGHBOURS.filter((one) => one !== kind)
  return (
    <>
      <div class="title">
        <h1>{title}</h1>
        <p class="lede">{lede}</p>
        {kind === 'question' && (
          <p class="dot">
            <a href={at(lang, '/ask')}>{words.questions.askAnything}</a>
            <a href={at(lang, '/m')}>{words.questions.track}</a>
            <a href={at(lang, '/response')}>{words.response.title}</a>
          </p>
        )}
        {kind === 'overdue' && (
          <p>
            <a href={at(lang, '/response')}>{words.response.title}</a>
          </p>
        )}
        <ul class="tools">
          {others.map((one) => (
            <li key={one}>
              <a href={at(lang, `/${lists[one]}`)}>{textsOf(one, frame).title}</a>
            </li>
          ))}
          <li>
            <a href={at(lang, '/milestones')}>{words.decision.board}</a>
          </li>
          <li>
            <a href={at(lang, '/calendar')}>{words.decision.calendar}</a>
          </li>
        </ul>
        <Facets facets={facets} query={filter} kind={kind} />
        <DepartmentPicker departments={departments} filter={filter} />
      </div>
      <section class="listing" aria-label={title}>
        <div class="h-row">
          <p class="hint">{count(words.lists.total, records.total)}</p>
          <ul class="tools">
            <AnnulledLink query={filter} annulled={annulled} />
            <li>
              <a href={`/api/v1/${path}.csv${query}`}>CSV</a>
            </li>
            <li>
              <a href={`/api/v1/${path}.xlsx${query}`}>XLSX</a>
            </li>
            <li>
              <a href={`/api/v1/${path}${query}`}>JSON</a>
            </li>
            <li>
              <a href={`/feeds/${path}.atom`}>{words.timeline.subscribe}</a>
            </li>
            <li>
              <a href={followPath(lang, withQuery(`/${path}`, { ...filter, sort: null }))}>
                {words.follow.link}
              </a>
            </li>
          </ul>
        </div>
        {records.total > 1 && <SortLinks kind={kind} query={filter} usual={words.sorts.recorded} />}
        {records.items.length === 0 ? (
          <p class="empty">{empty}</p>
        ) : (
          <RecordList records={records.items} showDepartment={filter.department === null} />
        )}
        <Pager query={filter} cursor={cursor} next={records.next} />
      </section>
    </>
  )
}
