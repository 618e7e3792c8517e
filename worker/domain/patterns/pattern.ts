/**
 * 分布: what a pattern view is. It counts what the rules about groups look at, for somebody to see it as a whole:
 * a reason to look, never a finding. Each table says how much it could not place, so that a gap never looks clean.
 */
import type { WorkingDays } from '../calendar/working-days.ts'
import type { State } from '../kinds/kinds.ts'
import type { Settings } from '../kinds/rulebook/rulebook.ts'
import type { RecordKind } from '../record/event.ts'
import type { FigureName, KeyName, PatternId, Reason, TableName } from './words.ts'

/** Days for which is asked, `YYYY-MM-DD`, both counted; null where it is open. */
export interface Period {
  readonly from: string | null
  readonly to: string | null
}

export interface PatternContext {
  readonly calendar: WorkingDays
  readonly settings: Settings
  readonly period: Period
}

export interface Row {
  /** Keys of the row, in the order of the table; null where it cannot be named. */
  keys: (string | null)[]
  /** In the order of the table's figures; null where there is nothing to compute from. */
  figures: (number | null)[]
  /**
   * True for a row to look at first: beyond the limit of the rule of the same reading, or at the place at
   * which that rule looks.
   */
  marked: boolean
  /** Cases on which the row rests: below the table's least it is no pattern. */
  n: number
}

export interface Table {
  name: TableName
  keys: readonly KeyName[]
  figures: readonly FigureName[]
  /** The figures that are drawn: the bar, the part of it that stands out, and the mark it is held against. */
  draw: { bar: FigureName; part?: FigureName; line?: FigureName }
  rows: Row[]
  /** Fewest cases of which anything is said: those of the rule of the same reading. */
  least: number
  /** Coverage: entries that are counted, that lie outside of the period, and that could not be placed. */
  looked: number
  counted: number
  outside: number
  left: { reason: Reason; n: number }[]
}

/** The table without the rows that rest on too few cases, and the number of those. */
export function withEnough<T extends Pick<Table, 'rows' | 'least'>>(table: T): T & { few: number } {
  const rows = table.rows.filter(({ n }) => n >= table.least)
  return { ...table, rows, few: table.rows.length - rows.length }
}

/** Takes records one by one, and keeps counts alone. */
export interface Gathering {
  take(state: State): void
  tables(): Table[]
}

export interface Pattern {
  readonly id: PatternId
  /** Kinds of the records that it wants, all of the first before any of the next. */
  readonly kinds: readonly RecordKind[]
  /** Rules that read the same. */
  readonly rules: readonly string[]
  begin(context: PatternContext): Gathering
}

/** True when a day lies within the period; null for a day that is not known where a period is asked for. */
export function isWithin({ from, to }: Period, day: string | null): boolean | null {
  if (from === null && to === null) return true
  if (day === null) return null
  return (from === null || day >= from) && (to === null || day <= to)
}

/** Counts of the entries that were looked at, by what became of them. */
export class Account {
  #looked = 0
  #counted = 0
  #outside = 0
  readonly #left = new Map<Reason, number>()

  counted(n = 1): void {
    this.#looked += n
    this.#counted += n
  }

  outside(): void {
    this.#looked += 1
    this.#outside += 1
  }

  left(reason: Reason): void {
    this.#looked += 1
    this.#left.set(reason, (this.#left.get(reason) ?? 0) + 1)
  }

  /** Takes one thing of this day: whether it is to be counted. */
  takes(period: Period, day: string | null): boolean {
    const within = isWithin(period, day)
    if (within === true) this.counted()
    else if (within === false) this.outside()
    else this.left('undated')
    return within === true
  }

  get sums(): Pick<Table, 'looked' | 'counted' | 'outside' | 'left'> {
    return {
      looked: this.#looked,
      counted: this.#counted,
      outside: this.#outside,
      left: [...this.#left].map(([reason, n]) => ({ reason, n })),
    }
  }
}

/** Counts by text, as `year-end` by month: `add('2024-03')`. */
export class Counts {
  readonly #counts = new Map<string, number>()

  add(key: string, n = 1): void {
    this.#counts.set(key, this.of(key) + n)
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  /** In the order of the keys. */
  sorted(): [string, number][] {
    return [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}
