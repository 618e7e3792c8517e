/** Orders of lists as SQL over the columns of `record`. */
import type { InValue } from '@libsql/client'
import type { State } from '../../domain/kinds/kinds.ts'
import {
  type ComputedColumn,
  isComputed,
  type Ordering,
  type SortColumn,
} from '../../domain/record/list/sort.ts'

export interface ListOrder {
  /** Told apart from every other order of the list: the mark of a page names it. */
  readonly name: string
  /** An expression that is a text or a whole number, and never null. */
  readonly key: string
  readonly args?: readonly InValue[]
  /** Arguments of the key for records as they stood at a moment, where it is computed. */
  readonly argsOf?: (states: readonly State[]) => readonly InValue[]
  readonly descending: boolean
  /** Among equals, whether the newest comes first. */
  readonly newestFirst: boolean
  /** True if no entry can give a record another key. */
  readonly fixed: boolean
  /** Index in which the records of a kind lie in this order; without one it is made anew. */
  readonly index?: string
  /** True where {@link NARROW} holds the key: then no row is read for it. */
  readonly narrow?: boolean
}

/** So many letters of a title give its place; they stand in the mark of a page. */
const TITLE = 60
/** Beyond every day of the calendar, and every amount. */
const NEVER = 9_999_999
const NOTHING = 9_007_199_254_740_991

/** The index that holds everything by which lists are narrowed, counted and ordered, but for titles. */
export const NARROW = 'record_narrow'

const KEYS: { readonly [by in Exclude<SortColumn, ComputedColumn>]: (descending: boolean) => string } = {
  n: () => 'n',
  id: () => 'id',
  lastIndex: () => 'last_index',
  title: () => `substr(title, 1, ${TITLE})`,
  amount: (descending) => `ifnull(amount, ${descending ? -NOTHING : NOTHING})`,
  /** Days from what was promised first to what is promised now; what is due no more has moved no more. */
  moved: (descending) => `ifnull(due - baseline, ${descending ? -NEVER : NEVER})`,
  day: dayKey('day'),
  opened: dayKey('opened'),
  baseline: dayKey('baseline'),
  due: dayKey('due'),
  done: dayKey('done'),
  begins: dayKey('begins'),
  ends: dayKey('ends'),
}

function dayKey(column: string): (descending: boolean) => string {
  return (descending) => `ifnull(${column}, ${descending ? -NEVER : NEVER})`
}

/** Indexes of the orders in which lists mostly stand; all others are made from {@link NARROW}. */
const INDEXES: { readonly [by in SortColumn]?: (descending: boolean) => string } = {
  n: () => 'record_kind',
  lastIndex: () => 'record_changed',
  title: () => 'record_title',
  day: (descending) => (descending ? 'record_day' : 'record_day_up'),
}

/** The key of a record among computed ones, which come as JSON by id; what has none stands at the end. */
const computedKey = (descending: boolean): string =>
  `CASE WHEN record.id IN (SELECT key FROM json_each(?)) THEN json_extract(?, '$."' || record.id || '"')
    ELSE ${descending ? -NEVER : NEVER} END`

/** Keys that no row has, computed of the records as they are now, for a day. */
export interface ComputedKeys {
  /** The day for which they were computed: all pages of a list go by that of the first. */
  readonly day: string
  /** Keys by id, as JSON. */
  readonly keys: string
  /** The key of a record as it stood at some moment; null for none. */
  keyOf(state: State): number | null
}

/** Arguments for {@link computedKey}. */
const argsOf = (keys: string): readonly InValue[] => [keys, keys]

/**
 * Order of a list. A record without the day or the amount stands at the end, in both directions.
 *
 * @param computed keys of an order that is computed
 */
export function listOrder(
  { by, descending, name }: Ordering,
  computed: ComputedKeys | null = null,
): ListOrder {
  const index = INDEXES[by]?.(descending)
  const told = `${descending ? '-' : ''}${name}`
  return {
    name: computed === null ? told : `${told}@${computed.day}`,
    key: isComputed(by) ? computedKey(descending) : KEYS[by](descending),
    ...(computed === null
      ? {}
      : {
          args: argsOf(computed.keys),
          argsOf: (states) => argsOf(keysOfStates(states, computed)),
        }),
    descending,
    newestFirst: descending,
    fixed: by === 'n' || by === 'id',
    narrow: by !== 'title',
    ...(index === undefined ? {} : { index }),
  }
}

function keysOfStates(states: readonly State[], { keyOf }: ComputedKeys): string {
  const found = states.flatMap((state): [string, number][] => {
    const key = keyOf(state)
    return key === null ? [] : [[state.id, key]]
  })
  return JSON.stringify(Object.fromEntries(found))
}
