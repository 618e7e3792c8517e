/** Ways to take a list along: as a file, a feed, a calendar, by mail. */
import { kindOf, lists } from '../../../worker/domain/kinds/table.ts'
import { none } from '../../../worker/domain/record/kind.ts'
import { at, followPath, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { AnnulledLink } from '../list/AnnulledLink.tsx'
import { type ListData, queryOf, statedQuery } from './data.ts'

export function ListTools({ data }: { data: ListData }) {
  const { lang, words, path: here } = useFrame()
  const path = lists[data.kind]
  const stated = withQuery('', statedQuery(data))
  const asked = { ...queryOf(data), sort: null }
  const feed = (ending: string) => withQuery(`/feeds/${path}.${ending}`, { ...asked, lang })
  const hasDays = kindOf(data.kind).dates !== none
  return (
    <ul class="tools">
      <AnnulledLink
        query={{ ...queryOf(data), annulled: data.chosen.annulled ?? null }}
        annulled={data.annulled}
      />
      {data.placed && !here.startsWith('/map') && (
        <li>
          <a href={withQuery(at(lang, `/map/${path}`), queryOf(data))}>{words.map.link}</a>
        </li>
      )}
      <li>
        <a href={feed('atom')}>{words.timeline.subscribe}</a>
      </li>
      <li>
        <a href={followPath(lang, withQuery(`/${path}`, { ...asked, annulled: null }))}>
          {words.follow.link}
        </a>
      </li>
      {hasDays && (
        <li>
          <a href={feed('ics')}>{words.listing.calendar}</a>
        </li>
      )}
      <li>
        <a href={`/api/v1/${path}.xlsx${stated}`}>XLSX</a>
      </li>
      <li>
        <a href={`/api/v1/${path}.csv${stated}`}>CSV</a>
      </li>
      <li>
        <a href={`/api/v1/${path}${stated}`}>JSON</a>
      </li>
    </ul>
  )
}
