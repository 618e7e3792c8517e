/** A list as a page draws it. Types, and the query by which it is found again. */

import { kindOf, type ListedKind } from '../../../worker/domain/kinds/table.ts'
import type { Chosen } from '../../../worker/domain/listing/words.ts'
import type { Facet, ListChoices, ListPage } from '../../types.ts'

/** Values by which the list can be narrowed further; null for those that nobody counted. */
export type Offered = { [name in Exclude<keyof ListChoices, 'total'>]: Facet[] | null } & {
  department: Facet[]
  /** Departments that decided what is on the list. */
  organ: readonly string[]
}

export interface ListData {
  kind: ListedKind
  records: ListPage
  choices: Offered
  chosen: Chosen
  /** The order that was asked for; null for the usual one. */
  sort: string | null
  /** Records of the list that were annulled. */
  annulled: number
  /** True where any record of the kind has a place on a map. */
  placed: boolean
  /** Number of open flags on each record of this page that has any. */
  flags: ReadonlyMap<string, number>
  cursor: string | null
}

/** Query of a list, as its own page has it. */
export function queryOf({ chosen, sort }: Pick<ListData, 'chosen' | 'sort'>): Record<string, string | null> {
  const given = Object.entries(chosen).map(([name, value]) => [name, value ?? null] as const)
  return { ...Object.fromEntries(given), sort }
}

/** The same with the order said, for addresses that have another usual one. */
export function statedQuery(data: Pick<ListData, 'kind' | 'chosen' | 'sort'>): Record<string, string | null> {
  return { ...queryOf(data), sort: data.sort ?? kindOf(data.kind).usual }
}

/** True where anything narrows the list. */
export function isNarrowed({ chosen }: Pick<ListData, 'chosen'>): boolean {
  return Object.values(chosen).some((value) => value !== null && value !== undefined)
}
