/** 限额附近: sums by how they stand to the limit, as the rules F01 and F02 read them. */
import type { DecisionState } from '../kinds/decision/state.ts'
import type { State } from '../kinds/kinds.ts'
import { valuesOf } from '../rules/assess.ts'
import { percentOf } from '../rules/measure/above-peers.ts'
import { dayOf } from '../rules/measure/dates.ts'
import { dayDecided } from '../rules/measure/decided.ts'
import { mayBeHidden } from '../rules/measure/inputs.ts'
import { wilson } from '../rules/measure/stats.ts'
import { amountsOf } from '../rules/measure/sums.ts'
import { belowThreshold, EVEN } from '../rules/money/f01-below-threshold.ts'
import {
  Account,
  Counts,
  type Gathering,
  type Pattern,
  type PatternContext,
  type Row,
  type Table,
} from './pattern.ts'

/** Per cent of the limit that one row spans, and how far the rows go; all above is one row. */
const BAND = 5
const MOST = 150

/** Pattern of sums near a limit. */
export const thresholds: Pattern = {
  id: 'thresholds',
  kinds: ['decision'],
  rules: ['F01', 'F02'],
  begin: (context) => new Thresholds(context),
}

class Thresholds implements Gathering {
  readonly #context: PatternContext
  readonly #limit: number
  readonly #account = new Account()
  readonly #currencies = new Set<string>()
  /**
   * Numbers of sums under `CNY 95`, from 95 % of the limit on; `CNY below`, `exact` and `above` for a tenth
   * around it.
   */
  readonly #counts = new Counts()

  constructor(context: PatternContext) {
    this.#context = context
    this.#limit = valuesOf(belowThreshold, context).limit
  }

  take(state: State): void {
    if (state.kind !== 'decision') return
    const amounts = amountsOf(state)
    if (amounts.length === 0) {
      const hidden = state.status === 'withheld' || mayBeHidden(state, 'opened', 'corrected', 'amended')
      this.#account.left(hidden ? 'withheld' : 'no_amount')
    }
    for (const { value, currency, signedAt } of amounts) {
      if (this.#limit === 0) this.#account.left('no_limit')
      else if (this.#account.takes(this.#context.period, dayFor(this.#context, state, signedAt)))
        this.#sum(currency, value, this.#limit)
    }
  }

  #sum(currency: string, value: number, limit: number): void {
    this.#currencies.add(currency)
    this.#counts.add(`${currency} ${bandOf(value, limit)}`)
    if (value >= 0.9 * limit && value < limit) this.#counts.add(`${currency} below`)
    if (value === limit) this.#counts.add(`${currency} exact`)
    if (value > limit && value <= 1.1 * limit) this.#counts.add(`${currency} above`)
  }

  #nearRow(currency: string): Row {
    const [below, exact, above] = ['below', 'exact', 'above'].map((one) =>
      this.#counts.of(`${currency} ${one}`),
    ) as [number, number, number]
    const near = below + above
    return {
      keys: [currency],
      figures: [
        near + exact,
        below,
        exact,
        above,
        near === 0 ? null : percentOf(below, near),
        percentOf(EVEN, 1),
      ],
      marked: wilson(below, near).low > EVEN,
      n: near + exact,
    }
  }

  tables(): Table[] {
    const currencies = [...this.#currencies].sort()
    const bands = Array.from({ length: MOST / BAND + 1 }, (_, i) => i * BAND)
    const { sums } = this.#account
    const least = belowThreshold.minimumSample ?? 0
    return [
      {
        name: 'bands',
        keys: ['currency', 'band'],
        figures: ['sums'],
        draw: { bar: 'sums' },
        rows: currencies.flatMap((currency) =>
          bands.map((band) => ({
            keys: [currency, band === MOST ? `≥${MOST}` : `${band}–${band + BAND}`],
            figures: [this.#counts.of(`${currency} ${band}`)],
            marked: band >= 90 && band < 100,
            n: bands.reduce((sum, one) => sum + this.#counts.of(`${currency} ${one}`), 0),
          })),
        ),
        least,
        ...sums,
      },
      {
        name: 'near',
        keys: ['currency'],
        figures: ['near', 'below', 'exact', 'above', 'share', 'even'],
        draw: { bar: 'share', line: 'even' },
        rows: currencies.map((currency) => this.#nearRow(currency)),
        least,
        ...sums,
      },
    ]
  }
}

/** A sum below the limit stands below 100, however the division rounds. */
function bandOf(value: number, limit: number): number {
  const band = BAND * Math.floor((100 * value) / limit / BAND)
  return Math.max(0, value < limit ? Math.min(band, 100 - BAND) : Math.min(Math.max(band, 100), MOST))
}

function dayFor({ calendar }: PatternContext, state: DecisionState, signedAt: string | null): string | null {
  return (signedAt === null ? null : dayOf(calendar, signedAt)) ?? dayDecided(calendar, state)
}
