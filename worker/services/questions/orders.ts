/**
 * Orders of questions that follow from clocks and facts: by the last day, and by priority. Computed for the day on which
 * somebody looks, of the questions to which an answer is owed; all others stand behind them.
 */

import { clocksOfQuestion } from '../../domain/kinds/question/clock.ts'
import { priorityOf, type Weights } from '../../domain/kinds/question/priority.ts'
import { dayNumber } from '../../domain/record/date.ts'
import type { ComputedColumn } from '../../domain/record/list/sort.ts'
import type { Ledger } from '../open.ts'
import type { Owed } from '../response/owed.ts'
import { todayOf } from '../submit/call.ts'
import { weightsNow } from './standing.ts'

/** Points come in quarters. */
const PARTS = 4

/** Keys of one order by id, as JSON, with what they were made for. */
interface Made {
  of: string
  keys: { [by in ComputedColumn]: string }
}

export type QuestionOrders = ReturnType<typeof createQuestionOrders>

/** Orders of the questions of one ledger, kept until something changes. */
export function createQuestionOrders(ledger: Ledger, owed: Owed) {
  const { calendar, clocks } = ledger
  let made: Made | null = null

  async function make(today: string, weights: Weights, of: string): Promise<Made> {
    const due: { [id: string]: number } = {}
    const points: { [id: string]: number } = {}
    for (const [id, state] of await owed.openQuestions()) {
      const found = clocksOfQuestion(state, { clocks, calendar: calendar.days, today })
      const last = found?.asked.due ?? null
      if (last !== null) due[id] = dayNumber(last)
      const priority = priorityOf(state, {
        ...{ clocks: found, askers: (state.sameTextAs ?? 0) + 1 },
        ...{ calendar: calendar.days, today, weights },
      })
      points[id] = Math.round(priority.points * PARTS)
    }
    return { of, keys: { owed: JSON.stringify(due), pressing: JSON.stringify(points) } }
  }

  return {
    /** Keys of an order by the ids of questions, as JSON: days since 1970-01-01, or quarters of points. */
    async keys(by: ComputedColumn): Promise<string> {
      const today = todayOf(ledger.now(), calendar.days.zone)
      const [{ head }, weights] = await Promise.all([ledger.committer.tree(), weightsNow(ledger)])
      const of = JSON.stringify([head.size, today, weights])
      if (made?.of !== of) made = await make(today, weights, of)
      return made.keys[by]
    },
  }
}
