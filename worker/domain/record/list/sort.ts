/** Orders in which a list can stand. Kinds declare them; the store keeps them. */

import { nearest } from '../../text/nearest.ts'
import { refuse } from '../guard.ts'
import type { DayColumn, DayName, ListDay } from './days.ts'

/** Key that no row has: it is computed for the day on which somebody looks. */
export type ComputedColumn = 'owed' | 'pressing'

/** Column of the derived row that gives the order, or what is computed for it. */
export type SortColumn = 'n' | 'lastIndex' | 'id' | 'title' | 'amount' | 'moved' | DayColumn | ComputedColumn

/** True for an order whose keys are computed. */
export function isComputed(by: SortColumn): by is ComputedColumn {
  return by === 'owed' || by === 'pressing'
}

export type SortName =
  | 'recorded'
  | 'changed'
  | 'id'
  | 'title'
  | 'date'
  | 'amount'
  | 'moved'
  | 'priority'
  | DayName

export interface Sort {
  readonly by: SortColumn
  /** Field whose name says what the order is by; null where the name of the order says enough. */
  readonly field: string | null
}

export type Sorts = { readonly [name in SortName]?: Sort }

/** A chosen order. */
export interface Ordering {
  readonly name: SortName
  readonly by: SortColumn
  readonly descending: boolean
}

/** Orders of every kind: when it was first logged, when its last entry was, its id, its title. */
export const commonSorts = {
  recorded: { by: 'n', field: null },
  changed: { by: 'lastIndex', field: null },
  id: { by: 'id', field: null },
  title: { by: 'title', field: null },
} as const satisfies Sorts

/** Orders of a list that holds several kinds: the common ones, and the day that each kind is about. */
export const mixedSorts = { ...commonSorts, date: { by: 'day', field: null } } as const satisfies Sorts

/** The common orders, one by each day of a kind, and one by its amount where it has one. */
export function sortsBy(days: { readonly [name in DayName]?: ListDay }, amount: string | null): Sorts {
  const byDay = Object.entries(days).map(([name, { by, field }]) => [name, { by, field }])
  return {
    ...commonSorts,
    ...Object.fromEntries(byDay),
    ...(amount === null ? {} : { amount: { by: 'amount', field: amount } }),
  }
}

/** Every order that can be asked for, each upwards and downwards. */
export function sortTexts(sorts: Sorts): string[] {
  return Object.keys(sorts).flatMap((name) => [name, `-${name}`])
}

/** The order that a text asks for: a name, with `-` before it downwards; null for none that is known. */
export function sortIn(text: string, sorts: Sorts): Ordering | null {
  const descending = text.startsWith('-')
  const name = descending ? text.slice(1) : text
  for (const [known, sort] of Object.entries(sorts) as [SortName, Sort][])
    if (known === name) return { name: known, by: sort.by, descending }
  return null
}

/**
 * The order that a text asks for.
 *
 * @throws Problem `invalid` that names the nearest known order, and all of them
 */
export function parseSort(text: string, sorts: Sorts): Ordering {
  const found = sortIn(text, sorts)
  if (found !== null) return found
  const name = text.startsWith('-') ? text.slice(1) : text
  const names = Object.keys(sorts)
  const near = text.length > 40 ? null : nearest(name, names)
  const cut = text.length > 40 ? `${text.slice(0, 40)}…` : text
  throw refuse(
    'invalid',
    `没有排序方式 ${cut}。${near === null ? '' : `是否指 ${near}？`}这里可用：${names.join('、')}；名称前加 - 为倒序。`,
    `There is no order ${cut}.${near === null ? '' : ` Did you mean ${near}?`} Known here: ${names.join(', ')}; a - before the name turns it round.`,
    'sort',
  )
}
