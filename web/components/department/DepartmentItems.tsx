import { withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { Facet, Linked, Page, RecordView } from '../../types.ts'
import { count } from '../../words/words.ts'
import { Beyond } from '../list/Beyond.tsx'
import { Facets } from '../list/Facets.tsx'
import { RecordList } from '../list/Lists.tsx'
import { Pager } from '../list/Pager.tsx'
import { SortLinks } from '../list/SortLinks.tsx'

export interface ItemsProps {
  record: RecordView
  responsibilities: Page<RecordView> & { total: number }
  facets: { type: Facet[]; level: Facet[]; status: Facet[] }
  filter: { type: string | null; level: string | null; status: string | null; sort: string | null }
  cursor: string | null
  /** Number of responsibilities in all, whatever is filtered. */
  all: number
  supporting: Linked
}

/** Address of the responsibilities of a department as CSV. */
export function csvPath(department: string): string {
  return withQuery('/api/v1/responsibilities.csv', { department })
}

/** The responsibilities of a department, and those in which it supports another. */
export function DepartmentItems({
  record,
  responsibilities,
  facets,
  filter,
  cursor,
  all,
  supporting,
}: ItemsProps) {
  const { words } = useFrame()
  if (all === 0 && supporting.total === 0) return null
  const { items, next, total } = responsibilities
  return (
    <>
      {all > 0 && (
        <section aria-labelledby="items">
          <div class="h-row">
            <h2 id="items">{words.department.responsibilities}</h2>
            <ul class="tools">
              <li>{count(words.responsibilities.total, total)}</li>
              <li>
                <a href={csvPath(record.id)}>CSV</a>
              </li>
              <li>
                <a href={withQuery('/api/v1/responsibilities.xlsx', { department: record.id })}>XLSX</a>
              </li>
            </ul>
          </div>
          <Facets facets={facets} query={filter} anchor="#items" />
          {total > 1 && <SortLinks kind="responsibility" query={filter} anchor="#items" />}
          {items.length === 0 ? (
            <p class="empty">{words.responsibilities.empty}</p>
          ) : (
            <RecordList records={items} showDepartment={false} />
          )}
          <Pager query={filter} cursor={cursor} next={next} anchor="#items" />
        </section>
      )}
      {supporting.total > 0 && (
        <section aria-labelledby="supporting">
          <h2 id="supporting">{words.department.supporting}</h2>
          <RecordList records={supporting.items} showDepartment />
          <Beyond {...supporting} />
        </section>
      )}
    </>
  )
}
