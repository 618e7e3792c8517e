/** Orders of a list, as links: those that its kind declares. */
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RecordKind } from '../../types.ts'
import { sortOptions } from '../listing/orders.ts'
import { Choice } from './Facets.tsx'

interface SortProps {
  kind: RecordKind
  /** Present choice, with everything else that the query carries (without its cursor). */
  query: Record<string, string | null> & { sort: string | null }
  anchor?: string
}

/** Links to the orders of a list, the chosen one marked. */
export function SortLinks({ kind, query, anchor = '' }: SortProps) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  return (
    <nav aria-label={words.sorts.label}>
      <dl class="facets">
        <div>
          <dt>{words.sorts.label}</dt>
          <dd>
            <ul>
              {sortOptions(lang, kind, words, null).map(([sort, name]) => (
                <Choice
                  key={name}
                  name={name}
                  href={withQuery(here, { ...query, sort }) + anchor}
                  chosen={(query.sort ?? '') === sort}
                />
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </nav>
  )
}
