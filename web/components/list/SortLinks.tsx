/** Orders of a list, as links: those that its kind declares. */
import { kindOf } from '../../../worker/domain/kinds/table.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import type { RecordKind } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Choice } from './Facets.tsx'

interface SortProps {
  kind: RecordKind
  /** Present choice, with everything else that the query carries (without its cursor). */
  query: Record<string, string | null> & { sort: string | null }
  anchor?: string
  /** Name of the order in which the list stands unless another is chosen. */
  usual: string
}

/** Links to the orders of a list, the chosen one marked. */
export function SortLinks({ kind, query, anchor = '', usual }: SortProps) {
  const { lang, words, path } = useFrame()
  const here = at(lang, path)
  const { date } = kindOf(kind).sorts
  const day = date?.field == null ? null : fieldLabel(lang, kind, date.field)
  const orders: [sort: string | null, name: string][] = [
    [null, usual],
    ['-recorded', words.sorts.newest],
    ['-changed', words.sorts.changed],
    ...(day === null
      ? []
      : ([
          ['-date', fill(words.sorts.downwards, { field: day })],
          ['date', fill(words.sorts.upwards, { field: day })],
        ] as [string, string][])),
    ['title', words.sorts.title],
    ['id', words.sorts.id],
  ]
  return (
    <nav aria-label={words.sorts.label}>
      <dl class="facets">
        <div>
          <dt>{words.sorts.label}</dt>
          <dd>
            <ul>
              {orders.map(([sort, name]) => (
                <Choice
                  key={name}
                  name={name}
                  href={withQuery(here, { ...query, sort }) + anchor}
                  chosen={query.sort === sort}
                />
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </nav>
  )
}
