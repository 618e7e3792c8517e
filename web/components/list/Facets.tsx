import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel, levelLabel, statusLabel, typeLabel, wordsOf } from '../../labels.ts'
import type { Facet, RecordKind } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import type { Lang } from '../../words/words.ts'

export type FacetName = 'type' | 'level' | 'status'

interface FacetsProps {
  facets: Record<FacetName, Facet[]>
  /** Present choice, with everything else that the query carries (without its cursor). */
  query: Record<string, string | null>
  anchor?: string
  /** Kind of the records that are filtered. */
  kind?: RecordKind
}

function facetLabel(lang: Lang, kind: RecordKind, name: FacetName, value: string): string {
  if (name === 'type') return typeLabel(lang, kind, value)
  return name === 'status' ? statusLabel(lang, kind, value) : levelLabel(lang, kind, value)
}

/** Filters as plain links, each with its count. A facet of one value offers no choice and is left out. */
export function Facets({ facets, query, anchor = '', kind = 'responsibility' }: FacetsProps) {
  const { lang, words, path } = useFrame()
  const rows = (['type', 'level', 'status'] as const).filter(
    (name) => facets[name].length > 1 || (query[name] ?? null) !== null,
  )
  if (rows.length === 0) return null
  const here = at(lang, path)
  const named: { readonly [name in FacetName]?: string | undefined } = wordsOf(kind).facets ?? {}
  const facetName = (name: FacetName): string =>
    named[name] === undefined ? words.facets[name] : fieldLabel(lang, kind, named[name])
  return (
    <nav aria-label={words.facets.label}>
      <dl class="facets">
        {rows.map((name) => (
          <div key={name}>
            <dt>{facetName(name)}</dt>
            <dd>
              <ul>
                <Choice
                  name={words.facets.all}
                  href={withQuery(here, { ...query, [name]: null }) + anchor}
                  chosen={!query[name]}
                />
                {facets[name].map(({ value, count }) => (
                  <Choice
                    key={value}
                    name={facetLabel(lang, kind, name, value)}
                    count={count}
                    href={withQuery(here, { ...query, [name]: value }) + anchor}
                    chosen={query[name] === value}
                  />
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  )
}

/** One value of a facet: the chosen one stands out, the others are links. */
export function Choice({
  name,
  count,
  href,
  chosen,
}: {
  name: string
  count?: number
  href: string
  chosen: boolean
}) {
  const { words } = useFrame()
  return (
    <li>
      {chosen ? (
        <strong>
          {name}
          <span class="vh">{words.facets.current}</span>
        </strong>
      ) : (
        <a href={href}>{name}</a>
      )}
      {count !== undefined && <span class="num">{formatCount(count)}</span>}
    </li>
  )
}
