import { isKind, isListedKind, type ListedKind } from '../../worker/domain/kinds/table.ts'
import { titleIn } from '../../worker/domain/kinds/title.ts'
import { at, followPath, withQuery } from '../address.ts'
import { DepartmentName } from '../components/list/Lists.tsx'
import { Pager } from '../components/list/Pager.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Status } from '../components/list/Status.tsx'
import type { Head } from '../components/page/Html.tsx'
import { SearchForm } from '../components/page/SearchForm.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { label, typeLabel } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { Facet, Hit, Page } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { count, fill } from '../words/words.ts'

export interface SearchData {
  q: string
  kind: ListedKind | null
  /** Null before anything was asked. */
  found: (Page<Hit> & { total: number; kinds: Facet[]; indexedTo: number; bounded?: boolean }) | null
  cursor: string | null
}

/** Page of a search. */
export const searchPage: SitePage<SearchData> = {
  name: 'search',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.search.title, path: null },
  ],
  head,
  Body,
}

function head({ q }: SearchData, { words }: Frame): Head {
  return {
    title: q === '' ? words.search.title : fill(words.search.titleFor, { q }),
    description: words.search.description,
    hidden: q !== '',
  }
}

function Body({ q, kind, found, cursor }: SearchData) {
  const { lang, words } = useFrame()
  return (
    <>
      <div class="title">
        <h1>{q === '' ? words.search.title : fill(words.search.titleFor, { q })}</h1>
        <SearchForm id="find-page" q={q} big />
        {found === null ? (
          <p class="hint">{words.search.hint}</p>
        ) : (
          <Scope q={q} kind={kind} kinds={found.kinds} />
        )}
      </div>
      {found !== null && (
        <section class="listing" aria-label={words.search.title}>
          <p class="hint">
            {found.total === 0
              ? fill(words.search.none, { q })
              : `${fill(found.bounded === true ? words.search.least : words.search.found, { n: count(words.count.results, found.total) })} · ${words.search.order}`}
            {found.indexedTo > 0 && ` · ${fill(words.search.indexedTo, { index: found.indexedTo - 1 })}`}
          </p>
          {found.bounded === true && <p class="hint">{words.search.bounded}</p>}
          <ul class="tools">
            <li>
              <a href={followPath(lang, withQuery('/search', { q, kind }))}>{words.follow.link}</a>
            </li>
          </ul>
          <Hits hits={found.items} />
          <Pager query={{ q, kind }} cursor={cursor} next={found.next} />
        </section>
      )}
    </>
  )
}

/** Kinds of what was found, each with its number and alone. */
function Scope({ q, kind, kinds }: Pick<SearchData, 'q' | 'kind'> & { kinds: readonly Facet[] }) {
  const { lang, words, path } = useFrame()
  if (kinds.length === 0) return null
  const all = kinds.reduce((sum, { count: n }) => sum + n, 0)
  const choices = [
    { value: null, name: words.search.all, n: all },
    ...kinds.map(({ value, count: n }) => ({ value, name: label(lang, 'record', value), n })),
  ]
  return (
    <nav aria-label={words.search.kind}>
      <dl class="facets">
        <div>
          <dt>{words.search.kind}</dt>
          <dd>
            <ul>
              {choices.map(({ value, name, n }) => (
                <li key={name}>
                  {value === kind ? (
                    <strong>
                      {name} {formatCount(n)}
                    </strong>
                  ) : isNarrow(value) ? (
                    <a href={withQuery(at(lang, path), { q, kind: value })}>
                      {name} {formatCount(n)}
                    </a>
                  ) : (
                    `${name} ${formatCount(n)}`
                  )}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </nav>
  )
}

/** True for a kind, or none, to which a search may be narrowed: one without a list is found beside the others. */
const isNarrow = (value: string | null): boolean => value === null || (isKind(value) && isListedKind(value))

function Hits({ hits }: { hits: Hit[] }) {
  const { lang } = useFrame()
  return (
    <ol class="items hits">
      {hits.map(({ record, snippets }) => (
        <li key={record.id}>
          <div>
            <h2>
              <RecordLink id={record.id} title={titleIn(lang, record)} />
            </h2>
            <p class="who dot">
              {record.kind !== 'responsibility' && <span>{label(lang, 'record', record.kind)}</span>}
              {record.type !== null && <span>{typeLabel(lang, record.kind, record.type)}</span>}
              <DepartmentName of={record} />
            </p>
          </div>
          <Status of={record} />
          <Reasons snippets={snippets} />
        </li>
      ))}
    </ol>
  )
}

/** Reasons for which a record was found: the field, and the words in their place. */
function Reasons({ snippets }: Pick<Hit, 'snippets'>) {
  const { words } = useFrame()
  if (snippets.length === 0) return null
  return (
    <dl class="why">
      {snippets.map(({ field, parts }) => {
        let offset = 0
        return (
          <div key={`${field}${parts.map(({ text }) => text).join('')}`}>
            <dt>
              <span class="vh">{words.search.matched} </span>
              {words.search.field[field]}
            </dt>
            <dd>
              {parts.map(({ text, hit }) => {
                offset += text.length
                return hit ? <mark key={offset}>{text}</mark> : <span key={offset}>{text}</span>
              })}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
