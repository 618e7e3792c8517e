/**
 * Orders of questions that follow from clocks and facts: by the last day, and by priority. Computed for the day on which
 * somebody looks, of the questions to which an answer is owed; all others stand behind them.
 */

import { clocksOfQuestion } from '../../domain/kinds/question/clock.ts'
import { priorityOf, type Weights } from '../../domain/kinds/question/priority.ts'
import type { QuestionState } from '../../domain/kinds/question/state.ts'
import { dayNumber } from '../../domain/record/date.ts'
import type { ComputedColumn } from '../../domain/record/list/sort.ts'
import { obligationsOf } from '../../domain/response/obligations.ts'
import type { ComputedKeys } from '../../store/lists/order.ts'
import type { Ledger } from '../open.ts'
import type { Owed } from '../response/owed.ts'
import { todayOf } from '../submit/call.ts'
import { type Askers, askersAt, askersNow } from './askers.ts'
import { weightsAt, weightsNow } from './standing.ts'

/** Points come in quarters. */
const PARTS = 4

/** By what a question is counted and weighed. */
interface Basis {
  today: string
  weights: Weights
  askers: Askers
}

/** Keys of the orders by id, as JSON, with what they were made for. */
interface Made {
  of: string
  basis: Basis
  keys: { [by in ComputedColumn]: string }
}

/** Day and size of the ledger at which a list began to be read. */
export interface Moment {
  day: string
  size: number
}

export type QuestionOrders = ReturnType<typeof createQuestionOrders>

/** Orders of the questions of one ledger, kept until something changes. */
export function createQuestionOrders(ledger: Ledger, owed: Owed) {
  const calendar = ledger.calendar.days
  const { clocks } = ledger
  let made: Made | null = null

  function keyOf(by: ComputedColumn, state: QuestionState, { today, weights, askers }: Basis): number | null {
    const found = clocksOfQuestion(state, { clocks, calendar, today })
    if (by === 'owed') {
      const last = found?.asked.due ?? null
      return last === null ? null : dayNumber(last)
    }
    const basis = { clocks: found, askers: askers(state), calendar, today, weights }
    return Math.round(priorityOf(state, basis).points * PARTS)
  }

  async function make(today: string, weights: Weights, size: number | null, of: string): Promise<Made> {
    const questions = [...(await owed.openQuestions())]
    const ids = questions.map(([id]) => id)
    const askers = await (size === null ? askersNow(ledger, ids) : askersAt(ledger, ids, size))
    const basis = { today, weights, askers }
    const keys = (by: ComputedColumn): string =>
      JSON.stringify(
        Object.fromEntries(
          questions.flatMap(([id, state]) => {
            const key = keyOf(by, state, basis)
            return key === null ? [] : [[id, key]]
          }),
        ),
      )
    return { of, basis, keys: { owed: keys('owed'), pressing: keys('pressing') } }
  }

  return {
    /**
     * Keys of an order by the ids of questions: days since 1970-01-01, or quarters of points.
     *
     * @param moment at which the first page of the list was read, for one that goes on: neither the day nor the weights
     *   that changed since move anything; null for now
     */
    async keys(by: ComputedColumn, moment: Moment | null): Promise<ComputedKeys> {
      const day = moment?.day ?? todayOf(ledger.now(), calendar.zone)
      const [{ head }, weights] = await Promise.all([
        ledger.committer.end.tree(),
        moment === null ? weightsNow(ledger) : weightsAt(ledger, moment.size),
      ])
      const size = moment?.size ?? null
      const of = JSON.stringify([head.size, day, weights, size])
      const now = made?.of === of ? made : await make(day, weights, size, of)
      made = now
      return {
        day,
        keys: now.keys[by],
        keyOf: (state) =>
          state.kind === 'question' && obligationsOf(state, { calendar, clocks }).some(({ open }) => open)
            ? keyOf(by, state, now.basis)
            : null,
      }
    },
  }
}
