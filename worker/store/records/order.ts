/** Orders of lists as SQL over the columns of `record`. */
import type { InValue } from '@libsql/client'
import type { Ordering } from '../../domain/record/list/sort.ts'

export interface ListOrder {
  /** Told apart from every other order of the list: the mark of a page names it. */
  readonly name: string
  /** An expression that is a text or a whole number, and never null. */
  readonly key: string
  readonly args?: readonly InValue[]
  readonly descending: boolean
  /** Among equals, whether the newest comes first. */
  readonly newestFirst: boolean
  /** True if no entry can give a record another key. */
  readonly fixed: boolean
}

/** So many letters of a title give its place; they stand in the mark of a page. */
const TITLE = 60
/** Beyond every day of the calendar. */
const NEVER = 9_999_999

/** Order of a list. A record without a day stands at the end, in both directions. */
export function listOrder({ by, descending, name }: Ordering): ListOrder {
  const key = {
    n: 'n',
    id: 'id',
    lastIndex: 'last_index',
    title: `substr(title, 1, ${TITLE})`,
    day: `ifnull(day, ${descending ? -NEVER : NEVER})`,
  }[by]
  return {
    name: `${descending ? '-' : ''}${name}`,
    key,
    descending,
    newestFirst: descending,
    fixed: by === 'n' || by === 'id',
  }
}
