/** 年末: decisions adopted and their sums by month, and the last working days of a year, as the rule T04 reads them. */
import type { DecisionState } from '../kinds/decision/state.ts'
import type { State } from '../kinds/kinds.ts'
import { valuesOf } from '../rules/assess.ts'
import { percentOf } from '../rules/measure/above-peers.ts'
import { dayDecided, isAdopted } from '../rules/measure/decided.ts'
import { mayBeHidden } from '../rules/measure/inputs.ts'
import { amountsOf } from '../rules/measure/sums.ts'
import { yearEndSurge, yearOf } from '../rules/time/t04-year-end-surge.ts'
import {
  Account,
  Counts,
  type Gathering,
  type Pattern,
  type PatternContext,
  type Row,
  type Table,
} from './pattern.ts'

/** Pattern of the months of a year. */
export const yearEnd: Pattern = {
  id: 'year-end',
  kinds: ['decision'],
  rules: ['T04'],
  begin: (context) => new YearEnd(context),
}

type Year = NonNullable<ReturnType<typeof yearOf>>

class YearEnd implements Gathering {
  readonly #context: PatternContext
  readonly #values: ReturnType<typeof valuesOf<typeof yearEndSurge.parameters>>
  readonly #decided = new Account()
  readonly #sums = new Account()
  readonly #months = new Counts()
  readonly #years = new Counts()
  readonly #last = new Counts()
  /** Numbers of sums, and their totals, under `2024-03|CNY`. */
  readonly #numbers = new Counts()
  readonly #totals = new Counts()
  readonly #bounds = new Map<string, Year | null>()

  constructor(context: PatternContext) {
    this.#context = context
    this.#values = valuesOf(yearEndSurge, context)
  }

  take(state: State): void {
    if (state.kind !== 'decision') return
    if (state.status === 'withheld' || (state.ruling === null && mayBeHidden(state, 'decided'))) {
      this.#decided.left('withheld')
      return
    }
    if (!isAdopted(state)) return
    const day = dayDecided(this.#context.calendar, state)
    if (day === null) {
      this.#decided.left('undated')
      return
    }
    if (!this.#decided.takes(this.#context.period, day)) return
    const year = day.slice(0, 4)
    this.#months.add(day.slice(0, 7))
    this.#years.add(year)
    const bounds = this.#boundsOf(year)
    if (bounds !== null && day > bounds.after) this.#last.add(year)
    this.#money(state, day.slice(0, 7))
  }

  #money(state: DecisionState, month: string): void {
    const amounts = amountsOf(state)
    if (amounts.length === 0) this.#sums.left('no_amount')
    for (const { currency, value } of amounts) {
      this.#sums.counted()
      this.#numbers.add(`${month}|${currency}`)
      this.#totals.add(`${month}|${currency}`, value)
    }
  }

  #boundsOf(year: string): Year | null {
    const known = this.#bounds.get(year)
    if (known !== undefined) return known
    const bounds = yearOf(this.#context, year, this.#values.lastDays)
    this.#bounds.set(year, bounds)
    return bounds
  }

  #yearRow([year, decisions]: [string, number]): Row {
    const bounds = this.#boundsOf(year)
    if (bounds === null)
      return { keys: [year], figures: [decisions, null, null, null, null], marked: false, n: decisions }
    const { lastDays, ratio: limit, decisions: least } = this.#values
    const last = this.#last.of(year)
    const early = decisions - last
    const ratio = early === 0 ? null : Math.round((10 * (last / lastDays)) / (early / bounds.rest)) / 10
    const even = percentOf(lastDays, lastDays + bounds.rest)
    return {
      keys: [year],
      figures: [decisions, last, percentOf(last, decisions), even, ratio],
      marked: ratio !== null && decisions >= least && ratio >= limit,
      n: decisions,
    }
  }

  tables(): Table[] {
    const { sums } = this.#decided
    const least = this.#values.decisions
    return [
      {
        name: 'months',
        keys: ['month'],
        figures: ['decisions'],
        draw: { bar: 'decisions' },
        rows: everyMonth(this.#months).map(([month, n]) => ({
          keys: [month],
          figures: [n],
          marked: month.endsWith('-12'),
          n: sums.counted,
        })),
        least,
        ...sums,
      },
      {
        name: 'years',
        keys: ['year'],
        figures: ['decisions', 'last', 'share', 'even', 'ratio'],
        draw: { bar: 'share', line: 'even' },
        rows: this.#years.sorted().map((one) => this.#yearRow(one)),
        least,
        ...sums,
      },
      {
        name: 'amounts',
        keys: ['month', 'currency'],
        figures: ['sums', 'total'],
        draw: { bar: 'sums' },
        rows: this.#numbers.sorted().map(([key, n]) => ({
          keys: key.split('|'),
          figures: [n, this.#totals.of(key)],
          marked: key.slice(5, 7) === '12',
          n: this.#sums.sums.counted,
        })),
        least,
        ...this.#sums.sums,
      },
    ]
  }
}

/** So many months without any are shown as such; longer gaps are passed over. */
const GAP = 24

/** Months from the first to the last, those between them too. */
function everyMonth(counts: Counts): [string, number][] {
  const whole: [string, number][] = []
  for (const [month, n] of counts.sorted()) {
    const last = whole.at(-1)?.[0]
    if (last !== undefined && numberOf(month) - numberOf(last) <= GAP)
      for (let one = numberOf(last) + 1; one < numberOf(month); one += 1) whole.push([monthOf(one), 0])
    whole.push([month, n])
  }
  return whole
}

const numberOf = (month: string): number => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1

function monthOf(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}
