/** A whole list: what can be asked, what was asked in words, and the answer in rows. */

import type { ComponentChildren } from 'preact'
import { lists } from '../../../worker/domain/kinds/table.ts'
import { listSaid } from '../../../worker/domain/listing/words.ts'
import type { FilterName } from '../../../worker/domain/record/list/listed.ts'
import { at, withQuery } from '../../address.ts'
import { type Frame, useFrame } from '../../frame.ts'
import { listWords, titleOr } from '../../labels.ts'
import { count, fill } from '../../words/words.ts'
import { Pager } from '../list/Pager.tsx'
import type { Breadcrumb } from '../page/Crumbs.tsx'
import type { Head } from '../page/Html.tsx'
import { isNarrowed, type ListData, queryOf, statedQuery } from './data.ts'
import { ListForm } from './ListForm.tsx'
import { ListSaid } from './ListSaid.tsx'
import { ListTable } from './ListTable.tsx'
import { ListTools } from './ListTools.tsx'

interface SectionProps {
  data: ListData
  /** Filters that the page offers otherwise. */
  skip?: readonly FilterName[]
  /** Filters that the page is made of: they are said, and cannot be taken away. */
  fixed?: readonly FilterName[]
  /** Name of the order in which the list stands unless one is chosen, where it is not the usual one of the kind. */
  usual?: string | null
  /** The answer, where it is not a plain table. */
  children?: ComponentChildren
}

export function ListSection({ data, skip = [], fixed = [], usual = null, children }: SectionProps) {
  const { lang, words } = useFrame()
  const { kind, records, cursor } = data
  return (
    <>
      <ListForm data={data} skip={[...skip, ...fixed]} usual={usual} />
      <section class="listing" aria-label={listWords(kind).title[lang]}>
        <div class="h-row">
          <ListSaid data={data} fixed={fixed} />
          <ListTools data={data} />
        </div>
        {records.older !== undefined && <p class="hint">{count(words.listing.older, records.older)}</p>}
        {data.chosen.on && kind === 'responsibility' && (
          <p class="hint">{fill(words.listing.onDay, { on: data.chosen.on })}</p>
        )}
        {records.items.length === 0 ? (
          <p class="empty">{isNarrowed(data) ? words.listing.nothing : words.listing.nothingYet}</p>
        ) : (
          (children ?? <ListTable data={data} />)
        )}
        <Pager query={queryOf(data)} cursor={cursor} next={records.next} />
      </section>
    </>
  )
}

/** Head of the page of a list. @param description what the page says of itself where nothing narrows the list */
export function listHead(
  data: ListData,
  { lang, base, names }: Frame,
  breadcrumb: Breadcrumb,
  description: string,
): Head {
  const { kind, records } = data
  const query = withQuery('', queryOf(data))
  const stated = withQuery('', statedQuery(data))
  const asked = { ...queryOf(data), sort: null, lang }
  const path = lists[kind]
  const name = listWords(kind).title[lang]
  const said = listSaid(lang, kind, data.chosen, (id) => names.get(id) ?? titleOr(lang, id, null))
  return {
    title: said,
    description: isNarrowed(data) ? said : description,
    canonicalQuery: query,
    alternates: [
      { type: 'application/json', href: `/api/v1/${path}${stated}`, title: said },
      { type: 'text/csv', href: `/api/v1/${path}.csv${stated}`, title: said },
      { type: 'application/atom+xml', href: withQuery(`/feeds/${path}.atom`, asked), title: said },
      { type: 'application/feed+json', href: withQuery(`/feeds/${path}.json`, asked), title: said },
    ],
    data: {
      '@type': 'CollectionPage',
      name: said === '' ? name : said,
      url: `${base}${at(lang, `/${path}`)}${query}`,
      breadcrumb,
      mainEntity: { '@type': 'ItemList', numberOfItems: records.total },
    },
  }
}
