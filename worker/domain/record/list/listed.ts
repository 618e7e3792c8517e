/**
 * Declaration of the lists of a kind: by what they are narrowed, by which days, in which orders. Page, API, files,
 * feeds, calendars and what is followed all read it.
 */
import { isCalendarDate } from '../date.ts'
import { of } from '../problem.ts'
import { code, date, id, number, type Spec, text } from '../shape.ts'
import { type DayColumn, type DayName, type ListDay, type ListDays, RECORDED } from './days.ts'
import { commonSorts, type Sorts, sortsBy } from './sort.ts'

/**
 * Filter by which the lists of a kind can be narrowed. `of`: what belongs to a record; `to`: the end of a period, and
 * `until` who receives.
 */
export type FilterName =
  | 'q'
  | 'organ'
  | 'department'
  | 'units'
  | 'of'
  | 'receiver'
  | 'type'
  | 'level'
  | 'status'
  | 'area'
  | 'view'
  | 'date'
  | 'from'
  | 'to'
  | 'least'
  | 'most'
  | 'flagged'
  | 'altered'
  | 'latest'
  | 'had'
  | 'without'
  | 'used'
  | 'placed'
  | 'on'
  | 'service'
  | 'matter'
  | 'serves'
  | 'lacks'

/** Filter of a list: any shape, or one with a sentence for the description of the API. */
export interface Filter {
  readonly spec: Spec
  readonly about?: string
}

export type Filters = { readonly [name in FilterName]?: Filter }

/** A filter with a sentence for the description of the API. */
export function about(shape: Filter, words: string): Filter {
  return { spec: shape.spec, about: words }
}

/** Part of the declaration of a kind that says what its lists are. */
export interface Listing {
  readonly filters: Filters
  readonly days: ListDays
  readonly sorts: Sorts
  /** Order in which pages stand unless another is asked for. */
  readonly usual: string
}

interface Declared {
  /** Filters of its own, beside those that follow from the rest. */
  filters?: Filters
  days?: ListDays
  usual?: string
  /** Field of the amount, where it has one. */
  amount?: string
  /** True where somebody decides it whose name is looked up. */
  organ?: boolean
  /** False where a flag cannot be about it. */
  flagged?: boolean
  /** False where no delivery changes it. */
  altered?: boolean
  /** True where a day that was promised can be moved. */
  moves?: boolean
  /** True where decisions rest on it. */
  used?: boolean
  /** True where it has places that can stand on a map. */
  placed?: boolean
  /** True where it has a first and a last day, between which it is in force. */
  termed?: boolean
  /** Orders whose keys are computed for the day. */
  computed?: Sorts
}

/** A filter that takes `yes` alone. */
export const YES = /* @__PURE__ */ code({ yes: of('是', 'yes') })

/** Use of a power: by some decision, or by none. */
export const USE = {
  no: of('没有决策用过', 'used by no decision'),
  yes: of('有决策用过', 'used by a decision'),
}

/** Most letters of the words that a list is searched for. */
export const MOST_WORDS = 200

/** A day of a kind, with the verb of a sentence about a period. */
export function on(by: DayColumn, field: string, zh: string, en: string): ListDay {
  return { by, field, said: of(zh, en) }
}

/** The lists of a kind. */
export function listed({
  filters = {},
  days = {},
  usual = RECORDED,
  amount,
  organ = false,
  flagged = true,
  altered = true,
  moves = false,
  used = false,
  placed = false,
  termed = false,
  computed = {},
}: Declared): Listing {
  const named = Object.keys(days) as DayName[]
  const dates = Object.fromEntries([...named, RECORDED].map((name) => [name, true]))
  return {
    filters: {
      q: about(text(MOST_WORDS), 'Words, Chinese or Latin; all must match.'),
      ...(organ ? { organ: about(id('department'), 'Department that decided.') } : {}),
      ...filters,
      ...(filters.department === undefined
        ? {}
        : { units: about(YES, 'With `yes`, the departments below the one that is named as well.') }),
      date: about(
        code(dates),
        `Day that \`from\` and \`to\` are about: ${[...named, RECORDED].join(', ')}; the first when left out.`,
      ),
      from: about(date(), 'First day of a period: a year, a month or a day.'),
      to: about(date(), 'Last day of a period: a year, a month or a day, up to its end.'),
      ...(amount === undefined
        ? {}
        : {
            least: about(number(0), 'Smallest amount, in units of its currency.'),
            most: about(number(0), 'Greatest amount, in units of its currency.'),
          }),
      ...(flagged ? { flagged: about(YES, 'With `yes`, what a flag that still stands is about.') } : {}),
      ...(altered
        ? {
            altered: about(YES, 'With `yes`, what a later delivery of its register changed.'),
            latest: about(YES, 'With `yes`, what is new or changed in the last delivery of its register.'),
          }
        : {}),
      ...(used
        ? { used: about(code(USE), 'With `no`, what no decision rests on; with `yes`, the rest.') }
        : {}),
      ...(termed
        ? {
            on: about(
              date(),
              'In force on a day, or on any of a month or a year, by its own first and last day; an item of a list that states no first day from the day on which it was listed. What was handed over, suspended, merged, split or abolished counts up to the day before. `department`, asked and answered, is the one that held it then, of several the last, by the name that it had on that day or at the end of that month or year; `heldNow` the one that holds it today, where that is another; `status` is of today.',
            ),
          }
        : {}),
      ...(placed ? { placed: about(YES, 'With `yes`, what has a place that a map can show.') } : {}),
    },
    days,
    sorts: {
      ...(named.length === 0 && amount === undefined ? commonSorts : sortsBy(days, amount ?? null)),
      ...computed,
      ...(moves ? { moved: { by: 'moved' as const, field: null } } : {}),
    },
    usual,
  }
}

/** True for a text that a filter takes. */
export function isTaken({ spec }: Filter, value: string): boolean {
  if (spec.is === 'code') return spec.codes.includes(value)
  if (spec.is === 'date') return value.length <= 10 && isCalendarDate(value)
  if (spec.is === 'number') return /^\d{1,15}$/.test(value)
  return value.length <= (spec.is === 'text' ? spec.most : 80)
}
