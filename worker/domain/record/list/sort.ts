/** Orders in which a list can stand. Kinds declare them; the store keeps them. */

import { nearest } from '../../text/nearest.ts'
import { refuse } from '../guard.ts'

/** Column of the derived row that gives the order. */
export type SortColumn = 'n' | 'lastIndex' | 'id' | 'title' | 'day'

export type SortName = 'recorded' | 'changed' | 'id' | 'title' | 'date'

export interface Sort {
  readonly by: SortColumn
  /** Field whose name says what the day is; null where the name of the order says enough. */
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

/** The common orders, and one by the day of the kind, which its summary gives. */
export function sortsWith(field: string) {
  return { ...commonSorts, date: { by: 'day', field } } as const satisfies Sorts
}

/** Orders of a list that holds several kinds. */
export const mixedSorts = { ...commonSorts, date: { by: 'day', field: null } } as const satisfies Sorts

/** Every order that can be asked for, each upwards and downwards. */
export function sortTexts(sorts: Sorts): string[] {
  return Object.keys(sorts).flatMap((name) => [name, `-${name}`])
}

/**
 * The order that a text asks for: a name, with `-` before it downwards.
 *
 * @throws Problem `invalid` that names the nearest known order, and all of them
 */
export function parseSort(text: string, sorts: Sorts): Ordering {
  const descending = text.startsWith('-')
  const name = descending ? text.slice(1) : text
  for (const [known, sort] of Object.entries(sorts) as [SortName, Sort][])
    if (known === name) return { name: known, by: sort.by, descending }
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

/** The text that asks for an order. */
export function formatSort({ name, descending }: Pick<Ordering, 'name' | 'descending'>): string {
  return `${descending ? '-' : ''}${name}`
}
